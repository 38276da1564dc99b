"""Dates as they are written in text."""

from plandugnad.core.marks import written_day
from plandugnad.engines.tables.when import When


def written(when: When) -> str:
    """'12. juni 2019', '2019' or '2024–2026'; in English '12 June 2019'."""
    return when.iso.replace("/", "–") if when.day is None else written_day(when.day)
