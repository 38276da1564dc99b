"""Planning strategies to test with. Plain functions: what they are given is what they make."""

from datetime import date
from typing import Any

from plandugnad.engines.tables.when import When
from plandugnad.plans.actions import change_plan
from plandugnad.plans.kinds import PlanStatus
from plandugnad.plans.models import Plan
from plandugnad.regions.models import Organisation
from plandugnad.strategies.actions import begin_strategy
from plandugnad.strategies.models import PlanNeed, Strategy
from plandugnad.strategies.terms import Term
from tests.plans.builders import INGRID

TERM = Term(2023)


def a_strategy(organisation: Organisation, term: Term = TERM) -> Strategy:
    return begin_strategy(INGRID, organisation, term)


def adopted(strategy: Strategy, day: date = date(2024, 3, 14)) -> Strategy:
    """As its plan says it: nowhere else does it stand that a strategy is adopted."""
    change_plan(INGRID, strategy.plan, {"status": PlanStatus.ADOPTED, "adopted": When.on(day)})
    return Strategy.objects.select_related("organisation", "plan").get(pk=strategy.pk)


def a_need(
    strategy: Strategy, name: str = "Temaplan for oppvekst", plan: Plan | None = None, **values: Any
) -> PlanNeed:
    return PlanNeed.objects.create(strategy=strategy, name=plan.name if plan else name, plan=plan, **values)
