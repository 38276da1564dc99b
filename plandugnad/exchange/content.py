"""What is public of a plan. Chosen field by field: what is not named here is never published."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from plandugnad.engines.tables.when import When
from plandugnad.exchange.codes import sosi_plan_status, sosi_plan_type
from plandugnad.plans.kinds import IN_FORCE
from plandugnad.plans.models import Plan, PlanHere, PlanOwner

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
WORKED_OUT = ("sosi_plan_type", "sosi_plan_status", "parent_id", "led_by_number")
FIELDS = KEPT + WORKED_OUT

Content = Mapping[str, Any]


def with_all_of_it(plans: "QuerySet[Any]") -> "QuerySet[PlanHere]":
    """So that `content_of` asks nothing."""
    owned = PlanOwner.objects.standing().filter(
        plan=OuterRef("parent_id"), organisation=OuterRef("organisation_id"), status__in=IN_FORCE
    )
    rows: QuerySet[PlanHere] = plans.select_related("led_by", "parent__organisation__publication")
    return rows.defer("extent", "notes", "parent__extent", "parent__notes").annotate(owns_parent=Exists(owned))


def is_public(plan: Plan | PlanHere) -> bool:
    """In force, in the municipality whose row this is. That something is on its way is told by the municipality where
    the law says it shall be."""
    return plan.deleted_at is None and plan.status in IN_FORCE


def content_of(plan: PlanHere) -> dict[str, Any]:
    """Of a plan as it stands in one municipality, from `with_all_of_it`."""
    parent = plan.parent
    return {
        **{name: _plain(getattr(plan, name)) for name in KEPT},
        "sosi_plan_type": sosi_plan_type(plan.plan_type),
        "sosi_plan_status": sosi_plan_status(plan.plan_type, plan.status),
        "parent_id": str(parent.id) if parent is not None and _is_open_beside(plan, parent) else None,
        "led_by_number": plan.led_by.number,
    }


def _is_open_beside(plan: PlanHere, parent: Plan) -> bool:
    """In the same municipality it is open when this one is. One above may be led by another, that has not opened."""
    if parent.deleted_at is None and plan.owns_parent:  # type: ignore[attr-defined]  # annotated by `with_all_of_it`
        return True
    is_opened = parent.organisation_id == plan.organisation_id or hasattr(parent.organisation, "publication")
    return is_opened and is_public(parent)


def _plain(value: Any) -> Any:
    if isinstance(value, When):
        return value.iso
    return list(value) if isinstance(value, list) else value or None
