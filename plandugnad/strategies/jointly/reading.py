"""What the members of a collaboration plan, and have just made, as far as the reader may see it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q
from django.urls import reverse

from plandugnad.plans.kinds import IN_FORCE, PlanType, is_land
from plandugnad.plans.models import PlanHere
from plandugnad.plans.words.dates import written
from plandugnad.regions.actor import Actor
from plandugnad.regions.models import Collaboration, Organisation
from plandugnad.strategies.jointly.candidates import Candidate, How, Work, candidates
from plandugnad.strategies.jointly.models import JointAsk
from plandugnad.strategies.kinds import MADE
from plandugnad.strategies.models import PlanNeed, Strategy
from plandugnad.strategies.terms import HalfYear, Term
from plandugnad.strategies.wheel.usual import months_in_words

_LOOKS_BACK = timedelta(days=3 * 366)
# Every municipality has its own of these by law, at about the same time: that is no news to anybody.
_EVERYBODYS = (
    PlanType.PLANNING_STRATEGY,
    PlanType.COMMUNITY_PART,
    PlanType.LAND_USE_PART,
    PlanType.ACTION_PART,
    PlanType.ECONOMY_PLAN,
    PlanType.SERVICE_PLAN,
    PlanType.ANNUAL_REPORT,
    PlanType.REGIONAL_PLAN,
    PlanType.ZONING_AREA,
    PlanType.ZONING_DETAIL,
)


@dataclass(frozen=True)
class Offered:
    """A candidate, with the reader's own municipality's part in it and what has been asked of it before."""

    candidate: Candidate
    own: tuple[Work, ...]
    others: tuple[Work, ...]
    asks: tuple[JointAsk, ...]


def works_of(actor: Actor, municipalities: Sequence[Organisation], today: date) -> list[Work]:
    """In three queries, however many there are."""
    names = {one.id: one.name for one in municipalities}
    promised = list(_promised(actor, names, today))
    known = {(work.organisation_id, work.plan_id) for work in promised if work.plan_id}
    finished = [work for work in _finished(actor, names, today) if (work.organisation_id, work.plan_id) not in known]
    return [*promised, *finished]


def read_candidates(actor: Actor, municipalities: Sequence[Organisation], today: date) -> list[Candidate]:
    return candidates(works_of(actor, municipalities, today), today)


def _promised(actor: Actor, names: dict[UUID, str], today: date) -> Iterator[Work]:
    strategies = Strategy.objects.visible_to(actor).filter(organisation_id__in=list(names))
    now = Term.of(today)
    needs = (
        PlanNeed.objects.kept()
        .filter(strategy__in=strategies, strategy__first_year__gte=now.first_year)
        .filter(decision__in=MADE, ends__isnull=False)
        .exclude(plan_type__in=_EVERYBODYS)
        .select_related("strategy", "plan")
    )
    for need in needs.order_by("id"):
        assert need.ends
        first, last = HalfYear.kept(need.begins or need.ends).first_day, HalfYear.kept(need.ends).last_day
        plan = need.plan
        plan_type = plan.plan_type if plan else need.plan_type
        if plan_type in _EVERYBODYS or (plan is not None and plan.deleted_at is not None):
            continue
        yield Work(
            key=str(need.id),
            organisation_id=need.strategy.organisation_id,
            place=names[need.strategy.organisation_id],
            title=plan.name if plan else need.name,
            how=How.PLANNED,
            first=first,
            last=last,
            when=months_in_words(first, last),
            plan_type=plan_type,
            themes=tuple(plan.themes) if plan else (),
            is_land=is_land(plan_type),
            address=reverse("strategy", args=[need.strategy_id]),
            plan_id=need.plan_id,
            need_id=need.id,
        )


def _finished(actor: Actor, names: dict[UUID, str], today: date) -> Iterator[Work]:
    since = (today - _LOOKS_BACK).year
    plans = (
        PlanHere.objects.visible_to(actor)
        .filter(organisation_id__in=list(names), status__in=IN_FORCE)
        .filter(Q(adopted__gte=str(since)))
        .exclude(plan_type__in=_EVERYBODYS)
        .order_by("id", "organisation_id")
    )
    for plan in plans:
        if plan.adopted is None or plan.adopted.last_day() > today:
            continue
        yield Work(
            key=f"{plan.organisation_id}:{plan.id}",
            organisation_id=plan.organisation_id,
            place=names[plan.organisation_id],
            title=plan.name,
            how=How.FINISHED,
            first=plan.adopted.first_day(),
            last=plan.adopted.last_day(),
            when=written(plan.adopted),
            plan_type=plan.plan_type,
            themes=tuple(plan.themes),
            is_land=is_land(plan.plan_type),
            address=reverse("plan", args=[plan.id]),
            plan_id=plan.id,
        )


def offered(
    actor: Actor, collaboration: Collaboration, municipalities: Sequence[Organisation], today: date
) -> list[Offered]:
    """Those the reader's municipality has a part in come first."""
    asks = list(
        JointAsk.objects.standing()
        .filter(collaboration=collaboration)
        .filter(Q(asker_id__in=actor.reads) | Q(asked_id__in=actor.reads))
        .select_related("asker", "asked")
        .order_by("-made_at")
    )
    found = []
    for candidate in read_candidates(actor, municipalities, today):
        own = tuple(work for work in candidate.together if work.organisation_id in actor.writes)
        mine = {work.key for work in own}
        others = tuple(work for work in (*candidate.together, *candidate.finished) if work.key not in mine)
        titles = {work.title for work in (*candidate.together, *candidate.finished)}
        about = tuple(ask for ask in asks if {ask.plan_name, ask.other_name} <= titles)
        found.append(Offered(candidate, own, others, about))
    return sorted(found, key=lambda one: not one.own)


def find_ask(id: UUID) -> JointAsk | None:
    found = JointAsk.objects.filter(pk=id).select_related("asker", "asked", "collaboration", "plan")
    return found.first()


def asks_of(actor: Actor, collaboration: Collaboration) -> list[JointAsk]:
    """Both ways, newest first, for those who read everything in one of the two."""
    asks = JointAsk.objects.standing().filter(collaboration=collaboration)
    reads = Q(asker_id__in=actor.reads) | Q(asked_id__in=actor.reads)
    return list(asks.filter(reads).select_related("asker", "asked", "plan").order_by("-made_at")[:100])
