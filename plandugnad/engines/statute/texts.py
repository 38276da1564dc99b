"""Words in the two written standards, and dates and lengths as they are said in them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from plandugnad.engines.statute.periods import Length, Unit
from plandugnad.engines.statute.sentences import in_language


@dataclass(frozen=True, slots=True)
class Text:
    """A text in the languages it is written in. Where English is missing the bokmål is shown: the law has no other."""

    nb: str
    nn: str
    en: str = ""

    @classmethod
    def read(cls, data: Mapping[str, str]) -> "Text":
        text = cls(**data)
        if not (text.nb and text.nn):
            raise ValueError("nb and nn must both be written")
        return text

    def said(self, language: str) -> str:
        return self.nn if language == "nn" else self.en or self.nb if language == "en" else self.nb


_WEEKDAYS = (
    ("mandag", "måndag", "Monday"),
    ("tirsdag", "tysdag", "Tuesday"),
    ("onsdag", "onsdag", "Wednesday"),
    ("torsdag", "torsdag", "Thursday"),
    ("fredag", "fredag", "Friday"),
    ("lørdag", "laurdag", "Saturday"),
    ("søndag", "søndag", "Sunday"),
)
_MONTHS = (
    ("januar", "January"),
    ("februar", "February"),
    ("mars", "March"),
    ("april", "April"),
    ("mai", "May"),
    ("juni", "June"),
    ("juli", "July"),
    ("august", "August"),
    ("september", "September"),
    ("oktober", "October"),
    ("november", "November"),
    ("desember", "December"),
)
_UNITS = {
    Unit.DAYS: (("dag", "dager"), ("dag", "dagar"), ("day", "days")),
    Unit.WEEKS: (("uke", "uker"), ("veke", "veker"), ("week", "weeks")),
    Unit.MONTHS: (("måned", "måneder"), ("månad", "månader"), ("month", "months")),
    Unit.YEARS: (("år", "år"), ("år", "år"), ("year", "years")),
}


def said_day(day: date, language: str) -> str:
    """`mandag 1. juni 2026`."""
    norwegian, english = _MONTHS[day.month - 1]
    weekday = in_language(_WEEKDAYS[day.weekday()], language)
    return (
        f"{weekday} {day.day} {english} {day.year}"
        if language == "en"
        else f"{weekday} {day.day}. {norwegian} {day.year}"
    )


def day_alone(day: date, language: str) -> str:
    """`1. juni 2026`, as a letter is dated."""
    return said_day(day, language).partition(" ")[2]


@dataclass(frozen=True, slots=True)
class Day:
    """A date in a sentence whose language is not known yet."""

    date: date

    def said(self, language: str) -> str:
        return said_day(self.date, language)


def said_length(length: Length, language: str) -> str:
    one, many = in_language(_UNITS[length.unit], language)
    return f"{length.number} {one if length.number == 1 else many}"
