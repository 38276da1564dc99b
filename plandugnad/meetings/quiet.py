"""Days on which few meet although they are no holy days: the week before Easter, and from 23 December to New Year."""

from datetime import date, timedelta

from dateutil.easter import easter

EASTER_WEEK, CHRISTMAS = "easter_week", "christmas"


def quiet_time(day: date) -> str:
    """Which of them; '' for most days."""
    sunday = easter(day.year)
    if sunday - timedelta(days=6) <= day < sunday:
        return EASTER_WEEK
    return CHRISTMAS if (day.month, day.day) == (1, 1) or (day.month == 12 and day.day >= 23) else ""
