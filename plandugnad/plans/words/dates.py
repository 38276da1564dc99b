"""Dates as they are written in text."""

from plandugnad.engines.tables.when import When

_MONTHS = (
    *("januar", "februar", "mars", "april", "mai", "juni"),
    *("juli", "august", "september", "oktober", "november", "desember"),
)


def written(when: When) -> str:
    """'12. juni 2019', '2019' or '2024–2026', in both written forms of Norwegian."""
    if when.day is None:
        return when.iso.replace("/", "–")
    return f"{when.day.day}. {_MONTHS[when.day.month - 1]} {when.day.year}"
