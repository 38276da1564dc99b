"""A plan as plain JSON: what history keeps, what undo and restore bring back."""

from typing import Any

from plandugnad.core.fields import WhenField
from plandugnad.plans.models import Plan

# Everything a person may edit. What is derived (keys, version) or is identity (municipality) is not part of it.
EDITABLE = (
    "name",
    "plan_type",
    "status",
    "legal_basis",
    "national_plan_id",
    "section",
    "owner_unit",
    "responsible",
    "adopted",
    "is_adopted_year_from_case",
    "adopted_by",
    "last_revised",
    "revision_due",
    "period",
    "valid_until",
    "case_reference",
    "decision",
    "priority",
    "work_years",
    "parent_id",
    "goal",
    "themes",
    "extent",
    "notes",
)

# Of a joint plan these are each owner's: what its council decided, and what it intends (`PlanOwner`, `PlanHere`).
OWN = (
    "status",
    "adopted",
    "adopted_by",
    "case_reference",
    "national_plan_id",
    "responsible",
    "parent_id",
    "decision",
    "priority",
    "work_years",
    "notes",
)

Snapshot = dict[str, Any]


def snapshot(plan: Plan) -> Snapshot:
    return {name: _plain(plan, name) for name in EDITABLE}


def _plain(plan: Plan, name: str) -> Any:
    value = getattr(plan, name)
    if name in WHEN_FIELDS:
        return value.iso if value is not None else None
    if name == "parent_id":
        return str(value) if value else None
    return list(value) if name == "themes" else value


WHEN_FIELDS = {field.name: field for field in Plan._meta.fields if isinstance(field, WhenField)}


def apply(plan: Plan, values: Snapshot) -> None:
    """Sets the given fields, reading dates from their text. Unknown names (of an older version) are left out."""
    for name, value in values.items():
        if name in EDITABLE:
            setattr(plan, name, WHEN_FIELDS[name].to_python(value) if name in WHEN_FIELDS else value)


def changes(before: Snapshot, after: Snapshot) -> tuple[Snapshot, Snapshot]:
    """The two halves of what differs."""
    names = [name for name in after if before.get(name) != after[name]]
    return {name: before.get(name) for name in names}, {name: after[name] for name in names}
