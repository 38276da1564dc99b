"""What the overviews of all features tell of the archive: rooms and files to be found, and what may be deleted soon."""

from collections.abc import Collection, Iterable, Iterator
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from plandugnad.archive.kinds import TextState
from plandugnad.archive.models import File, FileText, Room
from plandugnad.projections.entries import About, Keys
from plandugnad.projections.filling import add_source, refresh
from plandugnad.projections.models import ActivityEntry, Entry
from plandugnad.projections.words import add_kinds, add_verbs

FILE_RETENTION, ROOM_RETENTION = "file_retention", "room_retention"
_READ = (TextState.READ, TextState.PARTLY)


class RoomSource:
    key = "archive.room"

    def ids(self) -> Iterable[UUID]:
        return Room.objects.kept().values_list("id", flat=True)

    def entries(self, ids: Collection[UUID]) -> Iterator[Entry]:
        rooms = Room.objects.kept().filter(id__in=ids).select_related("organisation", "collaboration")
        for room in rooms:
            told = about_room(room)
            yield told.found(room.reader_keys, place=room.place.name)
            if room.delete_after is not None:
                yield told.needs(room.writer_keys, ROOM_RETENTION, room.delete_after)


class FileSource:
    key = "archive.file"

    def ids(self) -> Iterable[UUID]:
        return _kept_files().values_list("id", flat=True)

    def entries(self, ids: Collection[UUID]) -> Iterator[Entry]:
        files = list(
            _kept_files()
            .filter(id__in=ids)
            .select_related("room__organisation", "room__collaboration", "folder", "latest")
        )
        texts = _texts({file.latest.stored_id for file in files if file.latest})
        for file in files:
            told = about_file(file)
            entry = told.found(
                file.room.reader_keys, _keys(file), place=file.room.place.name, room=file.room.name, kind=_kind(file)
            )
            entry.text = texts.get(file.latest.stored_id) if file.latest else None
            yield entry
            if file.delete_after is not None:
                yield told.needs(file.room.writer_keys, FILE_RETENTION, file.delete_after)


def about_room(room: Room) -> About:
    return About(RoomSource.key, room.id, room.place.id, room.name, reverse("archive_room", args=[room.id]))


def about_file(file: File) -> About:
    return About(FileSource.key, file.id, file.room.place.id, file.name, reverse("archive_file", args=[file.id]))


def retell_room(room: Room) -> None:
    """After its rights or its name have changed. What is told of earlier days is for those who read it now, too."""
    files = list(File.objects.filter(room=room).values_list("id", flat=True))
    refresh(RoomSource.key, [room.id])
    refresh(FileSource.key, files)
    told = ActivityEntry.objects.filter(source__in=(RoomSource.key, FileSource.key), source_id__in=[room.id, *files])
    told.update(audience=room.reader_keys)


def retell_files(room: Room, ids: Collection[UUID]) -> None:
    """After they have come to the room. What is told of earlier days is for those who read it there, too."""
    refresh(FileSource.key, ids)
    told = ActivityEntry.objects.filter(source=FileSource.key, source_id__in=list(ids))
    told.update(audience=room.reader_keys, place_id=room.place.id)


def _kept_files() -> "QuerySet[File]":
    return File.objects.kept().filter(room__deleted_at=None)


def _keys(file: File) -> Keys:
    return Keys.of(file.name, file.room.name)


def _kind(file: File) -> str:
    return file.latest.content_kind if file.latest else ""


def _texts(checksums: Collection[str]) -> dict[str, str]:
    rows = FileText.objects.filter(sha256__in=checksums, state__in=_READ).exclude(words=None)
    return {sha256: str(words) for sha256, words in rows.values_list("sha256", "words")}


add_verbs(
    RoomSource.key,
    {
        "room_created": _("%(who)s laget rommet «%(what)s»"),
        "room_changed": _("%(who)s endret rommet «%(what)s»"),
        "room_opened": _("%(who)s åpnet rommet «%(what)s» for flere"),
        "room_closed": _("%(who)s stengte rommet «%(what)s» for noen"),
        "room_deleted": _("%(who)s slettet rommet «%(what)s»"),
        "room_undeleted": _("%(who)s hentet tilbake rommet «%(what)s»"),
        "files_renamed": ngettext_lazy(
            "%(who)s ga en fil i rommet «%(what)s» nytt navn",
            "%(who)s ga %(count)d filer i rommet «%(what)s» nye navn",
            "count",
        ),
        "things_moved": ngettext_lazy(
            "%(who)s flyttet en mappe til rommet «%(what)s»",
            "%(who)s flyttet %(count)d filer og mapper til rommet «%(what)s»",
            "count",
        ),
    },
)
add_verbs(
    FileSource.key,
    {
        "file_added": _("%(who)s la inn filen «%(what)s»"),
        "file_version_added": _("%(who)s la inn en ny utgave av filen «%(what)s»"),
        "file_version_restored": _("%(who)s hentet fram en tidligere utgave av filen «%(what)s»"),
        "file_renamed": _("%(who)s ga filen navnet «%(what)s»"),
        "file_moved": _("%(who)s flyttet filen «%(what)s»"),
        "file_retention_set": _("%(who)s bestemte når filen «%(what)s» kan slettes"),
        "file_deleted": _("%(who)s slettet filen «%(what)s»"),
        "file_undeleted": _("%(who)s hentet tilbake filen «%(what)s»"),
        "file_destroyed": _("%(who)s slettet filen «%(what)s» for godt"),
    },
)
add_kinds({FILE_RETENTION: _("filen kan slettes"), ROOM_RETENTION: _("rommet kan slettes")})
add_source(RoomSource())
add_source(FileSource())
