"""The days of a series: python-dateutil's rules, with July off, days taken out, and what becomes of holy days."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice

from dateutil.rrule import MONTHLY, WEEKLY, rrule, weekdays

from plandugnad.engines.statute.holidays import holiday, next_working_day

MOST = 200
LONGEST_YEARS = 6
JULY = 7
KEEP, SKIP, MOVE = "keep", "skip", "move"
IN_JULY, TAKEN_OUT, NO_ROOM = "july", "taken_out", "no_room"


@dataclass(frozen=True, slots=True)
class Rule:
    """`ordinal` is which of the month's such weekdays, -1 the last; a rule by weeks does not look at it."""

    is_by_month: bool
    every: int
    weekday: int  # 0 is Monday
    ordinal: int
    first_on: date
    last_on: date
    has_july_off: bool = True
    except_on: frozenset[date] = frozenset()
    on_holiday: str = KEEP


@dataclass(frozen=True, slots=True)
class Asked:
    """A day the rhythm asks for, and the day it is held: another when it is moved, none when it falls away.

    `why` is the key of a holy day also when the meeting is held on it.
    """

    asked: date
    day: date | None
    why: str = ""


def asked_of(rule: Rule) -> list[Asked]:
    """In order; at most MOST of those that are held."""
    found, held = [], 0
    last: date | None = None
    for day in _days(rule):
        one = _asked(rule, day)
        if one.day is not None and last is not None and one.day <= last:
            one = Asked(day, None, one.why)
        found.append(one)
        if one.day is not None:
            last, held = one.day, held + 1
        if held == MOST:
            break
    return found


def days_of(rule: Rule) -> list[date]:
    """In order, none twice, none outside what the rule says; at most MOST."""
    return [one.day for one in asked_of(rule) if one.day is not None]


def first_of(rule: Rule) -> date:
    """The first such day on or after `first_on`, from which every other week or month is counted."""
    day = weekdays[rule.weekday]
    found = rrule(
        MONTHLY if rule.is_by_month else WEEKLY,
        dtstart=datetime.combine(rule.first_on, time()),
        count=1,
        byweekday=day(rule.ordinal) if rule.is_by_month else day,
    )
    return found[0].date()


def _days(rule: Rule) -> Iterator[date]:
    day = weekdays[rule.weekday]
    found = rrule(
        MONTHLY if rule.is_by_month else WEEKLY,
        dtstart=datetime.combine(first_of(rule), time()),
        until=datetime.combine(rule.last_on, time()),
        interval=rule.every,
        byweekday=day(rule.ordinal) if rule.is_by_month else day,
    )
    return (moment.date() for moment in islice(found, LONGEST_YEARS * 54))


def _asked(rule: Rule, day: date) -> Asked:
    if rule.has_july_off and day.month == JULY:
        return Asked(day, None, IN_JULY)
    if day in rule.except_on:
        return Asked(day, None, TAKEN_OUT)
    why = holiday(day) or ""
    if not why or rule.on_holiday == KEEP:
        return Asked(day, day, why)
    moved = next_working_day(day)
    is_open = moved <= rule.last_on and moved not in rule.except_on and not (rule.has_july_off and moved.month == JULY)
    return Asked(day, moved if rule.on_holiday == MOVE and is_open else None, why)
