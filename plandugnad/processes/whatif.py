"""What a change of dates leads to, before it is saved: every day that would be another, and what would be broken."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from plandugnad.engines.statute import Conflict, Deadline
from plandugnad.processes.dates import Dates, Place, changed
from plandugnad.processes.models import DeadlineOverride, Process
from plandugnad.processes.queries.process import Kept, ProcessPage, read_process
from plandugnad.processes.queries.rows import StepRow


@dataclass(frozen=True)
class Moved:
    """`what` is a step or a deadline of it. None is a day that was not there, or is there no longer."""

    row: StepRow
    deadline: Deadline | None
    before: date | None
    after: date | None

    @property
    def days(self) -> int | None:
        return (self.after - self.before).days if self.before and self.after else None

    @property
    def days_told(self) -> str:
        """With a real minus sign, as figures are written."""
        return "" if self.days is None else f"{self.days:+d}".replace("-", "−")


@dataclass(frozen=True)
class WhatIf:
    """`coming` and `going` are steps that would be part of the process, and no longer."""

    page: ProcessPage
    moved: tuple[Moved, ...]
    new_conflicts: tuple[Conflict, ...]
    solved: tuple[Conflict, ...]
    coming: tuple[StepRow, ...] = ()
    going: tuple[StepRow, ...] = ()

    @property
    def is_still(self) -> bool:
        return not (self.moved or self.new_conflicts or self.solved or self.coming or self.going)


def what_if(process: Process, kept: Kept, changes: Mapping[Place, Dates], today: date) -> WhatIf:
    before = read_process(process, kept, today)
    return _compared(before, read_process(process, replace(kept, dates=changed(kept.dates, changes)), today))


def what_if_chosen(process: Process, kept: Kept, choices: Mapping[str, bool], today: date) -> WhatIf:
    """Which steps come and go, and what moves, when other things apply."""
    otherwise = Process(plan=process.plan, chain=process.chain, choices=dict(choices))
    return _compared(read_process(process, kept, today), read_process(otherwise, kept, today))


def what_if_by_hand(
    process: Process, kept: Kept, deadline: Deadline, day: date | None, because: str, today: date
) -> WhatIf:
    """What moves when the deadline is set by hand; with no day, when the law's own counting holds again."""
    code, provision = deadline.step, deadline.provision.id
    counted_from = deadline.by_hand.starts_on if deadline.by_hand else deadline.starts_on
    its = (code, provision, counted_from)
    by_hand = [one for one in kept.overrides if (one.code, one.provision, one.counted_from) != its]
    if day:
        by_hand.append(
            DeadlineOverride(
                process=process, code=code, provision=provision, counted_from=counted_from, day=day, because=because
            )
        )
    return _compared(read_process(process, kept, today), read_process(process, replace(kept, overrides=by_hand), today))


def _compared(before: ProcessPage, after: ProcessPage) -> WhatIf:
    stood, stands = set(before.conflicts), set(after.conflicts)
    was, becomes = {row.code for row in before.rows}, {row.code for row in after.rows}
    coming = tuple(row for row in after.rows if row.code not in was)
    told = {row.code for row in coming}
    return WhatIf(
        page=after,
        moved=tuple(one for one in _moved(before, after) if one.row.code not in told),
        new_conflicts=tuple(one for one in after.conflicts if one not in stood),
        solved=tuple(one for one in before.conflicts if one not in stands),
        coming=coming,
        going=tuple(row for row in before.rows if row.code not in becomes),
    )


def _moved(before: ProcessPage, after: ProcessPage) -> list[Moved]:
    """What others may do, or what may come to be needed, has no day of anybody's that could move."""
    was = {row.code: row for row in before.rows}
    found = []
    for row in (one for one in after.rows if not one.is_only_possible):
        old = was.get(row.code)
        if not row.is_passed and (old is None or old.day != row.day):
            found.append(Moved(row, None, old.day if old else None, row.day))
        ends = {key: one.working_day_end for key, one in _keyed(old.deadlines if old else ())}
        for key, one in _keyed(row.deadlines):
            if ends.get(key) != one.working_day_end:
                found.append(Moved(row, one, ends.get(key), one.working_day_end))
    return found


def _keyed(deadlines: Sequence[Deadline]) -> Iterator[tuple[tuple[str, str, bool, int], Deadline]]:
    """Each with what it is the same by before and after; rounds of one rule by their number."""
    rounds: Counter[tuple[str, str, bool]] = Counter()
    for one in deadlines:
        key = one.provision.id, one.municipality, one.backwards
        rounds[key] += 1
        yield (*key, rounds[key]), one
