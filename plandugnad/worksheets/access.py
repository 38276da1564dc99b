"""Who may do what in a sheet. One answer, used by pages, the live room, exports and search.

A collaboration's sheet is written by those who work in it, and read by those who assist it too. What an organisation
writes alone is for its own people: not for the coordinator, and not for the administrator. A private sheet is for those
who have been asked by name and have said yes, and for nobody else, whatever else they may do. In a professional review
some parts are the owner's alone; who assists, and sits on its panel, adds rows in two parts until it is finished,
through a form that signs them with where she works. There a row is changed by those it is from, and by nobody else.
"""

from dataclasses import dataclass, field
from uuid import UUID

from plandugnad.engines.sheet.belonging import NOBODYS, Belonging, Belongings
from plandugnad.engines.sheet.blocks import AdoptionBlock, ScaleBlock, TableBlock
from plandugnad.engines.sheet.blocks import Phase as EnginePhase
from plandugnad.regions.actor import NOWHERE, Actor
from plandugnad.regions.models import Collaboration, Member, Organisation
from plandugnad.worksheets.models import (
    OWNER_ANSWERS,
    OWNER_WRITES,
    PANEL_ADDS,
    REVIEW,
    SIGNED,
    Document,
    Panellist,
    Participant,
    ParticipantRole,
    Phase,
    Review,
    Sheet,
)
from plandugnad.worksheets.schemas import anonymous_blocks, definition_of, left_out

COUNCIL = "council"  # led by those who write there: whoever is elected takes part, and moves nothing


@dataclass(frozen=True)
class PlaceAbilities:
    can_see: bool
    can_begin: bool
    can_adapt: bool  # the words of the worksheets


@dataclass(frozen=True)
class SheetAbilities:
    """`writes_not`: the blocks that others write, where she writes in the rest.

    `adds_to`: the blocks where she, who else only reads, adds rows in the name of where she works.

    `rows`: the blocks where a row belongs to who wrote it, and which are hers.

    `writes_alone_for`: the organisations whose own document she reads and writes in the individual phase.

    `is_party`: she answers the scales of a private sheet, and has a say in who is in it and what is shown.
    `can_compare`: how each member does what is common is for the members, and not for those who assist them.
    """

    can_see: bool = False
    can_write: bool = False
    writes_not: frozenset[str] = frozenset()
    adds_to: frozenset[str] = frozenset()
    rows: Belongings = field(default_factory=dict, hash=False)
    can_facilitate: bool = False
    can_compare: bool = False
    writes_alone_for: frozenset[UUID] = NOWHERE
    is_party: bool = False


NOTHING = SheetAbilities()


def place_abilities(actor: Actor, collaboration: Collaboration) -> PlaceAbilities:
    id = collaboration.id
    return PlaceAbilities(
        can_see=id in actor.has_part_in, can_begin=id in actor.works_in, can_adapt=id in actor.coordinates
    )


def sheet_abilities(actor: Actor, sheet: Sheet) -> SheetAbilities:
    if sheet.deleted_at is not None or not actor.is_signed_in:
        return NOTHING
    if sheet.is_private:
        return _in_private(actor, sheet)
    if sheet.organisation_id:
        is_inside = sheet.organisation_id in actor.inside
        leads = is_inside and (sheet.kind != COUNCIL or sheet.organisation_id in actor.writes)
        return SheetAbilities(can_see=is_inside, can_write=is_inside, can_facilitate=leads)
    return _in_collaboration(actor, sheet)


def may_begin_private(actor: Actor, place: Organisation | Collaboration) -> bool:
    """Somebody things are only shared with has no part of the work, and no colleagues here."""
    return place.id in (actor.inside if isinstance(place, Organisation) else actor.works_in)


def asked_to(actor: Actor, sheet: Sheet) -> Participant | None:
    """Her invitation to a private sheet, answered or not; none where she no longer belongs to the place."""
    if sheet.deleted_at is not None or actor.person_id is None or not sheet.is_private:
        return None
    own = sheet.participants.filter(person_id=actor.person_id, asked_at__isnull=False).first()
    return own if own and _belongs_to(actor, sheet, own) else None


def _in_private(actor: Actor, sheet: Sheet) -> SheetAbilities:
    """Who chairs leads the meeting; where nobody does, the parties are equals and each may."""
    own = asked_to(actor, sheet)
    if own is None or own.accepted_at is None:
        return NOTHING
    is_chaired = sheet.participants.filter(role=ParticipantRole.MEDIATOR, accepted_at__isnull=False).exists()
    return SheetAbilities(
        can_see=True, can_write=True, can_facilitate=not own.is_party or not is_chaired, is_party=own.is_party
    )


def _belongs_to(actor: Actor, sheet: Sheet, own: Participant) -> bool:
    """A mediator in one organisation may come from a collaboration it is a member of."""
    if sheet.organisation is None:
        return sheet.collaboration_id in actor.has_part_in
    if sheet.organisation.id in actor.inside:
        return True
    around = Member.objects.filter(organisation=sheet.organisation, collaboration_id__in=actor.has_part_in)
    return not own.is_party and around.exists()


def _in_collaboration(actor: Actor, sheet: Sheet) -> SheetAbilities:
    id = sheet.collaboration_id
    if id not in actor.has_part_in:
        return NOTHING
    can_write = id in actor.works_in
    own = Member.objects.filter(collaboration_id=id, organisation_id__in=actor.inside)
    sits = not can_write and _sits_on_panel(actor, sheet)
    is_anothers = _is_anothers(actor, sheet)
    return SheetAbilities(
        can_see=True,
        can_write=can_write,
        writes_not=OWNER_WRITES if can_write and is_anothers else frozenset(),
        adds_to=PANEL_ADDS if sits else frozenset(),
        rows=_rows(actor, sheet, may_answer=can_write and not is_anothers) if can_write or sits else NOBODYS,
        can_facilitate=id in actor.coordinates
        or (can_write and sheet.facilitators.filter(pk=actor.person_id).exists()),
        can_compare=can_write,
        writes_alone_for=frozenset(own.values_list("organisation_id", flat=True)) if can_write else NOWHERE,
    )


def _is_anothers(actor: Actor, sheet: Sheet) -> bool:
    """A review some other municipality owns. Until it is said whose it is, it is anybody's."""
    if sheet.kind != REVIEW:
        return False
    owner = Review.objects.filter(sheet_id=sheet.pk).values_list("owner_id", flat=True).first()
    return owner is not None and owner not in actor.writes


def _rows(actor: Actor, sheet: Sheet, *, may_answer: bool) -> Belongings:
    """In a review. A region that has written the worksheet anew may have left out the column a row is signed in."""
    if sheet.kind != REVIEW:
        return NOBODYS
    organisations = [f"organisation:{one.id}" for one in actor.places if one.id in actor.inside]
    person, found = f"person:{actor.person_id}", {}
    for block, signed in SIGNED.items():
        table = definition_of(sheet).block(block)
        columns = {one.id for one in table.columns} if isinstance(table, TableBlock) else set()
        if signed in columns:
            own, names = [*organisations, person][0], frozenset([*organisations, person])
            found[block] = Belonging(signed, own, names, OWNER_ANSWERS.get(block, frozenset()) & columns, may_answer)
    return found


def _sits_on_panel(actor: Actor, sheet: Sheet) -> bool:
    """As one of those she was asked from, and as long as the owner has not finished."""
    if sheet.kind != REVIEW or actor.person_id is None:
        return False
    rows = Panellist.objects.sitting().filter(review__sheet_id=sheet.pk, review__finished_at=None)
    return rows.filter(person_id=actor.person_id, organisation_id__in=actor.inside).exists()


def can_read_document(abilities: SheetAbilities, document: Document) -> bool:
    """An organisation's own is read by its own people alone, also after it has been revealed."""
    if document.organisation_id is None:
        return abilities.can_see
    return document.organisation_id in abilities.writes_alone_for


def may_write(
    sheet: Sheet, document: Document, abilities: SheetAbilities, locked: frozenset[str] = frozenset()
) -> frozenset[str]:
    """The blocks she may write in now. In the individual phase nobody writes in what is shared, and cards that are to
    be nobody's are in no document yet.
    """
    is_alone = document.organisation_id is not None
    if not (document.organisation_id in abilities.writes_alone_for if is_alone else abilities.can_write):
        return frozenset()
    return _open_blocks(sheet, document, locked) - abilities.writes_not


def may_add(
    sheet: Sheet, document: Document, abilities: SheetAbilities, locked: frozenset[str] = frozenset()
) -> frozenset[str]:
    """The blocks she may add rows to in the name of where she works, through a form that is given no other name."""
    added = _open_blocks(sheet, document, locked) & abilities.adds_to
    return may_write(sheet, document, abilities, locked) | added


def _open_blocks(sheet: Sheet, document: Document, locked: frozenset[str]) -> frozenset[str]:
    is_alone = document.organisation_id is not None
    if document.closed_at is not None or is_alone != (sheet.phase == Phase.INDIVIDUAL and sheet.writes_alone_first):
        return frozenset()
    definition = definition_of(sheet)
    rows = {one.id for one in definition.blocks if isinstance(one, ScaleBlock | AdoptionBlock)}
    waiting = anonymous_blocks(sheet) if sheet.phase == Phase.INDIVIDUAL else frozenset()
    return definition.open_in(EnginePhase(sheet.phase)) - locked - rows - waiting - left_out(sheet, is_alone=is_alone)


def may_add_anonymously(sheet: Sheet, abilities: SheetAbilities, locked: frozenset[str]) -> frozenset[str]:
    """The blocks she may put a card in that is nobody's: who writes in the sheet now, and nobody who only reads it."""
    if sheet.phase != Phase.INDIVIDUAL:
        writes = abilities.can_write
    elif sheet.writes_alone_first:
        writes = bool(abilities.writes_alone_for)
    else:
        writes = abilities.can_write and not sheet.is_private  # where each answers alone, and writes nothing
    open_now = definition_of(sheet).open_in(EnginePhase(sheet.phase)) - locked
    return anonymous_blocks(sheet) & open_now if writes else frozenset()
