"""The days of a consultation against what the law demands, with its process as it would be on those days."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from plandugnad.consultations.models import Consultation
from plandugnad.engines.statute import Deadline, Kind
from plandugnad.engines.statute.chains import CLOSED, DONE
from plandugnad.processes.dates import NO_DATES, Dates, Place
from plandugnad.processes.queries.process import Kept, ProcessPage, keep, read_process
from plandugnad.processes.words import law_language


@dataclass(frozen=True)
class Period:
    """`too_short` is the law's own sentence. `differs`: the process has other days for the step."""

    earliest_end: date | None
    too_short: str
    differs: bool


def period_of(consultation: Consultation, opens_on: date | None, closes_on: date | None, today: date) -> Period:
    process, code = consultation.process, consultation.code
    kept = keep(process, today)
    begins, ends = Place(code, DONE, consultation.round), Place(code, CLOSED, consultation.round)
    differs = any(
        day and kept.dates.get(place, NO_DATES).day not in (None, day)
        for place, day in ((begins, opens_on), (ends, closes_on))
    )
    if opens_on is None:
        return Period(None, "", differs)
    page = read_process(process, _with(kept, {begins: opens_on, ends: closes_on}), today)
    shortest = [one for one in _deadlines(page, code) if one.kind is Kind.MIN and one.starts_on == opens_on]
    ends_at = [one.working_day_end for one in shortest if one.working_day_end]
    wrong = [one for one in page.conflicts if one.step == code and one.mark == CLOSED and one.set_to == closes_on]
    return Period(max(ends_at, default=None), wrong[0].said(law_language()) if wrong else "", differs)


def _deadlines(page: ProcessPage, code: str) -> tuple[Deadline, ...]:
    return next((row.deadlines for row in page.rows if row.code == code), ())


def _with(kept: Kept, days: Mapping[Place, date | None]) -> Kept:
    """On paper: the days of the page stand for those of the process."""
    dates = {place: each for place, each in kept.dates.items() if place not in days}
    return replace(kept, dates=dates | {place: Dates(planned_on=day) for place, day in days.items() if day})
