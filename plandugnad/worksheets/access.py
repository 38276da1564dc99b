"""Who may do what in a sheet. One answer, used by pages, the live room, exports and search.

A collaboration's sheet is written by those who work in it, and read by those who assist it too. What an organisation
writes alone is for its own people: not for the coordinator, and not for the administrator.
"""

from dataclasses import dataclass
from uuid import UUID

from plandugnad.engines.sheet.blocks import AdoptionBlock, ScaleBlock
from plandugnad.engines.sheet.blocks import Phase as EnginePhase
from plandugnad.regions.actor import NOWHERE, Actor
from plandugnad.regions.models import Collaboration, Member
from plandugnad.worksheets.models import Document, Phase, Sheet
from plandugnad.worksheets.schemas import definition_of


@dataclass(frozen=True)
class PlaceAbilities:
    can_see: bool
    can_begin: bool


@dataclass(frozen=True)
class SheetAbilities:
    """`writes_alone_for`: the organisations whose own document she reads and writes in the individual phase."""

    can_see: bool = False
    can_write: bool = False
    can_facilitate: bool = False
    writes_alone_for: frozenset[UUID] = NOWHERE


NOTHING = SheetAbilities()


def place_abilities(actor: Actor, collaboration: Collaboration) -> PlaceAbilities:
    id = collaboration.id
    return PlaceAbilities(can_see=id in actor.has_part_in, can_begin=id in actor.works_in)


def sheet_abilities(actor: Actor, sheet: Sheet) -> SheetAbilities:
    if sheet.deleted_at is not None or not actor.is_signed_in:
        return NOTHING
    if sheet.is_private:
        takes_part = sheet.people.filter(pk=actor.person_id).exists()
        facilitates = takes_part and sheet.begun_by_id == actor.person_id
        return SheetAbilities(takes_part, takes_part, facilitates)
    if sheet.organisation_id:
        is_inside = sheet.organisation_id in actor.inside
        return SheetAbilities(is_inside, is_inside, is_inside)
    return _in_collaboration(actor, sheet)


def _in_collaboration(actor: Actor, sheet: Sheet) -> SheetAbilities:
    id = sheet.collaboration_id
    if id not in actor.has_part_in:
        return NOTHING
    can_write = id in actor.works_in
    own = Member.objects.filter(collaboration_id=id, organisation_id__in=actor.inside)
    return SheetAbilities(
        can_see=True,
        can_write=can_write,
        can_facilitate=id in actor.coordinates
        or (can_write and sheet.facilitators.filter(pk=actor.person_id).exists()),
        writes_alone_for=frozenset(own.values_list("organisation_id", flat=True)) if can_write else NOWHERE,
    )


def can_read_document(abilities: SheetAbilities, document: Document) -> bool:
    """An organisation's own is read by its own people alone, also after it has been revealed."""
    if document.organisation_id is None:
        return abilities.can_see
    return document.organisation_id in abilities.writes_alone_for


def may_write(
    sheet: Sheet, document: Document, abilities: SheetAbilities, locked: frozenset[str] = frozenset()
) -> frozenset[str]:
    """The blocks she may write in now. In the individual phase nobody writes in what is shared."""
    if document.closed_at is not None:
        return frozenset()
    is_alone = document.organisation_id is not None
    if is_alone != (sheet.phase == Phase.INDIVIDUAL and sheet.writes_alone_first):
        return frozenset()
    if not (document.organisation_id in abilities.writes_alone_for if is_alone else abilities.can_write):
        return frozenset()
    definition = definition_of(sheet)
    rows = {one.id for one in definition.blocks if isinstance(one, ScaleBlock | AdoptionBlock)}
    return definition.open_in(EnginePhase(sheet.phase)) - locked - rows
