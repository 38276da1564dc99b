"""One plan as a bar: from when it was adopted to when it is to be revised, and on to how long it holds.

What is late is told by form too: a hatched piece from the date that passed until today, and a mark where it passed.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from plandugnad.engines.tables.when import When
from plandugnad.plans.due import Due, due
from plandugnad.plans.kinds import ENDED, IN_FORCE
from plandugnad.plans.timeline.scale import Scale


@dataclass(frozen=True)
class PlanSpan:
    """What of a plan the line needs."""

    id: UUID
    name: str
    plan_type: str
    status: str
    adopted: When | None
    period: When | None
    revision_due: When | None
    valid_until: When | None

    @property
    def starts_on(self) -> date | None:
        """The earliest day a date may mean: a plan of 2019 is drawn from the new year."""
        start = self.adopted or self.period
        return start.first_day() if start else None

    @property
    def due_on(self) -> date | None:
        return self.revision_due.last_day() if self.revision_due else None

    @property
    def holds_until(self) -> date | None:
        end = self.valid_until or self.period
        return end.last_day() if end else None

    @property
    def days(self) -> list[date]:
        return [day for day in (self.starts_on, self.due_on, self.holds_until) if day]

    def due(self, today: date) -> Due:
        return due(self.revision_due, self.status, today)


class Piece(StrEnum):
    HELD = "held"  # adopted, until its revision or its end
    PLANNED = "planned"  # the same of a plan not adopted yet
    ENDED = "ended"
    LATE = "late"  # from the date that passed until today
    REST = "rest"  # holds on after it was to be revised
    OPEN = "open"  # no end is known


@dataclass(frozen=True)
class Part:
    kind: Piece
    at: float
    width: float


@dataclass(frozen=True)
class Bar:
    """`due_at` is where it is to be revised. `is_cut_before` when it begins before the first year that is drawn."""

    plan: PlanSpan
    due: Due
    parts: tuple[Part, ...]
    due_at: float | None
    is_cut_before: bool
    is_cut_after: bool

    @property
    def is_empty(self) -> bool:
        return not self.parts and self.due_at is None


def bar(plan: PlanSpan, scale: Scale, today: date) -> Bar:
    due_on = plan.due_on if plan.due_on is None or not scale.is_before(plan.due_on) else None
    return Bar(
        plan=plan,
        due=plan.due(today),
        parts=tuple(
            Part(kind, scale.at(first), max(round(scale.at(last) - scale.at(first), 2), 0.6))
            for kind, first, last in _stretches(plan, today)
            if not scale.is_before(last) and not scale.is_after(first)
        ),
        due_at=scale.at(due_on) if due_on and not scale.is_after(due_on) else None,
        is_cut_before=any(scale.is_before(day) for day in plan.days),
        is_cut_after=any(scale.is_after(day) for day in plan.days),
    )


def _stretches(plan: PlanSpan, today: date) -> list[tuple[Piece, date, date]]:
    start, due_on, until = plan.starts_on, plan.due_on, plan.holds_until
    found = []
    end = due_on or until
    if start and end and start < end:
        found.append((_body(plan, today), start, end))
    elif start and not end and start < today:
        found.append((Piece.ENDED if plan.status in ENDED else Piece.OPEN, start, today))
    if plan.due(today) is Due.OVERDUE and due_on:
        found.append((Piece.LATE, due_on, today))
    if due_on and until and due_on < until:
        found.append((Piece.REST, due_on, until))
    return found


def _body(plan: PlanSpan, today: date) -> Piece:
    if plan.status in ENDED:
        return Piece.ENDED
    is_adopted = plan.adopted is not None and plan.adopted.first_day() <= today
    return Piece.HELD if plan.status in IN_FORCE or is_adopted else Piece.PLANNED
