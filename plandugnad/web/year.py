"""The year ahead on one line: for each month from this one, how many plans must be revised by its end."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from plandugnad.core.marks import month_name

MONTHS = 12
_NAMES_TOLD = 3


@dataclass(frozen=True)
class Deadline:
    plan: str
    on: date


@dataclass(frozen=True)
class Month:
    first_day: date
    at_percent: float  # where on the line its middle is
    plans: tuple[str, ...]

    @property
    def name(self) -> str:
        return f"{month_name(self.first_day.month)} {self.first_day.year}"

    @property
    def letters(self) -> str:
        return month_name(self.first_day.month)[:3]

    @property
    def new_year(self) -> int | None:
        return self.first_day.year if self.first_day.month == 1 else None

    @property
    def told(self) -> str:
        return ", ".join(self.plans[:_NAMES_TOLD]) + (" …" if len(self.plans) > _NAMES_TOLD else "")


def year_ahead(deadlines: Iterable[Deadline], today: date) -> tuple[Month, ...]:
    """Twelve months from this one. What is late already has no place on it; nothing to come gives no line at all."""
    by_month: dict[tuple[int, int], list[str]] = {}
    for deadline in deadlines:
        if deadline.on >= today:
            by_month.setdefault((deadline.on.year, deadline.on.month), []).append(deadline.plan)
    firsts = [_month_after(today, later) for later in range(MONTHS)]
    months = tuple(
        Month(first, round((at + 0.5) * 100 / MONTHS, 2), tuple(by_month.get((first.year, first.month), ())))
        for at, first in enumerate(firsts)
    )
    return months if any(month.plans for month in months) else ()


def _month_after(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    return date(day.year + years, month + 1, 1)
