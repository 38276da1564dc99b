"""Members side by side, to those who are in the collaboration, with no more than each may see."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from plandugnad.plans.area.rows import MAIN_TYPES, Sight
from plandugnad.plans.kinds import PlanType
from plandugnad.plans.queries.collaboration import MemberColumn
from plandugnad.regions.models import Collaboration, Member
from tests.cast import NAMES, Cast, make_organisation
from tests.plans.portfolios import make_main_plans, make_many, plan_in

pytestmark = pytest.mark.django_db


def browser(cast: Cast, name: str) -> Client:
    client = Client()
    client.force_login(cast.person(name))
    return client


def address(cast: Cast) -> str:
    return f"/samarbeid/{cast.ytre_fjord.id}/"


def side_by_side(cast: Cast) -> str:
    return f"{address(cast)}side-om-side/"


def members(cast: Cast, name: str) -> dict[str, MemberColumn]:
    found = browser(cast, name).get(side_by_side(cast)).context["members"]
    return {column.municipality.name: column for column in found}


# person: what they see of (Fjordvik, Lyngmo); None where the collaboration's page is not theirs
SIGHT: dict[str, tuple[Sight, Sight] | None] = {
    "Ingrid": (Sight.ALL, Sight.ADOPTED),
    "Tore": (Sight.ALL, Sight.ADOPTED),
    "Åse": (Sight.ALL, Sight.SHARED),
    "Marit": (Sight.ADOPTED, Sight.ALL),
    "Kåre": (Sight.ALL, Sight.ALL),
    "Guri": None,
    "Per": None,
    "Lars": (Sight.SHARED, Sight.SHARED),
    "Nina": (Sight.SHARED, Sight.SHARED),
    "Even": None,
    "Anna": None,
}


@pytest.mark.parametrize("name", NAMES)
def test_each_role_sees_as_much_of_each_member_as_the_table_says(cast: Cast, name: str) -> None:
    response = browser(cast, name).get(side_by_side(cast))
    expected = SIGHT[name]
    if expected is None:
        assert response.status_code == 404
        return
    assert tuple(column.sight for column in response.context["members"]) == expected


def test_a_neighbour_sees_what_is_adopted_but_not_what_is_being_drafted(cast: Cast) -> None:
    plan_in(cast.lyngmo, "Vedtatt plan i Lyngmo", PlanType.THEME_PLAN)
    plan_in(cast.lyngmo, "Utkast i Lyngmo", PlanType.THEME_PLAN, "in_process")
    table = browser(cast, "Ingrid").get(f"{address(cast)}planer/").content.decode()
    assert "Vedtatt plan i Lyngmo" in table
    assert "Utkast i Lyngmo" not in table
    shown = browser(cast, "Ingrid").get(side_by_side(cast)).content.decode()
    assert "Utkast i Lyngmo" not in shown
    assert "Du ser bare vedtatte planer" in shown
    assert members(cast, "Ingrid")["Lyngmo"].total == 1
    assert members(cast, "Kåre")["Lyngmo"].total == 2


def test_each_member_shows_which_main_plans_it_has_how_old_and_what_is_due(cast: Cast) -> None:
    make_main_plans(cast.fjordvik)
    column = members(cast, "Kåre")["Fjordvik"]
    main = dict(zip(MAIN_TYPES, column.main, strict=True))
    land = main[PlanType.LAND_USE_PART]
    assert land is not None
    assert land.due == "overdue"
    assert main[PlanType.ECONOMY_PLAN] is None
    assert (column.total, column.overdue) == (3, 1)


def test_of_several_plans_of_a_type_the_newest_in_force_is_the_one_compared(cast: Cast) -> None:
    plan_in(cast.fjordvik, "Samfunnsdel 2011", PlanType.COMMUNITY_PART, adopted="2011")
    plan_in(cast.fjordvik, "Samfunnsdel 2023", PlanType.COMMUNITY_PART, adopted="2023-06-15")
    plan_in(cast.fjordvik, "Ny samfunnsdel", PlanType.COMMUNITY_PART, "in_process")
    plan_in(cast.fjordvik, "Samfunnsdel 2025", PlanType.COMMUNITY_PART, "repealed", adopted="2025")
    main = members(cast, "Kåre")["Fjordvik"].main
    assert main[1] is not None
    assert main[1].name == "Samfunnsdel 2023"


def test_what_is_not_seen_is_not_said_to_be_missing(cast: Cast) -> None:
    shown = browser(cast, "Marit").get(side_by_side(cast)).content.decode()
    assert shown.count("Manglar</span>") == len(MAIN_TYPES)  # her own, Lyngmo, in its own written form
    assert shown.count("Ser ingen</span>") == len(MAIN_TYPES)


def test_the_combined_table_can_be_narrowed_to_one_municipality(cast: Cast) -> None:
    plan_in(cast.fjordvik, "Plan i Fjordvik")
    plan_in(cast.lyngmo, "Plan i Lyngmo")
    response = browser(cast, "Kåre").get(f"{address(cast)}planer/?kommune=9902")
    assert [row.name for row in response.context["table"].page.object_list] == ["Plan i Lyngmo"]
    assert [chip.label for chip in response.context["chips"] if chip.is_on] == ["Lyngmo"]


def test_the_combined_table_holds_nothing_of_municipalities_outside(cast: Cast) -> None:
    plan_in(cast.storoy, "Plan på Storøy")
    for page in (address(cast), side_by_side(cast), f"{address(cast)}planer/"):
        assert "Plan på Storøy" not in browser(cast, "Kåre").get(page).content.decode()


@pytest.mark.parametrize("query", ["kommune=9902", "frist=over&sorter=-navn", "side=2", "q=klima+og+energi"])
def test_an_address_kept_from_when_the_table_stood_here_still_leads_to_it(cast: Cast, query: str) -> None:
    answer = browser(cast, "Kåre").get(f"{address(cast)}?{query}")
    assert answer.headers["Location"] == f"{address(cast)}planer/?{query}"
    assert browser(cast, "Even").get(f"{address(cast)}?{query}").status_code == 404


def test_the_table_has_a_hundred_plans_on_each_page(cast: Cast) -> None:
    make_many(cast.fjordvik, 130)
    first = browser(cast, "Kåre").get(f"{address(cast)}planer/")
    assert len(first.context["table"].page.object_list) == 100
    assert "table" not in browser(cast, "Kåre").get(side_by_side(cast)).context


def test_the_count_beside_the_heading_is_that_of_the_table(cast: Cast) -> None:
    make_main_plans(cast.fjordvik)
    plan_in(cast.lyngmo, "Gammel plan", status="repealed", revision_due="2020")
    words = "4 planer, 1 opphevet eller erstattet"
    members_page = browser(cast, "Kåre").get(side_by_side(cast)).content.decode()
    assert "1 av 3 planer er over fristen" in members_page
    assert words in members_page
    assert words in browser(cast, "Kåre").get(f"{address(cast)}planer/").content.decode()


def test_a_member_is_asked_about_the_coordinators_import_and_only_for_its_own_municipality(cast: Cast) -> None:
    shown = browser(cast, "Ingrid").get(side_by_side(cast)).content.decode()
    assert "Koordinatoren kan ikke importere for dere." in shown
    assert shown.count('name="organisation"') == 1
    assert 'name="organisation"' not in browser(cast, "Kåre").get(side_by_side(cast)).content.decode()


def test_a_coordinator_is_led_to_import_for_those_who_said_yes(cast: Cast) -> None:
    shown = browser(cast, "Kåre").get(side_by_side(cast)).content.decode()
    assert "Importer for Lyngmo" in shown
    assert "Importer for Fjordvik" not in shown


def test_ones_own_collaborations_are_listed_with_what_one_sees(cast: Cast) -> None:
    plan_in(cast.fjordvik, "Plan", revision_due="2020")
    Collaboration.objects.create(name="Et annet samarbeid")
    (card,) = browser(cast, "Ingrid").get("/samarbeid/").context["collaborations"]
    assert (card.name, card.members, card.plans, card.overdue) == ("Ytre Fjord", 2, 1, 1)


def test_without_a_collaboration_the_page_says_what_one_is_for(cast: Cast) -> None:
    shown = browser(cast, "Even").get("/samarbeid/").content.decode()
    assert "Du er ikke med i noe samarbeid" in shown
    assert "Ytre Fjord" not in shown


def test_a_collaboration_without_municipalities_says_so(cast: Cast) -> None:
    cast.person("Kåre")
    Member.objects.all().delete()
    assert "Samarbeidet har ingen kommuner ennå" in browser(cast, "Kåre").get(side_by_side(cast)).content.decode()


PAGES = (
    "",
    "side-om-side/",
    "medlemmer/",
    "avtale/",
    "mandat/",
    "planer/",
    "planer/?frist=over&q=plan&sorter=-kommune",
)


@pytest.mark.parametrize("query", PAGES)
def test_more_members_and_plans_take_no_more_queries(
    cast: Cast, query: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = browser(cast, "Kåre")
    make_main_plans(cast.fjordvik)
    client.get(address(cast))
    with django_assert_max_num_queries(40) as few:
        client.get(address(cast) + query)
    for number in range(5):
        another = make_organisation(f"Nabo {number}", f"991{number}")
        Member.objects.create(collaboration=cast.ytre_fjord, organisation=another)
        make_many(another, 60)
    with django_assert_max_num_queries(len(few)):
        client.get(address(cast) + query)
