"""Meetings that come again: made as rows, and brought in step with their series when it changes."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from plandugnad.core import audit
from plandugnad.core.audit import By
from plandugnad.engines.tables.when import When
from plandugnad.meetings.actions.recording import one_at_a_time, refresh_meetings
from plandugnad.meetings.kinds import MeetingSource
from plandugnad.meetings.laying_out import Laid, lay_out, steps_of, untouched, wrong_period
from plandugnad.meetings.models import AgendaItem, Body, Meeting, Series

FIELDS = (
    *("title", "rhythm", "every", "weekday", "ordinal", "first_on", "last_on"),
    *("starts", "ends", "venue", "digital_address", "has_july_off", "except_on", "on_holiday"),
    *("agenda", "turns", "chairs", "chair", "prepares", "preparer"),
)


@transaction.atomic
def make_series(
    by: By, body: Body, values: Mapping[str, Any], *, id: UUID | None = None, since: date = date.min
) -> tuple[Series, int]:
    """The series, and how many meetings it made. Days on which the body meets already are left as they are."""
    one_at_a_time(body.place)
    series = Series(body=body, **({"id": id} if id else {}), **values)
    check_series(series)
    series.save(force_insert=True)
    steps = steps_of(series, since)
    _make(series, steps.made)
    _record(by, "series_made", series, {"made": len(steps.made)})
    return series, len(steps.made)


@transaction.atomic
def change_series(by: By, series: Series, values: Mapping[str, Any], today: date) -> tuple[int, int]:
    """From today on: meetings nobody has touched follow the series. Returns how many came and how many went."""
    current = Series.objects.select_for_update(of=("self",)).select_related("body").get(pk=series.pk)
    for name, value in values.items():
        setattr(current, name, value)
    check_series(current)
    current.save()
    steps = steps_of(current, today)
    gone = [meeting.id for meeting in steps.gone]
    Meeting.objects.filter(id__in=gone).delete()
    _bring_in_step(current, steps.stay)
    refresh_meetings(gone)
    _make(current, steps.made)
    _record(by, "series_changed", current, {"made": len(steps.made), "went": len(gone)})
    return len(steps.made), len(gone)


@transaction.atomic
def end_series(by: By, series: Series, today: date) -> int:
    """No more of it. What is held, moved, or has an agenda of its own stays."""
    gone = [meeting.id for meeting in untouched(series, today)]
    Meeting.objects.filter(id__in=gone).delete()
    refresh_meetings(gone)
    _record(by, "series_ended", series, {"went": len(gone)})
    series.delete()
    return len(gone)


@transaction.atomic
def bring_back_series(
    by: By, body: Body, id: UUID, values: Mapping[str, Any], meetings: list[str], today: date
) -> Series:
    """As it was before it was ended, with the `meetings` that stayed. Those to come are laid out anew."""
    one_at_a_time(body.place)
    series = Series(id=id, body=body, **values)
    series.save(force_insert=True)
    Meeting.objects.filter(id__in=meetings, body=body, series=None).update(series=series)
    steps = steps_of(series, today)
    _make(series, steps.made)
    _record(by, "series_made", series, {"made": len(steps.made)})
    return series


def check_series(series: Series) -> None:
    wrong: dict[str, str] = {}
    if said := wrong_period(series.first_on, series.last_on):
        wrong["last_on"] = said
    if series.ends and (not series.starts or series.ends <= series.starts):
        wrong["ends"] = _("Møtet må slutte etter at det begynner.")
    if wrong:
        raise ValidationError(wrong)
    if not any(one.laid for one in lay_out(series)):
        raise ValidationError({"last_on": _("Med disse valgene blir det ingen møter. Velg et lengre tidsrom.")})


def _values(series: Series, laid: Laid) -> dict[str, Any]:
    return {
        "title": series.title,
        "starts": series.starts,
        "ends": series.ends,
        "venue": series.venue,
        "digital_address": series.digital_address,
        "chair_organisation_id": laid.turn.chair,
        "chair": "" if laid.turn.chair else series.chair,
        "preparer_organisation_id": laid.turn.preparer,
        "preparer": "" if laid.turn.preparer else series.preparer,
        "series_day": laid.asked,
        "series_turn": laid.turn.whose,
    }


def _make(series: Series, made: list[Laid]) -> None:
    rows = [
        Meeting(
            body=series.body,
            series=series,
            when=When.on(laid.day),
            first_on=laid.day,
            source=MeetingSource.SERIES,
            **_values(series, laid),
        )
        for laid in made
    ]
    Meeting.objects.bulk_create(rows)
    _make_items(series, rows)
    refresh_meetings([row.id for row in rows])


def _make_items(series: Series, meetings: list[Meeting]) -> None:
    AgendaItem.objects.bulk_create(
        AgendaItem(meeting=meeting, order=order, title=title, is_fixed=True)
        for meeting in meetings
        for order, title in enumerate(series.agenda, 1)
    )


def _bring_in_step(series: Series, stay: list[tuple[Meeting, Laid]]) -> None:
    """A meeting whose day still stands keeps its page and its mark in the calendars; what is said of it changes."""
    moment, changed = timezone.now(), []
    for meeting, laid in stay:
        values = _values(series, laid)
        was = [item.title for item in meeting.items.all()]
        if was == series.agenda and all(getattr(meeting, name) == value for name, value in values.items()):
            continue
        for name, value in values.items():
            setattr(meeting, name, value)
        meeting.version += 1
        meeting.series_version, meeting.changed_at = meeting.version, moment
        changed.append(meeting)
    names = ["version", "series_version", "changed_at", *_columns()]
    Meeting.objects.bulk_update(changed, names)
    AgendaItem.objects.filter(meeting__in=changed).delete()
    _make_items(series, changed)
    refresh_meetings([meeting.id for meeting in changed])


def _columns() -> list[str]:
    return [
        *("title", "starts", "ends", "venue", "digital_address", "chair_organisation_id", "chair"),
        *("preparer_organisation_id", "preparer", "series_day", "series_turn"),
    ]


def _record(by: By, verb: str, series: Series, counts: dict[str, int]) -> None:
    about = {"days": [series.first_on.isoformat(), series.last_on.isoformat()], **counts}
    audit.record(by, verb, series, organisation_id=series.body.organisation_id, after=about)
