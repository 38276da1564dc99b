"""From many plan types to few, and the principles of the plan system."""

from typing import Any

import pytest
from django.test import Client

from plandugnad.plans.actions import change_plan, describe_plan_type
from plandugnad.plans.kinds import PlanType
from plandugnad.plans.models import Plan
from plandugnad.regions.models import Organisation
from plandugnad.strategies.tidying.models import TypeMove
from plandugnad.strategies.tidying.types import NEAREST, read_types
from tests.cast import Cast
from tests.plans.builders import INGRID, browser, fresh, make_plan

PAGE = "/kommuner/9901/plantyper/"


def not_used(place: Organisation, *plan_types: PlanType) -> None:
    for plan_type in plan_types:
        describe_plan_type(INGRID, place, plan_type, is_used=False, text="")


def some(place: Organisation, plan_type: str, *names: str) -> list[Plan]:
    return [make_plan(place, name, plan_type=plan_type) for name in names]


@pytest.fixture
def ingrid(cast: Cast) -> Client:
    return browser(cast.person("Ingrid"))


def test_plans_of_types_not_in_use_are_listed_with_what_they_should_become(cast: Cast, ingrid: Client) -> None:
    some(cast.fjordvik, "service_plan", "Virksomhetsplan for skolen", "Barnehagene mot 2030")
    some(cast.fjordvik, "partial_plan_theme", "Klima og energi")
    some(cast.fjordvik, "theme_plan", "Temaplan for kultur")
    not_used(cast.fjordvik, PlanType.SERVICE_PLAN, PlanType.PARTIAL_PLAN_THEME)
    page = read_types(cast.fjordvik)
    assert [(one.code, one.proposed, len(one.plans)) for one in page.old] == [
        ("partial_plan_theme", "theme_plan", 1),
        ("service_plan", "theme_plan", 2),
    ]
    assert (page.before, page.after, page.to_move) == (3, 1, 3)
    said = ingrid.get(PAGE).content.decode()
    assert "Planene deres er av 3 slag. Følger dere forslagene under, blir det 1." in said


def test_all_of_a_type_get_another_in_one_click_and_back(cast: Cast, ingrid: Client) -> None:
    plans = some(cast.fjordvik, "service_plan", "Skolen", "Barnehagen")
    not_used(cast.fjordvik, PlanType.SERVICE_PLAN)
    page = ingrid.post(f"{PAGE}endre/", {"was": "service_plan", "becomes": "theme_plan"}, follow=True)
    assert "Virksomhetsplan kaller vi temaplan: 2 planer" in page.content.decode()
    change_plan(INGRID, plans[1], {"plan_type": "other"})
    ingrid.post(f"{PAGE}angre/{TypeMove.objects.get().id}/")
    assert [fresh(plan).plan_type for plan in plans] == ["service_plan", "other"]
    ingrid.post(f"{PAGE}angre/{TypeMove.objects.get().id}/")  # pressed twice


def test_one_plan_is_moved_alone(cast: Cast, ingrid: Client) -> None:
    first, second = some(cast.fjordvik, "service_plan", "Skolen", "Barnehagen")
    not_used(cast.fjordvik, PlanType.SERVICE_PLAN)
    ingrid.post(f"{PAGE}endre/", {"was": "service_plan", "becomes": "theme_plan", "plan": str(first.id)})
    assert (fresh(first).plan_type, fresh(second).plan_type) == ("theme_plan", "service_plan")


@pytest.mark.parametrize("becomes", ["", "service_plan", "partial_plan_theme", "no_such"])
def test_only_a_type_that_is_used_may_be_chosen(cast: Cast, ingrid: Client, becomes: str) -> None:
    plan = some(cast.fjordvik, "service_plan", "Skolen")[0]
    not_used(cast.fjordvik, PlanType.SERVICE_PLAN, PlanType.PARTIAL_PLAN_THEME)
    page = ingrid.post(f"{PAGE}endre/", {"was": "service_plan", "becomes": becomes}, follow=True)
    assert "Velg en plantype dere bruker." in page.content.decode()
    assert fresh(plan).plan_type == "service_plan"


def test_a_plan_without_a_type_is_offered_what_its_name_says(cast: Cast) -> None:
    some(cast.fjordvik, "", "Temaplan for kultur")
    not_used(cast.fjordvik, PlanType.SERVICE_PLAN)
    (old,) = read_types(cast.fjordvik).old
    assert (old.code, old.plans[0].proposed) == ("", "theme_plan")


def test_every_type_that_can_go_has_something_to_become() -> None:
    lone = {PlanType.REGIONAL_PLAN, PlanType.PLANNING_STRATEGY, PlanType.COMMUNITY_PART, PlanType.LAND_USE_PART}
    assert {*PlanType.values, ""} - {kind.value for kind in lone} == {str(code) for code in NEAREST}


def test_the_principles_are_written_once_and_nobody_overwrites_what_they_have_not_seen(
    cast: Cast, ingrid: Client
) -> None:
    ingrid.post(PAGE, {"text": "Færre planer, fulgt opp.", "seen": "0"})
    assert "Færre planer, fulgt opp." in ingrid.get(PAGE).content.decode()
    refused = ingrid.post(PAGE, {"text": "Noe annet.", "seen": "0"})
    assert refused.status_code == 422
    page = refused.content.decode()
    assert "Færre planer, fulgt opp." in page
    assert "Noe annet." in page


@pytest.mark.parametrize(
    ("who", "reads", "writes"),
    [("Ingrid", 200, 302), ("Åse", 200, 404), ("Marit", 404, 404), ("Guri", 404, 404), ("Nina", 404, 404)],
)
def test_the_plan_system_is_read_by_the_municipality_and_written_by_planners(
    cast: Cast, who: str, reads: int, writes: int
) -> None:
    client = browser(cast.person(who))
    assert client.get(PAGE).status_code == reads
    assert client.post(PAGE, {"text": "Vårt.", "seen": "0"}).status_code == writes
    assert client.post(f"{PAGE}endre/", {"was": "", "becomes": "theme_plan"}).status_code == writes


def test_the_number_of_queries_does_not_grow_with_the_plans(
    cast: Cast, ingrid: Client, django_assert_max_num_queries: Any
) -> None:
    def ask() -> int:
        with django_assert_max_num_queries(40) as asked:
            assert ingrid.get(PAGE).status_code == 200
        return len(asked)

    not_used(cast.fjordvik, PlanType.SERVICE_PLAN)
    some(cast.fjordvik, "service_plan", "Først")
    few = (ask(), ask())[1]
    some(cast.fjordvik, "service_plan", *(f"Plan {n}" for n in range(12)))
    assert ask() == few
