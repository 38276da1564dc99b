"""What is public of a plan. Chosen field by field: what is not named here is never published."""

from collections.abc import Mapping
from typing import Any

from plandugnad.engines.tables.when import When
from plandugnad.exchange.codes import sosi_plan_status, sosi_plan_type
from plandugnad.plans.kinds import IN_FORCE
from plandugnad.plans.models import Plan

# As the plan has them. Free text where people write names (who is responsible, in which unit, decided by whom), what
# is intended, and notes are left out; so is the map, until it has been through the official file.
KEPT = (
    "name",
    "plan_type",
    "status",
    "national_plan_id",
    "legal_basis",
    "case_reference",
    "adopted",
    "last_revised",
    "revision_due",
    "period",
    "valid_until",
    "themes",
)
# Worked out, after the ones above.
WORKED_OUT = ("sosi_plan_type", "sosi_plan_status", "parent_id")
FIELDS = KEPT + WORKED_OUT

PARENT = "parent__organisation__publication"

Content = Mapping[str, Any]


def is_public(plan: Plan) -> bool:
    """In force. That something is on its way is told by the municipality where the law says it shall be."""
    return plan.deleted_at is None and plan.status in IN_FORCE


def content_of(plan: Plan) -> dict[str, Any]:
    """Of a plan that is read with `PARENT`, so that this asks nothing."""
    parent = plan.parent
    return {
        **{name: _plain(getattr(plan, name)) for name in KEPT},
        "sosi_plan_type": sosi_plan_type(plan.plan_type),
        "sosi_plan_status": sosi_plan_status(plan.plan_type, plan.status),
        "parent_id": str(parent.id) if parent is not None and _is_open_beside(plan, parent) else None,
    }


def _is_open_beside(plan: Plan, parent: Plan) -> bool:
    """In the same municipality it is open when this one is. One above may be led by another, that has not opened."""
    is_opened = parent.organisation_id == plan.organisation_id or hasattr(parent.organisation, "publication")
    return is_opened and is_public(parent)


def _plain(value: Any) -> Any:
    if isinstance(value, When):
        return value.iso
    return list(value) if isinstance(value, list) else value or None
