"""One process as its page shows it: where it is, what comes next, who waits for whom, what is late."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from plandugnad.accounts.models import Person
from plandugnad.engines.statute import (
    Case,
    Conflict,
    Deadline,
    Kind,
    Refused,
    State,
    StepDates,
    conflicts_of,
    course_of,
    deadlines_of,
)
from plandugnad.engines.statute import Step as LawStep
from plandugnad.meetings.kinds import BodyKind
from plandugnad.meetings.models import Meeting
from plandugnad.plans.models import OwnerState, Plan
from plandugnad.plans.queries.owner_rows import rows_of
from plandugnad.processes.casing import case_of
from plandugnad.processes.dates import Dates, Place, kept_dates
from plandugnad.processes.models import Process, Step
from plandugnad.processes.ordering import in_order
from plandugnad.processes.proposing import with_proposals
from plandugnad.processes.queries.progress import open_of, with_collisions, with_progress
from plandugnad.processes.queries.rows import BEHIND, Progress, StepRow

SOON, AHEAD = timedelta(days=30), timedelta(days=90)
_FEWEST_FOLDED = 3
_MOST_MEETINGS = 100


@dataclass(frozen=True)
class Ahead:
    """A day to keep in sight. Without a deadline it is the last day to be heard. `is_right`: the last day others may do
    something, as to appeal: worth knowing, and nobody's task here."""

    day: date
    step: str
    deadline: Deadline | None = None
    is_right: bool = False


@dataclass(frozen=True)
class ProcessPage:
    rows: tuple[StepRow, ...]
    now: StepRow | None
    coming: tuple[StepRow, ...]
    late: tuple[Deadline, ...]
    soon: tuple[Deadline, ...]
    ahead: tuple[Ahead, ...]
    conflicts: tuple[Conflict, ...]
    contradiction: Refused | None
    has_meetings: bool
    choices: frozenset[str] = frozenset()
    # In a joint plan: whose council has no meeting in its calendar.
    without_meetings: tuple[str, ...] = ()

    @property
    def main_rows(self) -> list[StepRow]:
        return [row for row in self.rows if not row.is_only_possible]

    @property
    def behind_rows(self) -> list[StepRow]:
        """What is done is folded away where it is much, and no date of it is wrong."""
        wrong = {one.step for one in self.conflicts}
        done = [row for row in self.main_rows if row.progress in BEHIND and row.code not in wrong]
        return done if len(done) >= _FEWEST_FOLDED else []

    @property
    def open_rows(self) -> list[StepRow]:
        behind = {row.code for row in self.behind_rows}
        return [row for row in self.main_rows if row.code not in behind]

    @property
    def titles(self) -> dict[str, str]:
        return {row.code: row.title for row in self.rows}

    @property
    def possible_rows(self) -> list[StepRow]:
        """What others may do, or what may come to be needed, and has not been dated."""
        return [row for row in self.rows if row.is_only_possible]


def find_process(id: UUID) -> Process | None:
    rows = Process.objects.filter(plan__deleted_at=None).select_related(
        "plan__organisation", "lead", "common__collaboration"
    )
    return rows.filter(pk=id).first()


def council_meetings(owners: Collection[UUID], today: date) -> dict[UUID, list[date]]:
    """Days on which each council meets, from the calendars the municipalities keep."""
    rows = Meeting.objects.kept().filter(
        body__organisation_id__in=owners, body__kind=BodyKind.COUNCIL, is_cancelled=False, first_on__gte=today
    )
    days = rows.order_by("first_on").values_list("body__organisation_id", "when", "first_on")
    found: dict[UUID, list[date]] = {owner: [] for owner in owners}
    for owner, when, first_on in days[: _MOST_MEETINGS * len(owners)]:
        if when is not None and when.first_day() == when.last_day():
            found[owner].append(first_on)
    return found


@dataclass(frozen=True)
class Kept:
    """All rows of one process, read once."""

    dates: dict[Place, Dates]
    steps: list[Step]
    overrides: list[Any]
    councils: Mapping[UUID, list[date]]
    owners: Mapping[UUID, str] = field(default_factory=dict)

    @property
    def meetings(self) -> list[date]:
        """Where one council decides: its own."""
        return [] if self.owners else [day for days in self.councils.values() for day in days]

    @property
    def without_meetings(self) -> tuple[str, ...]:
        return tuple(name for id, name in self.owners.items() if not self.councils.get(id))


def keep(process: Process, today: date) -> Kept:
    owners = owners_of(process.plan)
    return Kept(
        dates=kept_dates(process.dates.all()),
        steps=list(process.steps.select_related("owner").order_by("made_at", "id")),
        overrides=list(process.overrides.all()),
        councils=council_meetings(owners or [process.plan.organisation_id], today),
        owners=owners,
    )


def owners_of(plan: Plan) -> dict[UUID, str]:
    """Whose councils decide a joint plan, the leading one first; nobody beside it where it is not joint."""
    others = {row.organisation_id: row.organisation.name for row in rows_of(plan) if row.state is OwnerState.OWNS}
    return {plan.organisation_id: plan.organisation.name} | others if others else {}


def read_process(process: Process, kept: Kept, today: date) -> ProcessPage:
    """Pure from here: also what a change would lead to is read so, from dates on paper."""
    has_meetings = any(kept.councils.values())
    try:
        case = case_of(
            process, today, kept.dates, steps=kept.steps, overrides=kept.overrides, meetings=kept.meetings,
            councils=kept.councils if kept.owners else None,
        )  # fmt: skip
    except Refused as refused:
        return ProcessPage((), None, (), (), (), (), (), refused, has_meetings)
    rows = step_rows(case, kept)
    deadlines = [one for row in rows if not row.left_out_because for one in row.deadlines]
    asked = [one for one in deadlines if not case.chain.step(one.step).is_right_of_others]
    open_rows = open_of(rows)
    return ProcessPage(
        rows=rows,
        now=open_rows[0] if open_rows else None,
        coming=tuple(open_rows[1:4]) or _waiting(rows),
        late=tuple(one for one in deadlines if one.state is State.OVERDUE),
        soon=tuple(_within(asked, today, SOON)),
        ahead=tuple(_ahead(rows, asked, [one for one in deadlines if one not in asked], today)),
        conflicts=conflicts_of(case),
        contradiction=None,
        has_meetings=has_meetings,
        without_meetings=kept.without_meetings,
        choices=case.choices.intersection(case.chain.choices),
    )


def _waiting(rows: Sequence[StepRow]) -> tuple[StepRow, ...]:
    """Where nothing else can begin before the step one stands in is done: the first that then can."""
    codes = [row.code for row in rows]
    now = next((codes.index(row.code) for row in open_of(rows)), len(rows))
    return tuple(row for row in rows[now + 1 :] if row.progress is Progress.LATER and not row.is_only_possible)[:1]


def _within(deadlines: Iterable[Deadline], today: date, span: timedelta) -> list[Deadline]:
    found = [
        one
        for one in deadlines
        if one.state is State.RUNNING and (one.kind is not Kind.MIN or one.backwards) and one.working_day_end
        and one.working_day_end <= today + span
    ]  # fmt: skip
    return sorted(found, key=lambda one: one.working_day_end or date.max)


def _ahead(
    rows: Iterable[StepRow], deadlines: Iterable[Deadline], rights: Iterable[Deadline], today: date
) -> list[Ahead]:
    begun = (one for one in rights if one.starts_on <= today)
    found = [Ahead(one.working_day_end or today, one.step, one, True) for one in _within(begun, today, AHEAD)]
    found += [Ahead(one.working_day_end or today, one.step, one) for one in _within(deadlines, today, AHEAD)]
    closing = ((row.closes_on, row) for row in rows if not row.left_out_because)
    found += [Ahead(day, row.code) for day, row in closing if day and today <= day <= today + AHEAD]
    return sorted(found, key=lambda one: one.day)


def step_rows(case: Case, kept: Kept, *, has_course: bool = True) -> tuple[StepRow, ...]:
    """Without the course it is known where we are, and not on which days the rest can come."""
    described = {step.code: step for step in kept.steps}
    course = {one.step: one for one in course_of(case)} if has_course else {}
    deadlines: defaultdict[str, list[Deadline]] = defaultdict(list)
    for deadline in deadlines_of(case):
        deadlines[deadline.step].append(deadline)
    dates: defaultdict[str, dict[Place, Dates]] = defaultdict(dict)
    for place, each in kept.dates.items():
        dates[place.code][place] = each
    rows = [
        _row(code, law, described.get(code), dates[code], course.get(code), deadlines[code], kept.owners)
        for code, law in in_order([(active.id, active.step) for active in case.steps], kept.steps)
    ]
    if has_course:
        rows = with_proposals(rows, kept.steps, case.today)
    after: dict[str, Sequence[str]] = {step.code: (step.after,) for step in kept.steps if step.name}
    after |= {active.id: active.after for active in case.steps}
    return tuple(with_progress(with_collisions(rows, after), after, case.today))


def _row(
    code: str,
    law: LawStep | None,
    said: Step | None,
    dates: dict[Place, Dates],
    course: StepDates | None,
    deadlines: list[Deadline],
    owners: Mapping[UUID, str],
) -> StepRow:
    owner: Person | None = said.owner if said else None
    return StepRow(
        code=code,
        name=said.name if said and said.name else "",
        law=law,
        progress=Progress.LATER,
        dates=dates,
        course=course,
        deadlines=tuple(deadlines),
        owner_id=owner.id if owner else None,
        owner_name=owner.get_full_name() if owner else "",
        participants=said.participants if said else "",
        notes=said.notes if said else "",
        weeks_of_work=said.weeks_of_work if said else None,
        left_out_because=said.left_out_because if said else "",
        owners=owners if law is not None and law.in_council else {},
    )


def running_of(plan: Plan) -> Process | None:
    """The one under way, else the last that ended."""
    rows = Process.objects.kept().filter(plan=plan)
    return rows.filter(ended_on=None).first() or rows.order_by("-ended_on").first()
