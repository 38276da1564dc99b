"""A room's files, or all of a place's, with the folders and names people know, and one table of what is what."""

import json
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO
from uuid import UUID

from django.utils.translation import gettext as _

from plandugnad.archive.kinds import RoomAudience
from plandugnad.archive.models import File, FileVersion, Room
from plandugnad.archive.names import name_key, parted, safe_name
from plandugnad.archive.queries.folder import kept_folders, way_to
from plandugnad.core.files import path_of
from plandugnad.core.takeout import TakeoutFile, add_part, in_memory

FORMAT, VERSION = "plandugnad/arkiv", 1


class ArchivePart:
    """Of a place's takeout. Rooms for some roles only are taken out from their own page, by those who read them."""

    def files(self, organisation_id: UUID) -> Iterable[TakeoutFile]:
        rooms = Room.objects.kept().filter(organisation_id=organisation_id).order_by("sort_key", "id")
        return _files([room for room in rooms if room.readers == RoomAudience.EVERYBODY], "arkiv/")

    def summary(self) -> str:
        return _("Filene i arkivet (mappen arkiv)")

    def explanation(self) -> str:
        return _(
            "arkiv: filene i arkivet, i en mappe for hvert rom. Eldre versjoner ligger i mappen «eldre versjoner» ved "
            "siden av. arkiv.json forteller hva som er hva, med hvem, når og sjekksum. Slettede filer er ikke med, og "
            "heller ikke rom som bare er for noen roller: de tas med fra rommets egen side."
        )


def room_files(room: Room) -> Iterable[TakeoutFile]:
    return _files([room], "")


def _files(rooms: list[Room], top: str) -> Iterator[TakeoutFile]:
    taken: set[str] = set()
    told, files = [], []
    for room in rooms:
        folder = _free(safe_name(room.name) or "rom", taken)
        lines, found = _of_room(room, f"{top}{folder}/")
        told.append({"name": room.name, "purpose": room.purpose, "files": lines})
        files += found
    if told:
        content = {"format": FORMAT, "version": VERSION, "rooms": told}
        yield in_memory(f"{top}arkiv.json", json.dumps(content, ensure_ascii=False, indent=1).encode())
    yield from files


def _of_room(room: Room, top: str) -> tuple[list[dict[str, Any]], list[TakeoutFile]]:
    folders = kept_folders(room)
    ways = {id: "".join(f"{step.name}/" for step in way_to(folders, one)) for id, one in folders.items()}
    versions = FileVersion.objects.filter(file__room=room, file__deleted_at=None).select_related("stored", "file")
    lines: dict[UUID, dict[str, Any]] = {}
    files: list[TakeoutFile] = []
    taken: set[str] = set()
    for version in versions.order_by("file__sort_key", "file_id", "-number"):
        file: File = version.file
        way = ways.get(file.folder_id, "") if file.folder_id else ""
        line = lines.setdefault(
            file.pk, {"id": str(file.pk), "name": file.name, "folder": way.rstrip("/"), "versions": []}
        )
        path = _place(file, version, f"{top}{way}", taken)
        on_disk = path_of(version.stored_id)
        is_there = on_disk.is_file()
        line["versions"].append(_line(version, path if is_there else None))
        if is_there:
            files.append(TakeoutFile(path, partial(_opened, on_disk)))
    return list(lines.values()), files


def _place(file: File, version: FileVersion, folder: str, taken: set[str]) -> str:
    if file.latest_id == version.pk:
        return folder + _free(file.name, taken, folder)
    stem, ending = parted(file.name)
    older = f"{folder}eldre versjoner/"
    return older + _free(f"{stem} ({version.number}){ending}", taken, older)


def _free(name: str, taken: set[str], folder: str = "") -> str:
    """No two the same in a folder, also where case does not count."""
    candidate, number = name, 1
    while name_key(folder + candidate) in taken:
        number += 1
        stem, ending = parted(name)
        candidate = f"{stem} ({number}){ending}"
    taken.add(name_key(folder + candidate))
    return candidate


def _line(version: FileVersion, path: str | None) -> dict[str, Any]:
    return {
        "id": str(version.pk),
        "number": version.number,
        "at": version.made_at.isoformat(),
        "by": version.by_name,
        "comment": version.comment,
        "uploaded_name": version.uploaded_name,
        "size_bytes": version.stored.size_bytes,
        "sha256": version.stored_id,
        "path": path,
    }


def _opened(path: Path) -> BinaryIO:
    return path.open("rb")


add_part(ArchivePart())
