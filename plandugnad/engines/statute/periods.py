"""A length of time, and the day it ends on (domstolloven § 148)."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from plandugnad.engines.statute.refusal import Refused

# No rule is near it; it keeps a slip of the finger from being counted into the year 9999.
LONGEST_YEARS = 200
_WRITTEN = re.compile(r"(\d{1,6}) (days|weeks|months|years)")


class Unit(StrEnum):
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"


_PER_YEAR = {Unit.DAYS: 366, Unit.WEEKS: 53, Unit.MONTHS: 12, Unit.YEARS: 1}


@dataclass(frozen=True, slots=True)
class Length:
    number: int
    unit: Unit

    def __post_init__(self) -> None:
        if self.number < 1:
            raise Refused("length_not_positive", number=self.number)
        if self.number > LONGEST_YEARS * _PER_YEAR[self.unit]:
            raise Refused("length_too_long", number=self.number, years=LONGEST_YEARS)

    @classmethod
    def read(cls, written: str) -> "Length":
        """From the words of a provision, `12 weeks`."""
        if not (found := _WRITTEN.fullmatch(written)):
            raise Refused("length_not_read", written=written)
        return cls(int(found[1]), Unit(found[2]))

    def after(self, start: date) -> date:
        """The last day of the period. Days: the start is not counted, the end is (§ 148 first paragraph). Weeks, months
        and years end on the day of the same name or number; where there is none, on the last of the month (second)."""
        return _moved(start, self.number, self.unit)

    def before(self, end: date) -> date:
        """The day so long before `end`, counted in the same way backwards."""
        return _moved(end, -self.number, self.unit)


def _moved(day: date, number: int, unit: Unit) -> date:
    try:
        if unit is Unit.DAYS:
            return day + timedelta(days=number)
        if unit is Unit.WEEKS:
            return day + timedelta(weeks=number)
        turns = day.year * 12 + day.month - 1 + (number if unit is Unit.MONTHS else number * 12)
        year, month = divmod(turns, 12)
        return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    except (OverflowError, ValueError) as error:
        raise Refused("beyond_the_calendar", day=day.isoformat()) from error
