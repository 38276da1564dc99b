from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from plandugnad.archive.actions.conflict import check_version, locked
from plandugnad.archive.actions.tree import above_each, below, check_depth, check_number, folder_there
from plandugnad.archive.models import File, Folder, Room
from plandugnad.archive.names import free_name, name_key, safe_name
from plandugnad.archive.telling import FileSource
from plandugnad.core import audit
from plandugnad.core.audit import By
from plandugnad.projections.filling import refresh


@transaction.atomic
def create_folder(by: By, room: Room, parent: Folder | None, name: str) -> Folder:
    room = locked(room.pk)
    above = above_each(room)
    check_number(above, 1)
    folder = Folder(room=room, parent=folder_there(room, parent), name=_checked(name))
    check_depth(above, folder.parent_id, 1)
    _check_free(folder)
    folder.save(force_insert=True)
    audit.record(by, "folder_created", folder, organisation_id=room.organisation_id, after={"name": folder.name})
    return folder


@transaction.atomic
def rename_folder(by: By, folder: Folder, name: str, *, seen_version: int | None = None) -> Folder:
    room, current = _locked(folder)
    was, current.name = current.name, _checked(name)
    if current.name == was:
        return current
    check_version(current, seen_version)
    _check_free(current)
    _save(current)
    about = {"organisation_id": room.organisation_id, "before": {"name": was}, "after": {"name": current.name}}
    audit.record(by, "folder_renamed", current, **about)
    return current


@transaction.atomic
def delete_folder(by: By, folder: Folder) -> int:
    """With all that lies in it. Returns how many files went along."""
    room, current = _locked(folder)
    along = below(above_each(room), current.pk)
    moment = timezone.now()
    files = File.objects.kept().filter(folder_id__in=along)
    ids = list(files.values_list("id", flat=True))
    files.update(deleted_at=moment, deleted_with=current.pk)
    Folder.objects.kept().filter(pk__in=along).update(deleted_at=moment, deleted_with=current.pk)
    refresh(FileSource.key, ids)
    about = {"name": current.name, "files": len(ids)}
    audit.record(by, "folder_deleted", current, organisation_id=room.organisation_id, after=about)
    return len(ids)


@transaction.atomic
def undelete_folder(by: By, folder: Folder) -> Folder:
    """With just what went along. Where its place is gone it comes back in the room; a taken name is numbered."""
    room = locked(folder.room_id)
    current = _still_in(room, folder)
    if current.deleted_at is None:
        return current
    if current.parent_id and not Folder.objects.kept().filter(pk=current.parent_id).exists():
        current.parent = None
    current.name = free_name(current.name, _taken(current))
    current.deleted_at = current.deleted_with = None
    _save(current)
    along = {"deleted_with": current.pk}
    Folder.objects.filter(room=room, **along).update(deleted_at=None, deleted_with=None)
    files = File.objects.filter(room=room, **along)
    ids = list(files.values_list("id", flat=True))
    files.update(deleted_at=None, deleted_with=None)
    refresh(FileSource.key, ids)
    audit.record(by, "folder_undeleted", current, organisation_id=room.organisation_id, after={"name": current.name})
    return current


def _locked(folder: Folder) -> tuple[Room, Folder]:
    room = locked(folder.room_id)
    current = _still_in(room, folder)
    if current.deleted_at is not None:
        raise ValidationError(_("Mappen er slettet. Hent den tilbake først."))
    return room, current


def _still_in(room: Room, folder: Folder) -> Folder:
    found: Folder | None = Folder.objects.select_for_update(no_key=True).filter(pk=folder.pk, room=room).first()
    if found is None:
        raise ValidationError(_("Mappen er flyttet til et annet rom mens du holdt på."))
    return found


def _checked(name: str) -> str:
    safe = safe_name(name)[:120].strip(" .")
    if not safe:
        raise ValidationError(_("Gi mappen et navn."))
    return safe


def _taken(folder: Folder) -> set[str]:
    rows = Folder.objects.kept().filter(room_id=folder.room_id, parent_id=folder.parent_id).exclude(pk=folder.pk)
    return set(rows.values_list("name_key", flat=True))


def _check_free(folder: Folder) -> None:
    if name_key(folder.name) in _taken(folder):
        raise ValidationError(_("Det finnes en mappe som heter «%(name)s» her fra før.") % {"name": folder.name})


def _save(folder: Folder) -> None:
    folder.version += 1
    folder.save()
