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
from plandugnad.processes.notice.models import Announcement, Proof, Recipient, RegionalRecipient, Sending

_NAMES = {"nb": "Slettet privat mottaker", "nn": "Sletta privat mottakar"}
_FACTS = ("sender", "about", "documents_at", "answer_to", "contact", "texts")


def erased_name(language: str) -> str:
    return _NAMES.get(language, _NAMES["nb"])


def erase_what_is_due(today: date) -> int:
    """Also in processes that are deleted: they can be brought back, and are kept until then."""
    due = Announcement.objects.filter(private_until__lte=today).filter(_has_private()).distinct()
    found = due.select_related("process__plan__organisation").order_by("pk")
    number = sum(erase_recipients(SYSTEM, one) for one in found)
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
    locked = Process.objects.select_for_update(of=("self",), no_key=True).select_related("plan__organisation")
    process = locked.get(pk=announcement.process_id)
    kept = Announcement.objects.select_for_update(of=("self",), no_key=True).get(pk=announcement.pk)
    instead = erased_name(process.plan.organisation.language)
    rows = list(kept.recipients.filter(is_private=True, erased_at=None))
    proofs = list(kept.proofs.all())
    told = [one for proof in proofs for one in proof.recipients if one.get("private")]
    sendings = list(Sending.objects.filter(proof__announcement=kept, is_private=True, erased_at=None))
    if not rows and not told and not sendings:
        return 0
    hers: list[Recipient | Sending] = [*rows, *sendings]
    people = [(one.name, one.address) for one in hers] + [(one["name"], one["address"]) for one in told]
    sought, names = _sought(people, kept.contact, kept.answer_to, kept.about), {name for name, _address in people}
    for each in hers:
        each.name, each.address, each.erased_at = instead, "", timezone.now()
    for sending in sendings:
        sending.returned_because = ""
    Recipient.objects.bulk_update(rows, ("name", "address", "erased_at"), batch_size=500)
    Sending.objects.bulk_update(sendings, ("name", "address", "returned_because", "erased_at"), batch_size=500)
    _forget_in_proofs(proofs, sought, instead)
    _forget_in(kept, _FACTS, sought, instead)
    _forget_in(process, ("handover",), sought, instead)
    for step in process.steps.all():
        _forget_in(step, ("participants", "notes"), sought, instead)
    erase_told(by, process, {process.pk}, lambda told: sought.without(told, instead))
    about = {"step": kept.code, "count": len(names)}
    audit.record(
        by, "announcement_private_erased", process, organisation_id=process.plan.organisation_id, after=about
    )  # fmt: skip
    return len(names)


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


def _forget_in_proofs(proofs: Sequence[Proof], sought: Sought, instead: str) -> None:
    for proof in proofs:
        proof.recipients = [_forgotten(one, instead) for one in proof.recipients]
        for name in ("place", "receipt", "text"):
            setattr(proof, name, _fitting(proof, name, sought.without(getattr(proof, name), instead)))
    Proof.objects.bulk_update(proofs, ("recipients", "place", "receipt", "text"), batch_size=100)


def _forgotten(one: dict[str, Any], instead: str) -> dict[str, Any]:
    return {"name": instead, "address": "", "erased": True} if one.get("private") else one


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
