"""Days for steps of one's own and of the region's: so many weeks after the step they were placed behind."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from plandugnad.engines.statute import Length, StepDates, Unit
from plandugnad.engines.statute.counting import What, reason
from plandugnad.engines.statute.holidays import next_working_day
from plandugnad.processes.models import Step
from plandugnad.processes.queries.rows import StepRow


def with_proposals(rows: Iterable[StepRow], steps: Sequence[Step], today: date) -> list[StepRow]:
    """In the order of the steps, so that one may follow another. The law's steps have their days from the engine."""
    after = {step.code: step.after for step in steps if step.name}
    found: dict[str, StepRow] = {}
    for row in rows:
        anchor = found.get(after.get(row.code, ""))
        is_open = row.law is None and row.weeks_of_work and row.done.day is None
        if is_open and anchor is not None and anchor.day and not anchor.left_out_because:
            row = replace(row, course=_proposed(row, anchor, anchor.day, today))
        found[row.code] = row
    return list(found.values())


def _proposed(row: StepRow, anchor: StepRow, begins: date, today: date) -> StepDates:
    length = Length(row.weeks_of_work or 0, Unit.WEEKS)
    day, reasons = length.after(begins), [reason("after_step", step=anchor.title, start=begins)]
    reasons.append(reason("takes", length=length))
    if day < today:
        day, reasons = today, [reason("not_before_today", start=today)]
    moved = next_working_day(day)
    if moved != day:
        reasons.append(reason("working_day", end=day, what=What(day), moved=moved))
    return StepDates(row.code, None, moved, None, tuple(reasons))


def proposed(rows: Iterable[StepRow]) -> list[StepRow]:
    """Those that have a day to take, and none of their own."""
    return [row for row in rows if row.law is None and row.course and not row.done.day and not row.left_out_because]
