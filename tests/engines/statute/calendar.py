"""A second count of every date in the cases: slow, a day at a time, with nothing of the engine and no date sums."""

from datetime import date

# Written out from published calendars, not computed: a formula shared with the engine could be wrong in both.
EASTER_SUNDAYS = (
    date(2008, 3, 23),
    date(2009, 4, 12),
    date(2010, 4, 4),
    date(2011, 4, 24),
    date(2012, 4, 8),
    date(2013, 3, 31),
    date(2014, 4, 20),
    date(2015, 4, 5),
    date(2016, 3, 27),
    date(2017, 4, 16),
    date(2018, 4, 1),
    date(2019, 4, 21),
    date(2020, 4, 12),
    date(2021, 4, 4),
    date(2022, 4, 17),
    date(2023, 4, 9),
    date(2024, 3, 31),
    date(2025, 4, 20),
    date(2026, 4, 5),
    date(2027, 3, 28),
    date(2028, 4, 16),
    date(2029, 4, 1),
    date(2030, 4, 21),
    date(2031, 4, 13),
    date(2032, 3, 28),
    date(2033, 4, 17),
    date(2034, 4, 9),
    date(2035, 3, 25),
    date(2036, 4, 13),
    date(2037, 4, 5),
    date(2038, 4, 25),
    date(2039, 4, 10),
    date(2040, 4, 1),
)
FIXED_HOLIDAYS = {(1, 1), (5, 1), (5, 17), (12, 25), (12, 26)}
MONTH_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
SATURDAY, SUNDAY = 5, 6


def days_in(year: int, month: int) -> int:
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 29 if month == 2 and leap else MONTH_LENGTHS[month - 1]


def day_after(day: date) -> date:
    if day.day < days_in(day.year, day.month):
        return date(day.year, day.month, day.day + 1)
    return date(day.year + 1, 1, 1) if day.month == 12 else date(day.year, day.month + 1, 1)


def day_before(day: date) -> date:
    if day.day > 1:
        return date(day.year, day.month, day.day - 1)
    year, month = (day.year - 1, 12) if day.month == 1 else (day.year, day.month - 1)
    return date(year, month, days_in(year, month))


def days_on(day: date, number: int) -> date:
    for _ in range(number):
        day = day_after(day)
    return day


def days_back(day: date, number: int) -> date:
    for _ in range(number):
        day = day_before(day)
    return day


def _moving_with_easter() -> frozenset[date]:
    holidays = set()
    for sunday in EASTER_SUNDAYS:
        holidays |= {days_back(sunday, 3), days_back(sunday, 2), sunday, day_after(sunday)}
        holidays |= {days_on(sunday, 39), days_on(sunday, 49), days_on(sunday, 50)}
    return frozenset(holidays)


MOVING_WITH_EASTER = _moving_with_easter()


def is_working_day(day: date) -> bool:
    assert EASTER_SUNDAYS[0].year <= day.year <= EASTER_SUNDAYS[-1].year, f"no Easter is written down for {day.year}"
    if day.weekday() in (SATURDAY, SUNDAY):
        return False
    return (day.month, day.day) not in FIXED_HOLIDAYS and day not in MOVING_WITH_EASTER


def next_working_day(day: date) -> date:
    """The day itself when it is a working day."""
    while not is_working_day(day):
        day = day_after(day)
    return day


def previous_working_day(day: date) -> date:
    """The day itself when it is a working day."""
    while not is_working_day(day):
        day = day_before(day)
    return day


def end_of(start: date, number: int, unit: str) -> date:
    """The end before any move: the start day is not counted; a date the last month lacks becomes its last day."""
    if unit == "days":
        return days_on(start, number)
    if unit == "weeks":
        return days_on(start, 7 * number)
    turns = {"months": number, "years": 12 * number}[unit]
    year, month = start.year, start.month
    for _ in range(turns):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return date(year, month, min(start.day, days_in(year, month)))


def meeting_minus(meeting: date, number: int) -> date:
    """The last working day with at least so many days left to the meeting."""
    return previous_working_day(days_back(meeting, number))
