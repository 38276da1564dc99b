"""What waits for this person: by its date, what comes, what is unfinished, and what others did since last time."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TypeVar
from uuid import UUID

from django.db.models import Count, Q
from django.utils import timezone

from plandugnad.notices.places import names_of
from plandugnad.plans.kinds import ENDED
from plandugnad.plans.models import Plan, PlanShare
from plandugnad.regions.actor import Actor
from plandugnad.regions.models import Collaboration, Invitation, Member, Organisation
from plandugnad.web.queries.activity import Line, news_since
from plandugnad.web.queries.days import SHOWN as DAYS_SHOWN
from plandugnad.web.queries.days import Day, days_ahead, deadlines
from plandugnad.web.queries.tasks import Group, Task, late_plans, tasks_of
from plandugnad.web.year import Month, year_ahead

SHARED_SHOWN = 8
Placed = TypeVar("Placed", Task, Day, Line)
# For someone who is here for the first time.
_FIRST_LOOK_BACK = timedelta(days=14)


@dataclass(frozen=True)
class SharedPlan:
    id: UUID
    name: str
    municipality: str
    made_at: datetime


@dataclass(frozen=True)
class Waiting:
    place: str
    role: str


@dataclass(frozen=True)
class Needs:
    home: Organisation | None
    collaborations: tuple[Collaboration, ...]
    is_writer: bool
    places: int  # municipalities whose plans are counted
    plan_count: int
    untyped_count: int
    tasks: tuple[Group, ...]
    overdue_count: int
    overdue_place: Organisation | Collaboration | None
    shared: tuple[SharedPlan, ...]
    year: tuple[Month, ...]
    days: tuple[Day, ...]
    since: datetime | None
    news: tuple[Line, ...]
    waiting: tuple[Waiting, ...]

    @property
    def year_count(self) -> int:
        return sum(len(month.plans) for month in self.year)

    @property
    def only_place(self) -> Organisation | None:
        """The municipality whose own pages hold all that is counted here."""
        return self.home if self.places == 1 and self.home and self.home.is_municipality else None

    @property
    def task_count(self) -> int:
        return sum(group.count for group in self.tasks)

    @property
    def late_count(self) -> int:
        return sum(group.count for group in self.tasks if group.is_late)

    @property
    def is_several(self) -> bool:
        return len({task.place_id for group in self.tasks for task in group.tasks}) > 1

    @property
    def has_news_of_several(self) -> bool:
        return len({line.place_id for line in self.news}) > 1


def needs(actor: Actor, email: str, since: datetime | None) -> Needs:
    today = timezone.localdate()
    late = late_plans(actor, today)
    tasks = tasks_of(actor, today)
    told = {task.source_id for group in tasks for task in group.tasks}
    days = [day for day in days_ahead(actor, today) if day.source_id not in told]
    news = news_since(actor, since or timezone.now() - _FIRST_LOOK_BACK)
    names = names_of(_places(tasks, days, news))
    counts = _counts(actor)
    return Needs(
        home=actor.home,
        collaborations=_collaborations(actor),
        is_writer=bool(actor.writes),
        places=len(_own(actor)),
        plan_count=counts.plans,
        untyped_count=counts.untyped,
        tasks=tuple(replace(group, tasks=_named(group.tasks, names)) for group in tasks),
        overdue_count=sum(late.values()),
        overdue_place=_place_of_all(actor, frozenset(late)),
        shared=_shared(actor),
        year=year_ahead(deadlines(actor, today), today),
        days=_named(days[:DAYS_SHOWN], names),
        since=since,
        news=_named(news, names),
        waiting=_waiting(email),
    )


def _places(tasks: Iterable[Group], days: Iterable[Day], news: Iterable[Line]) -> set[UUID]:
    of_tasks = {task.place_id for group in tasks for task in group.tasks}
    return of_tasks | {day.place_id for day in days} | {line.place_id for line in news}


def _named(rows: Iterable[Placed], names: dict[UUID, str]) -> tuple[Placed, ...]:
    return tuple(replace(row, place=names.get(row.place_id, "")) for row in rows)


def _collaborations(actor: Actor) -> tuple[Collaboration, ...]:
    return tuple(place for place in actor.places if isinstance(place, Collaboration))


def _place_of_all(actor: Actor, late: frozenset[UUID]) -> Organisation | Collaboration | None:
    """The one place whose table of what is overdue holds the plans of all these, and no others."""
    if len(late) == 1:
        return Organisation.objects.filter(pk__in=late).first()
    collaborations = _collaborations(actor) if late else ()
    members: dict[UUID, set[UUID]] = {place.id: set() for place in collaborations}
    for row in Member.objects.filter(collaboration_id__in=members):
        members[row.collaboration_id].add(row.organisation_id)
    return next((place for place in collaborations if late <= members[place.id] <= actor.reads), None)


@dataclass(frozen=True)
class _Counts:
    plans: int
    untyped: int


def _counts(actor: Actor) -> _Counts:
    rows = Plan.objects.kept().filter(organisation_id__in=_own(actor))
    counts = rows.aggregate(plans=Count("id"), untyped=Count("id", filter=Q(plan_type="") & ~Q(status__in=ENDED)))
    return _Counts(**counts)


def _own(actor: Actor) -> frozenset[UUID]:
    """The municipalities a person is to look after: those she writes for, else those she reads everything of."""
    return actor.writes or actor.reads


def _shared(actor: Actor) -> tuple[SharedPlan, ...]:
    if not actor.shared_with:
        return ()
    rows = (
        PlanShare.objects.reaching(actor).filter(plan__deleted_at=None).exclude(plan__organisation_id__in=actor.reads)
    )
    newest = rows.select_related("plan__organisation").order_by("-made_at")[:SHARED_SHOWN]
    return tuple(SharedPlan(row.plan_id, row.plan.name, row.plan.organisation.name, row.made_at) for row in newest)


def _waiting(email: str) -> tuple[Waiting, ...]:
    rows = Invitation.objects.filter(
        email__iexact=email, accepted_at=None, withdrawn_at=None, expires_at__gt=timezone.now()
    )
    found = rows.select_related("organisation", "collaboration", "role").order_by("made_at")[:5]
    return tuple(Waiting(str(row.place or "Plandugnad"), str(row.role)) for row in found)
