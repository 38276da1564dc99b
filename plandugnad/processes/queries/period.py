"""The days of a step against what the law demands, with its process as it would be on those days."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from plandugnad.engines.statute import Deadline, Kind
from plandugnad.engines.statute.chains import CLOSED
from plandugnad.processes.dates import NO_DATES, Dates, Place
from plandugnad.processes.models import Process
from plandugnad.processes.queries.process import Kept, ProcessPage, keep, read_process
from plandugnad.processes.words import law_language


@dataclass(frozen=True)
class Period:
    """`too_short` is the law's own sentence. `differs`: the process has other days for the step, or none."""

    shortest: Deadline | None
    too_short: str
    differs: bool

    @property
    def earliest_end(self) -> date | None:
        return self.shortest.working_day_end if self.shortest else None


def period_of(process: Process, begins: Place, opens_on: date | None, closes_on: date | None, today: date) -> Period:
    kept, ends = keep(process, today), replace(begins, mark=CLOSED)
    differs = any(
        day and kept.dates.get(place, NO_DATES).day != day for place, day in ((begins, opens_on), (ends, closes_on))
    )
    if opens_on is None:
        return Period(None, "", differs)
    page = read_process(process, _with(kept, {begins: opens_on, ends: closes_on}), today)
    found = [
        (one.working_day_end, one)
        for one in _deadlines(page, begins.code)
        if one.kind is Kind.MIN and one.starts_on == opens_on and one.working_day_end
    ]
    _end, shortest = max(found, key=lambda one: one[0], default=(None, None))
    wrong = [one for one in page.conflicts if one.step == begins.code and one.mark == CLOSED]
    said = [one.said(law_language()) for one in wrong if one.set_to == closes_on]
    return Period(shortest, said[0] if said else "", differs)


def _deadlines(page: ProcessPage, code: str) -> tuple[Deadline, ...]:
    return next((row.deadlines for row in page.rows if row.code == code), ())


def _with(kept: Kept, days: Mapping[Place, date | None]) -> Kept:
    """On paper: the days of the page stand for those of the process."""
    dates = {place: each for place, each in kept.dates.items() if place not in days}
    return replace(kept, dates=dates | {place: Dates(planned_on=day) for place, day in days.items() if day})
