"""What the overviews tell is what stands, for each reader what she may see, and nothing else."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plandugnad.core.audit import SYSTEM
from plandugnad.engines.tables.when import When
from plandugnad.plans import actions
from plandugnad.plans.models import Plan
from plandugnad.plans.telling import PlanSource
from plandugnad.projections.filling import FILLED
from plandugnad.projections.making import fill_anew
from plandugnad.projections.models import ActivityEntry, AttentionEntry, CalendarEntry, FoundEntry
from tests.cast import NAMES, Cast
from tests.plans.builders import INGRID, make_plan

pytestmark = pytest.mark.django_db


def standing() -> list[Any]:
    """Everything the overviews hold, but for the row numbers and moments."""
    return sorted(
        repr({k: v for k, v in row.items() if k not in ("id", "since")})
        for model in FILLED
        for row in model.objects.values()
    )


def several_plans(cast: Cast) -> None:
    draft = make_plan(cast.fjordvik, "Utkast til kulturplan", status="in_process")
    make_plan(cast.fjordvik, "Samfunnsdelen", status="adopted", revision_due=When.of_year(2027))
    make_plan(cast.lyngmo, "Gammal plan", status="repealed", revision_due=When.of_year(2019))
    make_plan(cast.storoy, "Samfunnsdel for Storøy", status="adopted")
    actions.share_plan(SYSTEM, draft, cast.lyngmo)
    actions.share_plan(SYSTEM, make_plan(cast.lyngmo, "Delt med samarbeidet"), cast.ytre_fjord)


@pytest.mark.parametrize("name", NAMES)
def test_everyone_finds_exactly_the_plans_she_may_see(cast: Cast, name: str) -> None:
    several_plans(cast)
    actor = cast.actor(name)
    seen = set(Plan.objects.visible_to(actor).values_list("id", flat=True))
    found = FoundEntry.objects.visible_to(actor.keys).filter(source="plans.plan")
    assert set(found.values_list("source_id", flat=True)) == seen


def test_a_share_that_ends_takes_the_plan_out_of_the_search(cast: Cast) -> None:
    plan = make_plan(cast.fjordvik, "Utkast", status="in_process")
    marit = cast.actor("Marit")
    share = actions.share_plan(INGRID, plan, cast.lyngmo)
    assert FoundEntry.objects.visible_to(marit.keys).filter(source_id=plan.id).exists()
    actions.unshare_plan(INGRID, share)
    assert not FoundEntry.objects.visible_to(marit.keys).filter(source_id=plan.id).exists()


def test_a_deleted_plan_needs_nobody_and_comes_back_with_its_dates(cast: Cast) -> None:
    plan = make_plan(cast.fjordvik, "Boligplan", revision_due=When.of_year(2026))
    actions.delete_plan(INGRID, plan)
    assert not CalendarEntry.objects.filter(source_id=plan.id).exists()
    assert not AttentionEntry.objects.filter(source_id=plan.id).exists()
    actions.undelete_plan(INGRID, plan)
    assert AttentionEntry.objects.get(source_id=plan.id).due == When.of_year(2026)


def test_only_those_who_write_the_plans_are_asked_to_revise_them(cast: Cast) -> None:
    make_plan(cast.fjordvik, "Boligplan", status="adopted", revision_due=When.of_year(2026))
    asked = [name for name in NAMES if AttentionEntry.objects.visible_to(cast.actor(name).keys).exists()]
    assert asked == ["Ingrid", "Tore"]


def test_ten_saved_fields_on_one_day_are_one_line(cast: Cast) -> None:
    plan = make_plan(cast.fjordvik, "Boligplan")
    for number in range(10):
        actions.change_plan(INGRID, plan, {"responsible": f"Plansjef {number}"})
    assert ActivityEntry.objects.filter(source_id=plan.id, verb="plan_changed").count() == 1


def test_what_is_not_signed_in_carries_only_the_open_key(cast: Cast) -> None:
    several_plans(cast)
    assert not FoundEntry.objects.visible_to(()).exists()


STEPS = ("create", "adopt", "repeal", "date", "undate", "delete", "undelete", "share", "unshare", "rename")
STEP = st.tuples(st.sampled_from(STEPS), st.integers(0, 4))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEP, max_size=12))
def test_filling_anew_changes_nothing_whatever_was_done(cast: Cast, steps: list[tuple[str, int]]) -> None:
    plans = [make_plan(cast.fjordvik, f"Plan {number}") for number in range(5)]
    for step, number in steps:
        take(cast, step, plans[number])
    before = standing()
    fill_anew(PlanSource.key)
    assert standing() == before


def take(cast: Cast, step: str, plan: Plan) -> None:
    changes: dict[str, dict[str, Any]] = {
        "adopt": {"status": "adopted"},
        "repeal": {"status": "repealed"},
        "date": {"revision_due": When.of_year(2028)},
        "undate": {"revision_due": None},
        "rename": {"name": "Et nytt navn"},
    }
    if step in changes:
        actions.change_plan(INGRID, plan, changes[step])
    elif step == "create":
        make_plan(cast.lyngmo, "Enda en plan")
    elif step == "delete":
        actions.delete_plan(INGRID, plan)
    elif step == "undelete":
        actions.undelete_plan(INGRID, plan)
    elif step == "share":
        actions.share_plan(INGRID, plan, cast.lyngmo)
    elif share := plan.shares.first():
        actions.unshare_plan(INGRID, share)
