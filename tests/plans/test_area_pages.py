"""A county's municipalities side by side, to those who see plans there, with no more than each may see."""

import re
from uuid import UUID

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from plandugnad.core.models import Installation
from plandugnad.plans.actions import share_plan
from plandugnad.plans.area.rows import AreaRow, Sight
from plandugnad.plans.kinds import PlanType
from plandugnad.regions.models import CouncilMember, Organisation
from tests.cast import NAMES, Cast, make_organisation
from tests.plans.builders import INGRID
from tests.plans.portfolios import make_main_plans, make_many, plan_in

pytestmark = pytest.mark.django_db
COUNTY = "/fylker/99/planer/"


def browser(cast: Cast, name: str) -> Client:
    client = Client()
    client.force_login(cast.person(name))
    return client


def rows(cast: Cast, name: str, address: str = COUNTY) -> dict[str, AreaRow]:
    return {row.place.name: row for row in browser(cast, name).get(address).context["page"].object_list}


# person: what they see of (Fjordvik, Lyngmo); None where the county's page is not theirs
SIGHT: dict[str, tuple[Sight, Sight] | None] = {
    "Ingrid": (Sight.ALL, Sight.ADOPTED),
    "Tore": (Sight.ALL, Sight.ADOPTED),
    "Åse": (Sight.ALL, Sight.NONE),
    "Marit": (Sight.ADOPTED, Sight.ALL),
    "Kåre": (Sight.ALL, Sight.ALL),
    "Guri": (Sight.ADOPTED, Sight.ADOPTED),
    "Per": (Sight.ADOPTED, Sight.ADOPTED),
    "Lars": None,
    "Nina": None,
    "Even": None,
    "Anna": None,
}


@pytest.mark.parametrize("name", NAMES)
def test_each_role_sees_as_much_of_each_municipality_as_the_table_says(cast: Cast, name: str) -> None:
    answer = browser(cast, name).get(COUNTY)
    expected = SIGHT[name]
    if expected is None:
        assert answer.status_code == 404
        return
    found = {row.place.name: row.sight for row in answer.context["page"].object_list}
    assert (found["Fjordvik"], found["Lyngmo"]) == expected


def test_who_is_shown_one_plan_sees_the_county_with_that_plan_and_nothing_said_of_the_rest(cast: Cast) -> None:
    shared = plan_in(cast.fjordvik, "Delt arealdel", PlanType.LAND_USE_PART, "in_process")
    plan_in(cast.fjordvik, "Ikke delt", PlanType.COMMUNITY_PART)
    cast.person("Even")
    share_plan(INGRID, shared, cast.storoy)
    fjordvik = rows(cast, "Even")["Fjordvik"]
    assert (fjordvik.sight, fjordvik.total, fjordvik.missing) == (Sight.SHARED, 1, ())
    assert rows(cast, "Even")["Lyngmo"].sight is Sight.NONE


def test_drafts_are_not_counted_for_the_county(cast: Cast) -> None:
    make_main_plans(cast.fjordvik)
    plan_in(cast.fjordvik, "Hemmelig utkast", PlanType.ECONOMY_PLAN, "in_process", revision_due="2020")
    seen, own = rows(cast, "Guri")["Fjordvik"], rows(cast, "Ingrid")["Fjordvik"]
    assert (seen.total, seen.overdue, own.total, own.overdue) == (3, 1, 4, 2)
    assert "Hemmelig utkast" not in browser(cast, "Guri").get(COUNTY).content.decode()


def test_what_is_missing_is_said_with_its_section(cast: Cast) -> None:
    make_main_plans(cast.fjordvik)
    shown = browser(cast, "Guri").get(COUNTY).content.decode()
    assert rows(cast, "Guri")["Fjordvik"].missing == (PlanType.ACTION_PART, PlanType.ECONOMY_PLAN)
    assert re.search(r'data-label="Økonomiplan"><span class="pd-area__missing">Mangler</span>', shown)
    assert "koml. § 14-4" in shown
    assert "Ingen planer lagt inn" in shown  # Lyngmo, of which nothing is said to be missing
    assert rows(cast, "Guri")["Lyngmo"].missing == ()


def test_the_heading_says_what_is_found_and_the_lead_how_much_one_sees(cast: Cast) -> None:
    make_main_plans(cast.fjordvik)
    plan_in(cast.lyngmo, "Temaplan", PlanType.THEME_PLAN)
    county = browser(cast, "Guri").get(COUNTY).content.decode()
    assert "Én av 2 kommuner har planer over fristen" in county
    assert "Du ser bare vedtatte planer." in county
    assert "Du ser alle planene i noen av kommunene" in browser(cast, "Ingrid").get(COUNTY).content.decode()
    assert "Du kan se planer i 1 av 2 kommuner" in browser(cast, "Åse").get(COUNTY).content.decode()


def test_an_empty_county_says_so(cast: Cast) -> None:
    shown = browser(cast, "Guri").get(COUNTY).content.decode()
    assert "Ingen planer å se i Eksempelfylket ennå" in shown
    assert shown.count("Ingen planer lagt inn") == 2


@pytest.mark.parametrize(
    ("query", "left"),
    [
        ("frist=over", ["Fjordvik"]),
        ("mangler=samfunnsdel", ["Lyngmo"]),
        ("mangler=noe&sorter=-mangler", ["Lyngmo", "Fjordvik"]),
        ("sorter=-navn", ["Lyngmo", "Fjordvik"]),
        ("sentralitet=3", []),
        ("frist=over&mangler=samfunnsdel", []),
    ],
)
def test_the_address_narrows_and_sorts(cast: Cast, query: str, left: list[str]) -> None:
    make_main_plans(cast.fjordvik)
    plan_in(cast.lyngmo, "Temaplan", PlanType.THEME_PLAN)
    answer = browser(cast, "Guri").get(f"{COUNTY}?{query}")
    assert [row.place.name for row in answer.context["page"].object_list] == left
    if not left:
        assert "Ingen kommuner passer med valgene" in answer.content.decode()


def test_one_may_see_the_members_of_ones_own_collaboration_or_of_a_regional_council_alone(cast: Cast) -> None:
    third = make_organisation("Elvanes", "9904", county=cast.county)
    council = make_organisation("Elverådet", "", "regional_council")
    CouncilMember.objects.create(council=council, municipality=third)
    plan_in(cast.fjordvik, "Plan", PlanType.THEME_PLAN)
    own = rows(cast, "Ingrid", f"{COUNTY}?samarbeid={cast.ytre_fjord.id}")
    assert sorted(own) == ["Fjordvik", "Lyngmo"]
    assert sorted(rows(cast, "Guri", f"{COUNTY}?samarbeid={council.id}")) == ["Elvanes"]
    assert rows(cast, "Guri", f"{COUNTY}?samarbeid={cast.ytre_fjord.id}") == {}  # not hers, so not told of
    assert "Ytre Fjord" not in browser(cast, "Guri").get(COUNTY).content.decode()


def test_a_state_administrator_has_the_same_page_of_its_area(cast: Cast) -> None:
    make_main_plans(cast.fjordvik)
    address = f"/statsforvaltere/{cast.state_administrator.id}/planer/"
    assert sorted(rows(cast, "Per", address)) == ["Fjordvik", "Lyngmo"]
    assert browser(cast, "Even").get(address).status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "/fylker/77/planer/",
        "/fylker/x/planer/",
        "/fylker/9901/planer/",
        "/fylker/9%009/planer/",
        f"/statsforvaltere/{UUID(int=0)}/planer/",
    ],
)
def test_an_area_there_is_none_of_is_not_found(cast: Cast, address: str) -> None:
    assert browser(cast, "Guri").get(address).status_code == 404


def test_a_county_is_not_a_state_administrator_and_the_other_way(cast: Cast) -> None:
    plan_in(cast.fjordvik, "Plan")
    assert browser(cast, "Guri").get(f"/statsforvaltere/{cast.county.id}/planer/").status_code == 404


@pytest.mark.parametrize(
    "query", ["", "?mangler=noe&sorter=-samfunnsdel", "?sorter=' OR 1=1", "?side=99", "?side=%00", "?samarbeid=1"]
)
@pytest.mark.parametrize("name", ["Guri", "Ingrid"])
def test_more_municipalities_and_plans_take_no_more_queries_and_never_more_than_ten(
    cast: Cast, query: str, name: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = browser(cast, name)
    make_main_plans(cast.fjordvik)
    Installation.objects.create(is_demo=False)  # as every real one has
    client.get("/meg/")
    with django_assert_max_num_queries(10) as few:
        assert client.get(COUNTY + query).status_code == 200
    for number in range(10, 50):
        make_many(make_organisation(f"Nabo {number}", f"99{number}", county=cast.county), 12)
    with django_assert_max_num_queries(len(few)):
        client.get(COUNTY + query)


def test_a_hostile_name_stays_text(cast: Cast) -> None:
    Organisation.objects.filter(pk=cast.fjordvik.pk).update(name="<script>alert(1)</script>")
    plan_in(cast.fjordvik, "<b>plan", PlanType.LAND_USE_PART)
    assert "<script>alert" not in browser(cast, "Guri").get(COUNTY).content.decode()
