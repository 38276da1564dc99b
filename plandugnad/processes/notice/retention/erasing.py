"""A private recipient's name and address leave; the row, the day it was sent, how, and the receipt stay.

What was written beside it may name her: there she is taken out (what is looked for: `core/persons_in_texts`), and in
the history too. Where she lives is taken out after her name alone: it may be what the plan is about.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import models, transaction
from django.utils import timezone

from plandugnad.core import audit
from plandugnad.core.audit import SYSTEM, By
from plandugnad.core.erasing import erase_told
from plandugnad.core.persons_in_texts import Person, Sought, telephones_in
from plandugnad.processes.models import Process
from plandugnad.processes.notice.actions import tell
from plandugnad.processes.notice.models import Announcement, Proof, Recipient, RegionalRecipient, Sending
from plandugnad.processes.notice.retention.days import AFTER_DECISION, private_until_of
from plandugnad.processes.notice.retention.whose import Hers, of_all, of_one

_NAMES = {"nb": "Slettet privat mottaker", "nn": "Sletta privat mottakar"}
_DEMANDED = ("initiative_at", "minutes_at", "area", "assessment")
_FACTS = ("sender", "about", "documents_at", "answer_to", "contact", "reference", "texts", *_DEMANDED)


def erased_name(language: str) -> str:
    return _NAMES.get(language, _NAMES["nb"])


def erase_what_is_due(today: date) -> int:
    """Also in processes that are deleted: they can be brought back, and are kept until then."""
    kept = Announcement.objects.filter(_has_private()).distinct()
    # Where no day is set none is sooner than a year after the list was begun.
    begun = models.Q(private_until=None, made_at__date__lte=today - AFTER_DECISION)
    found = kept.filter(models.Q(private_until__lte=today) | begun).select_related("process__plan__organisation")
    due = [one for one in found.order_by("pk") if (day := private_until_of(one)) and day <= today]
    number = sum(erase_recipients(SYSTEM, one) for one in due)
    listed = RegionalRecipient.objects.filter(erase_after__lte=today, erased_at=None, is_private=True)
    return number + sum(erase_regional(SYSTEM, row.pk) for row in listed.order_by("pk"))


def _has_private() -> models.Q:
    """Somebody on the list, or somebody who was taken off it after a letter was sent."""
    return models.Q(recipients__is_private=True, recipients__erased_at=None) | models.Q(
        proofs__recipients__contains=[{"private": True}]
    )


@transaction.atomic
def erase_recipients(by: By, announcement: Announcement) -> int:
    """Done again without harm: who is erased is left alone. Says how many names went."""
    process, kept = _locked(announcement)
    hers = of_all(kept)
    names = _erase(by, process, kept, hers) if hers else set()
    if names:
        about = {"step": kept.code, "count": len(names)}
        audit.record(
            by, "announcement_private_erased", process, organisation_id=process.plan.organisation_id, after=about
        )  # fmt: skip
    return len(names)


@transaction.atomic
def erase_one(by: By, announcement: Announcement, id: UUID) -> bool:
    """Her who asks for it, by her row on the list or by a letter to her. The others stay as they are."""
    process, kept = _locked(announcement)
    hers = of_one(kept, id)
    if hers is None:
        return False
    _erase(by, process, kept, hers)
    tell(by, "announcement_recipient_erased", process, kept.code, after={"letters": len(hers.sendings)})
    return True


def _locked(announcement: Announcement) -> tuple[Process, Announcement]:
    rows = Process.objects.select_for_update(of=("self",), no_key=True).select_related("plan__organisation")
    process = rows.get(pk=announcement.process_id)
    return process, Announcement.objects.select_for_update(of=("self",), no_key=True).get(pk=announcement.pk)


def _erase(by: By, process: Process, kept: Announcement, hers: Hers) -> set[str]:
    """Says which names went."""
    instead = erased_name(process.plan.organisation.language)
    proofs = list(kept.proofs.all())
    told = [proof.recipients[place] for proof in proofs for place in hers.in_proofs.get(proof.pk, ())]
    people = [(one.name, one.address) for one in hers.named]
    people += [(one["name"], one["address"]) for one in told]
    sought = _sought(people, kept.contact, kept.answer_to, kept.about)
    for each in hers.named:
        each.name, each.address, each.erased_at = instead, "", timezone.now()
    for sending in hers.sendings:
        sending.returned_because = ""
    Recipient.objects.bulk_update(hers.rows, ("name", "address", "erased_at"), batch_size=500)
    Sending.objects.bulk_update(hers.sendings, ("name", "address", "returned_because", "erased_at"), batch_size=500)
    _forget_in_proofs(proofs, hers, sought, instead)
    _forget_in_letters(kept, sought, instead)
    _forget_in(kept, _FACTS, sought, instead)
    _forget_in(process, ("handover",), sought, instead)
    for step in process.steps.all():
        _forget_in(step, ("participants", "notes"), sought, instead)
    erase_told(by, process, {process.pk}, lambda told: sought.without(told, instead))
    return {name for name, _address in people}


def _sought(people: Iterable[tuple[str, str]], *out: str) -> Sought:
    """What is written as her address may be an e-mail, or hold one. The municipality's own telephones stay (`out`)."""
    ours = telephones_in(*out)
    return Sought.of(
        Person(
            names=[name],
            emails=[word for word in address.replace(",", " ").replace(";", " ").split() if "@" in word],
            address=address,
            telephones=telephones_in(address) - ours,
        )
        for name, address in people
    )


def _forget_in_proofs(proofs: Sequence[Proof], hers: Hers, sought: Sought, instead: str) -> None:
    """Her place in the list stays, so that it shows how many the letter went to."""
    gone = {"name": instead, "address": "", "erased": True}
    for proof in proofs:
        places = hers.in_proofs.get(proof.pk, ())
        proof.recipients = [gone if place in places else one for place, one in enumerate(proof.recipients)]
        for name in ("place", "receipt", "text"):
            setattr(proof, name, _fitting(proof, name, sought.without(getattr(proof, name), instead)))
    Proof.objects.bulk_update(proofs, ("recipients", "place", "receipt", "text"), batch_size=100)


def _forget_in_letters(kept: Announcement, sought: Sought, instead: str) -> None:
    """Why a letter to another came back may name her."""
    rows = Sending.objects.filter(proof__announcement=kept).exclude(returned_because="")
    for row in rows:
        row.returned_because = _fitting(row, "returned_because", sought.without(row.returned_because, instead))
    Sending.objects.bulk_update(rows, ("returned_because",), batch_size=500)


def _forget_in(row: models.Model, fields: Sequence[str], sought: Sought, instead: str) -> None:
    """With another version, so that who has a form open does not write the name back unwarned."""
    told = {name: _fitting(row, name, sought.without(getattr(row, name), instead)) for name in fields}
    changed: dict[str, Any] = {name: value for name, value in told.items() if getattr(row, name) != value}
    if isinstance(row, Announcement) or (changed and isinstance(row, Process)):
        changed["version"] = row.version + 1
    for name, value in changed.items():
        setattr(row, name, value)
    if changed:
        row.save(update_fields=list(changed))


def _fitting(row: models.Model, name: str, value: Any) -> Any:
    """A short address becomes a longer word, and a line has an end."""
    field = row._meta.get_field(name)
    return value[: field.max_length] if isinstance(field, models.CharField) else value


@transaction.atomic
def erase_regional(by: By, id: UUID) -> int:
    """Somebody of a region's own list. Who had chosen her has her in a list of its own, with a day of its own."""
    row = (
        RegionalRecipient.objects.select_for_update(no_key=True).filter(pk=id, is_private=True, erased_at=None).first()
    )
    if row is None:
        return 0
    instead = _NAMES["nb"]
    sought = _sought([(row.name, row.address)])
    row.why = _fitting(row, "why", sought.without(row.why, instead))
    row.name, row.address, row.is_always, row.erased_at = instead, "", False, timezone.now()
    row.version += 1
    row.save(update_fields=["name", "address", "why", "is_always", "erased_at", "version"])
    erase_told(by, row, {row.pk}, lambda told: sought.without(told, instead))
    audit.record(by, "regional_recipient_erased", row)
    return 1
