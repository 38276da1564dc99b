"""One file: its versions, what stands in it, and what has happened to it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.http import Http404

from plandugnad.archive.kinds import TextState
from plandugnad.archive.models import File, FileText, FileVersion, Room
from plandugnad.archive.queries.folder import with_texts
from plandugnad.archive.queries.pages import known_pages
from plandugnad.archive.wording import history_words
from plandugnad.core.models import AuditEvent

VERSIONS_A_PAGE = 20
SHOWN_SIGNS = 2_500
LATEST = 10


@dataclass(frozen=True)
class ShownText:
    state: str
    beginning: str
    has_more: bool
    pages: int | None


@dataclass(frozen=True)
class HistoryLine:
    at: datetime
    by_name: str
    words: str


def find_file(id: UUID, *, is_deleted: bool | None = False) -> File:
    """With `is_deleted` None, whether it is or not: «Angre» may be pressed twice."""
    rows = with_texts(
        File.objects.select_related("room__organisation", "room__collaboration", "folder", "latest__stored")
    )
    if is_deleted is not None:
        rows = rows.filter(deleted_at__isnull=not is_deleted)
    found: File | None = rows.filter(pk=id, room__deleted_at=None).first()
    if found is None:
        raise Http404
    return found


def versions_page(file: File, number: str | None) -> "Page[FileVersion]":
    rows = FileVersion.objects.filter(file=file).select_related("stored").order_by("-number")
    newest = file.latest.number if file.latest else None  # numbered from one, and none is ever taken out
    return known_pages(rows, VERSIONS_A_PAGE, newest).get_page(number)


def find_version(file: File, number: int) -> FileVersion:
    found = FileVersion.objects.filter(file=file, number=number).select_related("stored").first()
    if found is None:
        raise Http404
    return found


def read_text_of(version: FileVersion | None) -> ShownText:
    row = FileText.objects.defer("words").filter(sha256=version.stored_id).first() if version else None
    if row is None:
        return ShownText(TextState.UNSUPPORTED, "", False, None)
    return ShownText(row.state, row.text[:SHOWN_SIGNS], len(row.text) > SHOWN_SIGNS, row.pages)


def dated_on(version: FileVersion) -> Any:
    return FileText.objects.filter(sha256=version.stored_id).values_list("dated_on", flat=True).first()


def history_of(file: File) -> list[HistoryLine]:
    events = AuditEvent.objects.filter(subject_id=file.pk)[:LATEST]
    return [HistoryLine(event.made_at, event.by_name, history_words(event.verb, event.after or {})) for event in events]


@dataclass(frozen=True)
class Deleted:
    id: UUID
    name: str
    at: datetime
    files: int | None  # of a folder: how many went along


def deleted_in(room: Room, number: str | None) -> "tuple[Page[File], list[Deleted]]":
    """Files deleted by themselves; what went with a folder comes back with it."""
    files = File.objects.filter(room=room, deleted_at__isnull=False, deleted_with=None).order_by("-deleted_at", "id")
    page = Paginator(files, VERSIONS_A_PAGE).get_page(number)
    return page, [Deleted(file.pk, file.name, file.deleted_at or file.made_at, None) for file in page.object_list]
