"""What waits for this person: plans by their date, what is unfinished, and what others did since last time."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, Q
from django.utils import timezone

from plandugnad.engines.tables.when import When
from plandugnad.plans.kinds import ENDED
from plandugnad.plans.models import Plan, PlanShare
from plandugnad.regions.actor import Actor
from plandugnad.regions.models import Collaboration, Invitation, Member, Organisation
from plandugnad.web.queries.news import News, news_since
from plandugnad.web.year import Deadline, Month, year_ahead

PLANS_SHOWN = 8
SHARED_SHOWN = 8
# Read before they are put in order by their last day, which text order does not know.
_CANDIDATES = 400
# For someone who is here for the first time.
_FIRST_LOOK_BACK = timedelta(days=14)


@dataclass(frozen=True)
class DuePlan:
    id: UUID
    name: str
    organisation: Organisation
    kind: str
    revision_due: When
    responsible: str
    is_overdue: bool

    @property
    def municipality(self) -> str:
        return self.organisation.name


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
    plan_count: int
    untyped_count: int
    due: tuple[DuePlan, ...]
    overdue_count: int
    overdue_place: Organisation | Collaboration | None
    due_count: int
    shared: tuple[SharedPlan, ...]
    year: tuple[Month, ...]
    since: datetime | None
    news: tuple[News, ...]
    waiting: tuple[Waiting, ...]

    @property
    def year_count(self) -> int:
        return sum(len(month.plans) for month in self.year)

    @property
    def is_several(self) -> bool:
        return len({plan.municipality for plan in self.due}) > 1


def needs(actor: Actor, email: str, since: datetime | None) -> Needs:
    today = timezone.localdate()
    due = _due(actor, today)
    overdue = [plan for plan in due if plan.is_overdue]
    plan_count, untyped_count = _counts(actor)
    return Needs(
        home=actor.home,
        collaborations=_collaborations(actor),
        is_writer=bool(actor.writes),
        plan_count=plan_count,
        untyped_count=untyped_count,
        due=tuple(due[:PLANS_SHOWN]),
        overdue_count=len(overdue),
        overdue_place=_place_of_all(actor, {plan.organisation.id: plan.organisation for plan in overdue}),
        due_count=len(due),
        shared=_shared(actor),
        year=year_ahead((Deadline(plan.name, plan.revision_due.last_day()) for plan in due), today),
        since=since,
        news=news_since(actor, since or timezone.now() - _FIRST_LOOK_BACK),
        waiting=_waiting(email),
    )


def _due(actor: Actor, today: date) -> list[DuePlan]:
    """Those over their date, and those whose date comes this year or next. First what has waited longest."""
    before = f"{today.year + 2}"
    rows = (
        Plan.objects.kept()
        .filter(organisation_id__in=actor.reads, revision_due__lt=before)
        .exclude(status__in=ENDED)
        .select_related("organisation")
        .order_by("revision_due", "sort_key")[:_CANDIDATES]
    )
    found = [_due_plan(plan, plan.revision_due, today) for plan in rows if plan.revision_due]
    return sorted(found, key=lambda plan: plan.revision_due.last_day())


def _due_plan(plan: Plan, revision_due: When, today: date) -> DuePlan:
    return DuePlan(
        plan.id,
        plan.name,
        plan.organisation,
        plan.get_plan_type_display(),
        revision_due,
        plan.responsible,
        revision_due.last_day() < today,
    )


def _collaborations(actor: Actor) -> tuple[Collaboration, ...]:
    return tuple(place for place in actor.places if isinstance(place, Collaboration))


def _place_of_all(actor: Actor, found: dict[UUID, Organisation]) -> Organisation | Collaboration | None:
    """The one place whose table of what is overdue holds the plans of all these, and no others."""
    if len(found) == 1:
        return next(iter(found.values()))
    collaborations = _collaborations(actor) if found else ()
    members: dict[UUID, set[UUID]] = {place.id: set() for place in collaborations}
    for row in Member.objects.filter(collaboration_id__in=members):
        members[row.collaboration_id].add(row.organisation_id)
    return next((place for place in collaborations if found.keys() <= members[place.id] <= actor.reads), None)


def _counts(actor: Actor) -> tuple[int, int]:
    rows = Plan.objects.kept().filter(organisation_id__in=actor.writes or actor.reads)
    counts = rows.aggregate(all=Count("id"), untyped=Count("id", filter=Q(plan_type="") & ~Q(status__in=ENDED)))
    return counts["all"], counts["untyped"]


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
