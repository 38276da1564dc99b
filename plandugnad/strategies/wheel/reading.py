"""Each plan's place on the wheel, as far as the reader may see it. The number of queries does not grow with plans."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Max, Min
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from plandugnad.engines.tables.when import When
from plandugnad.plans.kinds import ENDED, IN_FORCE, PlanType
from plandugnad.plans.models import PlanFields, PlanHere
from plandugnad.plans.words.dates import written
from plandugnad.processes.models import StepDate
from plandugnad.regions.actor import Actor
from plandugnad.regions.models import Organisation
from plandugnad.strategies.kinds import MADE
from plandugnad.strategies.models import PlanNeed, Strategy
from plandugnad.strategies.terms import HalfYear, Term
from plandugnad.strategies.wheel.events import Ring, Standing, WheelEvent
from plandugnad.strategies.wheel.usual import months_in_words

# What stands on the wheel of every municipality already, or is no plan of its own.
_ELSEWHERE = (PlanType.PLANNING_STRATEGY, PlanType.ANNUAL_REPORT, PlanType.REGIONAL_PLAN)
_MASTER = (PlanType.COMMUNITY_PART, PlanType.LAND_USE_PART)


@dataclass(frozen=True)
class _Work:
    """When a plan is worked with: what the strategy has said, else the days of its process."""

    first: date
    last: date
    when: str
    why: str


def plan_events(actor: Actor, municipalities: Sequence[Organisation], term: Term) -> list[WheelEvent]:
    """In four queries. With several municipalities each plan says whose it is."""
    names = {one.id: one.name for one in municipalities}
    plans = list(
        PlanHere.objects.visible_to(actor)
        .filter(organisation_id__in=list(names))
        .exclude(status__in=ENDED)
        .exclude(plan_type__in=_ELSEWHERE)
        .order_by("sort_key", "id", "organisation_id")
    )
    promised = _promised(actor, list(names), term)
    dated = _dated(actor, [plan.id for plan in plans if plan.organisation_id in actor.reads])
    of_several = len(names) > 1
    found: list[WheelEvent] = []
    for plan in plans:
        work = promised.pop((plan.organisation_id, plan.id), None) or dated.get(plan.id)
        place = names[plan.organisation_id] if of_several else ""
        found += _of_plan(plan, work, place)
    for (organisation_id, _plan), work in promised.items():  # of plans there are not yet, and those nobody may see
        if isinstance(_plan, str):
            place = names[organisation_id] if of_several else ""
            found.append(_working(_titled(_plan, place), Ring.PLANS, work, ""))
    return found


def _of_plan(plan: PlanFields, work: _Work | None, place: str) -> Iterator[WheelEvent]:
    title, address = _titled(plan.name, place), reverse("plan", args=[plan.id])
    ring = Ring.MASTER_PLAN if plan.plan_type in _MASTER else Ring.PLANS
    if plan.adopted and plan.status in IN_FORCE:
        yield _dated_event(_("%(plan)s: vedtatt") % {"plan": title}, ring, Standing.HAPPENED, plan.adopted, address)
    if work is not None:
        yield _working(title, ring, work, address)
        return
    if plan.revision_due:
        said = _("%(plan)s: skal revideres") % {"plan": title}
        yield _dated_event(said, ring, Standing.PLANNED, plan.revision_due, address)
    elif plan.valid_until:
        said = _("%(plan)s: gjelder ut") % {"plan": title}
        yield _dated_event(said, ring, Standing.PLANNED, plan.valid_until, address)


def _titled(name: str, place: str) -> str:
    return f"{name} ({place})" if place else name


def _working(title: str, ring: Ring, work: _Work, address: str) -> WheelEvent:
    return WheelEvent(ring, Standing.PLANNED, title, work.first, work.last, work.when, work.why, address)


def _dated_event(title: str, ring: Ring, standing: Standing, when: When, address: str) -> WheelEvent:
    """A year is drawn as the year: the day in it is not known."""
    return WheelEvent(ring, standing, title, when.first_day(), when.last_day(), written(when), "", address)


def _promised(actor: Actor, municipalities: Sequence[UUID], term: Term) -> dict[tuple[UUID, UUID | str], _Work]:
    """By municipality and plan, or the name of what has no plan yet."""
    strategies = Strategy.objects.visible_to(actor).filter(
        organisation_id__in=municipalities, first_year=term.first_year
    )
    needs = PlanNeed.objects.kept().filter(strategy__in=strategies, decision__in=MADE, ends__isnull=False)
    said = _("planstrategien")
    found: dict[tuple[UUID, UUID | str], _Work] = {}
    for owner, plan_id, name, begins, ends in needs.values_list(
        "strategy__organisation_id", "plan_id", "name", Coalesce("begins", "ends"), "ends"
    ):
        first, last = HalfYear.kept(begins).first_day, HalfYear.kept(ends).last_day
        found[owner, plan_id or name] = _Work(first, last, months_in_words(first, last), said)
    return found


def promised_by(strategy: Strategy) -> list[WheelEvent]:
    """What the plan table of one strategy says will be made, and when."""
    needs = PlanNeed.objects.kept().filter(strategy=strategy, decision__in=MADE, ends__isnull=False)
    said = _("planstrategien")
    found = []
    for need in needs.select_related("plan").in_order():
        assert need.ends
        first, last = HalfYear.kept(need.begins or need.ends).first_day, HalfYear.kept(need.ends).last_day
        plan = need.plan
        ring = Ring.MASTER_PLAN if (plan.plan_type if plan else need.plan_type) in _MASTER else Ring.PLANS
        work = _Work(first, last, months_in_words(first, last), said)
        found.append(_working(plan.name if plan else need.name, ring, work, ""))
    return found


def _dated(actor: Actor, plans: Sequence[UUID]) -> dict[UUID, _Work]:
    """How a plan is made is open to those who read everything there (`ProcessQuerySet.visible_to`)."""
    if not actor.reads:
        return {}
    days = StepDate.objects.filter(
        process__plan_id__in=plans, process__deleted_at=None, process__ended_on=None
    ).annotate(day=Coalesce("happened_on", "planned_on"))
    rows = days.order_by().values_list("process__plan_id").annotate(first=Min("day"), last=Max("day"))
    said = _("planprosessen")
    return {id: _Work(first, last, months_in_words(first, last), said) for id, first, last in rows}
