"""What one mail tells: what is due, and what others did, place by place. Only what she may see as it is made."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from plandugnad.engines.tables.when import When
from plandugnad.notices.models import Notice, Wishes
from plandugnad.notices.places import names_of
from plandugnad.projections import words
from plandugnad.projections.activity import seen_by
from plandugnad.projections.models import AttentionEntry
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
    due: tuple[DueLine, ...]
    places: tuple[PlaceLines, ...]
    left_out: int

    @property
    def activity_count(self) -> int:
        return sum(len(place.lines) for place in self.places) + self.left_out

    @property
    def is_empty(self) -> bool:
        return not self.due and not self.places


def make_digest(actor: Actor, wishes: Wishes, notices: Collection[Notice], today: date) -> Digest:
    due = _due(actor, [one for one in notices if one.due_on], today) if wishes.wants_due else []
    activity_ids = [one.activity_id for one in notices if one.activity_id] if wishes.wants_activity else []
    happened = seen_by(actor.keys).filter(pk__in=activity_ids).exclude(by_id=actor.person_id)
    told = list(happened[:MOST_TOLD])
    left_out = happened.count() - len(told) if len(told) == MOST_TOLD else 0
    names = names_of([entry.place_id for entry in (*due, *told)])
    by_place: dict[UUID, list[ActivityLine]] = {}
    for entry in told:  # newest first, so the place where something happened last comes first
        line = ActivityLine(entry.happened_at, words.sentence(entry), words.address(entry))
        by_place.setdefault(entry.place_id, []).append(line)
    return Digest(
        due=tuple(_due_line(entry, names, today) for entry in due),
        places=tuple(PlaceLines(names.get(id, ""), tuple(lines)) for id, lines in by_place.items()),
        left_out=left_out,
    )


def _due(actor: Actor, notices: Sequence[Notice], today: date) -> list[AttentionEntry]:
    """Those that still stand as they did: a plan that has been revised, or has got another date, is not told of."""
    if not notices:
        return []
    wanted = {(one.source_id, one.kind, one.due_on) for one in notices}
    seen = AttentionEntry.objects.visible_to(actor.keys).filter(source_id__in={one.source_id for one in notices})
    standing = [entry for entry in seen if (entry.source_id, entry.kind, entry.due_on) in wanted]
    return sorted(standing, key=lambda entry: (entry.due_on, entry.title))


def _due_line(entry: AttentionEntry, names: dict[UUID, str], today: date) -> DueLine:
    assert entry.due is not None
    assert entry.due_on is not None
    return DueLine(
        title=words.one_line(entry.title),
        kind=words.kind_label(entry.kind),
        place=names.get(entry.place_id, ""),
        due=entry.due,
        due_on=entry.due_on,
        is_over=entry.due_on < today,
        address=entry.address,
    )
