"""What one mail tells: what is due, and what others did, place by place. Only what she may see as it is made."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from plandugnad.engines.tables.when import When
from plandugnad.notices.models import Notice, Wishes
from plandugnad.notices.places import names_of
from plandugnad.notices.writing import event_of_ask
from plandugnad.projections import words
from plandugnad.projections.activity import seen_by
from plandugnad.projections.models import ActivityEntry, AttentionEntry
from plandugnad.regions.actor import Actor

# Nobody reads further in a mail; the rest stands on the page it links to.
MOST_TOLD = 40


@dataclass(frozen=True)
class DueLine:
    title: str
    kind: str
    place: str
    due: When
    due_on: date
    is_over: bool
    address: str


@dataclass(frozen=True)
class ActivityLine:
    at: datetime
    words: str
    address: str


@dataclass(frozen=True)
class PlaceLines:
    place: str
    lines: tuple[ActivityLine, ...]


@dataclass(frozen=True)
class Digest:
    """`untold` are notices of what no longer stands as it did. They go, so that it is told if it stands so again."""

    asked: tuple[PlaceLines, ...]
    due: tuple[DueLine, ...]
    places: tuple[PlaceLines, ...]
    left_out: int
    untold: tuple[int, ...] = ()

    @property
    def asked_count(self) -> int:
        return sum(len(place.lines) for place in self.asked)

    @property
    def activity_count(self) -> int:
        return sum(len(place.lines) for place in self.places) + self.left_out

    @property
    def is_empty(self) -> bool:
        return not self.asked and not self.due and not self.places


def make_digest(actor: Actor, wishes: Wishes, notices: Collection[Notice], today: date) -> Digest:
    standing, untold = _standing(actor, [one for one in notices if one.source_id])
    due = _soonest(entry for notice, entry in standing if notice.due_on) if wishes.wants_due else []
    told_of = {event_of_ask(entry) for entry in due}
    asked = [
        (notice.made_at, entry)
        for notice, entry in reversed(standing)
        if wishes.wants_asked and not notice.due_on and event_of_ask(entry) not in told_of
    ]
    activity_ids = [one.activity_id for one in notices if one.activity_id] if wishes.wants_activity else []
    happened = seen_by(actor.keys).filter(pk__in=activity_ids).exclude(by_id=actor.person_id)
    told = list(happened[:MOST_TOLD])
    left_out = happened.count() - len(told) if len(told) == MOST_TOLD else 0
    names = names_of([entry.place_id for entry in (*due, *told, *(entry for _at, entry in asked))])
    asked_lines = ((entry.place_id, _asked_line(at, entry)) for at, entry in asked)
    lines = ((entry.place_id, _activity_line(entry)) for entry in told)
    return Digest(
        asked=_by_place(asked_lines, names),
        due=tuple(_due_line(entry, names, today) for entry in due),
        places=_by_place(lines, names),
        left_out=left_out,
        untold=tuple(untold),
    )


def _by_place(lines: Iterable[tuple[UUID, ActivityLine]], names: dict[UUID, str]) -> tuple[PlaceLines, ...]:
    """They come newest first, so the place where something happened last comes first."""
    by_place: dict[UUID, list[ActivityLine]] = {}
    for place_id, line in lines:
        by_place.setdefault(place_id, []).append(line)
    return tuple(PlaceLines(names.get(id, ""), tuple(those)) for id, those in by_place.items())


def _activity_line(entry: ActivityEntry) -> ActivityLine:
    return ActivityLine(entry.happened_at, words.sentence(entry), words.address(entry))


def _asked_line(at: datetime, entry: AttentionEntry) -> ActivityLine:
    return ActivityLine(at, words.ask_sentence(entry), entry.address)


def _standing(actor: Actor, notices: Sequence[Notice]) -> tuple[list[tuple[Notice, AttentionEntry]], list[int]]:
    """Those whose thing stands as it did, and the keys of the rest: a plan that has another date, an ask withdrawn."""
    if not notices:
        return [], []
    seen = AttentionEntry.objects.visible_to(actor.keys).filter(source_id__in={one.source_id for one in notices})
    dates, asks = {}, {}
    for entry in seen:
        dates[entry.event_id, entry.kind, entry.due_on] = entry
        if words.is_ask(entry):
            asks[event_of_ask(entry)] = entry
    pairs = [
        (one, dates.get((one.event_id, one.kind, one.due_on)) if one.due_on else asks.get(one.event)) for one in notices
    ]
    return [(one, entry) for one, entry in pairs if entry], [one.pk for one, entry in pairs if not entry]


def _soonest(entries: Iterable[AttentionEntry]) -> list[AttentionEntry]:
    """Each once, though both what comes and what is here may wait to be told."""
    each = {entry.pk: entry for entry in entries}
    return sorted(each.values(), key=lambda entry: (entry.due_on or date.max, entry.title))


def _due_line(entry: AttentionEntry, names: dict[UUID, str], today: date) -> DueLine:
    assert entry.due is not None
    assert entry.due_on is not None
    return DueLine(
        title=words.one_line(words.title(entry)),
        kind=words.kind_label(entry.kind),
        place=names.get(entry.place_id, ""),
        due=entry.due,
        due_on=entry.due_on,
        is_over=entry.due_on < today,
        address=entry.address,
    )
