"""The days of a series: python-dateutil's rules, with July off and days taken out."""

from dataclasses import dataclass
from datetime import date, datetime, time

from dateutil.rrule import MONTHLY, WEEKLY, rrule, weekdays

MOST = 200
LONGEST_YEARS = 6
JULY = 7


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


def days_of(rule: Rule) -> list[date]:
    """In order, none twice, none outside what the rule says; at most MOST."""
    day = weekdays[rule.weekday]
    found = rrule(
        MONTHLY if rule.is_by_month else WEEKLY,
        dtstart=datetime.combine(rule.first_on, time()),
        until=datetime.combine(rule.last_on, time()),
        interval=rule.every,
        byweekday=day(rule.ordinal) if rule.is_by_month else day,
    )
    days = (moment.date() for moment in found)
    return [each for each in days if not (rule.has_july_off and each.month == JULY) and each not in rule.except_on][
        :MOST
    ]
