from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from plandugnad.archive import telling
from plandugnad.archive.actions.conflict import check_version, locked
from plandugnad.archive.actions.tree import folder_there
from plandugnad.archive.jobs import read_text
from plandugnad.archive.kinds import TextState
from plandugnad.archive.models import File, FileText, FileVersion, Folder, Room
from plandugnad.archive.names import free_name, name_key, parted, safe_name
from plandugnad.archive.reading.apart import READABLE
from plandugnad.archive.sniffing import is_program
from plandugnad.archive.space import why_no_room_for
from plandugnad.archive.telling import FileSource
from plandugnad.archive.wording import refused_program
from plandugnad.core import audit
from plandugnad.core.audit import By
from plandugnad.core.models import AuditEvent, StoredFile
from plandugnad.engines.tables.when import When
from plandugnad.projections.activity import tell
from plandugnad.projections.filling import refresh

FILE_RENAMED = "file_renamed"


@dataclass(frozen=True)
class Content:
    """What has been stored on its way in: the bytes, what they are, and what they were called."""

    stored: StoredFile
    kind: str
    name: str


@dataclass(frozen=True)
class Added:
    """`is_new_file`: nothing had the name. Neither that nor `is_new_version`: the newest version has the same bytes."""

    file: File
    is_new_file: bool
    is_new_version: bool


@transaction.atomic
def add_file(by: By, room: Room, folder: Folder | None, content: Content, comment: str = "") -> Added:
    """A file of the same name in the same folder gets a new version; another name makes a new file."""
    room = locked(room.pk)
    place = folder_there(room, folder)
    same: File | None = File.objects.kept().filter(room=room, folder=place, name_key=name_key(content.name)).first()
    if same is not None:
        return _add_version(by, room, same, content, comment)
    file = File(room=room, folder=place, name=_checked(content.name))
    file.save(force_insert=True)
    _new_version(by, file, content, comment)
    _record(by, "file_added", file, after={"name": file.name, "sha256": content.stored.sha256})
    return Added(file, True, True)


@transaction.atomic
def add_version(by: By, file: File, content: Content, comment: str = "") -> Added:
    room, current = _locked(file)
    return _add_version(by, room, current, content, comment)


def _add_version(by: By, room: Room, file: File, content: Content, comment: str) -> Added:
    newest = FileVersion.objects.filter(file=file).first()
    if newest is not None and newest.stored_id == content.stored.pk:
        return Added(file, False, False)
    version = _new_version(by, file, content, comment)
    file.room = room
    _record(by, "file_version_added", file, after={"number": version.number, "sha256": content.stored.sha256})
    return Added(file, False, True)


def _new_version(by: By, file: File, content: Content, comment: str) -> FileVersion:
    newest = FileVersion.objects.filter(file=file).first()
    if lacks := why_no_room_for(file.room.place, content.stored):
        raise ValidationError(lacks)
    version = FileVersion.objects.create(
        file=file,
        number=newest.number + 1 if newest else 1,
        stored=content.stored,
        uploaded_name=content.name[:255],
        content_kind=content.kind,
        comment=comment[:300],
        by_id=by.id,
        by_name=by.name,
    )
    file.latest = version
    file.save()
    _have_read(content)
    return version


def _have_read(content: Content) -> None:
    """In the same transaction: a job that is there has its file, and a file that is there has its job."""
    state = TextState.WAITING if content.kind in READABLE else TextState.UNSUPPORTED
    _row, is_new = FileText.objects.get_or_create(sha256=content.stored.sha256, defaults={"state": state})
    if is_new and state == TextState.WAITING:
        read_text.defer(sha256=content.stored.sha256)


@transaction.atomic
def restore_version(by: By, file: File, version: FileVersion) -> Added:
    """An older version becomes the newest, as a new one; the ones between stay."""
    room, current = _locked(file)
    content = Content(version.stored, version.content_kind, version.uploaded_name)
    newest = FileVersion.objects.filter(file=current).first()
    if newest is not None and newest.stored_id == version.stored_id:
        return Added(current, False, False)
    made = _new_version(by, current, content, _("Som versjon %(number)d") % {"number": version.number})
    current.room = room
    _record(by, "file_version_restored", current, after={"number": made.number, "restored": version.number})
    return Added(current, False, True)


@transaction.atomic
def rename_file(
    by: By, file: File, name: str, *, seen_version: int | None = None, batch_id: UUID | None = None
) -> File:
    """As one of a batch it is told of with the others, by whoever renames them."""
    _room, current = _locked(file)
    was, current.name = current.name, _checked(name)
    if current.name == was:
        return current
    check_version(current, seen_version)
    _check_free(current)
    _save(current)
    _record(
        by, FILE_RENAMED, current, before={"name": was}, after={"name": current.name, "was": was}, batch_id=batch_id
    )
    return current


@transaction.atomic
def set_retention(by: By, file: File, delete_after: When | None, *, seen_version: int | None = None) -> File:
    _room, current = _locked(file)
    if current.delete_after != delete_after:
        check_version(current, seen_version)
        current.delete_after = delete_after
        _save(current)
        after = {"delete_after": delete_after.iso if delete_after else None}
        _record(by, "file_retention_set", current, after=after)
    return current


@transaction.atomic
def delete_file(by: By, file: File) -> None:
    """Out of sight; `undelete_file` brings it back with all its versions."""
    _room, current = _locked(file)
    current.deleted_at = timezone.now()
    current.save()
    _record(by, "file_deleted", current)


@transaction.atomic
def undelete_file(by: By, file: File) -> File:
    """Where its folder is gone it comes back in the room itself; where its name is taken, with a number."""
    room = locked(file.room_id)
    current = _still_in(room, File.objects.select_for_update(no_key=True), file)
    if current.deleted_at is None:
        return current
    current.room = room
    if current.folder_id and not Folder.objects.kept().filter(pk=current.folder_id).exists():
        current.folder = None
    taken = File.objects.kept().filter(room=room, folder_id=current.folder_id).values_list("name_key", flat=True)
    current.name = free_name(current.name, set(taken))
    current.deleted_at = current.deleted_with = None
    _save(current)
    _record(by, "file_undeleted", current)
    return current


@transaction.atomic
def destroy_file(by: By, file: File) -> None:
    """For good, with all versions, and only what is deleted already. The history keeps that it was, and who did it.

    The bytes go with the nightly sweep when nothing else refers to them.
    """
    room = locked(file.room_id)
    current = _still_in(room, File.objects.select_for_update(), file)
    if current.deleted_at is None:
        raise ValidationError(_("Slett filen først. Da er det mulig å angre."))
    versions = list(current.versions.values_list("stored_id", flat=True))
    about = {"name": current.name, "sha256": versions}
    audit.record(by, "file_destroyed", current, organisation_id=room.organisation_id, after=about)
    current.delete()


def _locked(file: File) -> tuple[Room, File]:
    room = locked(file.room_id)
    current = _still_in(room, File.objects.select_for_update(no_key=True), file)
    if current.deleted_at is not None:
        raise ValidationError(_("Filen er slettet. Hent den tilbake først."))
    current.room = room
    return room, current


def _still_in(room: Room, rows: "QuerySet[File]", file: File) -> File:
    """One that somebody has moved to another room meanwhile is not taken back: she may have no right to it there."""
    found = rows.filter(pk=file.pk, room=room).first()
    if found is None:
        raise ValidationError(_("Filen er flyttet til et annet rom mens du holdt på. Finn den igjen med søket."))
    return found


def _checked(name: str) -> str:
    safe = safe_name(name)
    if not safe:
        raise ValidationError(_("Gi filen et navn."))
    if is_program("", parted(safe)[1]):
        raise ValidationError(refused_program(safe))
    return safe


def _check_free(file: File) -> None:
    others = File.objects.kept().filter(room_id=file.room_id, folder_id=file.folder_id).exclude(pk=file.pk)
    if others.filter(name_key=name_key(file.name)).exists():
        raise ValidationError(_("Det finnes en fil som heter «%(name)s» her fra før.") % {"name": file.name})


def _save(file: File) -> None:
    file.version += 1
    file.save()


def _record(
    by: By, verb: str, file: File, *, before: Any = None, after: Any = None, batch_id: UUID | None = None
) -> AuditEvent:
    refresh(FileSource.key, [file.id])
    if batch_id is None:
        tell(by, verb, [telling.about_file(file)], file.room.reader_keys)
    about: dict[str, Any] = {"organisation_id": file.room.organisation_id, "batch_id": batch_id}
    return audit.record(by, verb, file, before=before, after=after, **about)
