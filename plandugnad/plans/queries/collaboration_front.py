"""What a collaboration's front page tells: what needs me here, what comes, and what has happened. One query each."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Case, F, IntegerField, Q, When

from plandugnad.projections import activity, words
from plandugnad.projections.models import ActivityEntry, AttentionEntry, CalendarEntry
from plandugnad.regions.actor import Actor
from plandugnad.regions.telling import CollaborationSource

TASKS_SHOWN, DATES_SHOWN, LINES_SHOWN = 8, 8, 8


@dataclass(frozen=True)
class Line:
    title: str
    kind: str
    address: str
    when: Any
    place_id: UUID
    is_late: bool


@dataclass(frozen=True)
class News:
    at: Any
    words: str
    address: str


def tasks(actor: Actor, collaboration_id: UUID, members: Collection[UUID], today: date) -> list[Line]:
    """The collaboration's own first, then her municipality's plans by their date."""
    # A question to a municipality stands with that municipality, and may be about another collaboration.
    here = Q(place_id=collaboration_id) | (Q(place_id__in=members) & ~Q(source=CollaborationSource.key))
    order = Case(When(place_id=collaboration_id, then=0), default=1, output_field=IntegerField())
    rows = AttentionEntry.objects.visible_to(actor.keys).filter(here)
    rows = rows.order_by(order, F("due_on").asc(nulls_last=True), "title")[:TASKS_SHOWN]
    return [
        Line(
            row.title,
            words.kind_label(row.kind),
            row.address,
            row.due,
            row.place_id,
            bool(row.due_on and row.due_on < today),
        )
        for row in rows
    ]


def dates(actor: Actor, places: Collection[UUID], today: date) -> list[Line]:
    rows = CalendarEntry.objects.visible_to(actor.keys).filter(place_id__in=places, last_on__gte=today)
    return [
        Line(row.title, words.kind_label(row.kind), row.address, row.when, row.place_id, False)
        for row in rows.order_by("last_on", "first_on", "title")[:DATES_SHOWN]
    ]


def news(actor: Actor, places: Collection[UUID]) -> list[News]:
    rows = activity.seen_by(actor.keys).filter(place_id__in=places)[:LINES_SHOWN]
    return [_news(row) for row in rows]


def _news(row: ActivityEntry) -> News:
    return News(row.happened_at, words.sentence(row), words.address(row))
