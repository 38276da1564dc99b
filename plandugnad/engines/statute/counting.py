"""From a provision and the day its clock starts to the day it ends, with each step of the arithmetic kept as a reason.

Sources: domstolloven §§ 148–149 for days, weeks, months and ends on holidays; forskrift om behandling av private
forslag § 7 for a clock that is stopped; the field's own reading (tag D) that a minimum's end on a holiday moves later,
while a maximum is told with the earlier, safe day beside it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from plandugnad.engines.statute.holidays import (
    HOLIDAY_NAMES,
    holiday,
    is_working_day,
    next_working_day,
    previous_working_day,
)
from plandugnad.engines.statute.periods import Length, Unit
from plandugnad.engines.statute.provisions import Bound, Certainty, Counting, Provision, Version
from plandugnad.engines.statute.sentences import CONFLICTS, REASONS, WEEKEND, in_language
from plandugnad.engines.statute.texts import Text, said_day, said_length


@dataclass(frozen=True, slots=True)
class What:
    """Why a day is no working day: its holiday, else that it is in the weekend."""

    day: date

    def said(self, language: str) -> str:
        name = holiday(self.day)
        return in_language(HOLIDAY_NAMES[name] if name else WEEKEND, language)


class Sayable(Protocol):
    def said(self, language: str) -> str: ...


Value = date | Length | Sayable | int | str


@dataclass(frozen=True, slots=True)
class Reason:
    """One clause of an explanation; words are made when somebody reads it."""

    key: str
    values: tuple[tuple[str, Value], ...] = ()

    def said(self, language: str = "nb") -> str:
        template = REASONS.get(self.key) or CONFLICTS[self.key]
        return in_language(template, language).format(**{name: _said(value, language) for name, value in self.values})


def reason(key: str, **values: Value) -> Reason:
    return Reason(key, tuple(values.items()))


def _said(value: Value, language: str) -> str:
    if isinstance(value, date):
        return said_day(value, language)
    if isinstance(value, Length):
        return said_length(value, language)
    return str(value) if isinstance(value, int | str) else value.said(language)


@dataclass(frozen=True, slots=True)
class Pause:
    """The clock stood from `stopped` until `resumed`; None while it still stands."""

    stopped: date
    resumed: date | None = None


@dataclass(frozen=True, slots=True)
class Growth:
    """How much longer than the law's own one of the periods in a sum has become, and in which step. `days` is None
    while its clock stands."""

    step: Text
    days: int | None


@dataclass(frozen=True, slots=True)
class End:
    """`statutory_end`: as counted. `working_day_end`: after the move to a working day, where the rule has one.
    `safe_date`: a day on which nobody can say it was too late (maximum) or too early (minimum). None while the clock
    stands."""

    statutory_end: date | None
    working_day_end: date | None
    safe_date: date | None
    reasons: tuple[Reason, ...]


def count(
    provision: Provision,
    version: Version,
    start: date,
    *,
    pauses: Sequence[Pause] = (),
    extended: bool = False,
    growth: Growth | None = None,
) -> End:
    """Forwards from the day the clock starts. Raises Refused when the calendar does not reach so far."""
    assert version.length
    assert version.starts
    reasons = [
        reason(version.bound, citation=provision.cited, length=version.length, start=start, starts=version.starts)
    ]
    end = version.length.after(start)
    reasons.append(arithmetic(version.length, start, end))
    if extended and version.extension:
        end = version.extension.after(end)
        reasons.append(reason("extended", length=version.extension, why=version.extension_when or "", end=end))
    standing, end = _pause(version, end, _since(start, pauses), reasons)
    if growth and growth.days is None:
        standing = True
        reasons.append(reason("sum_stands", step=growth.step))
    elif growth and growth.days:
        end += timedelta(days=growth.days)
        reasons.append(reason("sum_grows", length=_days(growth.days), step=growth.step, end=end))
    if standing:
        return End(None, None, None, (*reasons, *_remarks(provision, version)))
    moved = _move(version, end, reasons)
    safe = _safe(version, end, moved, reasons)
    return End(end, moved, safe, (*reasons, *_remarks(provision, version)))


def count_back(provision: Provision, version: Version, target: date) -> End:
    """Backwards: the last day the period can start when it must be over on `target`.

    For a rule of 'at least so long before a meeting' the end that falls on a holiday goes to the working day before.
    For a consultation the start must leave room for its own end to move; that is searched, not reckoned.
    """
    assert version.length
    reasons = [reason("at_least_before", citation=provision.cited, length=version.length, start=target)]
    reasons += _said_of(target)
    start = version.length.before(target)
    reasons.append(reason("sum_before", length=version.length, start=target, end=start))
    latest = _latest_that_fits(version.length, start, target, moves=version.counting is Counting.WORKING_DAY)
    safe = previous_working_day(latest)
    reasons += _back_to_a_safe_day(start, safe)
    return End(start, safe, safe, (*reasons, *_remarks(provision, version)))


def count_length(length: Length, start: date) -> End:
    """A bare length, without a provision: its end, and where that goes when it is no working day. Raises Refused."""
    end = length.after(start)
    moved = next_working_day(end)
    reasons = [arithmetic(length, start, end)]
    if moved != end:
        reasons.append(reason("moved", end=end, what=What(end), moved=moved))
    return End(end, moved, moved, tuple(reasons))


def count_length_back(length: Length, target: date) -> End:
    """The last day a bare length can begin and be over, moved end and all, on `target`. Raises Refused."""
    start = length.before(target)
    reasons = [*_said_of(target), reason("sum_before", length=length, start=target, end=start)]
    safe = previous_working_day(_latest_that_fits(length, start, target, moves=True))
    reasons += _back_to_a_safe_day(start, safe)
    return End(start, safe, safe, tuple(reasons))


def fixed_date(provision: Provision, version: Version, year: int) -> End:
    """A date the law names, in `year`. It does not move."""
    assert version.fixed
    end = date(year, *version.fixed)
    reasons = [reason("by", citation=provision.cited, end=end)]
    _stay(version, end, reasons)
    safe = previous_working_day(end)
    return End(end, end, safe, (*reasons, *_remarks(provision, version)))


def _said_of(target: date) -> list[Reason]:
    """A meeting nobody holds is counted back from all the same; whoever reads the answer should see it."""
    return [] if is_working_day(target) else [reason("target_is", start=target, what=What(target))]


def _back_to_a_safe_day(start: date, safe: date) -> list[Reason]:
    if safe == start:
        return []
    if not is_working_day(start):
        return [reason("moved_back", end=start, what=What(start), moved=safe)]
    return [reason("sum_fits", end=start, moved=safe)]


def _latest_that_fits(length: Length, start: date, target: date, *, moves: bool) -> date:
    """Months of unequal length and moved ends can put the end after the target: the last start that still fits."""
    day = timedelta(days=1)

    def ends(begun: date) -> date:
        end = length.after(begun)
        return next_working_day(end) if moves else end

    while ends(start) > target:
        start -= day
    while ends(start + day) <= target:
        start += day
    return start


def arithmetic(length: Length, start: date, end: date) -> Reason:
    if length.unit is Unit.DAYS:
        return reason("sum_days", number=length.number, end=end)
    if length.unit in (Unit.MONTHS, Unit.YEARS) and end.day != start.day:
        return reason("sum_month_end", number=start.day, end=end)
    return reason("sum", length=length, start=start, end=end)


def _since(start: date, pauses: Sequence[Pause]) -> list[Pause]:
    """A clock that has not started does not stand: what was stopped in an earlier round is of no account in this."""
    return [
        Pause(max(pause.stopped, start), pause.resumed)
        for pause in pauses
        if pause.resumed is None or pause.resumed > start
    ]


def _pause(version: Version, end: date, pauses: Sequence[Pause], reasons: list[Reason]) -> tuple[bool, date]:
    if not (version.stops and version.resumes):
        return False, end
    for pause in pauses:
        if pause.stopped > next_working_day(end):
            reasons.append(reason("stopped_too_late", start=pause.stopped))
        elif pause.resumed is None:
            left = max((end - pause.stopped).days, 0)
            reasons.append(
                reason(
                    "standing", start=pause.stopped, stops=version.stops, resumes=version.resumes, length=_days(left)
                )
            )
            return True, end
        else:
            stood = (pause.resumed - pause.stopped).days
            end += timedelta(days=stood)
            reasons.append(
                reason(
                    "paused",
                    length=_days(stood),
                    start=pause.stopped,
                    until=pause.resumed,
                    stops=version.stops,
                    resumes=version.resumes,
                    end=end,
                )
            )
    return False, end


def _days(number: int) -> Text:
    return Text(
        f"{number} {'dag' if number == 1 else 'dager'}",
        f"{number} {'dag' if number == 1 else 'dagar'}",
        f"{number} {'day' if number == 1 else 'days'}",
    )


def _move(version: Version, end: date, reasons: list[Reason]) -> date:
    if version.counting is not Counting.WORKING_DAY:
        _stay(version, end, reasons)
        return end
    moved = next_working_day(end)
    if moved != end:
        reasons.append(reason("moved", end=end, what=What(end), moved=moved))
    return moved


def _stay(version: Version, end: date, reasons: list[Reason]) -> None:
    if not is_working_day(end):
        reasons.append(reason("stays", end=end, what=What(end), source=version.counting_source))


def _safe(version: Version, end: date, moved: date, reasons: list[Reason]) -> date:
    if version.bound is not Bound.AT_MOST:
        return moved
    safe = previous_working_day(end)
    if safe != moved:
        reasons.append(reason("safe", end=safe))
    return safe


def _remarks(provision: Provision, version: Version) -> list[Reason]:
    remarks = []
    if version.valid_to:
        remarks.append(reason("version_until", end=version.valid_to))
    elif len(provision.versions) > 1:
        remarks.append(reason("version_from", start=version.valid_from))
    if provision.certainty in (Certainty.DEFAULT, Certainty.UNVERIFIED):
        remarks.append(reason(f"certainty_{provision.certainty}"))
    return remarks
