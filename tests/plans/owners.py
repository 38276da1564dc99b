"""A joint plan: Fjordvik leads it, Lyngmo owns it too."""

from typing import Any

from plandugnad.plans import owning
from plandugnad.plans.models import Plan, PlanOwner
from tests.cast import Cast
from tests.plans.builders import TORE, make_plan


def joint_plan(cast: Cast, name: str = "Kystsoneplan", own: dict[str, Any] | None = None, **values: Any) -> Plan:
    plan = make_plan(cast.fjordvik, name, **values)
    row = own_row(plan, cast)
    if own:
        owning.change_own(TORE, row, own)
    return plan


def own_row(plan: Plan, cast: Cast) -> PlanOwner:
    """Lyngmo's, after its yes."""
    row = PlanOwner.objects.filter(plan=plan, organisation=cast.lyngmo).first()
    return row or owning.answer_ownership(TORE, asked(plan, cast), True)


def hand_over(plan: Plan, cast: Cast) -> Plan:
    """Lyngmo leads from now on, and Fjordvik owns it too."""
    row = own_row(plan, cast)
    owning.offer_lead(cast.actor("Ingrid").by, row, is_offered=True)
    return owning.take_lead(TORE, row)


def asked(plan: Plan, cast: Cast) -> PlanOwner:
    row = owning.invite_owner(cast.actor("Ingrid").by, plan, cast.lyngmo)
    assert row is not None
    return row
