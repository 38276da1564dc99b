"""The years along the top, and where a day is on them. Places are in percent, so that a drawing may have any width."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

MOST_YEARS_BACK, MOST_YEARS_AHEAD = 20, 16
FEWEST_YEARS = 8
_STEPS = (1, 2, 5, 10)
_MOST_TICKS = 8


@dataclass(frozen=True)
class Tick:
    year: int
    at: float


@dataclass(frozen=True)
class Scale:
    """From the first day of one year to the last of another."""

    first_year: int
    last_year: int

    def at(self, day: date) -> float:
        """In percent; what is outside is put at the edge."""
        years = day.year + (day.timetuple().tm_yday - 1) / 366 - self.first_year
        return round(min(max(years / (self.last_year + 1 - self.first_year), 0), 1) * 100, 2)

    def is_before(self, day: date) -> bool:
        return day.year < self.first_year

    def is_after(self, day: date) -> bool:
        return day.year > self.last_year

    @property
    def ticks(self) -> tuple[Tick, ...]:
        years = self.last_year + 1 - self.first_year
        step = next((one for one in _STEPS if years / one <= _MOST_TICKS), _STEPS[-1])
        first = -(-self.first_year // step) * step
        return tuple(Tick(year, self.at(date(year, 1, 1))) for year in range(first, self.last_year + 1, step))


def scale_of(days: Iterable[date], today: date) -> Scale:
    """As wide as the plans need, but no wider than one can read; bars that go further are cut at the edge."""
    years = [day.year for day in days]
    first = min([today.year - FEWEST_YEARS // 2, *(max(year, today.year - MOST_YEARS_BACK) for year in years)])
    last = max([today.year + FEWEST_YEARS // 2, *(min(year, today.year + MOST_YEARS_AHEAD) for year in years)])
    return Scale(first, last)
