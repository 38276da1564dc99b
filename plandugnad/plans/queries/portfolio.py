"""What the portfolio page shows: one municipality's plans in their hierarchy."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef
from django.http import Http404
from django.shortcuts import get_object_or_404

from plandugnad.plans.access import portfolio_abilities
from plandugnad.plans.due import Due, age_years, due
from plandugnad.plans.filters import Filters
from plandugnad.plans.hierarchy.placing import Hierarchy, PlanCard, place, walk
from plandugnad.plans.kinds import ENDED
from plandugnad.plans.models import Plan, PlanHere, PlanQuerySet, PlanTypeUse
from plandugnad.regions.actor import Actor
from plandugnad.regions.models import Organisation

CARD_FIELDS = ("id", "name", "plan_type", "status", "parent_id", "adopted", "revision_due")


@dataclass(frozen=True)
class Portfolio:
    hierarchy: Hierarchy
    total: int  # not counting what has ended
    overdue: int
    with_due: int
    placed_by_type: int
    without_type: int

    @property
    def is_empty(self) -> bool:
        return self.total == 0 and self.hierarchy.ended == 0


def find_municipality(number: str, **more: Exists | ArraySubquery) -> Organisation:
    """The municipality with this number, and with more about it where a page asks for that; or 404."""
    if not number.isdecimal():
        raise Http404
    return get_object_or_404(Organisation.objects.municipalities().annotate(**more), number=number)


def find_municipality_to_draw(number: str) -> Any:
    """With what its hierarchy asks beside the plans, so that it takes no queries of its own: `has_deleted`, whether
    any plan is deleted, and `unused_types`, the plan types of its own plan system that it does not use."""
    deleted = Plan.objects.filter(organisation=OuterRef("pk"), deleted_at__isnull=False)
    unused = PlanTypeUse.objects.filter(organisation=OuterRef("pk"), is_used=False).order_by("plan_type")
    return find_municipality(
        number, has_deleted=Exists(deleted), unused_types=ArraySubquery(unused.values("plan_type"))
    )


def read_portfolio(actor: Actor, municipality: Organisation, unused: Collection[str], today: date) -> Portfolio:
    """One query, however many plans."""
    plans = PlanHere.objects.visible_to(actor).of(municipality).in_norwegian_order()
    cards = [complete(PlanCard(*row), today) for row in plans.values_list(*CARD_FIELDS)]
    is_complete = portfolio_abilities(actor, municipality).can_see_all
    hierarchy = place(cards, list(unused), is_complete=is_complete)
    alive = [card for card in cards if card.status not in ENDED]
    return Portfolio(
        hierarchy=hierarchy,
        total=len(alive),
        overdue=sum(card.due is Due.OVERDUE for card in alive),
        with_due=sum(card.revision_due is not None for card in alive),
        placed_by_type=sum(group.placed_by_type for group in walk(hierarchy.groups)),
        without_type=len(hierarchy.without_type.nodes),
    )


def complete(card: PlanCard, today: date) -> PlanCard:
    return replace(card, due=due(card.revision_due, card.status, today), age_years=age_years(card.adopted, today))


def name_of_parent(plans: PlanQuerySet, filters: Filters) -> str:
    """The name of the plan that the table is narrowed to what is anchored in, where one may see it."""
    if not filters.under:
        return ""
    return plans.filter(pk=filters.under).values_list("name", flat=True).first() or ""
