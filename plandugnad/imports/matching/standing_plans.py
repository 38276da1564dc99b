"""The plans a table is compared with: those of one municipality, as they are, and as the last import left them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Q

from plandugnad.engines.tables import When
from plandugnad.imports.matching.identity import identity_of
from plandugnad.imports.matching.matches import Standing
from plandugnad.imports.models import ImportedPlan, RunState
from plandugnad.plans.models import Plan, PlanHere
from plandugnad.plans.snapshot import EDITABLE, Snapshot
from plandugnad.regions.models import Organisation


def standing_plans(organisation: Organisation) -> list[Standing]:
    """Three queries, however many plans; also those owned with others, so that a row of one makes no new plan.

    Plain values: thousands of model instances would take most of the time.
    """
    last = {imported["plan_id"]: imported for imported in _last_imported(organisation)}
    plans = PlanHere.objects.kept().of(organisation).order_by("made_at", "id")
    rows = plans.values("id", "version", "is_led", "led_by__name", *EDITABLE)
    before = _before_they_were_joint(organisation)
    return [_standing(plan, last, before.get(plan["id"], ())) for plan in rows]


def _standing(plan: Mapping[str, Any], imports: Mapping[UUID, Any], before: Sequence[Mapping[str, Any]]) -> Standing:
    """`before`: the municipality's own plans that became its part of this one, the last first."""
    values: Snapshot = {name: _plain(plan[name]) for name in EDITABLE}
    lasts = [imports[id] for id in (plan["id"], *(each["id"] for each in before)) if id in imports]
    last = lasts[0] if lasts else None
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
        was=tuple(identity_of({name: _plain(value) for name, value in each.items()}) for each in before)
        + tuple(identity_of(each["after"]) for each in lasts[1:]),
        was_ids=tuple(str(each["id"]) for each in before),
    )


def _before_they_were_joint(organisation: Organisation) -> Mapping[UUID, list[Mapping[str, Any]]]:
    gone = Plan.objects.of(organisation).filter(deleted_at__isnull=False, became__isnull=False)
    rows: Iterable[Any] = gone.order_by("-deleted_at", "id").values("id", "became_id", "name", "plan_type", "period")
    found: dict[UUID, list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        found[row["became_id"]].append(row)
    return found


def _plain(value: Any) -> Any:
    """As `plans.snapshot` keeps it."""
    if isinstance(value, When):
        return value.iso
    return str(value) if isinstance(value, UUID) else value


def _last_imported(organisation: Organisation) -> Iterable[Any]:
    return (
        ImportedPlan.objects.filter(run__organisation=organisation, run__state=RunState.WRITTEN)
        .filter(Q(plan__deleted_at=None) | Q(plan__became__isnull=False))
        .order_by("plan_id", "-run__written_at", "-id")
        .distinct("plan_id")
        .values("plan_id", "after", "said", "sheet", "source_row")
    )


def ids_of(plans: Iterable[Standing]) -> list[UUID]:
    return [UUID(plan.id) for plan in plans]
