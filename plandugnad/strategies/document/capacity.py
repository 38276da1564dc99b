"""Days there are for plan work in each year of a term, beside the days the plans are thought to take. Pure."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from plandugnad.strategies.document.rows import PlanRow
from plandugnad.strategies.models import Strategy
from plandugnad.strategies.terms import HalfYear


@dataclass(frozen=True)
class YearOfWork:
    """`has` is None where nobody has said."""

    year: int
    has: int | None
    takes: float


def of_year(strategy: Strategy, rows: Sequence[PlanRow]) -> list[YearOfWork]:
    """Empty where nothing is said of days at all."""
    takes: defaultdict[int, float] = defaultdict(float)
    for row in rows:
        for half in _halves(row):
            takes[half.year] += (row.days or 0) / len(_halves(row))
    has = {int(year): int(days) for year, days in strategy.capacity.items() if str(year).isdigit()}
    if not has and not takes:
        return []
    return [
        YearOfWork(year, has.get(year), takes[year]) for year in strategy.term.years if year in has or year in takes
    ]


def _halves(row: PlanRow) -> list[HalfYear]:
    """A plan with days, and no half-years, is in none."""
    first, last = row.begins or row.ends, row.ends or row.begins
    if not row.days or first is None or last is None:
        return []
    return [HalfYear.numbered(number) for number in range(first.number, last.number + 1)]
