"""The portfolio, its table and its exports as people see them."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from plandugnad.plans.actions import change_plan, create_plan, delete_plan, describe_plan_type, share_plan
from plandugnad.plans.kinds import PlanType
from plandugnad.plans.models import Plan
from tests.cast import NAMES, Cast
from tests.plans.portfolios import make_main_plans, make_many, plan_in

pytestmark = pytest.mark.django_db


def browser(cast: Cast, name: str) -> Client:
    client = Client()
    client.force_login(cast.person(name))
    return client


def page(cast: Cast, name: str, address: str) -> str:
    response = browser(cast, name).get(address)
    assert response.status_code == 200
    return response.content.decode()


HIERARCHY, TABLE = "/kommuner/9901/", "/kommuner/9901/tabell/"


# person: (sees the draft, sees the adopted plan, reaches the table, is offered a new plan, may take all along)
SIGHT: dict[str, tuple[bool, bool, bool, bool, bool]] = {
    "Ingrid": (True, True, True, True, True),
    "Tore": (True, True, True, True, True),
    "Åse": (True, True, True, False, False),
    "Marit": (False, True, True, False, False),
    "Kåre": (True, True, True, False, False),
    "Guri": (False, True, True, False, False),
    "Per": (False, True, True, False, False),
    "Lars": (False, False, False, False, False),
    "Nina": (False, False, False, False, False),
    "Even": (False, False, False, False, False),
    "Anna": (False, False, False, False, False),
}


@pytest.mark.parametrize("name", NAMES)
def test_each_role_sees_what_the_table_says(cast: Cast, name: str) -> None:
    plan_in(cast.fjordvik, "Utkast til temaplan", PlanType.THEME_PLAN, "in_process")
    plan_in(cast.fjordvik, "Vedtatt temaplan", PlanType.THEME_PLAN, "adopted", adopted="2020")
    client = browser(cast, name)
    shown = client.get(HIERARCHY).content.decode()
    table = client.get(TABLE)
    taken = client.get("/kommuner/9901/ta-med-alt/").status_code == 200
    seen = (
        "Utkast til temaplan" in shown,
        "Vedtatt temaplan" in shown,
        table.status_code == 200,
        reverse("plan_new", args=["9901"]) in shown,
        taken,
    )
    assert seen == SIGHT[name]
    for file_format in ("xlsx", "csv", "json"):
        assert (client.get(f"/kommuner/9901/uttak/{file_format}/").status_code == 200) == SIGHT[name][2]


def test_a_person_without_access_is_shown_what_the_register_says_and_no_count(cast: Cast) -> None:
    plan_in(cast.fjordvik, "Hemmelig plan")
    shown = page(cast, "Even", HIERARCHY)
    assert "Eksempelfylket" in shown
    assert "Hemmelig plan" not in shown
    assert "1 plan" not in shown


def test_a_guest_sees_exactly_the_plan_that_is_shared(cast: Cast) -> None:
    plan_in(cast.fjordvik, "Temaplan for bolig", PlanType.THEME_PLAN)
    shared = plan_in(cast.fjordvik, "Temaplan for kultur", PlanType.THEME_PLAN, "in_process")
    share_plan(cast.actor("Ingrid").by, shared, cast.ytre_fjord)
    shown = page(cast, "Lars", TABLE)
    assert "Temaplan for kultur" in shown
    assert "Temaplan for bolig" not in shown


def test_a_municipality_there_is_none_of_is_not_found(cast: Cast) -> None:
    client = browser(cast, "Ingrid")
    assert client.get("/kommuner/0000/").status_code == 404
    assert client.get("/kommuner/0000/tabell/").status_code == 404
    assert client.get("/kommuner/%00/").status_code == 404
    assert client.get("/kommuner/9901'--/").status_code == 404
    assert client.get("/kommuner/9901/uttak/docx/").status_code == 404


def test_the_page_opens_with_the_finding(cast: Cast) -> None:
    make_main_plans(cast.fjordvik)
    assert "1 av 3 planer er over fristen" in page(cast, "Ingrid", HIERARCHY)


def test_a_municipality_without_plans_is_invited_to_drop_its_spreadsheet(cast: Cast) -> None:
    shown = page(cast, "Ingrid", HIERARCHY)
    assert "Slipp regnearket ditt her" in shown
    assert reverse("import_start", args=["9901"]) in shown
    assert "<svg xmlns" not in shown


def test_an_elected_representative_of_an_empty_municipality_is_not_asked_to_import(cast: Cast) -> None:
    shown = page(cast, "Åse", HIERARCHY)
    assert "Slipp regnearket" not in shown
    assert "Ingen planer ennå" in shown


def test_the_drawing_and_the_list_say_the_same(cast: Cast) -> None:
    make_main_plans(cast.fjordvik)
    make_many(cast.fjordvik, 40)
    shown = page(cast, "Ingrid", HIERARCHY)
    drawing, outline = shown[shown.index('"pd-drawing"') :].split("</figure>", 1)
    plans = re.compile(r'href="(/planer/[^"]+/)"')
    assert len(plans.findall(drawing)) > 20
    assert set(plans.findall(drawing)) == set(plans.findall(outline))


def test_no_page_carries_inline_style_or_script_whatever_a_plan_is_called(cast: Cast) -> None:
    plan_in(cast.fjordvik, "<script>alert(1)</script>", PlanType.THEME_PLAN)
    plan_in(cast.fjordvik, '"><svg onload=alert(1)>', responsible="<b>x</b>", section="<i>")
    for address in (HIERARCHY, TABLE, TABLE + "?omrade=<i>&q=<script>"):
        shown = page(cast, "Ingrid", address)
        assert " style=" not in shown
        assert "<script>alert" not in shown
        assert "<svg onload" not in shown


def test_a_type_outside_the_own_plan_system_is_marked_and_not_hidden(cast: Cast) -> None:
    plan_in(cast.fjordvik, "Temaplan for bolig", PlanType.THEME_PLAN)
    describe_plan_type(cast.actor("Ingrid").by, cast.fjordvik, PlanType.THEME_PLAN, is_used=False, text="")
    shown = page(cast, "Ingrid", HIERARCHY)
    assert "Temaplan for bolig" in shown
    assert "Brukes ikke i eget plansystem" in shown


@pytest.mark.parametrize("address", [HIERARCHY, TABLE, TABLE + "?frist=over&sorter=-frist&q=plan"])
def test_three_hundred_plans_take_no_more_queries_than_three(
    cast: Cast, address: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = browser(cast, "Ingrid")
    make_main_plans(cast.fjordvik)
    client.get(address)
    with django_assert_max_num_queries(40) as few:
        client.get(address)
    make_many(cast.fjordvik, 300)
    with django_assert_max_num_queries(len(few)):
        client.get(address)


@pytest.mark.parametrize("name", ["Ingrid", "Kåre", "Guri"])
def test_the_table_takes_ten_queries_at_most(
    cast: Cast, name: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = browser(cast, name)
    strategy = make_main_plans(cast.fjordvik)["strategy"]
    client.get("/meg/")
    with django_assert_max_num_queries(10):
        client.get(f"{TABLE}?under={strategy.pk}&frist=over&sorter=-frist&q=plan&kommune=9901")


def test_the_hierarchy_takes_ten_queries_with_all_that_it_may_show(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    strategy, by = make_main_plans(cast.fjordvik)["strategy"], cast.actor("Ingrid").by
    under = create_plan(by, cast.fjordvik, {"name": "Kulturplan", "parent_id": strategy.pk})
    change_plan(by, under, {"parent_id": None})
    delete_plan(by, create_plan(by, cast.fjordvik, {"name": "Slettet plan"}))
    describe_plan_type(by, cast.fjordvik, PlanType.THEME_PLAN, is_used=False, text="")
    client = browser(cast, "Ingrid")
    client.get("/meg/")
    with django_assert_max_num_queries(10):
        shown = client.get(HIERARCHY).content.decode()
    assert "Kulturplan" in shown
    assert "Slettede planer" in shown


def test_the_table_shows_a_hundred_at_a_time(cast: Cast) -> None:
    make_many(cast.fjordvik, 130)
    client = browser(cast, "Ingrid")
    first, second = client.get(TABLE), client.get(TABLE + "?side=2")
    assert len(first.context["table"].page.object_list) == 100
    assert len(second.context["table"].page.object_list) == 30
    assert "130 planer" in first.content.decode()


def found(cast: Cast, query: str, name: str = "Ingrid") -> list[str]:
    response = browser(cast, name).get(TABLE + query)
    assert response.status_code == 200
    return [row.name for row in response.context["table"].page.object_list]


@pytest.fixture
def four_plans(cast: Cast) -> None:
    plan_in(cast.fjordvik, "Årsplan for havn", "", "decided")
    plan_in(
        cast.fjordvik,
        "Temaplan for bolig",
        PlanType.THEME_PLAN,
        adopted="2012",
        revision_due="2016/2018",
        section="Teknisk",
        responsible="Plansjef",
        decision="revise",
    )
    plan_in(cast.fjordvik, "Økonomiplan", PlanType.ECONOMY_PLAN, adopted="2024-12-12", revision_due="2099")
    plan_in(cast.fjordvik, "Gammel plan", PlanType.THEME_PLAN, "repealed", adopted="1999", revision_due="2005")


CASES = {
    "": ["Gammel plan", "Temaplan for bolig", "Økonomiplan", "Årsplan for havn"],
    "?sorter=-navn": ["Årsplan for havn", "Økonomiplan", "Temaplan for bolig", "Gammel plan"],
    "?sorter=vedtatt": ["Gammel plan", "Temaplan for bolig", "Økonomiplan", "Årsplan for havn"],
    "?sorter=-vedtatt": ["Økonomiplan", "Temaplan for bolig", "Gammel plan", "Årsplan for havn"],
    "?sorter=frist": ["Gammel plan", "Temaplan for bolig", "Økonomiplan", "Årsplan for havn"],
    "?sorter=tull": ["Gammel plan", "Temaplan for bolig", "Økonomiplan", "Årsplan for havn"],
    "?frist=over": ["Temaplan for bolig"],
    "?type=theme_plan": ["Gammel plan", "Temaplan for bolig"],
    "?type=theme_plan&status=ikke-avsluttet": ["Temaplan for bolig"],
    "?status=decided": ["Årsplan for havn"],
    "?omrade=Teknisk": ["Temaplan for bolig"],
    "?ansvarlig=Plansjef": ["Temaplan for bolig"],
    "?valg=revise": ["Temaplan for bolig"],
    "?mangler=type": ["Årsplan for havn"],
    "?mangler=frist": ["Årsplan for havn"],
    "?mangler=ansvarlig": ["Økonomiplan", "Årsplan for havn"],
    "?q=okonomi": ["Økonomiplan"],
    "?q=ØKONOMI": ["Økonomiplan"],
    "?q=plansjef+bolig": ["Temaplan for bolig"],
    "?q=Teknisk": ["Temaplan for bolig"],
    "?q=%25": ["Gammel plan", "Temaplan for bolig", "Økonomiplan", "Årsplan for havn"],
    "?q=%00bolig": ["Temaplan for bolig"],
    "?side=99": ["Gammel plan", "Temaplan for bolig", "Økonomiplan", "Årsplan for havn"],
}


@pytest.mark.parametrize("query", CASES)
@pytest.mark.usefixtures("four_plans")
def test_the_address_decides_what_is_shown_and_in_which_order(cast: Cast, query: str) -> None:
    assert found(cast, query) == CASES[query]


def test_the_table_can_be_narrowed_to_what_is_anchored_in_one_plan(cast: Cast) -> None:
    plans = make_main_plans(cast.fjordvik)
    assert found(cast, f"?under={plans['community'].id}") == ["Kommuneplanens arealdel 2014–2026"]
    assert "Forankret i Kommuneplanens samfunnsdel" in page(cast, "Ingrid", f"{TABLE}?under={plans['community'].id}")


@pytest.mark.usefixtures("four_plans")
def test_a_chip_takes_its_own_choice_away_and_keeps_the_rest(cast: Cast) -> None:
    response = browser(cast, "Ingrid").get(TABLE + "?frist=over&type=theme_plan&sorter=navn")
    on = {chip.label: chip.address for chip in response.context["chips"] if chip.is_on}
    assert on == {"Temaplan": "?frist=over&sorter=navn", "Over fristen": "?type=theme_plan&sorter=navn"}


@pytest.mark.usefixtures("four_plans")
def test_a_quick_choice_counts_what_it_would_leave(cast: Cast) -> None:
    response = browser(cast, "Ingrid").get(TABLE)
    for chip in response.context["chips"]:
        assert len(found(cast, chip.address)) == chip.count


def test_the_count_in_the_drawing_is_the_count_in_the_table_it_leads_to(cast: Cast) -> None:
    make_many(cast.fjordvik, 120)
    plan_in(cast.fjordvik, "Gammel regulering", PlanType.ZONING_DETAIL, "repealed")
    client = browser(cast, "Ingrid")
    counted = [box for box in client.get(HIERARCHY).context["drawing"].boxes if box.kind == "count"]
    assert counted
    for box in counted:
        total = client.get(box.address).context["table"].page.paginator.count
        assert f" {total} planer" in box.label


def test_an_empty_place_leads_to_a_new_plan_of_its_type(cast: Cast) -> None:
    make_main_plans(cast.fjordvik)
    client = browser(cast, "Ingrid")
    answer = client.get(HIERARCHY)
    missing = [box.address for box in answer.context["drawing"].boxes if box.kind == "missing"]
    assert missing == [f"/kommuner/9901/planer/ny/?type={wanted}" for wanted in ("action_part", "economy_plan")]
    outline = answer.content.decode().split("</figure>")[1]
    for address in missing:
        assert f'href="{address}"' in outline
        wanted = client.get(address).context["plan_type"]
        form = client.get(f"{address}&navn=Plan").context["form"]
        assert form.initial["plan_type"] == wanted == address.rpartition("=")[2]
    guided = browser(cast, "Åse").get(HIERARCHY)
    assert [box.address for box in guided.context["drawing"].boxes if box.kind == "missing"] == ["", ""]


def test_what_is_deleted_is_nowhere(cast: Cast) -> None:
    plan = plan_in(cast.fjordvik, "Slettet plan", PlanType.THEME_PLAN)
    plan_in(cast.fjordvik, "Plan som består", PlanType.THEME_PLAN)
    Plan.objects.filter(pk=plan.pk).update(deleted_at=plan.made_at)
    for address in (HIERARCHY, TABLE, "/kommuner/9901/uttak/json/", "/kommuner/9901/uttak/csv/"):
        assert "Slettet plan" not in page(cast, "Ingrid", address)


def test_the_count_under_the_heading_is_that_of_the_table(cast: Cast) -> None:
    make_main_plans(cast.fjordvik)
    plan_in(cast.fjordvik, "Gammel plan", status="replaced", revision_due="2020")
    words = "4 planer, 1 opphevet eller erstattet"
    hierarchy = page(cast, "Ingrid", HIERARCHY)
    assert "1 av 3 planer er over fristen" in hierarchy
    assert words in hierarchy
    assert words in page(cast, "Ingrid", TABLE)


def test_a_row_begins_with_name_status_and_due_and_says_nothing_of_what_is_empty(cast: Cast) -> None:
    plan_in(cast.fjordvik, "Tom plan", status="")
    row = page(cast, "Ingrid", TABLE).split("<tbody>")[1].split("</tbody>")[0]
    labels = re.findall(r'<td[^>]* data-label="([^"]+)"', row)
    assert labels == ["Status", "Skal revideres", "Type", "Vedtatt", "Ansvarlig"]
    assert re.findall(r'<td[^>]* data-label="[^"]+"[^>]*>([^<]*)</td>', row) == [""] * 5


def test_on_a_small_screen_what_is_folded_is_what_the_wide_table_has(cast: Cast) -> None:
    plan_in(cast.fjordvik, "Kystplan", "theme_plan", adopted="2019")
    plan_in(cast.fjordvik, "Uten noe", status="")
    content = browser(cast, "Ingrid").get(reverse("portfolio_table", args=["9901"])).content.decode()
    folds = re.findall(r'<td class="pd-plans__fold">(.*?)</td>', content)
    assert len(folds) == 1
    assert all(words in folds[0] for words in ("om Kystplan", "Temaplan", "2019"))
