"""Each change of the red thread is an event with the row as it was and as it became, and so can be undone by its batch
for as long as nobody has changed the same row since."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from plandugnad.core import audit
from plandugnad.core.audit import By
from plandugnad.core.ids import new_id
from plandugnad.core.models import AuditEvent

_KINDS = ("redthread.communitygoal", "redthread.measure", "redthread.budgetline", "redthread.anchor")
_NOT_SAID = {"id", "made_at", "version"}


def shot(row: models.Model) -> dict[str, Any]:
    """The row as JSON holds it."""
    return {
        field.attname: _plain(getattr(row, field.attname))
        for field in row._meta.concrete_fields
        if field.attname not in _NOT_SAID
    }


def _plain(value: Any) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


def record(
    by: By, verb: str, row: models.Model, organisation_id: UUID, batch: UUID, *, before: Any = None, after: Any = None
) -> None:
    audit.record(by, verb, row, organisation_id=organisation_id, batch_id=batch, before=before, after=after)


@transaction.atomic
def undo(by: By, organisation_id: UUID, batch: UUID) -> tuple[int, int]:
    """How many rows are as they were, and how many are left alone because somebody has changed them since."""
    rows = AuditEvent.objects.filter(organisation_id=organisation_id, batch_id=batch, subject_type__in=_KINDS)
    anew, back, left = new_id(), 0, 0
    for event in rows.order_by("-made_at", "-id"):
        if _put_back(by, event, organisation_id, anew):
            back += 1
        else:
            left += 1
    return back, left


def _put_back(by: By, event: AuditEvent, organisation_id: UUID, batch: UUID) -> bool:
    model = apps.get_model(event.subject_type)
    row = model._base_manager.select_for_update().filter(pk=event.subject_id).first()
    if (shot(row) if row else None) != event.after:
        return False
    if event.before is None and row is not None and not hasattr(row, "deleted_at"):
        record(by, "thread_undone", row, organisation_id, batch, before=event.after)
        row.delete()
        return True
    restored = row or model(pk=event.subject_id)
    wanted = event.before if event.before is not None else {"deleted_at": timezone.now()}
    for field in restored._meta.concrete_fields:
        if field.attname in wanted:
            setattr(restored, field.attname, field.to_python(wanted[field.attname]))
    if hasattr(restored, "version"):
        restored.version += 1
    try:
        with transaction.atomic():
            restored.save()
    except IntegrityError:  # the same has been anchored anew meanwhile
        return False
    record(by, "thread_undone", restored, organisation_id, batch, before=event.after, after=shot(restored))
    return True
