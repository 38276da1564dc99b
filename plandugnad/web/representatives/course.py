"""One plan process as somebody in the council meets it. Pure, from the rows its page is made of: no query, no clock."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from plandugnad.engines.statute import State
from plandugnad.engines.statute.chains import DONE
from plandugnad.processes.dates import NO_DATES, Dates
from plandugnad.processes.queries.progress import open_of
from plandugnad.processes.queries.rows import BEHIND, Progress, StepRow

# The rules under which a proposal is put out for everybody: before that it is not written, and most can be changed.
_PUT_OUT = frozenset(
    {
        *("pbl-10-1-publication", "pbl-11-14-consultation", "pbl-11-14-consultation-community-part"),
        "pbl-12-10-consultation",
    }
)
_PROGRAMME = frozenset({"pbl-11-13-programme", "pbl-12-9-programme"})
# That the council constitutes itself starts a clock, and is no plan to be treated.
_CONSTITUTION = frozenset({"koml-7-1-constitution"})


@dataclass(frozen=True)
class Course:
    """`council` is whose days count, in a plan several councils decide. `wrong` are the steps with a day that goes
    against the law, or another day: said on the page of the process."""

    process_id: UUID
    plan_id: UUID
    plan: str
    council: UUID
    rows: tuple[StepRow, ...]
    ended_on: date | None = None
    wrong: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Treatment:
    """A step the council is to take. `day` is planned; None where nobody has planned it."""

    course: Course
    step: StepRow
    day: date | None
    is_settled: bool

    @property
    def cannot_hold(self) -> bool:
        return self.day is not None and self.step.code in self.course.wrong


def treatments(course: Course) -> list[Treatment]:
    """What the council has not done. What it may come to do, if somebody asks it to, is none of them."""
    found = []
    for row in course.rows:
        if row.law is None or not row.law.in_council or row.progress in (*BEHIND, Progress.LEFT_OUT):
            continue
        if _rules(row) & _CONSTITUTION:
            continue
        own = day_in_council(row, course.council)
        if own.happened_on is None and not row.is_only_possible:
            found.append(Treatment(course, row, own.planned_on, own.is_settled))
    return found


def day_in_council(row: StepRow, council: UUID) -> Dates:
    """In the last round. A day that names no council is that of all."""
    rounds = [
        (place.round, kept) for place, kept in row.dates.items()
        if place.mark == DONE and place.organisation in (None, council)
    ]  # fmt: skip
    return max(rounds, key=lambda one: one[0], default=(0, NO_DATES))[1]


class How(StrEnum):
    """What can be done about it now."""

    ANSWER = "answer"  # the proposal is out
    PROGRAMME = "programme"  # what is to be studied is out
    INPUT = "input"  # something else is out, as the notice of start
    EARLY = "early"  # nothing is out; the proposal is not written yet


@dataclass(frozen=True)
class Chance:
    """`until` is the last day to be heard; without it, `next_on` is when the proposal is planned to be put out."""

    course: Course
    step: StepRow
    how: How
    until: date | None = None
    next_on: date | None = None


def chances(course: Course, today: date) -> list[Chance]:
    """What is out now; else, as long as the proposal has not been put out, where the work stands."""
    out = [
        Chance(course, row, _how(row), row.closes_on) for row in course.rows
        if row.has_begun and row.closes_on and row.closes_on >= today and _asks_many(row)
    ]  # fmt: skip
    if out:
        return out
    put_out = _put_out(course.rows)
    here = next((row for row in open_of(course.rows) if not _rules(row) & _CONSTITUTION), None)
    if put_out is None or here is None or _is_behind(put_out) or not _is_before(here, put_out, course.rows):
        return []
    return [Chance(course, here, How.EARLY, next_on=put_out.done.planned_on)]


def _asks_many(row: StepRow) -> bool:
    return row.law is not None and row.law.is_consultation and row.progress is not Progress.LEFT_OUT


def _how(row: StepRow) -> How:
    rules = _rules(row)
    if rules & _PROGRAMME:
        return How.PROGRAMME
    return How.ANSWER if rules & _PUT_OUT else How.INPUT


def _rules(row: StepRow) -> frozenset[str]:
    return frozenset(rule.provision.id for rule in row.law.rules) if row.law else frozenset()


def _put_out(rows: Iterable[StepRow]) -> StepRow | None:
    return next((row for row in rows if _rules(row) & _PUT_OUT), None)


def _is_behind(row: StepRow) -> bool:
    return row.has_begun or row.progress in (*BEHIND, Progress.LEFT_OUT)


def _is_before(here: StepRow, other: StepRow, rows: Sequence[StepRow]) -> bool:
    codes = [row.code for row in rows]
    return codes.index(here.code) <= codes.index(other.code)


class Pace(StrEnum):
    LATE = "late"  # a step is past its planned day
    OVERDUE = "overdue"  # a deadline of the law has passed
    CANNOT_HOLD = "cannot_hold"  # the next day that is planned goes against the law, or another day
    ON_TIME = "on_time"
    UNPLANNED = "unplanned"  # under way, and no day is planned
    UNCLEAR = "unclear"  # its days contradict each other
    ADOPTED = "adopted"
    ENDED = "ended"  # without the plan having been adopted


@dataclass(frozen=True)
class Going:
    """`day` and `days`: of a step that is late, when it was planned and how long ago; of what is on time, the next that
    is planned; of what was adopted, when, and how many days after it was planned (fewer than none: before). `days` is
    None where nothing was planned."""

    course: Course
    pace: Pace
    step: StepRow | None = None
    day: date | None = None
    days: int | None = None


def going(course: Course, today: date) -> Going:
    adopted = next((row for row in course.rows if row.law and row.law.adopts), None)
    kept = day_in_council(adopted, course.council) if adopted else NO_DATES
    if kept.happened_on:
        late = (kept.happened_on - kept.planned_on).days if kept.planned_on else None
        return Going(course, Pace.ADOPTED, adopted, kept.happened_on, late)
    if course.ended_on:
        return Going(course, Pace.ENDED, day=course.ended_on)
    return _under_way(course, today)


def _under_way(course: Course, today: date) -> Going:
    if not course.rows:
        return Going(course, Pace.UNCLEAR)
    planned = [
        (kept.planned_on, row) for row in course.rows
        if (kept := day_in_council(row, course.council)).planned_on and not kept.happened_on
        and row.progress not in (*BEHIND, Progress.LEFT_OUT)
    ]  # fmt: skip
    days = sorted(((day, row) for day, row in planned if day), key=lambda one: one[0])
    if days and days[0][0] < today:
        day, row = days[0]
        return Going(course, Pace.LATE, row, day, (today - day).days)
    missed = next((row for row in course.rows if _is_overdue(row)), None)
    if missed:
        return Going(course, Pace.OVERDUE, missed)
    if days:
        day, row = days[0]
        return Going(course, Pace.CANNOT_HOLD if row.code in course.wrong else Pace.ON_TIME, row, day)
    return Going(course, Pace.UNPLANNED, next(iter(open_of(course.rows)), None))


def _is_overdue(row: StepRow) -> bool:
    """Not what others may do, as to appeal."""
    is_ours = row.law is not None and not row.law.is_right_of_others
    is_open = row.progress not in (*BEHIND, Progress.LEFT_OUT)
    return is_ours and is_open and any(one.state is State.OVERDUE for one in row.deadlines)
