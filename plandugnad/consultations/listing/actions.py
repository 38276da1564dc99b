"""Sharing statements out: who is to work with each."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from plandugnad.consultations.models import Consultation, Statement
from plandugnad.consultations.telling import AssignedSource, record
from plandugnad.core.audit import By
from plandugnad.core.models import AuditEvent
from plandugnad.projections.filling import refresh

ASSIGNED, TAKEN_BACK = "statements_assigned", "statements_assigned_undone"


@transaction.atomic
def assign(by: By, consultation: Consultation, ids: Sequence[UUID], person_id: UUID | None) -> tuple[int, UUID | None]:
    """How many were given to somebody else than before, and the event it can be taken back by."""
    rows = _locked(consultation, ids)
    changed = [row for row in rows if row.assigned_to_id != person_id]
    if not changed:
        return 0, None
    before: dict[str, list[str]] = {}
    for row in changed:
        before.setdefault(_plain(row.assigned_to_id), []).append(str(row.id))
    Statement.objects.filter(id__in=[row.id for row in changed]).update(assigned_to=person_id)
    event = record(by, ASSIGNED, consultation, before=before, after={"assigned_to": _plain(person_id)})
    refresh(AssignedSource.key, [row.id for row in changed], by)
    return len(changed), event.pk


@transaction.atomic
def take_back_assignment(by: By, consultation: Consultation, event: AuditEvent) -> int:
    """Only where the one it was given to still has it: what somebody has decided since, stands."""
    before: Mapping[str, Any] = event.before or {}
    given_to = _id((event.after or {})["assigned_to"])
    put_back: dict[str, list[str]] = {}
    for was, ids in before.items():
        rows = _locked(consultation, [UUID(id) for id in ids])
        mine = [row.id for row in rows if row.assigned_to_id == given_to]
        Statement.objects.filter(id__in=mine).update(assigned_to=_id(was))
        put_back[was] = [str(id) for id in mine]
    number = sum(map(len, put_back.values()))
    if not number:
        raise ValidationError(_("Uttalelsene er fordelt på nytt siden. Ingenting er angret; se hvem som har dem nå."))
    record(by, TAKEN_BACK, consultation, before={"assigned_to": _plain(given_to)}, after=put_back)
    refresh(AssignedSource.key, [UUID(id) for ids in put_back.values() for id in ids], by)
    return number


def find_assignment(consultation: Consultation, id: UUID) -> AuditEvent | None:
    return AuditEvent.objects.filter(pk=id, subject_id=consultation.pk, verb=ASSIGNED).first()


def _locked(consultation: Consultation, ids: Sequence[UUID]) -> list[Statement]:
    rows = Statement.objects.kept().select_for_update(no_key=True).filter(consultation=consultation, id__in=ids)
    return list(rows.only("id", "assigned_to_id").order_by("id"))


def _plain(id: UUID | None) -> str:
    return str(id) if id else ""


def _id(text: str) -> UUID | None:
    return UUID(text) if text else None
