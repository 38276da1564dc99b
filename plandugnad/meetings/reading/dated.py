"""The dates of one line: each day takes its month and year from beside it, else from what is said above."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, time

from plandugnad.meetings.reading.tokens import Kind, Token

FIRST_YEAR, LAST_YEAR = 2000, 2100


@dataclass(frozen=True, slots=True)
class Above:
    """What has been said so far, or what a column heading says."""

    year: int = 0
    month: int = 0


@dataclass(slots=True)
class Day:
    text: str
    day: int
    month: int = 0
    year: int = 0
    weekday: int | None = None
    starts: time | None = None
    ends: time | None = None
    is_cancelled: bool = False

    @property
    def on(self) -> date | None:
        try:
            return date(self.year, self.month, self.day)
        except ValueError:
            return None

    @property
    def fault(self) -> str:
        """Why it is no day, or ''. In the order a person would ask."""
        if not self.month:
            return "no_month"
        if not self.year:
            return "no_year"
        if not FIRST_YEAR <= self.year <= LAST_YEAR:
            return "strange_year"
        if self.on is None:
            return "no_such_day"
        return "wrong_weekday" if self.weekday not in (None, self.on.weekday()) else ""


def days_of(line: Sequence[Token], above: Above) -> tuple[list[Day], Above]:
    """The days a line tells of, and what stands above the next line."""
    days = _gathered(line, above)
    _take_years(line, days, above.year)
    _take_times(line, days)
    years = [day.year for day in days if day.year]
    return [day for _at, day in _placed(line, days)], replace(above, year=years[-1] if years else above.year)


def _gathered(line: Sequence[Token], above: Above) -> list[Day]:
    days: list[Day] = []
    weekday: int | None = None
    months = _months_after(line)
    for at, token in enumerate(line):
        if token.kind is Kind.WEEKDAY:
            weekday = token.numbers[0]
        elif token.kind is Kind.DATE:
            day, month, year = token.numbers
            days.append(Day(token.text, day, month, year, weekday))
            weekday = None
        elif token.kind is Kind.DAY and _is_day(line, at, above, months[at][0]):
            month, year = months[at]
            days.append(Day(token.text, token.numbers[0], month or above.month, year, weekday=weekday))
            weekday = None
        elif token.kind is Kind.CANCELLED and days:
            days[-1].is_cancelled = True
    return days


def _is_day(line: Sequence[Token], at: int, above: Above, month: int) -> bool:
    """A lone number is a day when a month follows its list, or when a month stands above and it begins something."""
    if month:
        return True
    before = line[at - 1].kind if at else None
    begins = before in {None, Kind.JOIN, Kind.DAY, Kind.WEEKDAY, Kind.TIME, Kind.CANCELLED, Kind.MONTH}
    if above.month:
        return begins
    after = line[at + 1].kind if at + 1 < len(line) else None
    return begins and line[at].text.rstrip().endswith(".") and after is not Kind.WORDS and bool(at or after)


def _months_after(line: Sequence[Token]) -> list[tuple[int, int]]:
    """«12., 19. og 26. februar»: for each token the month (and year) that ends the list it is in."""
    found = [(0, 0)] * len(line)
    following = (0, 0)
    for at in range(len(line) - 1, -1, -1):
        found[at] = following
        token = line[at]
        if token.kind is Kind.DATE:
            following = (token.numbers[1], token.numbers[2])
        elif token.kind is Kind.MONTH:
            following = (token.numbers[0], 0)
        elif token.kind not in {Kind.JOIN, Kind.DAY, Kind.WEEKDAY}:
            following = (0, 0)
    return found


def _placed(line: Sequence[Token], days: list[Day]) -> list[tuple[int, Day]]:
    """Each day with where it stands in the line."""
    left = iter(days)
    pairs: list[tuple[int, Day]] = []
    day = next(left, None)
    for at, token in enumerate(line):
        if day is not None and token.kind in {Kind.DATE, Kind.DAY} and token.text == day.text:
            pairs.append((at, day))
            day = next(left, None)
    return pairs


def _take_years(line: Sequence[Token], days: list[Day], above: int) -> None:
    """The year to the right in the line, else the one to the left (when time does not go backwards), else above."""
    placed = dict(_placed(line, days))
    following = 0
    for at in range(len(line) - 1, -1, -1):
        said = _said_year(line[at])
        following = said or following
        if at in placed and not placed[at].year:
            placed[at].year = following
    _from_the_left(line, placed, above)


def _from_the_left(line: Sequence[Token], placed: dict[int, Day], above: int) -> None:
    standing, last = above, date.min
    for at, token in enumerate(line):
        if token.kind is Kind.YEAR:
            standing, last = token.numbers[0], date.min
        if (day := placed.get(at)) is None:
            continue
        if not day.year:
            day.year = standing
            if day.on is not None and day.on < last:
                day.year = 0  # December, then January: nobody has said which year that is
        elif day.on is not None:
            standing, last = day.year, day.on


def _said_year(token: Token) -> int:
    if token.kind is Kind.YEAR:
        return token.numbers[0]
    return token.numbers[2] if token.kind is Kind.DATE else 0


def _take_times(line: Sequence[Token], days: list[Day]) -> None:
    """One time is for all the days; of several each is for the days before it."""
    placed = dict(_placed(line, days))
    times = [token for token in line if token.kind is Kind.TIME]
    chosen = times[-1] if times else None
    for at in range(len(line) - 1, -1, -1):
        if line[at].kind is Kind.TIME:
            chosen = line[at]
        if at in placed and chosen is not None:
            placed[at].starts, placed[at].ends = chosen.starts, chosen.ends
