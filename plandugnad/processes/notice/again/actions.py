"""What people note of a single letter. Each is one transaction; history tells which letter, not whose."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from plandugnad.core.audit import By
from plandugnad.processes.models import Process
from plandugnad.processes.notice.actions import locked, save, tell
from plandugnad.processes.notice.models import Announcement, Channel, Proof, Sending


@dataclass(frozen=True)
class Again:
    """`address` is the corrected one."""

    address: str
    sent_on: date
    place: str
    receipt: str
    text: str
    deadline_on: date | None


@transaction.atomic
def note_returned(by: By, process: Process, sending: Sending, day: date, because: str) -> None:
    kept, one = _locked(process, sending)
    if one.returned_on is not None:
        raise ValidationError(_("Det er notert alt at dette brevet kom i retur."))
    if day < one.proof.announced_on:
        raise ValidationError({"returned_on": _("Dagen kan ikke være før brevet ble sendt.")})
    one.returned_on, one.returned_because = day, because
    one.save(update_fields=["returned_on", "returned_because"])
    save(kept)
    tell(by, "announcement_returned", process, kept.code, after={"sending": str(one.pk), "on": day.isoformat()})


@transaction.atomic
def take_back_returned(by: By, process: Process, sending: Sending) -> None:
    """Not after it was sent again: then that is taken back first."""
    kept, one = _locked(process, sending)
    if one.returned_on is None:
        return
    _refuse_if_sent_again(one)
    before = {"sending": str(one.pk), "on": one.returned_on.isoformat()}
    one.returned_on, one.returned_because = None, ""
    one.save(update_fields=["returned_on", "returned_because"])
    save(kept)
    tell(by, "announcement_returned_taken_back", process, kept.code, before=before)


@transaction.atomic
def send_again(by: By, process: Process, sending: Sending, again: Again, id: UUID) -> Sending:
    """With the `id` its form was given, a form sent twice notes one. The list has the corrected address from now on."""
    kept, one = _locked(process, sending)
    if made := Sending.objects.filter(proof_id=id).first():
        return made
    if one.returned_on is None:
        raise ValidationError(_("Noter først at brevet kom i retur."))
    if again.sent_on < one.proof.announced_on:
        raise ValidationError({"sent_on": _("Dagen kan ikke være før brevet ble sendt første gang.")})
    _refuse_if_sent_again(one)
    if one.recipient:
        one.recipient.address = again.address
        one.recipient.save(update_fields=["address"])
    made = _make(by, kept, one, again, id)
    save(kept)
    about = {"sending": str(made.pk), "on": again.sent_on.isoformat(), "place": again.place}
    tell(by, "announcement_sent_again", process, kept.code, after=about)
    return made


def _make(by: By, kept: Announcement, one: Sending, again: Again, id: UUID) -> Sending:
    told = {"name": one.name, "address": again.address} | ({"private": True} if one.is_private else {})
    proof = Proof.objects.create(
        id=id,
        announcement=kept,
        channel=Channel.LETTER,
        announced_on=again.sent_on,
        place=again.place,
        receipt=again.receipt,
        text=again.text,
        recipients=[told],
        by_id=by.id,
        by_name=by.name,
    )
    return Sending.objects.create(
        proof=proof,
        recipient=one.recipient,
        again_of=one,
        name=one.name,
        address=again.address,
        is_private=one.is_private,
        deadline_on=again.deadline_on,
    )


def _refuse_if_sent_again(one: Sending) -> None:
    if Sending.objects.filter(again_of=one, proof__deleted_at=None).exists():
        raise ValidationError(_("Brevet er sendt på nytt alt."))


def _locked(process: Process, sending: Sending) -> tuple[Announcement, Sending]:
    kept = locked(process, sending.proof.announcement.code)
    one = Sending.objects.select_related("proof", "recipient").get(pk=sending.pk)
    if one.erased_at:
        raise ValidationError(_("Navn og adresse er slettet."))
    return kept, one
