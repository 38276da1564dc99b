"""Municipalities of the register as the pages of areas read them, made without a database."""

from datetime import date
from uuid import uuid4

from plandugnad.engines.tables.when import When
from plandugnad.plans.area.rows import MAIN_TYPES, AreaRow, Place, Sight
from plandugnad.plans.hierarchy.placing import PlanCard
from plandugnad.plans.kinds import PlanType
from plandugnad.plans.queries.portfolio import complete

TODAY = date(2026, 11, 21)


def place(name: str, number: str = "9901", **about: object) -> Place:
    told: dict[str, object] = {
        "sort_key": name.lower(),
        "county": "Eksempelfylket",
        "county_number": "99",
        "is_example": True,
        "centrality": 5,
        "population": 1000,
        "longitude": None,
        "latitude": None,
    }
    return Place(uuid4(), name, number, **(told | about))  # type: ignore[arg-type]


def main_plan(plan_type: PlanType, adopted: str = "2020", status: str = "adopted", revision_due: str = "") -> PlanCard:
    card = PlanCard(
        uuid4(),
        str(plan_type.label),
        plan_type,
        status,
        None,
        When.parse(adopted) if adopted else None,
        When.parse(revision_due) if revision_due else None,
    )
    return complete(card, TODAY)


def row(
    name: str,
    *plans: PlanCard,
    sight: Sight = Sight.ADOPTED,
    total: int | None = None,
    number: str = "9901",
    **about: int,
) -> AreaRow:
    found = {plan.plan_type: plan for plan in plans}
    main = tuple(found.get(plan_type) for plan_type in MAIN_TYPES)
    facts: dict[str, object] = {key: about.pop(key) for key in ("centrality", "population") if key in about}
    return AreaRow(place(name, number, **facts), sight, len(plans) if total is None else total, main=main, **about)
