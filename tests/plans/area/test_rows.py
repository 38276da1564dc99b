"""What a municipality lacks is said only where one sees enough to say it."""

import pytest

from plandugnad.plans.area.rows import MAIN_TYPES, Sight
from plandugnad.plans.kinds import KINDS, PlanType
from tests.plans.area.places import main_plan, row

STRATEGY, COMMUNITY, LAND, ACTION, ECONOMY = MAIN_TYPES


def test_the_columns_are_the_plans_the_law_wants_of_every_municipality() -> None:
    assert set(MAIN_TYPES) == {kind for kind, about in KINDS.items() if about.is_required}


@pytest.mark.parametrize(
    ("present", "missing"),
    [
        ((STRATEGY, COMMUNITY, LAND, ACTION, ECONOMY), ()),
        ((STRATEGY, COMMUNITY), (LAND, ACTION, ECONOMY)),
        ((STRATEGY, COMMUNITY, LAND, ECONOMY), ()),  # the economy plan may be the action part
        ((STRATEGY, COMMUNITY, LAND, ACTION), (ECONOMY,)),  # but not the other way
    ],
)
def test_a_municipality_lacks_what_the_law_wants_and_it_does_not_have(
    present: tuple[PlanType, ...], missing: tuple[PlanType, ...]
) -> None:
    found = row("Fjordvik", *(main_plan(kind) for kind in present))
    assert found.missing == missing
    assert [cell.plan_type for cell in found.cells if cell.is_missing] == list(missing)


def test_a_plan_that_is_only_being_drafted_is_not_one_the_municipality_has() -> None:
    found = row("Fjordvik", main_plan(LAND, "", "in_process"), sight=Sight.ALL)
    cell = next(cell for cell in found.cells if cell.plan_type is LAND)
    assert cell.plan is not None
    assert cell.is_missing
    assert cell.section == "pbl. § 11-5"


def test_a_plan_under_revision_is_still_in_force() -> None:
    assert LAND not in row("Fjordvik", main_plan(LAND, "2014", "under_revision")).missing


def test_of_a_municipality_whose_plans_nobody_has_entered_nothing_is_said_to_be_missing() -> None:
    empty = row("Fjordvik")
    assert (empty.missing, empty.has_plans) == ((), False)
    assert not any(cell.is_missing or cell.is_within for cell in empty.cells)


@pytest.mark.parametrize("sight", [Sight.SHARED, Sight.NONE])
def test_who_sees_only_what_is_shared_is_not_told_that_the_rest_is_missing(sight: Sight) -> None:
    assert row("Fjordvik", main_plan(LAND), sight=sight).missing == ()


def test_a_municipality_whose_only_plans_are_others_lacks_all_five() -> None:
    assert row("Fjordvik", total=7).missing == MAIN_TYPES
