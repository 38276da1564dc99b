"""Which days of a series are taken out: those ticked in the preview, and before it is seen, those few meet on."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date

from plandugnad.meetings.laying_out import rule_of
from plandugnad.meetings.models import Meeting, Series
from plandugnad.meetings.quiet import quiet_time
from plandugnad.meetings.recurrence import asked_of

MOST = 400


def read_days(texts: Iterable[str]) -> set[date]:
    """Ticks as they were sent; what is no day is passed by."""
    found = set()
    for text in list(texts)[:MOST]:
        try:
            found.add(date.fromisoformat(text))
        except ValueError:
            continue
    return found


def days_out(series: Series, shown: Collection[date], ticked: Collection[date]) -> list[date]:
    """Days that have been `shown` are out when they are `ticked`; others as they stand, or as is proposed for new ones.

    A day the series has a meeting on was chosen by somebody, and is not proposed to go.
    """
    rows = Meeting.objects.filter(series=series.pk, series_day__isnull=False)
    had = set(rows.values_list("series_day", flat=True)) if not series._state.adding else set()
    out = set(series.except_on) - set(shown)
    for one in asked_of(replace(rule_of(series), except_on=frozenset())):
        if one.asked in shown:
            out |= {one.asked} & set(ticked)
        elif one.day is not None and quiet_time(one.day) and one.asked not in had:
            out.add(one.asked)
    return sorted(out)
