"""What one asks of the law: which rules, and which date."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plandugnad.engines.statute import Length, Refused, Unit, chains, law
from plandugnad.processes.calculating import Answer, work_out
from plandugnad.processes.forms import ProcessDay
from plandugnad.processes.queries.law import NO_COURSE, LawFilters, read_law
from plandugnad.processes.words import CERTAINTIES, law_lang, law_language

LONGEST_SEARCH = 100


class LawForm(forms.Form):
    """Filters live in the address. What is not known in it is left out of account."""

    q = forms.CharField(label=gettext_lazy("Søk i reglene"), required=False, max_length=LONGEST_SEARCH, strip=True)
    lop = forms.ChoiceField(label=gettext_lazy("Hva slags prosess"), required=False)
    grad = forms.ChoiceField(label=gettext_lazy("Hvor sikkert det er"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        fields: Any = self.fields
        named = [(one.id, one.name.said(law_language())) for one in chains().values()]
        for field in fields.values():
            field.widget.attrs["class"] = "ds-input"
        fields["lop"].choices = [("", _("alle")), *named, (NO_COURSE, _("gjelder alle, eller ingen bestemt"))]
        fields["grad"].choices = [("", _("alle")), *CERTAINTIES.items()]

    @property
    def filters(self) -> LawFilters:
        self.is_valid()
        given = getattr(self, "cleaned_data", {})
        return LawFilters(given.get("q", ""), given.get("lop", ""), given.get("grad", ""))


class RuleSelect(forms.Select):
    """The rules are written in Norwegian, whatever language the page is in."""

    def create_option(self, *args: Any, **options: Any) -> dict[str, Any]:
        option: dict[str, Any] = super().create_option(*args, **options)
        if option["value"]:
            option["attrs"]["lang"] = law_lang()
        return option


class CalculatorForm(forms.Form):
    """A rule or a bare length, and the day it is counted from, or back from."""

    rule = forms.ChoiceField(label=gettext_lazy("Regel"), required=False, widget=RuleSelect)
    number = forms.CharField(label=gettext_lazy("Antall"), required=False, max_length=20)
    unit = forms.ChoiceField(
        label=gettext_lazy("Enhet"),
        required=False,
        choices=[
            (Unit.DAYS.value, gettext_lazy("dager")),
            (Unit.WEEKS.value, gettext_lazy("uker")),
            (Unit.MONTHS.value, gettext_lazy("måneder")),
            (Unit.YEARS.value, gettext_lazy("år")),
        ],
    )
    day = ProcessDay(
        label=gettext_lazy("Dato"),
        help_text=gettext_lazy("For eksempel 01.06.2027"),
        error_messages={"required": gettext_lazy("Skriv datoen fristen skal regnes fra.")},
    )
    is_backwards = forms.BooleanField(
        label=gettext_lazy("Regn bakover: datoen er møtet, eller dagen alt må være over"), required=False
    )
    is_extended = forms.BooleanField(label=gettext_lazy("Regn med forlengelsen regelen gir"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        fields: Any = self.fields
        fields["rule"].choices = [("", _("Ingen, bare en lengde")), *_countable()]
        self.answer: Answer | None = None

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        provision = law().get(given.get("rule") or "")
        if self.errors:
            return given
        length = None if provision else self._length(given)
        if self.errors:
            return given
        try:
            self.answer = work_out(
                given["day"],
                provision=provision,
                length=length,
                is_backwards=given["is_backwards"],
                is_extended=given["is_extended"],
            )
        except Refused as refused:
            raise ValidationError(refused.sentence(law_language())) from refused
        return given

    def _length(self, given: dict[str, Any]) -> Length | None:
        written = (given.get("number") or "").strip()
        if not written:
            self.add_error("number", _("Velg en regel, eller skriv hvor lang fristen er, for eksempel 6 uker."))
            return None
        if not (written.isascii() and written.isdecimal()):
            self.add_error(
                "number", _("«%(written)s» er ikke et helt tall. Skriv for eksempel 6.") % {"written": written}
            )
            return None
        try:
            return Length(int(written), Unit(given.get("unit") or Unit.DAYS))
        except Refused as refused:
            self.add_error("number", refused.sentence(law_language()))
            return None


def _countable() -> list[tuple[str, list[tuple[str, str]]]]:
    """The rules that have a length or a date, under the name of their law."""
    found = []
    for group in read_law(LawFilters()).groups:
        rules = [
            (
                row.provision.id,
                _named(row.provision.cited.said(law_language()), row.provision.newest.says.said(law_language())),
            )
            for row in group.rows
            if row.provision.newest.length or row.provision.newest.fixed
        ]
        if rules:
            found.append((str(group.name), rules))
    return found


def _named(citation: str, says: str) -> str:
    return f"{citation}: {says}"
