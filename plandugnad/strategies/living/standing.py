"""How a plan goes against what the strategy promised, from what is known and what has been said. Pure.

What people say wins over what dates suggest, but never over an adoption: that is what was promised. Where the two do
not agree, the standing says so (`Reason`), so that nobody reads «as promised» of what is overdue.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from plandugnad.engines.tables.when import When
from plandugnad.strategies.terms import HalfYear


class Standing(StrEnum):
    DONE_IN_TIME = "done_in_time"
    DONE_LATE = "done_late"
    DONE = "done"  # adopted, but nobody has said so precisely when that it is in time or late
    UNDER_WAY = "under_way"
    SLIPPED = "slipped"
    LATE = "late"
    SHOULD_HAVE_BEGUN = "should_have_begun"
    NOT_YET = "not_yet"
    DROPPED = "dropped"
    NOT_NEEDED = "not_needed"
    UNKNOWN = "unknown"


class Said(StrEnum):
    """As `kinds.Track`, which is what is kept."""

    ON_TRACK = "on_track"
    SLIPPED = "slipped"
    DROPPED = "dropped"
    NOT_NEEDED = "not_needed"


class Reason(StrEnum):
    """What a standing rests on. Beside `SAID`, some of them are that it is contradicted: see `CONTRADICTIONS`."""

    ADOPTED = "adopted"
    SAID = "said"
    SAID_BEFORE_IT_WAS_DUE = "said_before_it_was_due"
    BEGUN = "begun"
    OVERDUE = "overdue"
    NEW_END_IS_PAST = "new_end_is_past"
    NOT_BEGUN = "not_begun"
    PLANNED_LATER = "planned_later"
    STILL_WORKED_WITH = "still_worked_with"
    ADOPTED_ANYHOW = "adopted_anyhow"
    NOTHING_PROMISED = "nothing_promised"


class Group(StrEnum):
    """What is counted together in a sentence. Every plan is in one."""

    AS_PROMISED = "as_promised"
    LATE = "late"
    DONE_LATE = "done_late"
    GONE = "gone"
    SILENT = "silent"


CONTRADICTIONS = (
    Reason.OVERDUE, Reason.NOT_BEGUN, Reason.PLANNED_LATER, Reason.STILL_WORKED_WITH, Reason.ADOPTED_ANYHOW,
)  # fmt: skip
DONE = (Standing.DONE_IN_TIME, Standing.DONE_LATE, Standing.DONE)
# A quarter and a month: somebody was asked, and did not answer.
QUIET_DAYS = 120


@dataclass(frozen=True)
class Promise:
    begins: HalfYear | None = None
    ends: HalfYear | None = None


@dataclass(frozen=True)
class Actual:
    """`adopted` is an adoption since the strategy was adopted, and not that of the plan it takes over for. `is_adopted`
    is also true where nobody has said when. `begun_on` is None where work has begun some day nobody has told."""

    is_adopted: bool = False
    adopted: When | None = None
    is_begun: bool = False
    is_worked_with: bool = False
    begun_on: date | None = None
    planned_on: date | None = None
    heard_on: date | None = None  # the last day its process says something happened


@dataclass(frozen=True)
class Note:
    said: Said
    at: datetime
    on: date  # the day that is, here
    because: str = ""
    ends: HalfYear | None = None


@dataclass(frozen=True)
class Track:
    """`contradicted`: beside what was said, or done. `heard_days`: since anybody said anything, or something happened;
    counted from when it was promised where nothing has."""

    standing: Standing
    reasons: tuple[Reason, ...]
    ends: HalfYear | None
    heard_on: date
    heard_days: int

    @property
    def contradicted(self) -> tuple[Reason, ...]:
        return tuple(reason for reason in self.reasons if reason in CONTRADICTIONS) if self.is_said else ()

    @property
    def is_said(self) -> bool:
        return Reason.SAID in self.reasons

    @property
    def is_quiet(self) -> bool:
        is_open = self.standing in (Standing.UNDER_WAY, Standing.UNKNOWN, Standing.SLIPPED, Standing.LATE)
        return is_open and self.heard_days > QUIET_DAYS

    @property
    def group(self) -> Group:
        if self.standing in (Standing.DROPPED, Standing.NOT_NEEDED):
            return Group.GONE
        if self.standing is Standing.DONE_LATE:
            return Group.DONE_LATE
        late = (Standing.SLIPPED, Standing.LATE, Standing.SHOULD_HAVE_BEGUN)
        if self.standing in late or Reason.OVERDUE in self.reasons or Reason.NOT_BEGUN in self.reasons:
            return Group.LATE
        if self.standing is Standing.UNKNOWN or self.is_quiet:
            return Group.SILENT
        return Group.AS_PROMISED


def track(promise: Promise, actual: Actual, notes: Iterable[Note], promised_on: date, today: date) -> Track:
    """`notes` in any order: the newest counts."""
    note = max(notes, key=lambda one: one.at, default=None)
    standing, reasons = _standing(promise, actual, note, today)
    heard = _heard(actual, note, promised_on, today)
    ends = note.ends if note and note.ends and Reason.SAID in reasons else promise.ends
    return Track(standing, reasons, ends, heard, max((today - heard).days, 0))


def _heard(actual: Actual, note: Note | None, promised_on: date, today: date) -> date:
    days = [promised_on, note.on if note else None, actual.heard_on, actual.begun_on]
    days.append(actual.adopted.day if actual.adopted else None)
    return max((day for day in days if day and day <= today), default=today)


_Found = tuple[Standing, tuple[Reason, ...]]


def _standing(promise: Promise, actual: Actual, note: Note | None, today: date) -> _Found:
    if actual.is_adopted or (actual.adopted and actual.adopted.first_day() <= today):
        return _done(promise, actual, note)
    if note is not None and (found := _said(promise, actual, note, today)) is not None:
        return found
    return _by_dates(promise, actual, today)


def _done(promise: Promise, actual: Actual, note: Note | None) -> _Found:
    gone = note is not None and note.said in (Said.DROPPED, Said.NOT_NEEDED)
    reasons = (Reason.ADOPTED, Reason.SAID, Reason.ADOPTED_ANYHOW) if gone else (Reason.ADOPTED,)
    if promise.ends is None or actual.adopted is None:
        return Standing.DONE, reasons
    if actual.adopted.last_day() <= promise.ends.last_day:
        return Standing.DONE_IN_TIME, reasons
    if actual.adopted.first_day() > promise.ends.last_day:
        return Standing.DONE_LATE, reasons
    return Standing.DONE, reasons


def _said(promise: Promise, actual: Actual, note: Note, today: date) -> _Found | None:
    """None where what was said no longer says anything of now."""
    if note.said in (Said.DROPPED, Said.NOT_NEEDED):
        standing = Standing.DROPPED if note.said is Said.DROPPED else Standing.NOT_NEEDED
        goes_on = (Reason.STILL_WORKED_WITH,) if actual.is_worked_with else ()
        return standing, (Reason.SAID, *goes_on)
    if note.said is Said.SLIPPED:
        if note.ends and today > note.ends.last_day:
            return Standing.LATE, (Reason.SAID, Reason.NEW_END_IS_PAST)
        return Standing.SLIPPED, (Reason.SAID,)
    if promise.ends and note.on <= promise.ends.last_day < today:
        return Standing.LATE, (Reason.OVERDUE, Reason.SAID_BEFORE_IT_WAS_DUE)
    if not actual.is_begun and promise.begins and today <= promise.begins.last_day:
        return Standing.NOT_YET, (Reason.SAID,)
    return Standing.UNDER_WAY, (Reason.SAID, *_against(promise, actual, today))


def _against(promise: Promise, actual: Actual, today: date) -> Iterable[Reason]:
    if promise.ends and today > promise.ends.last_day:
        yield Reason.OVERDUE
    elif not actual.is_begun and promise.begins and today > promise.begins.last_day:
        yield Reason.NOT_BEGUN
    if _is_planned_later(promise, actual):
        yield Reason.PLANNED_LATER


def _is_planned_later(promise: Promise, actual: Actual) -> bool:
    return bool(promise.ends and actual.planned_on and actual.planned_on > promise.ends.last_day)


def _by_dates(promise: Promise, actual: Actual, today: date) -> _Found:
    if promise.ends and today > promise.ends.last_day:
        return Standing.LATE, (Reason.OVERDUE,)
    if actual.is_begun:
        if _is_planned_later(promise, actual):
            return Standing.SLIPPED, (Reason.BEGUN, Reason.PLANNED_LATER)
        return Standing.UNDER_WAY, (Reason.BEGUN,)
    if promise.begins is None and promise.ends is None:
        return Standing.UNKNOWN, (Reason.NOTHING_PROMISED,)
    if promise.begins and today > promise.begins.last_day:
        return Standing.SHOULD_HAVE_BEGUN, (Reason.NOT_BEGUN,)
    return Standing.NOT_YET, ()
