"""What happens the next thirty days where this person takes part, and the dates of her plans."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, F, Q, When, Window

from plandugnad.plans.telling import DUE
from plandugnad.projections import audience
from plandugnad.projections.models import CalendarEntry
from plandugnad.projections.words import kind_label, title
from plandugnad.regions.actor import Actor
from plandugnad.web.queries.rows import Row, of_entries, owners_or_place, part
from plandugnad.web.year import Deadline

DAYS = 30
SHOWN = 12
_YEAR = timedelta(days=366)
# More than this in a year is more than a line can show.
_MOST_DEADLINES = 1_000


@dataclass(frozen=True)
class Day:
    source_id: UUID
    title: str
    address: str
    kind: str
    place: str
    on: date
    starts_at: datetime | None


def days_part(number: int, actor: Actor, today: date) -> Any:
    """What is given by year alone is told of on its last day, not every day of the year.

    Neighbours' adopted plans are left out for those who have something of their own, and the dates of plans for those
    who follow a whole area; the calendar has them all.
    """
    theirs = {audience.readers_of_adopted(id) for id in actor.reads_adopted}
    last = today + timedelta(days=DAYS)
    entries = CalendarEntry.objects.visible_to(actor.keys - theirs).filter(
        Q(last_on__range=(today, last)) | Q(first_on__range=(today, last), starts_at__isnull=False)
    )
    first = entries.once().order_by("last_on", "starts_at", "title", "id")[: SHOWN * 2]
    on = Case(When(starts_at=None, then=F("last_on")), default=F("first_on"))
    return of_entries(number, first, day=on, at="starts_at")


def days_of(rows: Iterable[Row], told: set[tuple[UUID, str]]) -> tuple[Day, ...]:
    """Less what is told of already."""
    days = [
        Day(row.source_id, title(row), row.address, kind_label(row.kind), row.place, row.day, row.at)
        for row in rows
        if (row.source_id, row.which) not in told and row.day is not None
    ]
    days.sort(key=lambda day: (day.on, day.starts_at.isoformat() if day.starts_at else "", day.title))
    return tuple(days[:SHOWN])


def _dates(actor: Actor) -> Any:
    return CalendarEntry.objects.visible_to(audience.readers_of(id) for id in actor.reads).filter(kind=DUE)


def deadlines_part(number: int, actor: Actor, today: date) -> Any:
    """Of the plans one reads everything of, for a year from now."""
    dates = _dates(actor).filter(last_on__range=(today, today + _YEAR)).once()
    first = dates.order_by("last_on", "title")[:_MOST_DEADLINES]
    if len(actor.reads) == 1:
        return part(number, first, title="title", day="last_on")
    return part(number, first, title="title", day="last_on", place=owners_or_place())


def deadlines_of(rows: Iterable[Row]) -> list[Deadline]:
    dates = (Deadline(f"{row.place}: {row.title}" if row.place else row.title, row.day) for row in rows if row.day)
    return sorted(dates, key=lambda one: (one.on, one.plan))


def late_part(number: int, actor: Actor, today: date) -> Any:
    """One row for each municipality with plans over their date, and how many."""
    late = _dates(actor).filter(last_on__lt=today).once()
    counted = late.annotate(late=Window(Count("id"), partition_by=[F("place_id")]))
    return part(number, counted.order_by("place_id").distinct("place_id"), place_id="place_id", count="late")
