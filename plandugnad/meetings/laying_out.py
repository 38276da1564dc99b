"""A series laid out along its days, and what a change of it would do: asked by previews and by what is then done."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, Prefetch, Q
from django.utils.translation import gettext as _

from plandugnad.meetings.kinds import Rhythm
from plandugnad.meetings.models import AgendaItem, Meeting, Series
from plandugnad.meetings.recurrence import LONGEST_YEARS, Asked, Rule, asked_of
from plandugnad.meetings.turns import Turn, next_place, turns_of


@dataclass(frozen=True, slots=True)
class Laid:
    """A meeting as the series has it."""

    asked: date
    day: date
    turn: Turn


@dataclass(frozen=True, slots=True)
class Place:
    """A day the rhythm asks for; without a meeting where it falls away."""

    asked: Asked
    laid: Laid | None


@dataclass(frozen=True, slots=True)
class Steps:
    """`own`: meetings on days of the series that are somebody's own by now, or the body's from before."""

    places: list[Place]
    made: list[Laid]
    stay: list[tuple[Meeting, Laid]]
    gone: list[Meeting]
    own: list[Meeting]


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
        series.on_holiday,
    )


def wrong_period(first: date, last: date) -> str:
    if last < first:
        return _("Siste dag må komme etter første dag.")
    if last.year - first.year > LONGEST_YEARS:
        return _("En serie kan vare i høyst %(years)d år. Velg en tidligere siste dag.") % {"years": LONGEST_YEARS}
    return ""


def lay_out(series: Series, since: date = date.min, start: int = 0) -> list[Place]:
    """From `since` on, the first of those who take turns being number `start`."""
    asked = [one for one in asked_of(rule_of(series)) if (one.day or one.asked) >= since]
    turns = iter(
        turns_of(sum(one.day is not None for one in asked), series.turns, series.chairs, series.prepares, start)
    )
    return [Place(one, None if one.day is None else Laid(one.asked, one.day, next(turns))) for one in asked]


def steps_of(series: Series, today: date) -> Steps:
    """What stands between the meetings there are and the series as it is said now, also one that is not saved."""
    had = Meeting.objects.filter(series=series.pk, series_day__lt=today).order_by("series_day", "id")
    start = next_place(series.turns, had.values_list("series_turn", flat=True)) if series.turns else 0
    places = lay_out(series, today, start)
    laid = [place.laid for place in places if place.laid]
    untouched_now = {meeting.first_on: meeting for meeting in untouched(series, today)}
    theirs = {meeting.pk for meeting in untouched_now.values()}
    asked = {one.asked for one in laid}
    others = Meeting.objects.filter(body=series.body_id, body__deleted_at=None).exclude(pk__in=theirs)
    ahead = Q(first_on__gte=today) | Q(series=series.pk, series_day__gte=today)
    own = [
        meeting
        for meeting in others.filter(ahead).select_related("chair_organisation", "preparer_organisation").in_order()
        if _is_in_the_way(meeting, series)
    ]
    taken = {meeting.first_on for meeting in own if meeting.deleted_at is None}
    taken |= {day for meeting in own if meeting.series_id == series.pk and (day := meeting.series_day)} & asked
    wanted = [one for one in laid if one.day not in taken and one.asked not in taken]
    stay = [(untouched_now.pop(one.day), one) for one in wanted if one.day in untouched_now]
    kept = {one.day for _meeting, one in stay}
    made = [one for one in wanted if one.day not in kept]
    days = {one.day for one in laid}
    own = [meeting for meeting in own if meeting.first_on in days or meeting.series_id == series.pk]
    return Steps(places, made, stay, list(untouched_now.values()), own)


def _is_in_the_way(meeting: Meeting, series: Series) -> bool:
    """Also one of the series that was deleted or moved: it is not to come back on its old day."""
    return meeting.deleted_at is None or meeting.series_id == series.pk


def untouched(series: Series, today: date) -> list[Meeting]:
    """To come, as the series made them, with nothing written in them."""
    written = AgendaItem.objects.filter(meeting=OuterRef("pk"), is_fixed=False)
    rows = Meeting.objects.filter(
        series=series.pk, first_on__gte=today, version=F("series_version"), follow_ups=None, deleted_at=None
    )
    fixed = Prefetch("items", AgendaItem.objects.filter(deleted_at=None).order_by("order", "id"))
    found = rows.filter(~Exists(written), is_cancelled=False).select_related(
        "chair_organisation", "preparer_organisation"
    )
    return list(found.prefetch_related(fixed).in_order())
