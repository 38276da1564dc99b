"""Meetings that come again: made as rows, and brought in step with their series when it changes."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from plandugnad.core import audit
from plandugnad.core.audit import By
from plandugnad.engines.tables.when import When
from plandugnad.meetings.actions.recording import one_at_a_time, refresh_meetings
from plandugnad.meetings.kinds import MeetingSource, Rhythm
from plandugnad.meetings.models import Body, Meeting, Series
from plandugnad.meetings.recurrence import LONGEST_YEARS, Rule, days_of

FIELDS = (
    *("title", "rhythm", "every", "weekday", "ordinal", "first_on", "last_on"),
    *("starts", "ends", "venue", "has_july_off", "except_on"),
)


def rule_of(series: Series) -> Rule:
    return Rule(
        series.rhythm == Rhythm.MONTHS,
        series.every,
        series.weekday,
        series.ordinal,
        series.first_on,
        series.last_on,
        series.has_july_off,
        frozenset(series.except_on),
    )


@transaction.atomic
def make_series(by: By, body: Body, values: Mapping[str, Any]) -> tuple[Series, int]:
    """The series, and how many meetings it made. Days on which the body meets already are left as they are."""
    one_at_a_time(body.place)
    series = Series(body=body, **values)
    days = _checked(series)
    series.save(force_insert=True)
    made = _make(series, days, date.min)
    _record(by, "series_made", series, {"made": made})
    return series, made


@transaction.atomic
def change_series(by: By, series: Series, values: Mapping[str, Any], today: date) -> tuple[int, int]:
    """From today on: meetings nobody has touched follow the series. Returns how many came and how many went."""
    current = Series.objects.select_for_update(of=("self",)).select_related("body").get(pk=series.pk)
    for name, value in values.items():
        setattr(current, name, value)
    days = _checked(current)
    current.save()
    gone = _untouched(current, today)
    went = {meeting.first_on for meeting in gone}
    ids = [meeting.id for meeting in gone]
    refreshed = list(ids)
    Meeting.objects.filter(id__in=ids).delete()
    made = _make(current, days, today)
    refresh_meetings(refreshed)
    stay = went & set(days)
    _record(by, "series_changed", current, {"made": made, "went": len(went - stay)})
    return max(made - len(stay), 0), len(went - stay)


@transaction.atomic
def end_series(by: By, series: Series, today: date) -> int:
    """No more of it. What is held, moved, or has an agenda stays."""
    gone = [meeting.id for meeting in _untouched(series, today)]
    Meeting.objects.filter(id__in=gone).delete()
    refresh_meetings(gone)
    _record(by, "series_ended", series, {"went": len(gone)})
    series.delete()
    return len(gone)


def _checked(series: Series) -> list[date]:
    if series.last_on < series.first_on:
        raise ValidationError({"last_on": _("Siste dag må komme etter første dag.")})
    if series.last_on.year - series.first_on.year > LONGEST_YEARS:
        said = _("En serie kan vare i høyst %(years)d år. Velg en tidligere siste dag.") % {"years": LONGEST_YEARS}
        raise ValidationError({"last_on": said})
    if series.ends and (not series.starts or series.ends <= series.starts):
        raise ValidationError({"ends": _("Møtet må slutte etter at det begynner.")})
    days = days_of(rule_of(series))
    if not days:
        raise ValidationError({"last_on": _("Med disse valgene blir det ingen møter. Velg et lengre tidsrom.")})
    return days


def _make(series: Series, days: list[date], today: date) -> int:
    taken = set(Meeting.objects.kept().filter(body=series.body, first_on__in=days).values_list("first_on", flat=True))
    rows = [
        Meeting(
            body=series.body,
            series=series,
            title=series.title,
            when=When.on(day),
            first_on=day,
            starts=series.starts,
            ends=series.ends,
            venue=series.venue,
            source=MeetingSource.SERIES,
        )
        for day in days
        if day not in taken and day >= today
    ]
    Meeting.objects.bulk_create(rows)
    refresh_meetings([row.id for row in rows])
    return len(rows)


def _untouched(series: Series, today: date) -> list[Meeting]:
    """To come, as the series made them, with nothing written in them."""
    rows = Meeting.objects.filter(series=series, first_on__gte=today, version=1, items=None, follow_ups=None)
    return list(rows.filter(deleted_at=None, is_cancelled=False).distinct())


def _record(by: By, verb: str, series: Series, counts: dict[str, int]) -> None:
    about = {"days": [series.first_on.isoformat(), series.last_on.isoformat()], **counts}
    audit.record(by, verb, series, organisation_id=series.body.organisation_id, after=about)
