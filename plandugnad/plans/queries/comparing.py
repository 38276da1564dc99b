"""Figures of many municipalities at once, of the plans one may see. The number of queries does not grow with them."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q

from plandugnad.plans.area.rows import MAIN_TYPES
from plandugnad.plans.hierarchy.placing import PlanCard
from plandugnad.plans.kinds import ENDED, IN_FORCE
from plandugnad.plans.models import PlanQuerySet
from plandugnad.plans.queries.narrowing import due_soon, overdue
from plandugnad.plans.queries.portfolio import CARD_FIELDS, complete


@dataclass(frozen=True)
class PlanCount:
    total: int = 0
    ended: int = 0
    overdue: int = 0
    soon: int = 0
    with_due: int = 0


def counts(plans: PlanQuerySet, today: date) -> Mapping[UUID, PlanCount]:
    """Per municipality, what has ended counted apart. `plans` must have been through `with_due`."""
    has_ended = Q(status__in=ENDED)
    counted = (
        plans.order_by()
        .values("organisation_id")
        .annotate(
            total=Count("id", filter=~has_ended),
            ended=Count("id", filter=has_ended),
            overdue=Count("id", filter=overdue(today)),
            soon=Count("id", filter=due_soon(today)),
            with_due=Count("revision_due", filter=~has_ended),
        )
        .values_list("organisation_id", "total", "ended", "overdue", "soon", "with_due")
    )
    return defaultdict(PlanCount, {id: PlanCount(*numbers) for id, *numbers in counted})


def main_plans(plans: PlanQuerySet, today: date) -> dict[tuple[UUID, str], PlanCard]:
    """Of several plans of one type: one in force before one on its way, the newest adoption before an older."""
    found = plans.filter(plan_type__in=MAIN_TYPES).exclude(status__in=ENDED).order_by("organisation_id", "sort_key")
    best: dict[tuple[UUID, str], PlanCard] = {}
    for organisation_id, *values in found.values_list("organisation_id", *CARD_FIELDS):
        card = PlanCard(*values)
        key = (organisation_id, card.plan_type)
        if key not in best or _standing(card) > _standing(best[key]):
            best[key] = card
    return {key: complete(card, today) for key, card in best.items()}


def _standing(card: PlanCard) -> tuple[bool, date]:
    return card.status in IN_FORCE, card.adopted.last_day() if card.adopted else date.min
