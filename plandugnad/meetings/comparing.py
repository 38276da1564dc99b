"""What a calendar that was read would do to the meetings that stand: new, changed, the same."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import Any
from uuid import UUID

from plandugnad.core.norwegian import search_key
from plandugnad.engines.tables.when import When
from plandugnad.meetings.models import Body, Meeting, MeetingImport, Place
from plandugnad.meetings.reading.told import Told

_ENDINGS = ("et", "en", "a", "t")


class Outcome(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    SAME = "same"


@dataclass(frozen=True)
class Compared:
    told: Told
    outcome: Outcome
    body_name: str
    is_new_body: bool
    meeting: Meeting | None = None
    changes: tuple[str, ...] = ()  # names of fields


def to_stored(told: Told) -> dict[str, Any]:
    return {
        "line": told.line,
        "body": told.body,
        "on": told.on.isoformat(),
        "starts": told.starts.isoformat() if told.starts else None,
        "ends": told.ends.isoformat() if told.ends else None,
        "place": told.place,
        "title": told.title,
        "is_cancelled": told.is_cancelled,
        "uid": told.uid,
    }


def from_stored(row: Mapping[str, Any]) -> Told:
    hours = (time.fromisoformat(row[name]) if row[name] else None for name in ("starts", "ends"))
    starts, ends = hours
    return Told(
        row["line"],
        row["body"],
        date.fromisoformat(row["on"]),
        starts,
        ends,
        row["place"],
        row["title"],
        row["is_cancelled"],
        row["uid"],
    )


def body_key(name: str) -> str:
    """«Kommunestyret» and «kommunestyre» are one; so are «Plan- og miljøutvalget» and «plan og miljøutvalg»."""
    words = search_key(name).split()
    return " ".join(_stem(word) for word in words)


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 5:
            return word.removesuffix(ending).removesuffix("e")
    return word.removesuffix("e") if len(word) > 5 else word


def compare(run: MeetingImport) -> list[Compared]:
    """Two queries, however many meetings. Each standing meeting answers to one that was told, at most."""
    told = [from_stored(row) for row in run.told]
    bodies = bodies_by_key(run.place)
    standing = _Standing(run.place, told)
    found = []
    for each in told:
        body = bodies.get(body_key(each.body))
        meeting = standing.take(body.id, each) if body else None
        changes = changed_fields(meeting, each) if meeting else ()
        outcome = Outcome.NEW if meeting is None else Outcome.CHANGED if changes else Outcome.SAME
        found.append(Compared(each, outcome, body.name if body else each.body, body is None, meeting, changes))
    return found


def bodies_by_key(place: Place) -> dict[str, Body]:
    return {body_key(body.name): body for body in Body.objects.kept().at(place).order_by("-made_at")}


class _Standing:
    def __init__(self, place: Place, told: Sequence[Told]) -> None:
        self.by_uid: dict[str, Meeting] = {}
        self.by_day: dict[tuple[UUID, date], list[Meeting]] = defaultdict(list)
        self.taken: set[UUID] = set()
        if not told:
            return
        rows = Meeting.objects.kept().at(place).select_related("body")
        days = rows.filter(first_on__in={each.on for each in told})
        marked = rows.filter(uid__in={each.uid for each in told if each.uid})
        for meeting in (days | marked).order_by("first_on", "starts", "id"):
            if meeting.uid:
                self.by_uid[meeting.uid] = meeting
            if meeting.day:
                self.by_day[meeting.body_id, meeting.day].append(meeting)

    def take(self, body_id: UUID, told: Told) -> Meeting | None:
        """By the calendar file's own mark; else the body's meeting that day, the one at that hour first."""
        marked = self.by_uid.get(told.uid) if told.uid else None
        candidates = [marked] if marked else []
        candidates += sorted(self.by_day[body_id, told.on], key=lambda each: each.starts != told.starts)
        free = next((each for each in candidates if each.id not in self.taken), None)
        if free is not None:
            self.taken.add(free.id)
        return free


def values_of(told: Told) -> dict[str, Any]:
    """An empty cell wipes nothing out: only what was told is set."""
    values: dict[str, Any] = {"when": When.on(told.on), "is_cancelled": told.is_cancelled}
    if told.starts:
        values |= {"starts": told.starts, "ends": told.ends}
    if told.place:
        values["venue"] = told.place[:300]
    if told.title:
        values["title"] = told.title[:200]
    return values


def changed_fields(meeting: Meeting, told: Told) -> tuple[str, ...]:
    values = values_of(told)
    if told.starts == meeting.starts and told.ends is None:
        values.pop("ends", None)
    return tuple(name for name, value in values.items() if getattr(meeting, name) != value)


def counts(compared: Iterable[Compared]) -> dict[str, int]:
    found = {outcome.value: 0 for outcome in Outcome}
    for each in compared:
        found[each.outcome] += 1
    return found
