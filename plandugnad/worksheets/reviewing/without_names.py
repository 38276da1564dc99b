"""A finished review without whose it was, to lend to others: the names we know go, and the file says to read it."""

import re
from collections.abc import Collection, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from plandugnad.engines.sheet.blocks import AdoptionBlock
from plandugnad.engines.sheet.projection import project
from plandugnad.engines.sheet.rows import Party
from plandugnad.regions.models import Collaboration, Member, Membership
from plandugnad.worksheets.answering import shown_spreads
from plandugnad.worksheets.models import Document
from plandugnad.worksheets.schemas import definition_of
from plandugnad.worksheets.store import open_document
from plandugnad.worksheets.taking_out.content import About, Content


def without_names(document: Document, language: str) -> Content:
    sheet = document.sheet
    assert sheet.collaboration is not None
    places, people = _names(sheet.collaboration)
    definition = definition_of(sheet)
    with override(language):
        hidden = [(_pattern([*places, sheet.collaboration.name]), _("[sted]")), (_pattern(people), _("[navn]"))]
        if sheet.name != definition.title.said(language):
            hidden.insert(0, (_pattern([sheet.name]), _("[saken]")))
        note = (_("Før du deler"), _("Les gjennom. Stedsnavn og annet som røper saken, kan stå igjen."))
    return Content(
        About(definition.title.said(language), "", language, timezone.localdate()),
        definition,
        _without(project(open_document(document)), hidden),
        answers=shown_spreads([sheet.id]).get(sheet.id, {}),
        left_out=frozenset(one.id for one in definition.blocks if isinstance(one, AdoptionBlock)),
        facts=[note],
        name_of=_nobody,
    )


def _nobody(party: Party) -> str:
    return ""


def _names(collaboration: Collaboration) -> tuple[list[str], list[str]]:
    """Of every place in it, also those that have left, and everybody who has or had a role there."""
    organisations = [
        one.organisation for one in Member.rows.filter(collaboration=collaboration).select_related("organisation")
    ]
    rows = Membership.objects.filter(organisation__in=organisations).select_related("person")
    places = {name for one in organisations for name in (one.name, one.body_name, *one.other_names) if name}
    return sorted(places), sorted({str(row.person) for row in rows})


def _pattern(names: Collection[str]) -> re.Pattern[str]:
    """Longest first; as a word of its own, also with the s of a genitive."""
    told = "|".join(re.escape(one) for one in sorted(names, key=len, reverse=True) if one.strip())
    return re.compile(rf"(?<!\w)(?:{told or '(?!)'})s?(?!\w)", re.IGNORECASE)


def _without(value: Any, hidden: Collection[tuple[re.Pattern[str], str]]) -> Any:
    if isinstance(value, str):
        for pattern, instead in hidden:
            value = pattern.sub(instead, value)
        return value
    if isinstance(value, Party):
        return None
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
