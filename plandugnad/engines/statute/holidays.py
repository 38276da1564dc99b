"""Which days move an end (domstolloven § 149): Saturdays, and the holy days and days set equal to them.

Sources: helligdagsloven (lov 24. februar 1995 nr. 12) § 2 names the holy days; lov 26. april 1947 nr. 1 makes 1 and
17 May equal to them. Sundays are among the holy days. 24 and 31 December are ordinary days here, whatever the hours
of the offices.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache

from dateutil.easter import easter

_DAY = timedelta(days=1)
SATURDAY, SUNDAY = 5, 6

# Days after Easter Sunday.
_MOVABLE = {
    "maundy_thursday": -3,
    "good_friday": -2,
    "easter_sunday": 0,
    "easter_monday": 1,
    "ascension": 39,
    "whit_sunday": 49,
    "whit_monday": 50,
}
_FIXED = {
    "new_years_day": (1, 1),
    "may_1": (5, 1),
    "may_17": (5, 17),
    "christmas_day": (12, 25),
    "boxing_day": (12, 26),
}

# bokmål, nynorsk, English
HOLIDAY_NAMES: Mapping[str, tuple[str, str, str]] = {
    "new_years_day": ("1. nyttårsdag", "1. nyttårsdag", "New Year's Day"),
    "maundy_thursday": ("skjærtorsdag", "skjærtorsdag", "Maundy Thursday"),
    "good_friday": ("langfredag", "langfredag", "Good Friday"),
    "easter_sunday": ("1. påskedag", "1. påskedag", "Easter Sunday"),
    "easter_monday": ("2. påskedag", "2. påskedag", "Easter Monday"),
    "may_1": ("offentlig høytidsdag", "offentleg høgtidsdag", "a public holiday"),
    "may_17": ("grunnlovsdagen", "grunnlovsdagen", "Constitution Day"),
    "ascension": ("Kristi himmelfartsdag", "Kristi himmelfartsdag", "Ascension Day"),
    "whit_sunday": ("1. pinsedag", "1. pinsedag", "Whit Sunday"),
    "whit_monday": ("2. pinsedag", "2. pinsedag", "Whit Monday"),
    "christmas_day": ("1. juledag", "1. juledag", "Christmas Day"),
    "boxing_day": ("2. juledag", "2. juledag", "Boxing Day"),
}


@lru_cache(maxsize=512)
def holidays(year: int) -> Mapping[date, str]:
    """Each holiday of the year and its key in HOLIDAY_NAMES. Where two meet, the fixed one gives the name."""
    sunday = easter(year)
    movable = {sunday + timedelta(days=after): name for name, after in _MOVABLE.items()}
    return movable | {date(year, month, day): name for name, (month, day) in _FIXED.items()}


def holiday(day: date) -> str | None:
    return holidays(day.year).get(day)


def is_working_day(day: date) -> bool:
    return day.weekday() < SATURDAY and day not in holidays(day.year)


def next_working_day(day: date) -> date:
    """The day itself when it is a working day."""
    while not is_working_day(day):
        day += _DAY
    return day


def previous_working_day(day: date) -> date:
    """The day itself when it is a working day."""
    while not is_working_day(day):
        day -= _DAY
    return day
