"""What lies in a room, or in one of its folders."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.http import Http404
from django.utils import timezone

from plandugnad.archive.models import File, FileText, FileVersion, Folder, Room
from plandugnad.archive.names import parted
from plandugnad.archive.naming import Rule, Surroundings, suggest
from plandugnad.archive.sniffing import contradicts
from plandugnad.archive.wording import kind_name
from plandugnad.engines.tables.when import When
from plandugnad.regions.models import Collaboration, Organisation

FILES_A_PAGE = 50


@dataclass(frozen=True)
class FolderRow:
    id: UUID
    name: str
    files: int


@dataclass(frozen=True)
class FileRow:
    id: UUID
    name: str
    kind: str
    size_bytes: int
    number: int
    at: datetime
    by_name: str
    version: int
    suggestion: str  # a name that follows the room's rule, when this one does not
    text_state: str
    delete_after: When | None
    is_due: bool
    is_contradicted: bool


@dataclass(frozen=True)
class Listing:
    folder: Folder | None
    way: tuple[Folder, ...]  # the folders above, the outermost first
    folders: tuple[FolderRow, ...]
    page: "Page[File]"
    files: tuple[FileRow, ...]
    rule: Rule

    @property
    def is_empty(self) -> bool:
        return not self.folders and not self.files

    @property
    def to_rename(self) -> int:
        return sum(bool(row.suggestion) for row in self.files)


def find_folder(room: Room, id: UUID, *, is_deleted: bool | None = False) -> Folder:
    rows = Folder.objects.filter(room=room, pk=id)
    found: Folder | None = (rows if is_deleted is None else rows.filter(deleted_at__isnull=not is_deleted)).first()
    if found is None:
        raise Http404
    return found


def read_listing(room: Room, folder: Folder | None, number: str | None, today: date) -> Listing:
    folders = kept_folders(room)
    inside = sorted((one for one in folders.values() if one.parent_id == (folder.pk if folder else None)), key=_order)
    counted = Counter(
        File.objects.kept().filter(folder_id__in=[one.pk for one in inside]).values_list("folder_id", flat=True)
    )
    files = File.objects.kept().filter(room=room, folder=folder).select_related("latest__stored")
    page = Paginator(files.order_by("sort_key", "name", "id"), FILES_A_PAGE).get_page(number)
    return Listing(
        folder=folder,
        way=way_to(folders, folder),
        folders=tuple(FolderRow(one.pk, one.name, counted[one.pk]) for one in inside),
        page=page,
        files=file_rows(room, list(page.object_list), today),
        rule=rule_of(room),
    )


def _order(folder: Folder) -> tuple[str, str]:
    return folder.sort_key, folder.name


def kept_folders(room: Room) -> dict[UUID, Folder]:
    return {one.pk: one for one in Folder.objects.kept().filter(room=room)}


def way_to(folders: dict[UUID, Folder], folder: Folder | None) -> tuple[Folder, ...]:
    way: list[Folder] = []
    while folder is not None and folder not in way:
        way.insert(0, folder)
        folder = folders.get(folder.parent_id) if folder.parent_id else None
    return tuple(way)


def folder_choices(room: Room, top: str, without: Folder | None = None) -> list[tuple[str, str]]:
    """Every folder by the way to it, the room itself first; a folder cannot go into itself."""
    folders = kept_folders(room)
    ways = {id: way_to(folders, one) for id, one in folders.items()}
    offered = [(str(id), " / ".join(step.name for step in way)) for id, way in ways.items() if without not in way]
    return [("", top), *sorted(offered, key=lambda one: one[1].casefold())]


def rule_of(room: Room) -> Rule:
    return Rule.of(room.name_parts, room.name_separator)


def file_rows(room: Room, files: list[File], today: date) -> tuple[FileRow, ...]:
    texts = _texts(file.latest.stored_id for file in files if file.latest)
    rule = rule_of(room)
    places = places_of(room) if rule else ()
    return tuple(_row(room, file, file.latest, texts, rule, places, today) for file in files if file.latest)


def _texts(checksums: Iterable[str]) -> dict[str, tuple[str, date | None]]:
    rows = FileText.objects.filter(sha256__in=list(checksums)).values_list("sha256", "state", "dated_on")
    return {sha256: (state, dated_on) for sha256, state, dated_on in rows}


def places_of(room: Room) -> tuple[str, ...]:
    """The names that may stand in a file name here."""
    if isinstance(room.place, Collaboration):
        return tuple(Organisation.objects.filter(member_of__collaboration=room.place).values_list("name", flat=True))
    return (room.place.name,)


def surroundings(room: Room, version: FileVersion, dated_on: date | None, places: tuple[str, ...]) -> Surroundings:
    return Surroundings(room.place.name, dated_on or timezone.localdate(version.made_at), places)


def _row(
    room: Room,
    file: File,
    latest: FileVersion,
    texts: dict[str, tuple[str, date | None]],
    rule: Rule,
    places: tuple[str, ...],
    today: date,
) -> FileRow:
    state, dated_on = texts.get(latest.stored_id, ("", None))
    suggested = suggest(rule, surroundings(room, latest, dated_on, places), file.name)
    return FileRow(
        id=file.pk,
        name=file.name,
        kind=kind_name(latest.content_kind),
        size_bytes=latest.stored.size_bytes,
        number=latest.number,
        at=latest.made_at,
        by_name=latest.by_name,
        version=file.version,
        suggestion=suggested if suggested != file.name else "",
        text_state=state,
        delete_after=file.delete_after,
        is_due=is_due(file.delete_after, today),
        is_contradicted=contradicts(latest.content_kind, parted(file.name)[1]),
    )


def is_due(delete_after: When | None, today: date) -> bool:
    """A file that may be deleted after 2026 is due on the first day of 2027."""
    return delete_after is not None and delete_after.last_day() < today
