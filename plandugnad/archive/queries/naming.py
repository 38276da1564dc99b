"""Which files follow the rule of their room, and what the others would be called by it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.utils import timezone

from plandugnad.archive.access import Place
from plandugnad.archive.actions.renaming import FILE_RENAMED
from plandugnad.archive.models import File, Room
from plandugnad.archive.naming import (
    KINDS,
    Follower,
    NamePart,
    Rule,
    Surroundings,
    example,
    guessed_day,
    left_out,
    suggest,
)
from plandugnad.archive.queries.folder import (
    FileRow,
    file_rows,
    kept_folders,
    places_of,
    rule_of,
    surroundings,
    way_to,
    with_texts,
)
from plandugnad.archive.reading.rule_words import TRIED, RuleRead, read_rule
from plandugnad.archive.wording import aside_words, follows_words, guess_words, rule_words
from plandugnad.core.audit import By
from plandugnad.core.models import AuditEvent
from plandugnad.regions.models import Collaboration, Organisation

AT_A_TIME = 50


@dataclass(frozen=True)
class Followed:
    files: int
    breaking: int

    @property
    def following(self) -> int:
        return self.files - self.breaking


def followed_in(rooms: Iterable[Room], places: tuple[str, ...]) -> Mapping[UUID, Followed]:
    """Of each room, by one query; `places` are the names that may stand in a file name there."""
    asked = {room.pk: Follower(rule_of(room), _around(room.place, places)) for room in rooms}
    told = {id: [0, 0] for id in asked}
    names = File.objects.kept().filter(room_id__in=asked, latest__isnull=False).values_list("room_id", "name")
    for room_id, name in names.iterator(chunk_size=5_000):
        told[room_id][0] += 1
        told[room_id][1] += not asked[room_id](name)
    return {id: Followed(*counts) for id, counts in told.items()}


def _around(place: Place, places: tuple[str, ...]) -> Surroundings:
    return Surroundings(place.name, timezone.localdate(), places)


@dataclass(frozen=True)
class ToRename:
    row: FileRow
    folder: str  # the way to it, empty in the room itself


def files_to_rename(room: Room, number: str | None, today: date) -> tuple[Page[Any], list[ToRename]]:
    """In all of the room, also its folders; those whose name breaks the rule, in order."""
    follows = Follower(rule_of(room), _around(room.place, places_of(room)))
    names = File.objects.kept().filter(room=room, latest__isnull=False).order_by("sort_key", "name", "id")
    breaking = [id for id, name in names.values_list("id", "name") if not follows(name)]
    page = Paginator(breaking, AT_A_TIME).get_page(number)
    wanted = File.objects.kept().filter(room=room, pk__in=list(page.object_list)).select_related("latest__stored")
    files = list(with_texts(wanted).order_by("sort_key", "name", "id"))
    folders = kept_folders(room)
    inside = {one.pk: folders.get(one.folder_id) if one.folder_id else None for one in files}
    ways = {id: " / ".join(step.name for step in way_to(folders, folder)) for id, folder in inside.items()}
    return page, [ToRename(row, ways[row.id]) for row in file_rows(room, files, today) if row.suggestion]


def files_in_order(room: Room, ids: Iterable[UUID]) -> list[File]:
    rows = File.objects.kept().filter(room=room, pk__in=list(ids))
    found: list[File] = list(
        rows.select_related("room__organisation", "room__collaboration").order_by("sort_key", "id")
    )
    return found


def suggestion_for(file: File) -> tuple[str, str]:
    """What a file that has just come would be called by the rule, and what is guessed in it; empty when it follows."""
    rule = rule_of(file.room)
    if not rule or file.latest is None:
        return "", ""
    around = surroundings(file.room, file.latest, None, places_of(file.room))
    made = suggest(rule, around, file.name)
    return ("", "") if made == file.name else (made, guess_words(guessed_day(rule, around, file.name)))


def renames_of(by: By, batch_id: UUID) -> list[AuditEvent]:
    """What one person renamed at one time."""
    events = AuditEvent.objects.filter(batch_id=batch_id, by_id=by.id, verb=FILE_RENAMED)
    return list(events.order_by("made_at", "id"))


@dataclass(frozen=True)
class Tried:
    """`said`: of a name that follows the rule already, else of what is guessed in the suggestion."""

    name: str
    becomes: str
    said: str

    @property
    def follows(self) -> bool:
        return self.name == self.becomes


@dataclass(frozen=True)
class RuleShown:
    """A rule as it was read from words: said again, with a name that follows it, and what should be known of it."""

    read: RuleRead
    words: str
    example: str
    tried: tuple[Tried, ...]
    asides: tuple[str, ...]


def show_rule(words: str, place: str, places: tuple[str, ...], title: str, today: date) -> RuleShown:
    read = read_rule(words, places)
    asides = tuple(aside_words(*one) for one in read.asides)
    if not read:
        return RuleShown(read, "", "", (), asides)
    rule, around = read.rule, Surroundings(place, today, places)
    tried = tuple(_tried(rule, around, name) for name in _names_to_try(dict(read.named)))
    made = f"{example(rule, around, title, dict(read.named))}.docx"
    return RuleShown(read, rule_words(rule.parts, rule.separator), made, tried, asides)


def _names_to_try(named: Mapping[NamePart, str]) -> Iterator[str]:
    """Of the kind of document the rule itself names, where it names one."""
    for name in TRIED:
        kind = next(word for word in sorted(KINDS, key=len, reverse=True) if word in name)
        yield name.replace(kind, named.get(NamePart.KIND, kind))


def _tried(rule: Rule, around: Surroundings, name: str) -> Tried:
    becomes = suggest(rule, around, name)
    if becomes == name:
        return Tried(name, name, follows_words(left_out(rule, around, name)))
    return Tried(name, becomes, guess_words(guessed_day(rule, around, name)))


def member_names(place: Collaboration) -> tuple[str, ...]:
    rows = Organisation.objects.filter(member_of__collaboration=place).order_by("name")
    return tuple(rows.values_list("name", flat=True))
