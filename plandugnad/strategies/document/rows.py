"""What a strategy says of each plan, read once: what it proposes where it says something, else what the plan says."""

from dataclasses import dataclass

from plandugnad.engines.tables.when import When
from plandugnad.plans.kinds import ENDED, Decision, PlanType, is_land
from plandugnad.plans.models import PlanFields, PlanHere
from plandugnad.strategies.models import PlanNeed, Strategy
from plandugnad.strategies.terms import HalfYear

_MOST = 2_000
# Made anew every year by law or routine: no strategy decides on them one by one.
_YEARLY = (PlanType.ANNUAL_REPORT, PlanType.PLANNING_STRATEGY)


@dataclass(frozen=True)
class PlanRow:
    name: str
    plan_type: str
    decision: str
    begins: HalfYear | None = None
    ends: HalfYear | None = None
    due: When | None = None
    responsible: str = ""
    participation: str = ""
    into: str = ""
    days: int | None = None
    basis: str = ""
    basis_source: str = ""
    is_of_need: bool = False

    @property
    def is_land(self) -> bool:
        return is_land(self.plan_type)


def rows_of(strategy: Strategy) -> list[PlanRow]:
    """In the order the needs stand in, then the plans only the portfolio says anything of."""
    needs = list(PlanNeed.objects.kept().filter(strategy=strategy).select_related("plan", "merge_into").in_order())
    spoken_of = {need.plan_id for need in needs if need.plan_id}
    plans = PlanHere.objects.kept().of(strategy.organisation).exclude(status__in=ENDED)
    plans = plans.exclude(id__in=[*spoken_of, strategy.plan_id]).exclude(plan_type__in=_YEARLY)
    return [*(_of_need(need) for need in needs), *(_of_plan(plan) for plan in plans.in_norwegian_order()[:_MOST])]


def _of_need(need: PlanNeed) -> PlanRow:
    plan = need.plan
    return PlanRow(
        name=plan.name if plan else need.name,
        plan_type=(plan.plan_type if plan else "") or need.plan_type,
        decision=need.decision,
        begins=need.begins_half,
        ends=need.ends_half,
        due=plan.revision_due if plan else None,
        responsible=need.responsible or (plan.owner_unit if plan else ""),
        participation=need.participation,
        into=need.merge_into.name if need.merge_into else "",
        days=need.days,
        basis=need.basis,
        basis_source=need.basis_source,
        is_of_need=True,
    )


def _of_plan(plan: PlanFields) -> PlanRow:
    # A plan that was decided to be made in an earlier strategy and exists, is not proposed anew here.
    decision = "" if plan.decision == Decision.NEW else plan.decision
    return PlanRow(plan.name, plan.plan_type, decision, due=plan.revision_due, responsible=plan.owner_unit)
