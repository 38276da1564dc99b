"""Who is in a private sheet. Nobody is in it unasked, and nobody is asked whom one of the parties has not said yes to.

Whatever all parties have said yes to, they have said among those who were there: when somebody comes or goes, each is
asked anew.
"""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from plandugnad.core.audit import SYSTEM, By
from plandugnad.worksheets.actions import Place, begin_sheet, locked_sheet
from plandugnad.worksheets.auditing import write_down
from plandugnad.worksheets.confidential.people import people_for, people_of
from plandugnad.worksheets.models import Approval, Participant, ParticipantRole, Revealed, ScaleAnswer, Sheet
from plandugnad.worksheets.store import announce
from plandugnad.worksheets.telling import refresh_waiting

MOST_PEOPLE = 12
PARTY, MEDIATOR = ParticipantRole.PARTY, ParticipantRole.MEDIATOR


@transaction.atomic
def begin_private(
    by: By,
    place: Place,
    kind: str,
    definition: Mapping[str, Any],
    name: str,
    language: str,
    parties: Collection[UUID],
    mediator: UUID | None = None,
) -> Sheet:
    """Who begins it is a party. Whoever she names first is asked at once; a mediator when all parties have agreed."""
    assert by.id is not None
    if not parties:
        raise ValidationError(_("Velg minst én du vil ha med."))
    sheet = begin_sheet(by, place, kind, definition, name, language)
    now = timezone.now()
    Participant.objects.create(sheet=sheet, person_id=by.id, role=PARTY, asked_at=now, accepted_at=now)
    for id in parties:
        _may_be_asked(sheet, id, PARTY)
        Participant.objects.create(sheet=sheet, person_id=id, role=PARTY, asked_at=now)
    if mediator:
        _propose(by.id, sheet, mediator, MEDIATOR)
    refresh_waiting(sheet, by)
    return sheet


@transaction.atomic
def answer_invitation(by: By, sheet_id: UUID, *, says_yes: bool, expected: int) -> None:
    """`expected` is the version she saw: what she says yes to is being there with those who were named."""
    sheet = locked_sheet(sheet_id, expected if says_yes else None)
    own = _own(sheet, by, asked_at__isnull=False, accepted_at=None)
    id = own.id
    if says_yes:
        own.accepted_at = timezone.now()
        own.save(update_fields=["accepted_at"])
        write_down(by, "sheet.joined", sheet)
    else:
        own.delete()
    _changed(by, sheet, id)


@transaction.atomic
def propose(by: By, sheet_id: UUID, person_id: UUID, role: str) -> None:
    sheet = locked_sheet(sheet_id)
    assert by.id is not None
    _propose(by.id, sheet, person_id, role)
    _settle(sheet)
    refresh_waiting(sheet, by)


@transaction.atomic
def approve(by: By, sheet_id: UUID, participant_id: UUID) -> None:
    sheet = locked_sheet(sheet_id)
    proposed = sheet.participants.get(pk=participant_id, asked_at=None)
    assert by.id is not None
    Approval.objects.get_or_create(participant=proposed, person_id=by.id)
    _settle(sheet)
    refresh_waiting(sheet, by)


@transaction.atomic
def take_out(by: By, sheet_id: UUID, participant_id: UUID) -> None:
    """Any party may say no to who is proposed, to an invitation without an answer, and to the mediator at any time. A
    party who is in goes only by herself, unless she no longer belongs to the place.
    """
    sheet = locked_sheet(sheet_id)
    other = sheet.participants.get(pk=participant_id)
    if not may_be_taken_out(other, people_of(sheet.place)):
        raise ValidationError(_("Den som er part og har sagt ja, går bare ut selv."))
    _forget(sheet, other)
    if other.accepted_at:
        write_down(by, "sheet.taken_out", sheet)
    _changed(by, sheet, participant_id)


def may_be_taken_out(other: Participant, here: Collection[UUID]) -> bool:
    return not other.is_party or other.accepted_at is None or other.person_id not in here


@transaction.atomic
def leave(by: By, sheet_id: UUID) -> None:
    """Her answers go with her, also those that have been shown. With the last party the sheet is deleted."""
    sheet = locked_sheet(sheet_id)
    own = _own(sheet, by, accepted_at__isnull=False)
    id = own.id
    _forget(sheet, own)
    if not parties_of(sheet):
        delete_private(by, sheet, [id])
        return
    write_down(by, "sheet.left", sheet)
    _changed(by, sheet, id)


@transaction.atomic
def agree_to_delete(by: By, sheet_id: UUID, *, says_yes: bool, expected: int) -> bool:
    """Whether it is deleted: with the last of the parties it is, and nothing of it can be had back."""
    sheet = locked_sheet(sheet_id, expected if says_yes else None)
    own = _own(sheet, by, role=PARTY, accepted_at__isnull=False)
    own.agrees_to_delete = says_yes
    own.save(update_fields=["agrees_to_delete"])
    if not all(one.agrees_to_delete for one in parties_of(sheet)):
        return False
    delete_private(by, sheet)
    return True


def delete_private(by: By, sheet: Sheet, gone: Collection[UUID] = ()) -> None:
    """All of it, and not marked as deleted: documents, versions, answers and who was in it."""
    write_down(by, "sheet.deleted", sheet)
    ids = list(sheet.participants.values_list("id", flat=True))
    announce(sheet, "sheet")
    Sheet.objects.filter(pk=sheet.pk).delete()
    refresh_waiting(sheet, by, [*ids, *gone])


@transaction.atomic
def delete_what_nobody_is_in() -> int:
    """Private sheets without a party: nobody could ever open them, or ask for them to be deleted."""
    held = Participant.objects.filter(role=PARTY, accepted_at__isnull=False).values("sheet_id")
    left = Sheet.objects.select_for_update().filter(is_private=True).exclude(pk__in=held)
    for sheet in left:
        delete_private(SYSTEM, sheet)
    return len(left)


def parties_of(sheet: Sheet) -> list[Participant]:
    """Those who have said yes."""
    return list(sheet.participants.filter(role=PARTY, accepted_at__isnull=False))


def awaits_party(sheet: Sheet) -> bool:
    return sheet.participants.filter(role=PARTY, asked_at__isnull=False, accepted_at=None).exists()


def _own(sheet: Sheet, by: By, **about: Any) -> Participant:
    assert by.id is not None
    found: Participant = sheet.participants.get(person_id=by.id, **about)
    return found


def _propose(person_id: UUID, sheet: Sheet, other: UUID, role: str) -> None:
    _may_be_asked(sheet, other, role)
    if role == MEDIATOR and sheet.participants.filter(role=MEDIATOR).exists():
        raise ValidationError(_("Det er foreslått en møteleder allerede. Ta bort den først."))
    proposed = Participant.objects.create(sheet=sheet, person_id=other, role=role)
    Approval.objects.create(participant=proposed, person_id=person_id)


def _may_be_asked(sheet: Sheet, id: UUID, role: str) -> None:
    """Those who are in are told apart from others by nothing that is said here."""
    if id not in people_for(sheet.place, role):
        raise ValidationError(_("Velg noen fra listen. De må arbeide her og ha en konto."))
    if sheet.participants.filter(person_id=id).exists():
        raise ValidationError(_("En du valgte, er allerede med eller foreslått."))
    if sheet.participants.count() >= MOST_PEOPLE:
        raise ValidationError(_("Det er plass til %(most)s. Velg færre.") % {"most": MOST_PEOPLE})


def _settle(sheet: Sheet) -> None:
    """Asks those all parties have said yes to. A mediator waits until every party that is asked has answered."""
    parties = {one.person_id for one in parties_of(sheet)}
    is_whole = len(parties) > 1 and not awaits_party(sheet)
    for one in sheet.participants.filter(asked_at=None).prefetch_related("approvals"):
        if parties <= {yes.person_id for yes in one.approvals.all()} and (one.is_party or is_whole):
            one.asked_at = timezone.now()
            one.save(update_fields=["asked_at"])
            _bump(sheet)


def _changed(by: By, sheet: Sheet, whose: UUID) -> None:
    shown = set(Revealed.objects.filter(sheet=sheet).values_list("block", "round"))
    for answer in ScaleAnswer.objects.filter(sheet=sheet, agrees_to_show=True):
        if (answer.block, answer.round) not in shown:
            answer.agrees_to_show = False
            answer.save(update_fields=["agrees_to_show"])
    sheet.participants.update(agrees_to_delete=False)
    _settle(sheet)
    _bump(sheet)
    announce(sheet, "sheet")
    refresh_waiting(sheet, by, [whose])


def _bump(sheet: Sheet) -> None:
    """A page that was shown before cannot say yes to what is after."""
    sheet.version += 1
    sheet.save(update_fields=["version"])


def _forget(sheet: Sheet, other: Participant) -> None:
    ScaleAnswer.objects.filter(sheet=sheet, person_id=other.person_id).delete()
    Approval.objects.filter(participant__sheet=sheet, person_id=other.person_id).delete()
    other.delete()
