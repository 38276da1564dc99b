"""Days and numbers in Norwegian and in English: '12. juni 2027' or '12 June 2027', '12 345,6' or '12,345.6'."""

from datetime import date

from django.utils.translation import get_language

# Bokmål and nynorsk have the same months, written the same way.
_NORWEGIAN = (
    *("januar", "februar", "mars", "april", "mai", "juni"),
    *("juli", "august", "september", "oktober", "november", "desember"),
)
_ENGLISH = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def is_english() -> bool:
    return (get_language() or "").startswith("en")


def decimal_mark() -> str:
    return "." if is_english() else ","


def thousands_mark(space: str) -> str:
    return "," if is_english() else space


def month_name(month: int) -> str:
    return (_ENGLISH if is_english() else _NORWEGIAN)[month - 1]


def written_day(day: date) -> str:
    return f"{day.day}{'' if is_english() else '.'} {month_name(day.month)} {day.year}"
