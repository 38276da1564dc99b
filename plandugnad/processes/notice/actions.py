"""What people do with an announcement. Each is one transaction with its history; nothing here sends anything."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from plandugnad.archive.models import File
from plandugnad.core import audit
from plandugnad.core.audit import By
from plandugnad.core.models import AuditEvent
from plandugnad.processes import telling
from plandugnad.processes.models import Process
from plandugnad.processes.notice.again.noting import note_sendings
from plandugnad.processes.notice.models import Announcement, Channel, Proof, Recipient
from plandugnad.processes.notice.retention.days import usual_private_until
from plandugnad.projections.filling import refresh


class ChangedMeanwhile(Exception):
    """Somebody saved after this person opened the page. `version` is what stands now."""

    def __init__(self, version: int, by_name: str) -> None:
        super().__init__(_("Noen andre har endret kunngjøringen mens du skrev."))
        self.version, self.by_name = version, by_name


@dataclass(frozen=True)
class Chosen:
    """Somebody the notice is to go to."""

    key: str
    name: str
    address: str = ""
    is_own: bool = False
    is_private: bool = False


@transaction.atomic
def write_facts(by: By, process: Process, code: str, values: Mapping[str, Any], seen: int) -> None:
    kept = _opened(process, code, seen)
    real = {name: value for name, value in values.items() if getattr(kept, name) != value}
    if not real:
        return
    before = {name: getattr(kept, name) for name in real}
    for name, value in real.items():
        setattr(kept, name, value)
    save(kept, *real)
    tell(by, "announcement_written", process, code, before=_plain(before), after=_plain(real))


@transaction.atomic
def tick(by: By, process: Process, code: str, checks: Sequence[str], seen: int) -> None:
    kept = _opened(process, code, seen)
    if sorted(checks) != sorted(kept.checks):
        before, kept.checks = kept.checks, sorted(checks)
        save(kept, "checks")
        tell(
            by, "announcement_checked", process, code, before={"checks": before}, after={"checks": kept.checks}
        )  # fmt: skip


@transaction.atomic
def write_text(by: By, process: Process, code: str, channel: Channel, text: str, proposal: str, seen: int) -> None:
    """In one's own words; a text that is the proposal is not kept, so that it follows the facts."""
    kept = _opened(process, code, seen)
    texts = {name: said for name, said in kept.texts.items() if name != channel}
    if text != proposal:
        texts[channel.value] = {"text": text, "from": proposal}
    if texts == kept.texts:
        return
    before, kept.texts = kept.texts.get(channel, {}), texts
    save(kept, "texts")
    tell(by, "announcement_text_written", process, code, before={channel: before}, after={channel: text})


@transaction.atomic
def choose_recipients(by: By, process: Process, code: str, chosen: Sequence[Chosen], seen: int) -> None:
    """The whole list at once. How many is history; who they are is not, since private persons may ask to be erased.

    Who stands on it already keeps her row, with what was sent to her; who is erased stays as a row without a name,
    and is not put back by the proposal she was chosen from."""
    kept = _opened(process, code, seen)
    standing = list(kept.recipients.filter(erased_at=None))
    erased = set(kept.recipients.filter(is_own=False).exclude(erased_at=None).values_list("key", flat=True))
    chosen = [one for one in chosen if one.is_own or one.key not in erased]
    before = len(standing)
    if kept.has_recipients and list(map(_told, standing)) == list(map(_told, chosen)):
        return
    rows = [_row_of(kept, one, standing) for one in chosen]
    for position, (row, one) in enumerate(zip(rows, chosen, strict=True)):
        row.address, row.is_private, row.position = one.address, one.is_private, position
    kept.recipients.filter(pk__in=[one.pk for one in standing]).delete()
    Recipient.objects.bulk_create(row for row in rows if row._state.adding)
    Recipient.objects.bulk_update(
        [row for row in rows if not row._state.adding], ("address", "is_private", "position"), batch_size=500
    )
    kept.has_recipients = True
    save(kept, "has_recipients")
    tell(by, "announcement_recipients", process, code, before={"count": before}, after={"count": len(chosen)})


def _told(one: Chosen | Recipient) -> tuple[str | bool, ...]:
    return one.key, one.name, one.address, one.is_own, one.is_private


def _row_of(kept: Announcement, one: Chosen, standing: list[Recipient]) -> Recipient:
    """The row of the same name is taken out of those that stand; what is left there is to go."""
    same = next((row for row in standing if (row.key, row.is_own, row.name) == (one.key, one.is_own, one.name)), None)
    if same is None:
        return Recipient(announcement=kept, key=one.key, name=one.name, is_own=one.is_own)
    standing.remove(same)
    return same


def as_kept(one: Chosen | Recipient) -> dict[str, Any]:
    """As a proof holds her."""
    return {"name": one.name, "address": one.address} | ({"private": True} if one.is_private else {})


@dataclass(frozen=True)
class Announced:
    """What somebody says was announced, and what it held then."""

    channel: Channel
    announced_on: date
    place: str
    receipt: str
    file: File | None
    text: str
    recipients: Sequence[Mapping[str, Any]]


@transaction.atomic
def note_announced(by: By, process: Process, code: str, announced: Announced, id: UUID) -> Proof:
    """With the `id` its form was given, a form sent twice notes one. Sets no date of the process. The first letter to
    private persons sets the day they are erased, where nobody has set it."""
    kept = locked(process, code)
    if made := kept.proofs.filter(pk=id).first():
        return made
    proof = Proof.objects.create(
        id=id,
        announcement=kept,
        channel=announced.channel,
        announced_on=announced.announced_on,
        place=announced.place,
        receipt=announced.receipt,
        file=announced.file,
        text=announced.text,
        recipients=list(announced.recipients),
        by_id=by.id,
        by_name=by.name,
    )
    note_sendings(kept, proof)
    about = {"channel": proof.channel, "on": proof.announced_on.isoformat(), "place": proof.place}
    if kept.private_until is None and any(one.get("private") for one in announced.recipients):
        kept.private_until = usual_private_until(process, announced.announced_on)
        save(kept, "private_until")
        about["private_until"] = kept.private_until.isoformat()
    tell(by, "announced", process, code, after={"proof": str(proof.pk), **about})
    return proof


@transaction.atomic
def set_private_until(by: By, process: Process, code: str, day: date | None, seen: int) -> None:
    kept = _opened(process, code, seen)
    if kept.private_until == day:
        return
    before, kept.private_until = kept.private_until, day
    save(kept, "private_until")
    told = {side: _plain({"private_until": value}) for side, value in (("before", before), ("after", day))}
    tell(by, "announcement_private_until", process, code, **told)


@transaction.atomic
def take_back_proof(by: By, process: Process, proof: Proof) -> None:
    if Proof.objects.filter(pk=proof.pk, deleted_at=None).update(deleted_at=timezone.now()):
        tell(by, "announced_taken_back", process, proof.announcement.code, before={"proof": str(proof.pk)})


@transaction.atomic
def put_back_proof(by: By, process: Process, proof: Proof) -> None:
    if Proof.objects.filter(pk=proof.pk, deleted_at__isnull=False).update(deleted_at=None):
        tell(by, "announced_put_back", process, proof.announcement.code, after={"proof": str(proof.pk)})


def locked(process: Process, code: str) -> Announcement:
    # The process is locked first, so that two who write the first words make one row.
    Process.objects.select_for_update(of=("self",), no_key=True).get(pk=process.pk)
    kept = Announcement.objects.filter(process=process, code=code).first()
    return kept or Announcement.objects.create(process=process, code=code)


def _opened(process: Process, code: str, seen: int) -> Announcement:
    kept = locked(process, code)
    if kept.version != seen:
        last = AuditEvent.objects.filter(subject_id=process.pk, verb__startswith="announce").first()
        raise ChangedMeanwhile(kept.version, last.by_name if last else "")
    return kept


def save(kept: Announcement, *fields: str) -> None:
    kept.version += 1
    kept.save(update_fields=["version", *fields])


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}


def tell(by: By, verb: str, process: Process, code: str, **about: Any) -> None:
    told = {side: {"step": code, **said} for side, said in about.items()}
    audit.record(by, verb, process, organisation_id=process.plan.organisation_id, **told)
    refresh(telling.ProcessSource.key, [process.pk], by)
    telling.tell_of(by, verb, process)
