"""When a plan should have been revised, from the date as precisely as it was given. `today` comes from the caller."""

from datetime import date, timedelta
from enum import StrEnum

from plandugnad.engines.tables.when import When
from plandugnad.plans.kinds import ENDED

SOON_DAYS = 365  # a revision takes about a year, so this is when it has to begin


class Due(StrEnum):
    OVERDUE = "overdue"
    SOON = "soon"
    LATER = "later"
    NONE = ""


def due(revision_due: When | None, status: str, today: date) -> Due:
    """A plan is overdue when the last day its date may mean is past: one due in 2026 is not overdue before 2027."""
    if revision_due is None or status in ENDED:
        return Due.NONE
    last_day = revision_due.last_day()
    if last_day < today:
        return Due.OVERDUE
    return Due.SOON if last_day <= soon_until(today) else Due.LATER


def soon_until(today: date) -> date:
    return today + timedelta(days=SOON_DAYS)


def age_years(adopted: When | None, today: date) -> int | None:
    """Whole years since the adoption; by years alone where no day was given."""
    if adopted is None or adopted.first_day() > today:
        return None
    years = today.year - adopted.last_year
    if adopted.day and (today.month, today.day) < (adopted.day.month, adopted.day.day):
        years -= 1
    return max(years, 0)
