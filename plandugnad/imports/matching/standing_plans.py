"""The plans a table is compared with: those of one municipality, as they are, and as the last import left them."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from plandugnad.engines.tables import When
from plandugnad.imports.matching.identity import identity_of
from plandugnad.imports.matching.matches import Standing
from plandugnad.imports.models import ImportedPlan, RunState
from plandugnad.plans.models import PlanHere
from plandugnad.plans.snapshot import EDITABLE, Snapshot
from plandugnad.regions.models import Organisation


def standing_plans(organisation: Organisation) -> list[Standing]:
    """Two queries, however many plans; also those owned with others, so that a row of one makes no new plan.

    Plain values: thousands of model instances would take most of the time.
    """
    last = {imported["plan_id"]: imported for imported in _last_imported(organisation)}
    plans = PlanHere.objects.kept().of(organisation).order_by("made_at", "id")
    rows = plans.values("id", "version", "is_led", "led_by__name", *EDITABLE)
    return [_standing(plan, last.get(plan["id"])) for plan in rows]


def _standing(plan: Mapping[str, Any], last: Mapping[str, Any] | None) -> Standing:
    values: Snapshot = {name: _plain(plan[name]) for name in EDITABLE}
    left = last["after"] if last else None
    return Standing(
        id=str(plan["id"]),
        name=plan["name"],
        version=plan["version"],
        values=values,
        identity=identity_of(values),
        imported=left,
        imported_identity=identity_of(left) if left else None,
        said=last["said"] if last else {},
        led_by="" if plan["is_led"] else plan["led_by__name"],
        imported_from=(last["sheet"], last["source_row"]) if last else None,
    )


def _plain(value: Any) -> Any:
    """As `plans.snapshot` keeps it."""
    if isinstance(value, When):
        return value.iso
    return str(value) if isinstance(value, UUID) else value


def _last_imported(organisation: Organisation) -> Iterable[Any]:
    return (
        ImportedPlan.objects.filter(run__organisation=organisation, run__state=RunState.WRITTEN, plan__deleted_at=None)
        .order_by("plan_id", "-run__written_at", "-id")
        .distinct("plan_id")
        .values("plan_id", "after", "said", "sheet", "source_row")
    )


def ids_of(plans: Iterable[Standing]) -> list[UUID]:
    return [UUID(plan.id) for plan in plans]
