"""How much the archive of a place takes on the disk, and whether there is room for more."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.models import QuerySet, Sum

from plandugnad.archive import wording
from plandugnad.archive.access import Place
from plandugnad.archive.models import FileVersion
from plandugnad.core.models import StoredFile
from plandugnad.regions.models import Collaboration

_MEGABYTE = 1024**2
# The database is often on the same disk, and must never be without. Of a small disk it is a twentieth.
_KEPT_FREE_BYTES = 256 * _MEGABYTE
# A file lies there twice for a moment: as it came, and by its checksum.
_COPIES = 2
# Tells our advisory locks from those of others.
_LOCKS_OF_SPACE = 8_002


@dataclass(frozen=True)
class Space:
    """With older versions and what is deleted but not for good. What lies in several rooms is counted once."""

    used_bytes: int
    limit_bytes: int | None


def read_space(place: Place) -> Space:
    return Space(_used_bytes(place), _limit_bytes())


def why_no_room(place: Place, announced_bytes: int) -> str:
    """Said before a byte of the file is read. Empty when there is room."""
    return _no_room_on_disk(announced_bytes) or _no_room_in_archive(place, announced_bytes)


def why_no_room_for(place: Place, stored: StoredFile) -> str:
    """When it has come, in the transaction that adds it. The same bytes as something there take no more room."""
    if _limit_bytes() is None:
        return ""
    _take_turns(place)
    if _versions_in(place).filter(stored=stored).exists():
        return ""
    return _no_room_in_archive(place, stored.size_bytes)


def why_no_room_for_moved(place: Place) -> str:
    """Asked when the things lie there, before it is made to last."""
    limit = _limit_bytes()
    if limit is None:
        return ""
    _take_turns(place)
    over = _used_bytes(place) - limit
    return wording.no_room_for_moved(place.name, over) if over > 0 else ""


def _take_turns(place: Place) -> None:
    """Two who add to one archive at once: the second counts when what the first added can be counted.

    The place itself is not locked, as it is for names: that would be after the room, and they lock it before.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [_LOCKS_OF_SPACE, str(place.pk)])


def _no_room_on_disk(needed_bytes: int) -> str:
    folder = Path(settings.FILES_FOLDER)
    folder.mkdir(parents=True, exist_ok=True)
    disk = shutil.disk_usage(folder)
    lacking = needed_bytes * _COPIES + min(_KEPT_FREE_BYTES, disk.total // 20) - disk.free
    return wording.no_room_on_disk(needed_bytes, lacking) if lacking > 0 else ""


def _no_room_in_archive(place: Place, needed_bytes: int) -> str:
    limit = _limit_bytes()
    if limit is None:
        return ""
    used = _used_bytes(place)
    if used + needed_bytes <= limit:
        return ""
    return wording.no_room_in_archive(place.name, used, limit, needed_bytes)


def _limit_bytes() -> int | None:
    megabytes: int = settings.ARCHIVE_MEGABYTES
    return megabytes * _MEGABYTE if megabytes else None


def _used_bytes(place: Place) -> int:
    stored = StoredFile.objects.filter(pk__in=_versions_in(place).values("stored_id"))
    return int(stored.aggregate(total=Sum("size_bytes"))["total"] or 0)


def _versions_in(place: Place) -> "QuerySet[FileVersion]":
    if isinstance(place, Collaboration):
        return FileVersion.objects.filter(file__room__collaboration=place)
    return FileVersion.objects.filter(file__room__organisation=place)
