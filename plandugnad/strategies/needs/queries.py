"""What the pages of needs read. A fixed number of queries, however many plans."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone

from plandugnad.core.models import AuditEvent
from plandugnad.plans.due import age_years
from plandugnad.plans.kinds import ENDED, PlanType
from plandugnad.plans.models import PlanFields, PlanHere
from plandugnad.regions.actor import Actor
from plandugnad.strategies.models import PlanNeed, Strategy
from plandugnad.strategies.needs.rows import PLAN, Row, Weighed, room_of, rows_of

# No strategy decides of these: the region's plans are others', the strategy is itself, and a report is of what was.
NOT_WEIGHED = (PlanType.REGIONAL_PLAN, PlanType.PLANNING_STRATEGY, PlanType.ANNUAL_REPORT)


def read_weighed(actor: Actor, strategy: Strategy, today: date | None = None) -> Weighed:
    today = today or timezone.localdate()
    plans = list(_plans(actor, strategy))
    needs = list(PlanNeed.objects.kept().filter(strategy=strategy).select_related("plan").in_order())
    # A joint plan as it stands here is the later of the two, and the one that counts.
    every: list[PlanFields] = [*(need.plan for need in needs if need.plan), *plans]
    ages = {plan.id: age_years(plan.adopted, today) for plan in every}
    return Weighed(tuple(rows_of(strategy, plans, needs, ages)), room_of(strategy))


def _plans(actor: Actor, strategy: Strategy) -> Any:
    there = PlanHere.objects.visible_to(actor).of(strategy.organisation)
    return there.exclude(status__in=ENDED).exclude(plan_type__in=NOT_WEIGHED).in_norwegian_order()


def read_one(actor: Actor, strategy: Strategy, row_of: PlanNeed | PlanHere) -> Row:
    """One need with its plan as it stands here, or a plan nobody has said anything about."""
    need = row_of if isinstance(row_of, PlanNeed) else None
    plan_id = need.plan_id if need else row_of.pk
    plan: PlanFields | None = row_of if isinstance(row_of, PlanHere) else None
    if need and plan_id:
        plan = PlanHere.objects.visible_to(actor).of(strategy.organisation).filter(id=plan_id).first() or need.plan
    ages = {plan.id: age_years(plan.adopted, timezone.localdate())} if plan else {}
    return rows_of(strategy, [plan] if plan else [], [need] if need else [], ages)[0]


def find_need(strategy: Strategy, id: UUID) -> PlanNeed | None:
    return PlanNeed.objects.kept().select_related("plan").filter(strategy=strategy, pk=id).first()


def find_need_even_gone(strategy: Strategy, id: UUID) -> PlanNeed | None:
    return PlanNeed.objects.select_related("plan").filter(strategy=strategy, pk=id).first()


def find_plan_to_weigh(actor: Actor, strategy: Strategy, id: UUID) -> PlanHere | None:
    found: PlanHere | None = _plans(actor, strategy).filter(id=id).first()
    return found


def need_of_plan(strategy: Strategy, plan_id: UUID) -> PlanNeed | None:
    return PlanNeed.objects.kept().filter(strategy=strategy, plan_id=plan_id).first()


def other_needs(strategy: Strategy, need: PlanNeed | None) -> Sequence[PlanNeed]:
    """What one may be merged into: the kept ones that are not merged into another themselves."""
    found = PlanNeed.objects.kept().filter(strategy=strategy, merge_into=None).select_related("plan").in_order()
    return list(found.exclude(pk=need.pk) if need else found)


def taken_out(strategy: Strategy) -> Sequence[PlanNeed]:
    """Latest first, and no more than one looks for."""
    gone = PlanNeed.objects.filter(strategy=strategy, deleted_at__isnull=False).select_related("plan")
    return list(gone.order_by("-deleted_at", "id")[:20])


def last_by(need: PlanNeed) -> str:
    """Who changed it last."""
    names = AuditEvent.objects.filter(subject_id=need.pk, before__isnull=False).values_list("by_name", flat=True)
    return names.first() or ""


def find_event(strategy: Strategy, id: UUID, verbs: Sequence[str]) -> AuditEvent | None:
    return AuditEvent.objects.filter(pk=id, organisation_id=strategy.organisation_id, verb__in=verbs).first()


def find_keyed(actor: Actor, strategy: Strategy, key: str) -> PlanNeed | PlanHere | None:
    """What a form's key names: a need, or a plan nobody has said anything about."""
    id = _id_in(key)
    if id is None:
        return None
    if not key.startswith(PLAN):
        return find_need(strategy, id)
    return need_of_plan(strategy, id) or find_plan_to_weigh(actor, strategy, id)


def _id_in(key: str) -> UUID | None:
    try:
        return UUID(key.removeprefix(PLAN))
    except ValueError:
        return None


def read_keyed(actor: Actor, strategy: Strategy, key: str) -> Row | None:
    found = find_keyed(actor, strategy, key)
    return read_one(actor, strategy, found) if found else None
