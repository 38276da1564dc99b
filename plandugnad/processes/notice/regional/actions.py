"""What coordinators do with the list. Each is one transaction. Names and addresses do not go into history, since
private persons may ask to be erased."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from plandugnad.core import audit
from plandugnad.core.audit import By
from plandugnad.core.ids import new_id
from plandugnad.core.models import AuditEvent
from plandugnad.processes.notice.actions import ChangedMeanwhile
from plandugnad.processes.notice.models import RegionalRecipient
from plandugnad.regions.models import Collaboration


@transaction.atomic
def add_recipient(
    by: By, collaboration: Collaboration, values: Mapping[str, Any], *, id: UUID | None = None
) -> RegionalRecipient:
    """Sent twice, it is one."""
    Collaboration.objects.select_for_update(no_key=True).get(pk=collaboration.pk)
    if id is not None and (made := RegionalRecipient.objects.filter(pk=id, collaboration=collaboration).first()):
        return made
    try:
        with transaction.atomic():
            row = RegionalRecipient.objects.create(id=id or new_id(), collaboration=collaboration, **values)
    except IntegrityError as error:
        raise ValidationError(_("Dette organet er tatt ut av forslagene alt.")) from error
    audit.record(by, "regional_recipient_added", row)
    return row


@transaction.atomic
def change_recipient(by: By, row: RegionalRecipient, values: Mapping[str, Any], seen: int) -> None:
    current = RegionalRecipient.objects.select_for_update(no_key=True).get(pk=row.pk)
    if current.version != seen:
        last = AuditEvent.objects.filter(subject_id=current.pk).order_by("-made_at", "-id").first()
        raise ChangedMeanwhile(current.version, last.by_name if last else "")
    if all(getattr(current, name) == value for name, value in values.items()):
        return
    for name, value in values.items():
        setattr(current, name, value)
    current.version += 1
    current.save(update_fields=["version", *values])
    audit.record(by, "regional_recipient_changed", current)


@transaction.atomic
def remove_recipient(by: By, row: RegionalRecipient) -> None:
    if RegionalRecipient.objects.filter(pk=row.pk, deleted_at=None).update(deleted_at=timezone.now()):
        audit.record(by, "regional_recipient_removed", row)


@transaction.atomic
def return_recipient(by: By, row: RegionalRecipient) -> None:
    try:
        with transaction.atomic():
            is_back = RegionalRecipient.objects.filter(pk=row.pk, deleted_at__isnull=False).update(deleted_at=None)
    except IntegrityError as error:
        raise ValidationError(_("Dette organet er tatt ut av forslagene alt.")) from error
    if is_back:
        audit.record(by, "regional_recipient_returned", row)
