"""What lies in a room, or in one of its folders."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.core.paginator import Page
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404
from django.utils import timezone

from plandugnad.archive.models import File, FileText, FileVersion, Folder, Room, RoomOpening
from plandugnad.archive.names import parted
from plandugnad.archive.naming import Rule, Surroundings, guessed_day, suggest
from plandugnad.archive.queries.pages import known_pages
from plandugnad.archive.sniffing import contradicts
from plandugnad.archive.wording import guess_words, kind_name
from plandugnad.engines.tables.when import When
from plandugnad.regions.models import Collaboration, Member, Organisation

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
    guess: str  # said of a suggestion whose date the name does not say
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

    @property
    def sure_to_rename(self) -> int:
        return sum(bool(row.suggestion and not row.guess) for row in self.files)


def find_folder(room: Room, id: UUID, *, is_deleted: bool | None = False) -> Folder:
    rows = Folder.objects.filter(room=room, pk=id)
    found: Folder | None = (rows if is_deleted is None else rows.filter(deleted_at__isnull=not is_deleted)).first()
    if found is None:
        raise Http404
    return found


def rooms_to_list() -> "QuerySet[Room]":
    """With what its listing needs, so that it need not be asked for: how many files lie in the room itself, and the
    names of members, which may stand in the name of a file."""
    files = File.objects.kept().filter(room=OuterRef("pk"), folder=None).order_by().values("room")
    members = Member.objects.filter(collaboration=OuterRef("collaboration")).order_by("organisation__name")
    rows: QuerySet[Room] = Room.objects.select_related("organisation", "collaboration").annotate(
        has_openings=Exists(RoomOpening.objects.filter(room=OuterRef("pk"))),
        top_files=Coalesce(Subquery(files.annotate(n=Count("id")).values("n")), 0),
        member_names=ArraySubquery(members.values("organisation__name")),
    )
    return rows


def read_listing(room: Room, folder: Folder | None, number: str | None, today: date) -> Listing:
    folders = _counted_folders(room)
    inside = sorted((one for one in folders.values() if one.parent_id == (folder.pk if folder else None)), key=_order)
    files = File.objects.kept().filter(room=room, folder=folder).select_related("latest__stored")
    ordered = with_texts(files).order_by("sort_key", "name", "id")
    page = known_pages(ordered, FILES_A_PAGE, _held(room, folders, folder)).get_page(number)
    return Listing(
        folder=folder,
        way=way_to(folders, folder),
        folders=tuple(FolderRow(one.pk, one.name, folders[one.pk].files_count) for one in inside),
        page=page,
        files=file_rows(room, page.object_list, today),
        rule=rule_of(room),
    )


def _order(folder: Folder) -> tuple[str, str]:
    return folder.sort_key, folder.name


def _counted_folders(room: Room) -> "dict[UUID, Any]":
    counted = Folder.objects.kept().filter(room=room).annotate(files_count=Count("files", Q(files__deleted_at=None)))
    return {one.pk: one for one in counted}


def _held(room: Room, folders: "dict[UUID, Any]", folder: Folder | None) -> int | None:
    if folder is not None:
        return folders[folder.pk].files_count if folder.pk in folders else 0
    return getattr(room, "top_files", None)


def with_texts(files: "QuerySet[File]") -> "QuerySet[File]":
    """With how far the text of the newest version has been read, and the date found in it."""
    texts = FileText.objects.filter(sha256=OuterRef("latest__stored_id"))
    return files.annotate(
        text_state=Subquery(texts.values("state")[:1]), text_dated_on=Subquery(texts.values("dated_on")[:1])
    )


def kept_folders(room: Room) -> dict[UUID, Folder]:
    return {one.pk: one for one in Folder.objects.kept().filter(room=room)}


def way_to(folders: dict[UUID, Folder], folder: Folder | None) -> tuple[Folder, ...]:
    way: list[Folder] = []
    while folder is not None and folder not in way:
        way.insert(0, folder)
        folder = folders.get(folder.parent_id) if folder.parent_id else None
    return tuple(way)


def rule_of(room: Room) -> Rule:
    return Rule.of(room.name_parts, room.name_separator)


def file_rows(room: Room, files: Iterable[Any], today: date) -> tuple[FileRow, ...]:
    rule = rule_of(room)
    places = places_of(room) if rule else ()
    return tuple(_row(room, file, file.latest, rule, places, today) for file in files if file.latest)


def places_of(room: Room) -> tuple[str, ...]:
    """The names that may stand in a file name here."""
    if (names := getattr(room, "member_names", None)) is not None:
        return tuple(names) if room.collaboration_id else (room.place.name,)
    if isinstance(room.place, Collaboration):
        return tuple(Organisation.objects.filter(member_of__collaboration=room.place).values_list("name", flat=True))
    return (room.place.name,)


def surroundings(room: Room, version: FileVersion, dated_on: date | None, places: tuple[str, ...]) -> Surroundings:
    return Surroundings(room.place.name, dated_on or timezone.localdate(version.made_at), places)


def _row(
    room: Room,
    file: Any,  # with what `with_texts` adds
    latest: FileVersion,
    rule: Rule,
    places: tuple[str, ...],
    today: date,
) -> FileRow:
    state, dated_on = file.text_state or "", file.text_dated_on
    around = surroundings(room, latest, dated_on, places)
    suggested = suggest(rule, around, file.name)
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
        guess=guess_words(guessed_day(rule, around, file.name), is_in_file=dated_on is not None),
        text_state=state,
        delete_after=file.delete_after,
        is_due=is_due(file.delete_after, today),
        is_contradicted=contradicts(latest.content_kind, parted(file.name)[1]),
    )


def is_due(delete_after: When | None, today: date) -> bool:
    """A file that may be deleted after 2026 is due on the first day of 2027."""
    return delete_after is not None and delete_after.last_day() < today
