"""What pages ask about sheets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, count
from uuid import UUID

from django.db.models import Count
from django.utils import timezone

from plandugnad.engines.sheet.blocks import Definition
from plandugnad.regions.actor import Actor
from plandugnad.regions.models import Collaboration, Member, Organisation
from plandugnad.worksheets.definitions import every_definition
from plandugnad.worksheets.guide import Saying, guide
from plandugnad.worksheets.models import Adoption, Document, OwnDefinition, SetAside, Sheet, Version

LISTED = 50


@dataclass(frozen=True)
class SheetRow:
    sheet: Sheet
    adopted: int  # by how many organisations


@dataclass(frozen=True)
class Offered:
    """One worksheet of the guide in one collaboration, with the sheets there are of it, newest first."""

    definition: Definition
    sheets: Sequence[SheetRow]

    @property
    def is_begun(self) -> bool:
        return bool(self.sheets)


@dataclass(frozen=True)
class Part:
    saying: Saying
    worksheets: Sequence[Offered]


def path_of(collaboration: Collaboration) -> Sequence[Part]:
    """The four parts in order, and where this collaboration stands in each: the same to all who see it."""
    sheets = Sheet.objects.listed().filter(collaboration=collaboration).order_by("-made_at")[: LISTED * 8]
    adopted = dict(
        Adoption.objects.filter(sheet__in=[one.id for one in sheets], withdrawn_at=None)
        .values_list("sheet")
        .annotate(Count("organisation", distinct=True))
    )
    by_kind: dict[str, list[SheetRow]] = {}
    for sheet in sheets:
        rows = by_kind.setdefault(sheet.kind, [])
        if len(rows) < LISTED:
            rows.append(SheetRow(sheet, adopted.get(sheet.id, 0)))
    parts = [
        Part(part, [Offered(one, by_kind.get(one.id, [])) for one in every_definition() if one.part == part.id])
        for part in guide().parts
    ]
    return [part for part in parts if part.worksheets]


def find_sheet(id: UUID) -> Sheet | None:
    return Sheet.objects.kept().select_related("collaboration", "organisation").filter(pk=id).first()


def find_document(id: UUID) -> Document | None:
    return Document.objects.select_related("sheet__collaboration", "sheet__organisation").filter(pk=id).first()


def own_definitions(collaboration: Collaboration) -> Mapping[str, OwnDefinition]:
    return {one.kind: one for one in OwnDefinition.objects.filter(collaboration=collaboration)}


def name_of_new(collaboration: Collaboration, kind: str, title: str) -> str:
    """The worksheet's own title, with the year where there is one of the kind already, and a number beyond that."""
    taken = set(Sheet.objects.listed().filter(collaboration=collaboration, kind=kind).values_list("name", flat=True))
    year = timezone.localdate().year
    names = chain([title, f"{title} {year}"], (f"{title} {year} ({number})" for number in count(2)))
    return next(one for one in names if one not in taken)


def member_organisations(sheet: Sheet) -> Sequence[Organisation]:
    """Those who adopt, by name."""
    if sheet.collaboration_id is None:
        return [sheet.organisation] if sheet.organisation else []
    members = Member.objects.filter(collaboration_id=sheet.collaboration_id).select_related("organisation")
    return [one.organisation for one in members.order_by("organisation__name")]


def organisation_she_writes_for(actor: Actor, ids: frozenset[UUID], chosen: UUID | None) -> Organisation | None:
    """The chosen, or the first of hers that is a member."""
    own = [place for place in actor.places if isinstance(place, Organisation) and place.id in ids]
    return next((one for one in own if one.id == chosen), own[0] if own else None)


def find_version(sheet: Sheet, id: UUID) -> Version | None:
    return Version.objects.filter(document__sheet=sheet, document__organisation=None, pk=id).first()


def set_aside_for(sheet: Sheet, person_id: UUID) -> Sequence[SetAside]:
    return list(SetAside.objects.filter(sheet=sheet, person_id=person_id).order_by("made_at")[:LISTED])


def forget_set_aside(sheet: Sheet, person_id: UUID, id: UUID) -> None:
    SetAside.objects.filter(sheet=sheet, person_id=person_id, pk=id).delete()
