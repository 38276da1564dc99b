"""Council terms. A term is called by the year of the election it begins with: 2023 is 2023–2027.

Municipal elections are every fourth year (valgloven § 15-1); 2023 was one. The councils constitute themselves by the
end of October (koml. § 7-1), and that day the year begins within which the strategy must be adopted (pbl. § 10-1).
"""

from dataclasses import dataclass
from datetime import date

AN_ELECTION_YEAR, YEARS = 2023, 4


@dataclass(frozen=True, order=True)
class Term:
    first_year: int

    @classmethod
    def of(cls, day: date) -> "Term":
        """The term of the councils that sit that day; in the autumn of an election the new one from 1 October."""
        year = day.year if day >= date(day.year, 10, 1) else day.year - 1
        return cls(year - (year - AN_ELECTION_YEAR) % YEARS)

    @property
    def last_year(self) -> int:
        return self.first_year + YEARS

    @property
    def name(self) -> str:
        return f"{self.first_year}–{self.last_year}"

    @property
    def next(self) -> "Term":
        return Term(self.first_year + YEARS)

    @property
    def years(self) -> tuple[int, ...]:
        """Those there is planning in, from the election to the next, both included."""
        return tuple(range(self.first_year, self.last_year + 1))

    @property
    def halves(self) -> tuple["HalfYear", ...]:
        """From the second half of the election year to the first half of the next."""
        first, last = HalfYear(self.first_year, 2), HalfYear(self.last_year, 1)
        return tuple(HalfYear.numbered(number) for number in range(first.number, last.number + 1))


def is_election_year(year: int) -> bool:
    return (year - AN_ELECTION_YEAR) % YEARS == 0


@dataclass(frozen=True, order=True)
class HalfYear:
    """What a planning strategy promises: «våren 2025» is HalfYear(2025, 1). Kept as 20251."""

    year: int
    half: int

    @classmethod
    def of(cls, day: date) -> "HalfYear":
        return cls(day.year, 1 if day.month <= 6 else 2)

    @classmethod
    def numbered(cls, number: int) -> "HalfYear":
        return cls(number // 2, number % 2 + 1)

    @classmethod
    def kept(cls, code: int) -> "HalfYear":
        return cls(code // 10, code % 10)

    @property
    def number(self) -> int:
        """Counted one by one, so that halves may be added and subtracted."""
        return self.year * 2 + self.half - 1

    @property
    def code(self) -> int:
        return self.year * 10 + self.half

    @property
    def first_day(self) -> date:
        return date(self.year, 1 if self.half == 1 else 7, 1)

    @property
    def last_day(self) -> date:
        return date(self.year, 6, 30) if self.half == 1 else date(self.year, 12, 31)
