"""A date kept with the precision it was given: a day, a year, or a span of years. Never filled up to 1 January."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import total_ordering

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})\Z")
_YEAR = re.compile(r"\d{4}\Z")
_SPAN = re.compile(r"(\d{4})[/-](\d{4})\Z")


@total_ordering
@dataclass(frozen=True, slots=True)
class When:
    """Use `When.on`, `When.of_year`, `When.of_years` or `When.parse`. Refuses impossible dates with ValueError."""

    year: int
    last_year: int
    day: date | None = None

    def __post_init__(self) -> None:
        if not 1 <= self.year <= self.last_year <= 9999:
            raise ValueError(f"not a span of years: {self.year}/{self.last_year}")

    @classmethod
    def on(cls, day: date) -> When:
        return cls(day.year, day.year, date(day.year, day.month, day.day))

    @classmethod
    def of_year(cls, year: int) -> When:
        return cls(year, year)

    @classmethod
    def of_years(cls, first: int, last: int) -> When:
        return cls(first, last)

    @classmethod
    def parse(cls, text: str) -> When:
        """Reads the stored form: '2019-06-12', '2019', '2024/2026' (and '2024-2026')."""
        if found := _DAY.match(text):
            return cls.on(date(int(found[1]), int(found[2]), int(found[3])))
        if _YEAR.match(text):
            return cls.of_year(int(text))
        if found := _SPAN.match(text):
            return cls.of_years(int(found[1]), int(found[2]))
        raise ValueError(f"not a date, a year or a span of years: {text!r}")

    @property
    def precision(self) -> str:
        """'day', 'year' or 'years'."""
        if self.day:
            return "day"
        return "year" if self.year == self.last_year else "years"

    @property
    def iso(self) -> str:
        """The stored form; a span is written with a slash, as in EDTF and ISO 8601."""
        return self._written("/")

    @property
    def written(self) -> str:
        """As people write it in a table: '2019-06-12', '2019', '2024-2026'."""
        return self._written("-")

    @property
    def told(self) -> str:
        """As people write it in a sentence: '12.06.2019', '2019', '2024–2026'."""
        return f"{self.day.day:02d}.{self.day.month:02d}.{self.day.year}" if self.day else self._written("–")

    def _written(self, between: str) -> str:
        if self.day:
            return self.day.isoformat()
        first = f"{self.year:04d}"
        return first if self.year == self.last_year else f"{first}{between}{self.last_year:04d}"

    def first_day(self) -> date:
        """The earliest day it can be."""
        return self.day or date(self.year, 1, 1)

    def last_day(self) -> date:
        """The latest day it can be."""
        return self.day or date(self.last_year, 12, 31)

    def is_before(self, other: When) -> bool:
        """Surely earlier: two days are compared as days, anything less precise by its years."""
        if self.day and other.day:
            return self.day < other.day
        return self.last_year < other.year

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, When):
            return NotImplemented
        return (self.first_day(), self.last_day()) < (other.first_day(), other.last_day())

    def __str__(self) -> str:
        return self.iso
