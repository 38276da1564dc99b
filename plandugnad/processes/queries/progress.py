"""How far a process has come: what is done, what is under way, what comes next."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from plandugnad.engines.statute import State
from plandugnad.processes.queries.rows import BEHIND, OPEN, Progress, StepRow


def with_progress(rows: Iterable[StepRow], after: Mapping[str, Sequence[str]], today: date) -> list[StepRow]:
    """The first that is not done is where we are; those after it whose own predecessors are done come next. `after` has
    for each step those it waits for, an own step the one it was placed behind."""
    rows = _with_passed([replace(row, progress=_alone(row, today)) for row in rows], after)
    done = {row.code for row in rows if row.progress in (*BEHIND, Progress.LEFT_OUT)}
    has_now = any(row.progress is Progress.NOW for row in rows)
    found: list[StepRow] = []
    for row in rows:
        can_begin = row.progress is Progress.LATER and not (row.law and row.law.force == "may")
        if can_begin and all(before in done for before in _waits_for(row, after, found)):
            row = replace(row, progress=Progress.NEXT if has_now else Progress.NOW)
        has_now = has_now or row.progress in (Progress.NOW, Progress.LATE)
        found.append(row)
    return found


def with_collisions(rows: Sequence[StepRow], after: Mapping[str, Sequence[str]]) -> list[StepRow]:
    """Of a step that comes too late, the first with a day among those that wait for it, or that it holds back."""
    waits = {row.code: set(after.get(row.code, ())) for row in rows}
    for row in rows:
        for blocked in (one for rule in (row.law.rules if row.law else ()) for one in rule.blocks):
            waits.setdefault(blocked, set()).add(row.code)
    return [replace(row, too_late_for=_collides(row, rows, waits)) if row.cannot_hold else row for row in rows]


def _collides(row: StepRow, rows: Iterable[StepRow], waits: Mapping[str, set[str]]) -> StepRow | None:
    dated = [(one.done.day, one) for one in rows if one.done.day and row.code in _all_before(one.code, waits)]
    return min(dated, key=lambda each: each[0], default=(None, None))[1]


def _all_before(code: str, waits: Mapping[str, set[str]]) -> set[str]:
    return _before([code], {step: tuple(before) for step, before in waits.items()})


def _alone(row: StepRow, today: date) -> Progress:
    """What the step says of itself, whatever comes before it."""
    if row.left_out_because:
        return Progress.LEFT_OUT
    if row.has_happened:
        return Progress.NOW if row.closes_on and row.closes_on >= today else Progress.DONE
    return Progress.LATE if any(one.state is State.OVERDUE for one in row.deadlines) else Progress.LATER


def _waits_for(row: StepRow, after: Mapping[str, Sequence[str]], above: Sequence[StepRow]) -> Sequence[str]:
    """An own step placed behind what is not to be done here waits for what stands above it."""
    if row.law:
        return after.get(row.code, ())
    main = [one.code for one in above if not one.is_only_possible]
    placed = [code for code in after.get(row.code, ()) if code in main]
    return placed or main[-1:]


def _with_passed(rows: list[StepRow], after: Mapping[str, Sequence[str]]) -> list[StepRow]:
    """Those who begin here in the middle of a process date what they have dates for. What must have come before that,
    and what stands above it, has been, also where one council of several has come so far; only what has a clock of its
    own is not taken to be over by its place alone, nor what the engine says must come first of a step that is dated
    right behind it."""
    needed = _before([row.code for row in rows if row.has_begun], after)
    missed = _guarded(rows) & {code for row in rows if row.has_begun and row.law for code in row.law.after}
    last = max((place for place, row in enumerate(rows) if row.code in needed), default=-1)
    return [
        replace(row, progress=Progress.PASSED, course=None, deadlines=())
        if _is_undated(row) and row.code not in missed and (row.code in needed or (place < last and not row.deadlines))
        else row
        for place, row in enumerate(rows)
    ]


def _is_undated(row: StepRow) -> bool:
    return row.progress in (Progress.LATER, Progress.LATE) and not row.dates and not row.is_only_possible


def _guarded(rows: Iterable[StepRow]) -> set[str]:
    return {row.code for row in rows if row.law and row.law.guarded}


def _before(codes: list[str], after: Mapping[str, Sequence[str]]) -> set[str]:
    """All that these wait for, and what that waits for."""
    found: set[str] = set()
    while codes:
        new = set(after.get(codes.pop(), ())) - found
        found |= new
        codes += new
    return found


def open_of(rows: Iterable[StepRow]) -> list[StepRow]:
    """Where we are, and then what comes: a consultation that runs is where we are, whatever else waits."""
    return sorted((row for row in rows if row.progress in OPEN), key=lambda row: row.progress is not Progress.NOW)
