"""Series were counted from the week or month of `first_on`, also when its first meeting came in a later one. They are
now counted from the first meeting; so that the days of those there are stay where they are, they begin at it."""

from datetime import date, datetime, time, timedelta
from typing import Any

from dateutil.rrule import MONTHLY, WEEKLY, rrule, weekdays
from django.db import migrations


def _first(series: Any, *, every: int) -> date | None:
    day, is_by_month = weekdays[series.weekday], series.rhythm == "months"
    found = rrule(
        MONTHLY if is_by_month else WEEKLY,
        dtstart=datetime.combine(series.first_on, time()),
        until=datetime.combine(series.first_on + timedelta(days=366 * 12), time()),
        interval=every,
        byweekday=day(series.ordinal) if is_by_month else day,
    )
    first = next(iter(found), None)
    return first.date() if first else None


def begin_at_the_first_meeting(apps: Any, _schema: Any) -> None:
    rows = apps.get_model("meetings", "Series").objects.filter(every__gt=1)
    for series in rows.iterator():
        was = _first(series, every=series.every)
        if was is not None and was != _first(series, every=1) and was <= series.last_on:
            series.first_on = was
            series.save(update_fields=["first_on"])


class Migration(migrations.Migration):
    dependencies = [("meetings", "0003_who_leads")]
    operations = [migrations.RunPython(begin_at_the_first_meeting, migrations.RunPython.noop)]
