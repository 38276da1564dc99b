"""What waits for this person: by its date, what comes, what is unfinished, and what others did since last time."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, Window
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import get_language

from plandugnad.core.delivery import recently_failed
from plandugnad.plans.kinds import ENDED
from plandugnad.plans.models import PlanHere, PlanShare
from plandugnad.plans.queries.watching import Watch, watch
from plandugnad.plans.words.watching import main_name
from plandugnad.regions.actor import Actor
from plandugnad.regions.models import Collaboration, Invitation, Member, Organisation
from plandugnad.web.queries import days
from plandugnad.web.queries.activity import PlaceNews, news_since
from plandugnad.web.queries.rows import Row, part, read
from plandugnad.web.queries.tasks import Group, groups_of, task_parts
from plandugnad.web.year import Deadline, Month, year_ahead

SHARED_SHOWN = 8
_INVITATIONS_SHOWN = 5
# For someone who is here for the first time.
_FIRST_LOOK_BACK = timedelta(days=14)
ASKED, FOLLOWED, DAYS, DEADLINES, LATE_PLANS, OWN_PLANS, SHARED, INVITED, MEMBERS, FAILED_MAIL = range(10)


@dataclass(frozen=True)
class SharedPlan:
    id: UUID
    name: str
    municipality: str
    made_at: datetime | None


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
    days: tuple[days.Day, ...]
    since: datetime | None
    news: tuple[PlaceNews, ...]
    waiting: tuple[Waiting, ...]
    watch: Watch | None
    mail_failures: int  # the last day, for those who take care of the installation

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
    def can_be_told(self) -> bool:
        """Others do things where she reads, so that nothing new is worth a line."""
        return bool(self.plan_count or (self.watch and self.watch.seen))

    @property
    def is_quiet(self) -> bool:
        """Nothing at all to show below the heading."""
        told = (self.tasks, self.days, self.shared, self.news, self.waiting, self.watch, self.mail_failures)
        return not any(told)


def needs(actor: Actor, email: str, since: datetime | None) -> Needs:
    """Four questions at most, two of them for those who guide an area; however much there is to tell."""
    today = timezone.localdate()
    rows = read(list(_parts(actor, email, today)))
    tasks = groups_of(rows[ASKED], rows[FOLLOWED])
    late = {row.place_id: row.count for row in rows[LATE_PLANS]}
    counted = next(iter(rows[OWN_PLANS]), None)
    watched = watch(actor, today)
    return Needs(
        home=actor.home,
        collaborations=_collaborations(actor),
        is_writer=bool(actor.writes),
        places=len(_own(actor)),
        plan_count=counted.count if counted else 0,
        untyped_count=counted.number if counted else 0,
        tasks=tasks,
        overdue_count=sum(late.values()),
        overdue_place=_place_of_all(actor, frozenset(late), rows[MEMBERS]),
        shared=tuple(SharedPlan(row.source_id, row.title, row.place, row.at) for row in rows[SHARED]),
        year=year_ahead(_deadlines(rows, watched), today),
        days=days.days_of(rows[DAYS], {(task.source_id, task.which) for group in tasks for task in group.tasks}),
        since=since,
        news=news_since(actor, since or timezone.now() - _FIRST_LOOK_BACK),
        waiting=tuple(Waiting(row.place or "Plandugnad", row.title) for row in rows[INVITED]),
        watch=watched,
        mail_failures=sum(row.count for row in rows[FAILED_MAIL]),
    )


def _parts(actor: Actor, email: str, today: date) -> Iterator[Any]:
    yield from task_parts(actor, today, ASKED, FOLLOWED)
    yield days.days_part(DAYS, actor, today)
    yield _invited(email)
    if actor.reads:
        yield days.deadlines_part(DEADLINES, actor, today)
        yield days.late_part(LATE_PLANS, actor, today)
        yield _own_plans(actor)
    if actor.shared_with:
        yield _shared(actor)
    if actor.is_administrator:
        failed = recently_failed().annotate(all=Window(Count("id"))).order_by("id")
        yield part(FAILED_MAIL, failed[:1], count="all")
    if actor.coordinates:
        members = Member.objects.filter(collaboration_id__in=actor.coordinates)
        yield part(MEMBERS, members, source_id="collaboration_id", place_id="organisation_id")


def _deadlines(rows: Mapping[int, list[Row]], watched: Watch | None) -> list[Deadline]:
    """Of the plans one reads everything of; for those who guide an area, of its main plans."""
    dates = days.deadlines_of(rows[DEADLINES])
    if dates or watched is None:
        return dates
    return [
        Deadline(f"{place}: {main_name(card)}", card.revision_due.last_day())
        for place, card in watched.coming
        if card.revision_due
    ]


def _collaborations(actor: Actor) -> tuple[Collaboration, ...]:
    return tuple(place for place in actor.places if isinstance(place, Collaboration))


def _place_of_all(actor: Actor, late: frozenset[UUID], members: Iterable[Row]) -> Organisation | Collaboration | None:
    """The one place whose table of what is overdue holds the plans of all these, and no others."""
    if len(late) == 1:
        own = (place for place in actor.places if isinstance(place, Organisation) and place.id in late)
        if found := next(own, None):
            return found
    if late:
        for place in _collaborations(actor):
            if late <= {row.place_id for row in members if row.source_id == place.id}:
                return place
    return None


def _own(actor: Actor) -> frozenset[UUID]:
    """The municipalities a person is to look after: those she writes for, else those she reads everything of."""
    return actor.writes or actor.reads


def _own_plans(actor: Actor) -> Any:
    """One row, of how many they are and how many have no type."""
    plans = PlanHere.objects.filter(organisation_id__in=_own(actor), deleted_at=None).once().order_by("id")
    untyped = Q(plan_type="") & ~Q(status__in=ENDED)
    counted = plans.annotate(all=Window(Count("id")), untyped=Window(Count("id", filter=untyped)))
    return part(OWN_PLANS, counted[:1], number="untyped", count="all")


def _shared(actor: Actor) -> Any:
    """A plan that reaches her in several ways, as by her county and by a collaboration, once: by the newest of them."""
    rows = PlanShare.objects.reaching(actor).filter(plan__deleted_at=None)
    others = rows.exclude(plan__organisation_id__in=actor.reads)
    one_each = others.order_by("plan_id", "-made_at", "-id").distinct("plan_id")
    newest = PlanShare.objects.filter(pk__in=one_each.values("pk")).order_by("-made_at")[:SHARED_SHOWN]
    return part(SHARED, newest, source_id="plan_id", title="plan__name", place="plan__organisation__name", at="made_at")


def _invited(email: str) -> Any:
    rows = Invitation.objects.filter(
        email__iexact=email, accepted_at=None, withdrawn_at=None, expires_at__gt=timezone.now()
    )
    role = F("role__name_nn" if get_language() == "nn" else "role__name_nb")
    place = Coalesce("organisation__name", "collaboration__name")
    return part(INVITED, rows.order_by("made_at")[:_INVITATIONS_SHOWN], title=role, place=place)
