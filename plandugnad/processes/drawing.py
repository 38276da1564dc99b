"""The course of a process along a line of months: one row for each step. Places are in percent, so that any width does.

Form tells what colour tells: filled is done, open is planned, dashed is only the earliest the law allows; a hatched bar
is a shortest period, a plain bar a consultation as it is set, a triangle a deadline.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.dates import MONTHS_3
from django.utils.translation import gettext as _

from plandugnad.engines.statute import Deadline, Kind, State
from plandugnad.engines.statute.chains import CLOSED, DONE, RESUMED, STOPPED
from plandugnad.processes.queries.process import ProcessPage
from plandugnad.processes.queries.rows import Progress, StepRow
from plandugnad.processes.words import written_date

MOST_TICKS = 9
_STEPS = (1, 2, 3, 6, 12, 24, 60)
_MARGIN = timedelta(days=10)
# So long with nothing in it, and what comes after is said in words: a duty of ten years would make a dot of the rest.
_LONGEST_GAP = timedelta(days=548)


@dataclass(frozen=True)
class Scale:
    first: date
    last: date

    def at(self, day: date) -> float:
        """In percent; what is outside is put at the edge."""
        part = (day - self.first).days / max((self.last - self.first).days, 1)
        return round(min(max(part, 0), 1) * 100, 2)

    def shows(self, day: date) -> bool:
        return day <= self.last

    @property
    def ticks(self) -> tuple["Tick", ...]:
        """The first of a month, so far apart that their names have room."""
        start, end = _months(self.first) + 1, _months(self.last)
        step = next((one for one in _STEPS if (end - start) / one < MOST_TICKS), _STEPS[-1])
        firsts = (month for month in range(start, end + 1) if month % step == 0)
        return tuple(self._tick(date(month // 12, month % 12 + 1, 1)) for month in firsts)

    def _tick(self, day: date) -> "Tick":
        label = str(day.year) if day.month == 1 else str(MONTHS_3[day.month])
        return Tick(label, self.at(day), day.month == 1)


@dataclass(frozen=True)
class Tick:
    label: str
    at: float
    is_year: bool


@dataclass(frozen=True)
class Stretch:
    """`kind`: 'least' for a shortest period, 'heard' for a consultation, 'stopped' while the clock stands."""

    kind: str
    at: float
    width: float

    @property
    def end(self) -> float:
        return round(self.at + self.width, 2)


@dataclass(frozen=True)
class Mark:
    """`kind`: 'happened', 'planned', 'was' (planned otherwise than it came), 'earliest', 'deadline' or 'late'."""

    kind: str
    at: float


@dataclass(frozen=True)
class Line:
    row: StepRow
    words: str
    stretches: tuple[Stretch, ...]
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Beyond:
    """What comes so much later that it is not drawn."""

    row: StepRow
    day: date
    is_deadline: bool


@dataclass(frozen=True)
class Drawing:
    scale: Scale
    today_at: float
    lines: tuple[Line, ...]
    finding: str
    beyond: tuple[Beyond, ...] = ()

    @property
    def has_stopped(self) -> bool:
        return any(one.kind == "stopped" for line in self.lines for one in line.stretches)


def draw(page: ProcessPage, today: date) -> Drawing | None:
    """None where there is nothing to draw, as when the dates contradict each other."""
    rows = [row for row in page.main_rows if row.day and row.progress is not Progress.LEFT_OUT]
    if not rows:
        return None
    days = sorted({today, *(day for row in rows for day in _days(row))})
    scale = Scale(days[0] - _MARGIN, _end(days, today) + _MARGIN)
    drawn = [row for row in rows if row.day and scale.shows(row.day)]
    lines = tuple(Line(row, _words(row), tuple(_stretches(row, scale)), tuple(_marks(row, scale))) for row in drawn)
    beyond = tuple(one for row in rows for one in _beyond(row, scale))
    return Drawing(scale, scale.at(today), lines, finding_of(rows), beyond)


def _end(days: Sequence[date], today: date) -> date:
    """The last before a long time with nothing in it, after today."""
    end = today
    for day in (one for one in days if one > today):
        if day - end > _LONGEST_GAP:
            break
        end = day
    return end


def _beyond(row: StepRow, scale: Scale) -> Iterator[Beyond]:
    if row.day and not scale.shows(row.day):
        yield Beyond(row, row.day, False)
    for deadline in _drawn(row):
        day = deadline.working_day_end
        if day and not scale.shows(day) and day != row.day:
            yield Beyond(row, day, True)


def finding_of(rows: Iterable[StepRow]) -> str:
    """When the council decides, which is what everybody asks."""
    decision = next((row for row in reversed(list(rows)) if row.law and row.law.in_council), None)
    if decision is None or decision.day is None:
        return ""
    day = {"day": written_date(decision.day)}
    if decision.done.happened_on:
        return _("Vedtatt %(day)s") % day
    if decision.done.planned_on:
        return _("Vedtak er planlagt til %(day)s") % day
    return _("Vedtak kan tidligst komme %(day)s") % day


def _months(day: date) -> int:
    return day.year * 12 + day.month - 1


def _days(row: StepRow) -> Iterator[date]:
    if row.day:
        yield row.day
    for kept in row.dates.values():
        yield from (day for day in (kept.planned_on, kept.happened_on) if day)
    for deadline in _drawn(row):
        yield deadline.working_day_end or deadline.starts_on


def _drawn(row: StepRow) -> Iterator[Deadline]:
    """A fixed date of the year is not drawn: it has no start, and belongs to no course."""
    for deadline in row.deadlines:
        if deadline.working_day_end and (deadline.state in (State.RUNNING, State.OVERDUE) or deadline.kind is Kind.MIN):
            yield deadline


def _words(row: StepRow) -> str:
    day = written_date(row.day)
    if row.done.happened_on:
        return day
    if row.done.planned_on:
        return (_("avtalt til %(day)s") if row.done.is_settled else _("planlagt %(day)s")) % {"day": day}
    return _("tidligst %(day)s") % {"day": day}


def _stretches(row: StepRow, scale: Scale) -> Iterator[Stretch]:
    for deadline in _drawn(row):
        if deadline.kind is Kind.MIN and not deadline.backwards and deadline.working_day_end:
            yield _stretch("least", deadline.starts_on, deadline.working_day_end, scale)
    for kind, begins, ends in (("heard", DONE, CLOSED), ("stopped", STOPPED, RESUMED)):
        for place, kept in row.dates.items():
            end = next((one.day for at, one in row.dates.items() if at.mark == ends and at.round == place.round), None)
            if place.mark == begins and kept.day and end and end > kept.day:
                yield _stretch(kind, kept.day, end, scale)


def _stretch(kind: str, first: date, last: date, scale: Scale) -> Stretch:
    at = scale.at(first)
    return Stretch(kind, at, max(round(scale.at(last) - at, 2), 0.4))


def _marks(row: StepRow, scale: Scale) -> Iterator[Mark]:
    for place, kept in row.dates.items():
        if place.mark == DONE and kept.happened_on:
            if kept.planned_on and kept.planned_on != kept.happened_on:
                yield Mark("was", scale.at(kept.planned_on))
            yield Mark("happened", scale.at(kept.happened_on))
        elif place.mark == DONE and kept.planned_on:
            yield Mark("planned", scale.at(kept.planned_on))
    if not row.done.day and row.day:
        yield Mark("earliest", scale.at(row.day))
    for deadline in _drawn(row):
        is_last_day = deadline.kind is not Kind.MIN or deadline.backwards
        if is_last_day and deadline.working_day_end and scale.shows(deadline.working_day_end):
            kind = "late" if deadline.state is State.OVERDUE else "deadline"
            yield Mark(kind, scale.at(deadline.working_day_end))
