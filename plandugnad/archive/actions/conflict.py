"""Somebody else was there first."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from plandugnad.archive.models import Room
from plandugnad.core.models import AuditEvent


class ChangedMeanwhile(Exception):
    """Somebody changed the room, folder or file after this person opened it. Holds what stands now."""

    def __init__(self, current: Any) -> None:
        super().__init__(_("Noen andre har endret dette mens du holdt på."))
        self.current = current
        last = AuditEvent.objects.filter(subject_id=current.pk).first()
        self.by_name = last.by_name if last else ""


def check_version(current: Any, seen: int | None) -> None:
    if seen is not None and seen != current.version:
        raise ChangedMeanwhile(type(current)._default_manager.get(pk=current.pk))


def locked(room_id: UUID) -> Room:
    """Rules about several things in a room (own names, no folder in itself) are checked by one change at a time."""
    room = Room.objects.select_for_update(no_key=True, of=("self",)).filter(pk=room_id)
    found = room.select_related("organisation", "collaboration").first()
    if found is None or found.deleted_at is not None:
        raise ValidationError(_("Rommet er slettet. Hent det tilbake først."))
    return found
