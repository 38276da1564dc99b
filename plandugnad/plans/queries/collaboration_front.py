"""What a collaboration's front page tells: what needs me here, what comes, what its members own
together, and what has happened."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, Q, Value, When, Window

from plandugnad.plans.models import Plan, PlanOwner
from plandugnad.plans.words.names import listed, status_name
from plandugnad.projections import activity, words
from plandugnad.projections.models import ActivityEntry, AttentionEntry, CalendarEntry
from plandugnad.regions.actor import Actor
from plandugnad.regions.telling import CollaborationSource

TASKS_SHOWN, DATES_SHOWN, LINES_SHOWN, JOINT_SHOWN = 8, 8, 8, 8


@dataclass(frozen=True)
class Line:
    title: str
    kind: str
    address: str
    when: Any
    place_id: UUID
    owners: str
    is_late: bool


@dataclass(frozen=True)
class JointPlan:
    id: UUID
    name: str
    status: str
    owners: str
    count: int  # of them all

    @property
    def status_words(self) -> str:
        return status_name(self.status)


@dataclass(frozen=True)
class News:
    at: Any
    words: str
    address: str


_COLUMNS = ("is_date", "title", "kind", "address", "told", "place_id", "owners", "first", "last", "facts")


def tasks_and_dates(
    actor: Actor, collaboration_id: UUID, members: Collection[UUID], today: date
) -> tuple[list[Line], list[Line]]:
    """In one question. The collaboration's own tasks first, then her municipality's plans by their date."""
    asked = _asked(actor, collaboration_id, members).values_list(*_COLUMNS)
    coming = _coming(actor, [collaboration_id, *members], today).values_list(*_COLUMNS)
    rows = [dict(zip(_COLUMNS, values, strict=True)) for values in asked.union(coming, all=True)]
    tasks, dates = ([row for row in rows if row["is_date"] is is_date] for is_date in (False, True))
    tasks.sort(key=lambda row: (row["place_id"] != collaboration_id, row["last"] or date.max, row["title"]))
    dates.sort(key=lambda row: (row["last"], row["first"], row["title"]))
    return [_line(row, today) for row in tasks], [_line(row, today) for row in dates]


def _asked(actor: Actor, collaboration_id: UUID, members: Collection[UUID]) -> Any:
    # A question to a municipality stands with that municipality, and may be about another collaboration.
    here = Q(place_id=collaboration_id) | (Q(place_id__in=members) & ~Q(source=CollaborationSource.key))
    order = Case(When(place_id=collaboration_id, then=0), default=1, output_field=IntegerField())
    rows = AttentionEntry.objects.visible_to(actor.keys).filter(here).once()
    shown = rows.order_by(order, F("due_on").asc(nulls_last=True), "title")[:TASKS_SHOWN]
    return shown.annotate(is_date=Value(False), told=F("due"), first=F("due_on"), last=F("due_on"))


def _coming(actor: Actor, places: Collection[UUID], today: date) -> Any:
    rows = CalendarEntry.objects.visible_to(actor.keys).filter(place_id__in=places, last_on__gte=today).once()
    shown = rows.order_by("last_on", "first_on", "title")[:DATES_SHOWN]
    return shown.annotate(is_date=Value(True), told=F("when"), first=F("first_on"), last=F("last_on"))


def _line(row: Mapping[str, Any], today: date) -> Line:
    return Line(
        title=words.title_of(row["title"], row["facts"]),
        kind=words.kind_label(row["kind"]),
        address=row["address"],
        when=row["told"],
        place_id=row["place_id"],
        owners=row["owners"],
        is_late=bool(row["last"] and row["last"] < today),
    )


def joint_plans(actor: Actor, members: Collection[UUID]) -> list[JointPlan]:
    """Those that members own together, by name. With how many there are, for when not all are shown."""
    standing = PlanOwner.objects.standing().filter(plan=OuterRef("pk"))
    owned = Plan.objects.visible_to(actor).filter(organisation_id__in=members)
    joint = owned.filter(Exists(standing.filter(organisation_id__in=members)))
    names = ArraySubquery(standing.order_by("organisation__sort_key").values("organisation__name"))
    rows: Any = (
        joint.select_related("organisation").defer("extent", "notes").annotate(others=names, all=Window(Count("id")))
    )
    return [
        JointPlan(row.pk, row.name, row.status, listed([row.organisation.name, *row.others]), row.all)
        for row in rows.order_by("sort_key", "name", "id")[:JOINT_SHOWN]
    ]


def news(actor: Actor, places: Collection[UUID]) -> list[News]:
    rows = activity.seen_by(actor.keys).filter(place_id__in=places)[:LINES_SHOWN]
    return [_news(row) for row in rows]


def _news(row: ActivityEntry) -> News:
    return News(row.happened_at, words.sentence(row), words.address(row))
