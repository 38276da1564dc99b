"""The owners of one plan as they lie in its row: the page of a plan asks for it together with them."""

from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from plandugnad.engines.tables.when import When
from plandugnad.plans.models import Plan, PlanOwner
from plandugnad.plans.snapshot import OWN
from plandugnad.regions.models import Organisation

_MOMENTS = ("accepted_at", "declined_at", "left_at", "lead_offered_at")
_ROW = JSONObject(
    **{name: name for name in ("id", "organisation_id", *_MOMENTS, *OWN)},
    place_name="organisation__name",
    place_number="organisation__number",
)


def owner_rows() -> ArraySubquery:
    rows = PlanOwner.objects.filter(plan=OuterRef("pk")).order_by("organisation__sort_key", "organisation__name")
    return ArraySubquery(rows.values(row=_ROW))


def rows_of(plan: Plan) -> list[PlanOwner]:
    """No query, of a plan from `find_plan_page`. To read, not to save."""
    kept: list[dict[str, Any]] | None = getattr(plan, "owner_rows", None)
    if kept is not None:
        return [_row(plan, dict(values)) for values in kept]
    rows = PlanOwner.objects.filter(plan=plan).select_related("organisation")
    return list(rows.order_by("organisation__sort_key", "organisation__name"))


def _row(plan: Plan, values: dict[str, Any]) -> PlanOwner:
    place = Organisation(
        id=UUID(values.pop("organisation_id")), name=values.pop("place_name"), number=values.pop("place_number")
    )
    values["adopted"] = When.parse(values["adopted"]) if values["adopted"] else None
    return PlanOwner(plan=plan, organisation=place, **values)
