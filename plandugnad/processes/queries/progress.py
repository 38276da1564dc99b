"""How far a process has come: what is done, what is under way, what comes next."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from plandugnad.engines.statute import State
from plandugnad.processes.queries.rows import OPEN, Progress, StepRow


def with_progress(rows: Iterable[StepRow], after: Mapping[str, str], today: date) -> list[StepRow]:
    """The first that is not done is where we are; those after it whose own predecessors are done come next. An own step
    waits for the one it was placed behind, where that is part of the process."""
    rows = [replace(row, progress=_alone(row, today)) for row in rows]
    done = {row.code for row in rows if row.progress in (Progress.DONE, Progress.LEFT_OUT)}
    undone = {row.code for row in rows} - done
    has_now = any(row.progress is Progress.NOW for row in rows)
    found = []
    for row in rows:
        if row.progress is not Progress.LATER:
            has_now = has_now or row.progress is Progress.LATE
            found.append(row)
            continue
        is_open = all(before in done for before in row.law.after) if row.law else after.get(row.code) not in undone
        progress = Progress.LATER
        if is_open and not (row.law and row.law.force == "may"):
            progress = Progress.NEXT if has_now else Progress.NOW
            has_now = True
        found.append(replace(row, progress=progress))
    return found


def _alone(row: StepRow, today: date) -> Progress:
    """What the step says of itself, whatever comes before it."""
    if row.left_out_because:
        return Progress.LEFT_OUT
    if row.has_happened:
        return Progress.NOW if row.closes_on and row.closes_on >= today else Progress.DONE
    return Progress.LATE if any(one.state is State.OVERDUE for one in row.deadlines) else Progress.LATER


def open_of(rows: Iterable[StepRow]) -> list[StepRow]:
    """Where we are, and then what comes: a consultation that runs is where we are, whatever else waits."""
    return sorted((row for row in rows if row.progress in OPEN), key=lambda row: row.progress is not Progress.NOW)
