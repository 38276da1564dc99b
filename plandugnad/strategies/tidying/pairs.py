"""Which of a municipality's plans overlap. One small way to the engine that finds it."""

from collections.abc import Collection

from plandugnad.engines.tidying import Pair
from plandugnad.plans.models import PlanHere


def pairs_among(plans: Collection[PlanHere]) -> tuple[Pair, ...]:
    return ()
