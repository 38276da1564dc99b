from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from plandugnad.archive import telling
from plandugnad.archive.access import Place, set_keys
from plandugnad.archive.actions.conflict import check_version
from plandugnad.archive.models import File, Folder, Room, RoomOpening
from plandugnad.core import audit
from plandugnad.core.audit import By
from plandugnad.core.models import AuditEvent
from plandugnad.projections.activity import tell
from plandugnad.regions.models import Collaboration

EDITABLE = (
    "name", "purpose", "readers", "reader_roles", "writers", "writer_roles", "name_parts", "name_separator",
    "delete_after",
)  # fmt: skip


@transaction.atomic
def create_room(by: By, place: Place, values: Mapping[str, Any]) -> Room:
    room = Room(**{"collaboration" if isinstance(place, Collaboration) else "organisation": place})
    _lock_names(place)
    for name, value in values.items():
        setattr(room, name, value)
    _check_name(room)
    set_keys(room, [])
    room.save(force_insert=True)
    _record(by, "room_created", room, after=_state(room))
    return room


@transaction.atomic
def change_room(by: By, room: Room, values: Mapping[str, Any], *, seen_version: int | None = None) -> Room:
    current = _locked(room)
    _lock_names(current.place)
    before = _state(current)
    for name in set(values) & set(EDITABLE):
        setattr(current, name, values[name])
    after = _state(current)
    if before == after:
        return current
    check_version(current, seen_version)
    _check_name(current)
    _keep(current)
    changed = [name for name in after if before[name] != after[name]]
    was, becomes = {name: before[name] for name in changed}, {name: after[name] for name in changed}
    _record(by, "room_changed", current, before=was, after=becomes)
    return current


@transaction.atomic
def open_room(by: By, room: Room, audience: Place, *, can_write: bool = False) -> RoomOpening:
    current = _locked(room)
    to = {"collaboration": audience} if isinstance(audience, Collaboration) else {"organisation": audience}
    opening, is_new = RoomOpening.objects.get_or_create(room=current, **to, defaults={"can_write": can_write})
    if is_new or opening.can_write != can_write:
        opening.can_write = can_write
        opening.save()
        _keep(current)
        _record(by, "room_opened", current, after={"to": audience.name, "can_write": can_write})
    return opening


@transaction.atomic
def close_room(by: By, opening: RoomOpening) -> None:
    current = _locked(opening.room)
    name = opening.audience.name
    opening.delete()
    _keep(current)
    _record(by, "room_closed", current, after={"to": name})


@transaction.atomic
def delete_room(by: By, room: Room) -> None:
    """Out of sight with all that lies in it; nothing is destroyed."""
    current = _locked(room)
    if current.deleted_at is None:
        current.deleted_at = timezone.now()
        current.save()
        _record(by, "room_deleted", current)


@transaction.atomic
def delete_empty_room(by: By, room: Room) -> bool:
    """False, and nothing done, when something lies there; also what is deleted and may be brought back."""
    current = _locked(room)
    if File.objects.filter(room=current).exists() or Folder.objects.filter(room=current).exists():
        return False
    delete_room(by, current)
    return True


@transaction.atomic
def undelete_room(by: By, room: Room) -> None:
    current = _locked(room)
    if current.deleted_at is not None:
        _lock_names(current.place)
        current.deleted_at = None
        _check_name(current)
        current.save()
        _record(by, "room_undeleted", current)


def _locked(room: Room) -> Room:
    rows = Room.objects.select_for_update(no_key=True, of=("self",)).select_related("organisation", "collaboration")
    return rows.get(pk=room.pk)


def _lock_names(place: Place) -> None:
    """Two rooms of one name at the same moment: the second waits, and is told."""
    type(place)._default_manager.select_for_update(no_key=True).get(pk=place.pk)


def _check_name(room: Room) -> None:
    if Room.objects.kept().at(room.place).filter(name=room.name).exclude(pk=room.pk).exists():
        raise ValidationError({"name": _("Det finnes et rom som heter «%(name)s» her fra før.") % {"name": room.name}})


def _keep(room: Room) -> None:
    set_keys(room, room.openings.select_related("organisation", "collaboration"))
    room.version += 1
    room.save()


def _state(room: Room) -> dict[str, Any]:
    state = {name: getattr(room, name) for name in EDITABLE}
    return state | {"delete_after": room.delete_after.iso if room.delete_after else None}


def _record(by: By, verb: str, room: Room, *, before: Any = None, after: Any = None) -> AuditEvent:
    telling.retell_room(room)
    tell(by, verb, [telling.about_room(room)], room.reader_keys)
    return audit.record(by, verb, room, organisation_id=room.organisation_id, before=before, after=after)
