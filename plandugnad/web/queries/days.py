"""What happens the next thirty days where this person takes part, and her plans' year."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q

from plandugnad.plans.telling import DUE
from plandugnad.projections import audience
from plandugnad.projections.models import CalendarEntry
from plandugnad.projections.words import kind_label
from plandugnad.regions.actor import Actor
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
    place_id: UUID
    on: date
    starts_at: datetime | None
    place: str = ""


def days_ahead(actor: Actor, today: date) -> list[Day]:
    """What is given by year alone is told of on its last day, not every day of the year.

    Neighbours' adopted plans are left out for those who have something of their own; the calendar has them all.
    """
    keys = actor.keys - {audience.readers_of_adopted(id) for id in actor.reads_adopted}
    last = today + timedelta(days=DAYS)
    entries = CalendarEntry.objects.visible_to(keys if actor.reads else actor.keys).filter(
        Q(last_on__range=(today, last)) | Q(first_on__range=(today, last), starts_at__isnull=False)
    )
    rows = entries.order_by("last_on", "starts_at", "title", "id")[: SHOWN * 2]
    return [
        Day(
            source_id=row.source_id,
            title=row.title,
            address=row.address,
            kind=kind_label(row.kind),
            place_id=row.place_id,
            on=row.first_on if row.starts_at else row.last_on,
            starts_at=row.starts_at,
        )
        for row in rows
    ]


def deadlines(actor: Actor, today: date) -> list[Deadline]:
    """Of the plans one reads everything of, for a year from now."""
    plans = CalendarEntry.objects.visible_to(audience.readers_of(id) for id in actor.reads)
    rows = plans.filter(kind=DUE, last_on__range=(today, today + _YEAR)).order_by("last_on", "title")
    return [Deadline(title, on) for title, on in rows.values_list("title", "last_on")[:_MOST_DEADLINES]]
