"""The planning strategy of Fjordvik, with one of each thing in it that has an address."""

from dataclasses import dataclass

from plandugnad.core.audit import SYSTEM
from plandugnad.strategies.actions import begin_strategy, delete_strategy
from plandugnad.strategies.jointly.actions import ask_jointly
from plandugnad.strategies.jointly.models import JointAsk
from plandugnad.strategies.models import PlanNeed, Strategy
from plandugnad.strategies.terms import Term
from tests.cast import Cast


@dataclass
class OfStrategies:
    strategy: Strategy
    gone_strategy: Strategy
    need: PlanNeed
    joint_ask: JointAsk


def make_strategies(cast: Cast, secret: str) -> OfStrategies:
    strategy = begin_strategy(SYSTEM, cast.fjordvik, Term(2023))
    gone = begin_strategy(SYSTEM, cast.fjordvik, Term(2019))
    delete_strategy(SYSTEM, gone)
    return OfStrategies(
        strategy=strategy,
        gone_strategy=gone,
        joint_ask=ask_jointly(
            SYSTEM, cast.ytre_fjord, cast.fjordvik, cast.lyngmo, plan_name=secret, other_name=secret
        ),
        need=PlanNeed.objects.create(strategy=strategy, name=secret, because=secret),
    )
