"""What goes wrong, told to programs as RFC 9457 has it, and to the people who write them in words."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

MEDIA_TYPE = "application/problem+json"

TITLES: Mapping[int, str | Promise] = {
    400: gettext_lazy("Vi forstår ikke det som ble sendt"),
    401: gettext_lazy("Du må vise en gyldig nøkkel"),
    403: gettext_lazy("Nøkkelen gjelder ikke dette"),
    404: gettext_lazy("Vi fant det ikke"),
    405: gettext_lazy("Dette kan ikke gjøres her"),
    409: gettext_lazy("Det er endret i mellomtiden"),
    412: gettext_lazy("Det er endret siden du leste det"),
    413: gettext_lazy("Innholdet er for stort"),
    422: gettext_lazy("Noe må rettes"),
    429: gettext_lazy("For mange kall"),
    500: gettext_lazy("Noe gikk galt hos oss"),
    507: gettext_lazy("Det er ikke plass til filen"),
}


@dataclass
class Problem(Exception):
    """Raised anywhere in a call. `errors` says what is wrong in which field; `more` is for the program."""

    status: int
    detail: str | Promise
    errors: list[dict[str, str]] = field(default_factory=list)
    more: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return str(self.detail)


def answer(problem: Problem) -> HttpResponse:
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": str(TITLES.get(problem.status, HTTPStatus(problem.status).phrase)),
        "status": problem.status,
        "detail": str(problem.detail),
    }
    if problem.errors:
        body["errors"] = problem.errors
    response = HttpResponse(
        json.dumps(body | problem.more, ensure_ascii=True), status=problem.status, content_type=MEDIA_TYPE
    )
    if problem.status == HTTPStatus.UNAUTHORIZED:
        response.headers["WWW-Authenticate"] = 'Bearer realm="Plandugnad"'
    return response


def not_found() -> Problem:
    return Problem(404, _("Det finnes ikke, eller nøkkelen gir ikke tilgang til det."))


def not_here(request: HttpRequest, rest: str = "") -> HttpResponse:
    """For every address below /api/ that is none of ours."""
    return answer(Problem(404, _("Adressen finnes ikke i API-et. Se beskrivelsen på /api/.")))


def broken_rules(found: Iterable[Mapping[str, Any]]) -> Problem:
    """What the shapes refused, field by field."""
    errors = [{"field": _place(each["loc"]), "message": _in_words(each)} for each in found]
    return Problem(422, _("Ingenting er lagret. Se «errors» for hva som må rettes."), errors)


def _place(loc: Iterable[Any]) -> str:
    """'body.name': where it was sent, and the way there. What we call the body ourselves is nothing to the caller."""
    parts = [str(part) for part in loc]
    return ".".join([parts[0], *parts[2:]] if parts[:1] == ["body"] and len(parts) > 1 else parts)


def _in_words(error: Mapping[str, Any]) -> str:
    about = error.get("ctx", {})
    kind = str(error["type"])
    if kind in {"enum", "literal_error"}:
        return _("Velg blant disse: %(choices)s.") % {"choices": str(about.get("expected", "")).replace(" or ", ", ")}
    if kind in _WITH_LIMIT:
        name, words = _WITH_LIMIT[kind]
        return str(words) % {"limit": about.get(name, "")}
    if kind == "value_error":
        return str(about.get("error", "")) or str(_OTHERWISE)
    return str(_WORDS.get(kind, _OTHERWISE))


_OTHERWISE = gettext_lazy("Verdien kan ikke brukes her. Se beskrivelsen av feltet.")
_WITH_LIMIT: dict[str, tuple[str, str | Promise]] = {
    "string_too_long": ("max_length", gettext_lazy("Teksten kan ha høyst %(limit)s tegn.")),
    "string_too_short": ("min_length", gettext_lazy("Teksten må ha minst %(limit)s tegn.")),
    "too_long": ("max_length", gettext_lazy("Listen kan ha høyst %(limit)s ledd.")),
    "greater_than_equal": ("ge", gettext_lazy("Tallet må være minst %(limit)s.")),
    "less_than_equal": ("le", gettext_lazy("Tallet må være høyst %(limit)s.")),
}
_WORDS: dict[str, str | Promise] = {
    "missing": gettext_lazy("Må fylles ut."),
    "extra_forbidden": gettext_lazy("Feltet finnes ikke. Se beskrivelsen for hva det heter."),
    "string_type": gettext_lazy("Skal være tekst."),
    "string_unicode": gettext_lazy("Teksten er ikke gyldig Unicode."),
    "string_pattern_mismatch": gettext_lazy("Teksten har ikke den formen feltet skal ha. Se beskrivelsen av feltet."),
    "int_type": gettext_lazy("Skal være et helt tall."),
    "int_parsing": gettext_lazy("Skal være et helt tall."),
    "int_from_float": gettext_lazy("Skal være et helt tall."),
    "bool_parsing": gettext_lazy("Skal være true eller false."),
    "list_type": gettext_lazy("Skal være en liste."),
    "uuid_parsing": gettext_lazy("Skal være en id på formen 00000000-0000-0000-0000-000000000000."),
    "uuid_type": gettext_lazy("Skal være en id på formen 00000000-0000-0000-0000-000000000000."),
    "date_from_datetime_parsing": gettext_lazy("Skal være en dato som finnes, på formen 2026-11-28."),
    "date_parsing": gettext_lazy("Skal være en dato som finnes, på formen 2026-11-28."),
    "datetime_parsing": gettext_lazy("Skal være et tidspunkt på formen 2026-11-28T12:00:00Z."),
    "datetime_from_date_parsing": gettext_lazy("Skal være et tidspunkt på formen 2026-11-28T12:00:00Z."),
    "timezone_aware": gettext_lazy("Tidspunktet må ha tidssone, som i 2026-11-28T12:00:00Z."),
    "model_type": gettext_lazy("Skal være et JSON-objekt."),
    "model_attributes_type": gettext_lazy("Skal være et JSON-objekt."),
    "dict_type": gettext_lazy("Skal være et JSON-objekt."),
}


def refused(wrong: ValidationError) -> Problem:
    """What the rules of the product refused, in the words a page would have said it in."""
    by_field = wrong.message_dict if hasattr(wrong, "error_dict") else {"": wrong.messages}
    errors = [
        {"field": f"body.{_NAMES.get(name, name)}" if name else "body", "message": str(sentence)}
        for name, sentences in by_field.items()
        for sentence in sentences
    ]
    return Problem(422, _("Ingenting er lagret. Se «errors» for hva som må rettes."), errors)


# What the forms of pages call a field, where the API calls it something else.
_NAMES = {"parent": "parent_id", NON_FIELD_ERRORS: ""}
