"""What pages ask about sheets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, count
from uuid import UUID

from django.utils import timezone

from plandugnad.engines.sheet.blocks import Definition
from plandugnad.engines.sheet.definitions import read_definition
from plandugnad.regions.actor import Actor
from plandugnad.regions.models import Collaboration, Member, Organisation
from plandugnad.worksheets.definitions import every_definition, mapping_of
from plandugnad.worksheets.guide import Saying, guide
from plandugnad.worksheets.models import REVIEW, Adoption, Document, OwnDefinition, Review, SetAside, Sheet, Version
from plandugnad.worksheets.own_words.composing import compose
from plandugnad.worksheets.own_words.queries import adapted_in

LISTED = 50


@dataclass(frozen=True)
class SheetRow:
    """`adopted`: how many of the members have adopted the version that most have. `lacking`: those that have not."""

    sheet: Sheet
    adopted: int = 0
    lacking: Sequence[str] = ()

    @property
    def is_agreed(self) -> bool:
        return bool(self.adopted) and not self.lacking


@dataclass(frozen=True)
class Offered:
    """One worksheet of the guide in one collaboration, with the sheets there are of it, newest first.

    `definition` is what a new one would begin with; `own` has the words it is adapted with, if it is.
    """

    definition: Definition
    sheets: Sequence[SheetRow]
    own: OwnDefinition | None = None

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
    adopted, members = _adopted_by([one.id for one in sheets]), _member_names(collaboration)
    by_kind: dict[str, list[SheetRow]] = {}
    for sheet in sheets:
        rows = by_kind.setdefault(sheet.kind, [])
        if len(rows) < LISTED:
            rows.append(_row(sheet, adopted.get(sheet.id, []), members))
    own = adapted_in(collaboration)
    offered = [Offered(_asked_here(one, own), by_kind.get(one.id, []), own.get(one.id)) for one in every_definition()]
    parts = [Part(part, [one for one in offered if one.definition.part == part.id]) for part in guide().parts]
    return [part for part in parts if part.worksheets]


def _asked_here(definition: Definition, own: Mapping[str, OwnDefinition]) -> Definition:
    if definition.id not in own:
        return definition
    return read_definition(compose(mapping_of(definition.id), own[definition.id].words).mapping, definition.id)


def _adopted_by(ids: Sequence[UUID]) -> dict[UUID, list[set[UUID]]]:
    """Sheet → for each version of it, who has adopted that."""
    found: dict[UUID, dict[UUID, set[UUID]]] = {}
    rows = Adoption.objects.filter(sheet__in=ids, withdrawn_at=None)
    for sheet, version, organisation in rows.values_list("sheet_id", "version_id", "organisation_id"):
        found.setdefault(sheet, {}).setdefault(version, set()).add(organisation)
    return {sheet: list(versions.values()) for sheet, versions in found.items()}


def _member_names(collaboration: Collaboration) -> dict[UUID, str]:
    rows = Member.objects.filter(collaboration=collaboration).order_by("organisation__sort_key", "organisation__name")
    return dict(rows.values_list("organisation_id", "organisation__name"))


def _row(sheet: Sheet, versions: Sequence[set[UUID]], members: Mapping[UUID, str]) -> SheetRow:
    most = max((one & members.keys() for one in versions), key=len, default=set())
    return SheetRow(sheet, len(most), [name for id, name in members.items() if id not in most])


def find_sheet(id: UUID) -> Sheet | None:
    return Sheet.objects.kept().select_related("collaboration", "organisation").filter(pk=id).first()


def find_document(id: UUID) -> Document | None:
    return Document.objects.select_related("sheet__collaboration", "sheet__organisation").filter(pk=id).first()


def name_of_new(collaboration: Collaboration, kind: str, title: str) -> str:
    """The worksheet's own title, with the year where there is one of the kind already, and a number beyond that."""
    taken = set(Sheet.objects.listed().filter(collaboration=collaboration, kind=kind).values_list("name", flat=True))
    year = timezone.localdate().year
    names = chain([title, f"{title} {year}"], (f"{title} {year} ({number})" for number in count(2)))
    return next(one for one in names if one not in taken)


def member_organisations(sheet: Sheet) -> Sequence[Organisation]:
    """Those who adopt, by name. A professional review is closed by who owns the case, and binds nobody else."""
    if sheet.collaboration_id is None:
        return [sheet.organisation] if sheet.organisation else []
    if sheet.kind == REVIEW and (review := Review.objects.select_related("owner").filter(sheet=sheet).first()):
        return [review.owner]
    return every_member(sheet.collaboration_id)


def every_member(collaboration: Collaboration | UUID) -> list[Organisation]:
    members = Member.objects.filter(collaboration=collaboration).select_related("organisation")
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
