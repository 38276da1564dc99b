"""What the pages of a strategy read."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from plandugnad.plans.kinds import PlanType
from plandugnad.plans.models import Plan
from plandugnad.regions.actor import Actor
from plandugnad.regions.models import Organisation
from plandugnad.strategies.models import PlanNeed, Strategy
from plandugnad.strategies.terms import Term


def find_strategy(id: UUID) -> Strategy | None:
    return Strategy.objects.kept().select_related("organisation", "plan").filter(pk=id).first()


def find_strategy_even_deleted(id: UUID) -> Strategy | None:
    return Strategy.objects.select_related("organisation").filter(pk=id).first()


@dataclass(frozen=True)
class Strategies:
    """Newest first. `to_begin` is the terms there is no strategy for: the one that is, and the next when it is near."""

    seen: tuple[Strategy, ...]
    to_begin: tuple[Term, ...]


def read_strategies(actor: Actor, organisation: Organisation, today: date) -> Strategies:
    seen = Strategy.objects.visible_to(actor).filter(organisation=organisation).select_related("plan", "organisation")
    there = set(Strategy.objects.kept().filter(organisation=organisation).values_list("first_year", flat=True))
    now = Term.of(today)
    # The knowledge base of the next is made in the first half of the election year (folkehelseloven §§ 5-6).
    terms = [now, now.next] if today.year >= now.last_year else [now]
    return Strategies(
        tuple(seen.order_by("-first_year")), tuple(term for term in terms if term.first_year not in there)
    )


def plans_to_begin_from(organisation: Organisation) -> list[Plan]:
    """The planning strategies the municipality has listed, and that are not yet followed here."""
    followed = Strategy.objects.filter(deleted_at=None).values("plan_id")
    plans = Plan.objects.kept().of(organisation).filter(plan_type=PlanType.PLANNING_STRATEGY).exclude(id__in=followed)
    return list(plans.in_norwegian_order())


def count_needs(strategy: Strategy) -> int:
    return PlanNeed.objects.kept().filter(strategy=strategy).count()
