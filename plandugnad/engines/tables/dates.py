"""Dates as people write them in tables, read with the precision they were given."""

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from plandugnad.engines.tables.cases import without_cases
from plandugnad.engines.tables.phrases import without_phrases
from plandugnad.engines.tables.when import When

_MONTHS = {
    "januar": 1, "jan": 1, "februar": 2, "feb": 2, "mars": 3, "mar": 3, "april": 4, "apr": 4, "mai": 5, "juni": 6,
    "jun": 6,
    "juli": 7, "jul": 7, "august": 8, "aug": 8, "september": 9, "sept": 9, "sep": 9, "oktober": 10, "okt": 10,
    "november": 11, "nov": 11, "desember": 12, "des": 12, "december": 12, "dec": 12,
}  # fmt: skip
_MONTH = "(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + ")"
_SEASON = r"(?:vår|sommer|sumar|høst|haust|vinter|årsskift|nyttår|påske|jul)(?:en|a|et|ar|er)?"
_DASH = r"\s*(?:[-–—‒‑/]|--)\s*"
_YEAR = r"(?:19|20)\d\d"

_DAY_MONTH_YEAR = re.compile(r"(?<![\d.])(\d{1,2})\s?[./]\s?(\d{1,2})\s?[./]\s?(\d{4}|\d{2})(?![\d]|\.\d)")
_DASHED = re.compile(r"(?<!\d)(\d{1,2})-(\d{1,2})-(\d{4})(?!\d)")
# «12/6-2019», «12/6 2019»: day over month, as many write by hand.
_SLASHED = re.compile(r"(?<![\d/])(\d{1,2})\s?/\s?(\d{1,2})\s?[-–. ]\s?(\d{4}|\d{2})(?!\d)")
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)(?:T[\d:.]+)?")
_IN_WORDS = re.compile(rf"(?<!\d)(\d{{1,2}})\.?[\s-]?({_MONTH})\b\.?,?[\s-]*(\d{{4}}|\d{{2}})(?!\d)", re.IGNORECASE)
_SPAN = re.compile(
    rf"(?<!\d)(?<!\d[/._-])({_YEAR})(?:{_DASH}|\s*(?:,\s*)?(?:eller|og|el\.?|til|t\.?o\.?m\.?|til og med|or|&|\+)\s+)"
    rf"'?({_YEAR}|\d\d)(?![\d/]|[.-]\d)",
    re.IGNORECASE,
)
# Not within «1037_2010_03», a number of a plan.
_LONE_YEAR = re.compile(rf"(?<!\d)(?<!\d[/._-])({_YEAR})(?!\d|[/._-]\d(?!\. ?[hkt]))")
_HALF_OF_YEAR = re.compile(r"(?:^|\s)[vh]\s?\Z", re.IGNORECASE)  # «V2019», «H2019»
_MONTH_NUMBER = re.compile(rf"(?<![\d/.])(0?[1-9]|1[0-2])[./-]({_YEAR})(?![\d/.])")
_SHORT_YEAR = re.compile(rf"\b({_MONTH}|{_SEASON})[\s.'’-]{{0,3}}(\d\d)(?![\d./])", re.IGNORECASE)
_DAY_NUMBER = re.compile(r"[2-6]\d{4}(?:[.,]\d+)?\Z")
_FIRST_DAY_NUMBER, _LAST_DAY_NUMBER = 20_000, 60_000
_DAY_ZERO = date(1899, 12, 30)

# Words that may stand beside a date without adding anything to it.
_FILLERS = re.compile(
    r"\b(?:i|den|dato|år|året|av|ks|kst|k|f|ps|fsk|fs|sak|saksnr|sak nr|nr|kommunestyret|kommunestyre"
    r"|kommunestyremøte|møte|innen|innan"
    r"|vedtak|vedtaket|skal|og|eller|til|pr|per|egengodkjent|kst-vedtak|k-vedtak|plan|planen|blir|vert|er|bør|må"
    r"|oppstart|sist|siste|neste|nå|no|på)\b"
)
_REVISED = re.compile(
    r"\b(?:sist |siste )?(?:revidert|rullert|oppdatert|rev\.?|reviderte|endret|endra|justert|revisjon"
    r"|rullering)\b[\s.:,-]*(?:i |ks |den )*"
)


class Scan(NamedTuple):
    """Everything in a text that is a date."""

    days: tuple[date, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()
    years: tuple[int, ...] = ()
    about: bool = False  # a year that was given as a month, a season, «ca.»
    rest: str = ""  # what is left, casefolded


def full_year(text: str) -> int:
    """Two-digit years 00-49 are 20xx."""
    number = int(text)
    if len(text) > 2:
        return number
    return number + (2000 if number < 50 else 1900)


def day_number(value: float) -> date | None:
    """A number of 20,000-60,000 in a date column is a day as Excel counts them."""
    if _FIRST_DAY_NUMBER <= value <= _LAST_DAY_NUMBER:
        return _DAY_ZERO + timedelta(days=int(value))
    return None


def is_year(number: float) -> bool:
    return 1900 <= number <= 2100 and float(number).is_integer()


@lru_cache(maxsize=20_000)
def scan(text: str) -> Scan:
    """Finds days, spans of years and years in a text with even spaces; case numbers after a case word are none."""
    if _DAY_NUMBER.match(text) and (day := day_number(float(text.replace(",", ".")))):
        return Scan(days=(day,))
    found = _Finder(text)
    rest = without_cases(found.rest)
    found.rest = rest
    found.take_spans()
    found.take_years()
    return Scan(tuple(found.days), tuple(found.spans), tuple(found.years), found.about, found.rest.casefold())


class _Finder:
    def __init__(self, text: str) -> None:
        self.rest = text
        self.days: list[date] = []
        self.spans: list[tuple[int, int]] = []
        self.years: list[int] = []
        self.about = False
        self._take_days()

    def _take_days(self) -> None:
        for pattern, order in (
            (_ISO, "ymd"),
            (_IN_WORDS, "dmy"),
            (_DAY_MONTH_YEAR, "dmy"),
            (_DASHED, "dmy"),
            (_SLASHED, "dmy"),
        ):
            self.rest = pattern.sub(lambda match, order=order: self._day(match, order), self.rest)  # type: ignore[misc]

    def _day(self, match: re.Match[str], order: str) -> str:
        day, month, year = (match[1], match[2], match[3]) if order == "dmy" else (match[3], match[2], match[1])
        number = _MONTHS.get(month.casefold()) or int(month)
        try:
            self.days.append(date(full_year(year), number, int(day)))
        except ValueError:
            # 31.02.2019 is no date, and its year alone is not what was meant: it stays without digits to misread.
            return " ugyldig dato "
        return " "

    def take_spans(self) -> None:
        self.rest = _SPAN.sub(self._span, self.rest)

    def _span(self, match: re.Match[str]) -> str:
        span = span_of(match[1], match[2])
        if span is None and re.search(r"\d-(?:0[1-9]|1[0-2])\Z", match[0]):
            self.years.append(int(match[1]))  # «2019-06», a year and a month
            self.about = True
            return " "
        if span is None:
            return match[0]
        self.spans.append(span)
        return " "

    def take_years(self) -> None:
        self.rest = _MONTH_NUMBER.sub(self._month_number, self.rest)
        self.rest = _LONE_YEAR.sub(self._year, self.rest)
        self.rest = _SHORT_YEAR.sub(self._short_year, self.rest)

    def _month_number(self, match: re.Match[str]) -> str:
        self.years.append(int(match[2]))
        self.about = True
        return " "

    def _year(self, match: re.Match[str]) -> str:
        self.years.append(int(match[1]))
        self.about = self.about or bool(_HALF_OF_YEAR.search(match.string[: match.start()]))
        return " "

    def _short_year(self, match: re.Match[str]) -> str:
        self.years.append(full_year(match[2]))
        return match[1] + " "


def span_of(first: str, last: str) -> tuple[int, int] | None:
    """«2018», «2022» or «2018», «22»; None when the years do not follow each other."""
    begin, end = int(first), int(last)
    if len(last) == 2:
        end += begin // 100 * 100
        if end < begin:
            end += 100
    return (begin, end) if begin < end <= begin + 60 else None


def has_year(text: str) -> bool:
    """A year or a date anywhere in the text."""
    found = scan(text)
    return bool(found.days or found.spans or found.years)


def when_of_years(years: tuple[int, ...]) -> When:
    return When.of_years(min(years), max(years))


def says_more(found: Scan) -> bool:
    """Whether the text said something beside the date that should be kept in the notes."""
    return found.about or bool(re.search(r"[^\W\d_]{2}|\d|\?", _FILLERS.sub(" ", without_phrases(found.rest))))


def revised_part(text: str) -> tuple[str, str] | None:
    """«2015, sist revidert 2021» -> («2015, », «2021»)."""
    low = text.casefold()
    for match in _REVISED.finditer(low):
        after = text[match.end() :]
        if scan(after).days or scan(after).years:
            return text[: match.start()], after
    return None
