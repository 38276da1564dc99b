"""Finding files by name and by what stands in them, in rooms one may read."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.contrib.postgres.search import SearchHeadline, SearchQuery
from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.db.models.functions import Left

from plandugnad.archive.access import Place
from plandugnad.archive.models import File, FileText, Room
from plandugnad.archive.telling import FileSource
from plandugnad.core.norwegian import search_key
from plandugnad.projections.models import FoundEntry

FOUND_A_PAGE = 20
_SEARCHED_FOR_EXCERPT_SIGNS = 60_000
# Signs that stand in no text, so that what is marked can be told from what was written.
START, STOP = "\u2e28", "\u2e29"


@dataclass(frozen=True)
class FoundFile:
    id: UUID
    name: str
    room: str
    place: str
    folder: str
    excerpt: tuple[tuple[str, bool], ...]  # the words around the hit; True for those that were searched for


def find_files(
    keys: Iterable[str], words: str, number: str | None, *, place: Place | None = None, room: Room | None = None
) -> "tuple[Page[File], list[FoundFile]]":
    page = Paginator(matching(keys, words, place, room), FOUND_A_PAGE).get_page(number)
    files = list(page.object_list)
    excerpts = _excerpts([file.latest.stored_id for file in files if file.latest], words)
    return page, [_found(file, excerpts) for file in files]


def matching(keys: Iterable[str], words: str, place: Place | None, room: Room | None) -> "QuerySet[File]":
    rows = File.objects.kept().select_related("room__organisation", "room__collaboration", "folder", "latest")
    rows = rows.filter(room__in=Room.objects.visible_to(keys)).order_by("sort_key", "name", "id")
    if room is not None:
        rows = rows.filter(room=room)
    if place is not None:
        rows = rows.filter(room__in=Room.objects.at(place))
    ids = _ids(keys, words)
    return rows.filter(id__in=ids) if ids is not None else rows.none()


def _ids(keys: Iterable[str], words: str) -> "QuerySet[FoundEntry, dict[str, UUID]] | None":
    in_text = Q(text=SearchQuery(words, search_type="websearch", config="norwegian"))
    key = search_key(words)
    if not key:
        return None
    named = Q(*(Q(search_key__contains=part) for part in key.split()))
    return FoundEntry.objects.visible_to(keys).filter(source=FileSource.key).filter(named | in_text).values("source_id")


def _excerpts(checksums: Collection[str], words: str) -> dict[str, str]:
    if not checksums:
        return {}
    query = SearchQuery(words, search_type="websearch", config="norwegian")
    headline = SearchHeadline(
        Left("text", _SEARCHED_FOR_EXCERPT_SIGNS), query, config="norwegian",
        start_sel=START, stop_sel=STOP, max_words=24, min_words=8,
    )  # fmt: skip
    rows = FileText.objects.filter(sha256__in=checksums, words=query).values_list("sha256", headline)
    return {sha256: text for sha256, text in rows if START in text}


def _found(file: File, excerpts: dict[str, str]) -> FoundFile:
    text = excerpts.get(file.latest.stored_id, "") if file.latest else ""
    return FoundFile(
        file.pk, file.name, file.room.name, file.room.place.name, file.folder.name if file.folder else "", _marked(text)
    )


def _marked(text: str) -> tuple[tuple[str, bool], ...]:
    pieces: list[tuple[str, bool]] = []
    for piece in text.split(START) if text else ():
        hit, is_marked, rest = piece.partition(STOP)
        pieces += [(hit, bool(is_marked)), (rest, False)]
    return tuple((" ".join(words.split(" ")), is_hit) for words, is_hit in pieces if words)
