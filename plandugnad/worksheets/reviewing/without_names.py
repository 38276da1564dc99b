"""A finished review without whose it was, to lend to others: the names we know go, and the file says to read it."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from plandugnad.accounts.models import Person
from plandugnad.engines.sheet.blocks import AdoptionBlock
from plandugnad.engines.sheet.projection import project
from plandugnad.engines.sheet.richtext import Span
from plandugnad.engines.sheet.rows import Party
from plandugnad.regions.models import Collaboration, Member, Membership
from plandugnad.worksheets.answering import shown_spreads
from plandugnad.worksheets.models import Document, Sheet
from plandugnad.worksheets.schemas import definition_of
from plandugnad.worksheets.store import open_document
from plandugnad.worksheets.taking_out.content import About, Content

_Hidden = Sequence[tuple[re.Pattern[str], str]]
_NEVER = re.compile("(?!)")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_SHORTEST_COMPOUND = 5  # «Bø» and «Os» begin too many words
_SHORTEST_LOCAL_PART = 4


def without_names(document: Document, language: str) -> Content:
    sheet = document.sheet
    assert sheet.collaboration is not None
    definition = definition_of(sheet)
    title = definition.title.said(language)
    with override(language):
        hidden = [
            (_EMAIL, _("[navn]")),
            (_exactly([one for one in _of_the_case(sheet) if one != title]), _("[saken]")),
            (_places([*_place_names(sheet.collaboration), sheet.collaboration.name]), _("[sted]")),
            (_people(_those_here(sheet)), _("[navn]")),
        ]
        note = (_("Før du deler"), _("Les gjennom. Stedsnavn og annet som røper saken, kan stå igjen."))
    return Content(
        About(title, "", language, timezone.localdate()),
        definition,
        _without(project(open_document(document)), hidden),
        answers=shown_spreads([sheet.id]).get(sheet.id, {}),
        left_out=frozenset(one.id for one in definition.blocks if isinstance(one, AdoptionBlock)),
        facts=[note],
        name_of=_nobody,
    )


def _nobody(party: Party) -> str:
    return ""


def _of_the_case(sheet: Sheet) -> list[str]:
    plan = sheet.review.plan
    return [sheet.name, *((plan.name, plan.national_plan_id, plan.case_reference) if plan else ())]


def _place_names(collaboration: Collaboration) -> set[str]:
    """Also of those that have left."""
    rows = Member.rows.filter(collaboration=collaboration).select_related("organisation")
    organisations = [row.organisation for row in rows]
    return {name for one in organisations for name in (one.name, one.body_name, *one.other_names) if name}


def _those_here(sheet: Sheet) -> Iterable[Person]:
    """Everybody who has or had a role in one of the places or in the collaboration, and who sits or sat."""
    members = Member.rows.filter(collaboration=sheet.collaboration_id).values("organisation")
    roles = Membership.objects.filter(Q(organisation__in=members) | Q(collaboration=sheet.collaboration_id))
    seats = sheet.review.panel.order_by().values("person")
    return Person.objects.filter(Q(pk__in=roles.values("person")) | Q(pk__in=seats))


def _exactly(names: Collection[str]) -> re.Pattern[str]:
    return _pattern(rf"(?i:{_either(names)})s?") if any(names) else _NEVER


def _places(names: Collection[str]) -> re.Pattern[str]:
    """Also as the beginning of a longer word: «Fjordvikingene»."""
    long = [one for one in names if len(one) >= _SHORTEST_COMPOUND]
    short = [one for one in names if len(one) < _SHORTEST_COMPOUND]
    told = [rf"(?i:{_either(long)})\w*"] if long else []
    told += [rf"{_either(short)}s?"] if short else []
    return _pattern("|".join(told)) if told else _NEVER


def _people(people: Iterable[Person]) -> re.Pattern[str]:
    """By all of the name, by what her address begins with, and by one name alone where it begins with a capital: «Even»
    is somebody, «even» is not.
    """
    whole, parts = set[str](), set[str]()
    for one in people:
        local = one.email.partition("@")[0]
        whole |= {str(one), *([local] if len(local) >= _SHORTEST_LOCAL_PART else [])}
        parts |= {word for word in re.split(r"[\s-]+", str(one)) if len(word) > 1 and word[0].isupper()}
    if not whole:
        return _NEVER
    alone = rf"|(?:{_either({*parts, *map(str.upper, parts)})})s?" if parts else ""
    return _pattern(rf"(?i:{_either(whole)})s?{alone}")


def _either(names: Collection[str]) -> str:
    """Longest first, with any space between the words."""
    kept = sorted({" ".join(one.split()) for one in names if one.strip()}, key=lambda one: (-len(one), one))
    return "(?:" + "|".join(r"\s+".join(map(re.escape, one.split())) for one in kept) + ")"


def _pattern(told: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{told})(?!\w)")


def _without(value: Any, hidden: _Hidden) -> Any:
    if isinstance(value, str):
        return _hide([value], hidden)[0]
    if isinstance(value, Party):
        return None
    if isinstance(value, tuple) and value and all(isinstance(one, Span) for one in value):
        return _spans(value, hidden)
    if is_dataclass(value) and not isinstance(value, type):
        kept = {"id", "ref", "cluster", "lane", "stage"}
        return replace(
            value,
            **{one.name: _without(getattr(value, one.name), hidden) for one in fields(value) if one.name not in kept},
        )
    if isinstance(value, tuple):
        return tuple(_without(one, hidden) for one in value)
    if isinstance(value, Mapping):
        return {name: _without(one, hidden) for name, one in value.items()}
    return value


def _spans(spans: Sequence[Span], hidden: _Hidden) -> tuple[Span, ...]:
    """A name may be half in bold. A link that names somebody leads nowhere."""
    texts = _hide([one.text for one in spans], hidden)
    links = [one.link if _hide([one.link], hidden)[0] == one.link else "" for one in spans]
    changed = [replace(one, text=text, link=link) for one, text, link in zip(spans, texts, links, strict=True)]
    return tuple(one for one, was in zip(changed, spans, strict=True) if one.text or not was.text)


def _hide(texts: Sequence[str], hidden: _Hidden) -> list[str]:
    """In texts that follow one another: what is put instead stands where the name began."""
    told = list(texts)
    for pattern, instead in hidden:
        for found in reversed(list(pattern.finditer("".join(told)))):
            told = _put(told, found.start(), found.end(), instead)
    return told


def _put(texts: Sequence[str], start: int, end: int, instead: str) -> list[str]:
    made, at = [], 0
    for text in texts:
        begins, ends = max(start - at, 0), min(end - at, len(text))
        if begins < ends:
            made.append(text[:begins] + (instead if at + begins == start else "") + text[ends:])
        else:
            made.append(text)
        at += len(text)
    return made
