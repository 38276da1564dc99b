"""What those who are in a private sheet are shown of it, and of which they are in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils import timezone

from plandugnad.core.models import AuditEvent
from plandugnad.engines.sheet.blocks import Definition, ScaleBlock, ScaleStep
from plandugnad.regions.actor import Actor
from plandugnad.regions.models import Collaboration
from plandugnad.worksheets.access import asked_to, may_begin_private
from plandugnad.worksheets.actions import Place
from plandugnad.worksheets.confidential.circle import may_be_taken_out
from plandugnad.worksheets.confidential.people import people_of, who_may_mediate
from plandugnad.worksheets.confidential.placing import round_now, scale_of
from plandugnad.worksheets.definitions import every_definition
from plandugnad.worksheets.models import Participant, Revealed, ScaleAnswer, Sheet

SHOWN_EVENTS = 100


@dataclass(frozen=True)
class Seat:
    """One who is in, asked or proposed. `approves`: the reader has said yes to her."""

    participant: Participant
    name: str
    home: str
    is_reader: bool
    is_here: bool
    approves: bool
    may_be_taken_out: bool


@dataclass(frozen=True)
class Placing:
    """Where one party stood in a round that is shown. `number` counts from the lowest step."""

    person_id: UUID
    name: str
    number: int
    step: ScaleStep
    title: str
    signs: Sequence[str]


@dataclass(frozen=True)
class Round:
    number: int
    shown_on: date
    placings: Sequence[Placing]


@dataclass(frozen=True)
class Now:
    """The round that is not shown yet, as one party sees it."""

    number: int
    mine: ScaleAnswer | None
    step: ScaleStep | None
    have_all_answered: bool


@dataclass(frozen=True)
class Own:
    """A private sheet as it stands in the list of somebody who is in it, or asked."""

    sheet: Sheet
    is_in: bool
    asked_by: str


def seats_of(sheet: Sheet, reader: UUID) -> Sequence[Seat]:
    here, near = people_of(sheet.place), who_may_mediate(sheet.place)
    seats = []
    for one in sheet.participants.select_related("person").prefetch_related("approvals"):
        known = (here if one.is_party else near).get(one.person_id)
        seats.append(
            Seat(
                participant=one,
                name=str(one.person),
                home=known.home if known else "",
                is_reader=one.person_id == reader,
                is_here=known is not None,
                approves=any(yes.person_id == reader for yes in one.approvals.all()),
                may_be_taken_out=may_be_taken_out(one, here),
            )
        )
    return seats


def rounds_of(sheet: Sheet, language: str) -> Sequence[Round]:
    """Those that are shown, oldest first."""
    block = scale_of(sheet)
    shown = Revealed.objects.filter(sheet=sheet, block=block.id).order_by("round")
    answers = ScaleAnswer.objects.filter(sheet=sheet, block=block.id, round__in=[one.round for one in shown])
    by_round: dict[int, list[Placing]] = {}
    for one in answers.select_related("person").order_by("person__name", "person_id"):
        by_round.setdefault(one.round, []).append(_placing(block, one, language))
    return [Round(one.round, timezone.localdate(one.made_at), by_round.get(one.round, [])) for one in shown]


def _placing(block: ScaleBlock, answer: ScaleAnswer, language: str) -> Placing:
    number, step = next((number, one) for number, one in enumerate(block.steps, 1) if one.id == answer.step)
    signs = [sign.title.said(language) for one in block.steps for sign in one.signs if sign.id in answer.signs]
    return Placing(answer.person_id, str(answer.person), number, step, step.title.said(language), signs)


def now_for(sheet: Sheet, reader: UUID) -> Now:
    block, number = scale_of(sheet), round_now(sheet)
    answers = {one.person_id: one for one in ScaleAnswer.objects.filter(sheet=sheet, block=block.id, round=number)}
    parties = {one.person_id for one in sheet.participants.all() if one.is_party and one.accepted_at}
    mine = answers.get(reader)
    step = next((one for one in block.steps if mine and one.id == mine.step), None)
    return Now(number, mine, step, parties <= answers.keys())


def own_of(actor: Actor) -> Sequence[Own]:
    """Newest first. Only what she is still asked to: see `access`."""
    if actor.person_id is None:
        return []
    rows = Participant.objects.filter(person_id=actor.person_id, asked_at__isnull=False, sheet__deleted_at=None)
    found = []
    for one in rows.select_related("sheet__collaboration", "sheet__organisation", "sheet__begun_by").order_by(
        "-made_at"
    ):
        if asked_to(actor, one.sheet):
            by = one.sheet.begun_by
            found.append(Own(one.sheet, one.accepted_at is not None, str(by) if by else ""))
    return found


def places_to_begin_in(actor: Actor) -> Sequence[Place]:
    """Hers, and the collaborations she works in through them."""
    own = [place for place in actor.places if may_begin_private(actor, place)]
    return [*own, *(one for one in _through(actor) if one.id not in {place.id for place in own})]


def _through(actor: Actor) -> Sequence[Place]:
    return list(Collaboration.objects.filter(id__in=actor.works_in).order_by("name"))


def confidential_definitions() -> Mapping[str, Definition]:
    return {one.id: one for one in every_definition() if one.confidential}


def events_of(sheet: Sheet) -> Sequence[AuditEvent]:
    """Newest first. For those who are in it, and shown nowhere else."""
    return list(AuditEvent.objects.filter(subject_id=sheet.id).order_by("-made_at", "-id")[:SHOWN_EVENTS])
