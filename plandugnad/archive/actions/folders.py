from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from plandugnad.archive.actions.conflict import check_version, locked
from plandugnad.archive.limits import DEEPEST_FOLDER, FOLDERS_IN_ROOM
from plandugnad.archive.models import File, Folder, Room
from plandugnad.archive.names import free_name, name_key, safe_name
from plandugnad.archive.telling import FileSource
from plandugnad.core import audit
from plandugnad.core.audit import By
from plandugnad.projections.filling import refresh


@transaction.atomic
def create_folder(by: By, room: Room, parent: Folder | None, name: str) -> Folder:
    room = locked(room.pk)
    if Folder.objects.kept().filter(room=room).count() >= FOLDERS_IN_ROOM:
        raise ValidationError(_("Rommet har så mange mapper som det kan ha. Lag et nytt rom, eller rydd i dette."))
    folder = Folder(room=room, parent=_there(room, parent), name=_checked(name))
    _check_depth(_above(room), folder.parent_id, 1)
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
def move_folder(by: By, folder: Folder, to: Folder | None, *, seen_version: int | None = None) -> Folder:
    room, current = _locked(folder)
    target = _there(room, to)
    if current.parent_id == (target.pk if target else None):
        return current
    check_version(current, seen_version)
    above = _above(room)
    if target is not None and current.pk in _way(above, target.pk):
        raise ValidationError(_("En mappe kan ikke ligge i seg selv eller i en av sine egne mapper."))
    _check_depth(above, target.pk if target else None, _height(above, current.pk))
    before = {"parent_id": str(current.parent_id) if current.parent_id else None}
    current.parent = target
    _check_free(current)
    _save(current)
    after = {"parent_id": str(target.pk) if target else None, "folder": target.name if target else ""}
    audit.record(by, "folder_moved", current, organisation_id=room.organisation_id, before=before, after=after)
    return current


@transaction.atomic
def delete_folder(by: By, folder: Folder) -> int:
    """With all that lies in it. Returns how many files went along."""
    room, current = _locked(folder)
    below = [*_below(_above(room), current.pk)]
    moment = timezone.now()
    files = File.objects.kept().filter(folder_id__in=below)
    ids = list(files.values_list("id", flat=True))
    files.update(deleted_at=moment, deleted_with=current.pk)
    Folder.objects.kept().filter(pk__in=below).update(deleted_at=moment, deleted_with=current.pk)
    refresh(FileSource.key, ids)
    about = {"name": current.name, "files": len(ids)}
    audit.record(by, "folder_deleted", current, organisation_id=room.organisation_id, after=about)
    return len(ids)


@transaction.atomic
def undelete_folder(by: By, folder: Folder) -> Folder:
    """With just what went along. Where its place is gone it comes back in the room; a taken name is numbered."""
    room = locked(folder.room_id)
    current: Folder = Folder.objects.select_for_update(no_key=True).get(pk=folder.pk)
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
    current: Folder | None = Folder.objects.kept().select_for_update(no_key=True).filter(pk=folder.pk).first()
    if current is None:
        raise ValidationError(_("Mappen er slettet. Hent den tilbake først."))
    return room, current


def _there(room: Room, folder: Folder | None) -> Folder | None:
    """A folder of another room, or one that is deleted meanwhile, takes nothing in."""
    if folder is None:
        return None
    found: Folder | None = Folder.objects.kept().filter(room=room, pk=folder.pk).first()
    if found is None:
        raise ValidationError(_("Mappen finnes ikke lenger. Velg en annen."))
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


Above = dict[UUID, UUID | None]


def _above(room: Room) -> Above:
    return dict(Folder.objects.kept().filter(room=room).values_list("id", "parent_id"))


def _way(above: Above, start: UUID | None) -> list[UUID]:
    """From a folder up to the room."""
    way: list[UUID] = []
    while start is not None and start not in way:
        way.append(start)
        start = above.get(start)
    return way


def _below(above: Above, top: UUID) -> set[UUID]:
    return {id for id in above if top in _way(above, id)}


def _height(above: Above, top: UUID) -> int:
    return max(_way(above, id).index(top) + 1 for id in _below(above, top))


def _check_depth(above: Above, parent_id: UUID | None, height: int) -> None:
    if len(_way(above, parent_id)) + height > DEEPEST_FOLDER:
        raise ValidationError(_("Mapper kan ligge høyst %(most)d nivåer ned.") % {"most": DEEPEST_FOLDER})
