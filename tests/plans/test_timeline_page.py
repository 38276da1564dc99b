"""The plans of a municipality along the years, with the same choices as the table."""

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from plandugnad.plans.kinds import PlanType
from plandugnad.regions.models import FormerNumber
from tests.cast import NAMES, Cast
from tests.plans.portfolios import make_main_plans, make_many, plan_in

pytestmark = pytest.mark.django_db
LINE = "/kommuner/9901/tidslinje/"


def browser(cast: Cast, name: str) -> Client:
    client = Client()
    client.force_login(cast.person(name))
    return client


def page(cast: Cast, name: str, address: str = LINE) -> str:
    answer = browser(cast, name).get(address)
    assert answer.status_code == 200
    return answer.content.decode()


# person: (sees the draft, sees the adopted plan); None where the page is not there
SIGHT: dict[str, tuple[bool, bool] | None] = {
    "Ingrid": (True, True),
    "Tore": (True, True),
    "Åse": (True, True),
    "Marit": (False, True),
    "Kåre": (True, True),
    "Guri": (False, True),
    "Per": (False, True),
    "Lars": None,
    "Nina": None,
    "Even": None,
    "Anna": None,
}


@pytest.mark.parametrize("name", NAMES)
def test_each_role_sees_what_the_table_says(cast: Cast, name: str) -> None:
    plan_in(cast.fjordvik, "Utkast til temaplan", PlanType.THEME_PLAN, "in_process", revision_due="2030")
    plan_in(cast.fjordvik, "Vedtatt temaplan", PlanType.THEME_PLAN, adopted="2020")
    answer = browser(cast, name).get(LINE)
    expected = SIGHT[name]
    if expected is None:
        assert answer.status_code == 404
        return
    shown = answer.content.decode()
    assert ("Utkast til temaplan" in shown, "Vedtatt temaplan" in shown) == expected


def test_a_late_plan_is_told_in_words_and_marked_by_form(cast: Cast) -> None:
    make_main_plans(cast.fjordvik)
    shown = page(cast, "Ingrid")
    assert "1 av 3 planer er over fristen" in shown
    assert "Vedtatt 2014, skulle vært revidert 2022" in shown
    assert shown.count("Over fristen</strong>") == 1
    row = next(row for row in re.findall(r"<li class=\"pd-line__row\">.*?</li>", shown, re.S) if "arealdel" in row)
    assert 'class="pd-line__late"' in row
    assert 'fill="url(#skravert)"' in row


def test_the_choices_of_the_table_hold_here_too(cast: Cast) -> None:
    make_main_plans(cast.fjordvik)
    shown = page(cast, "Ingrid", f"{LINE}?frist=over")
    assert "Kommuneplanens arealdel 2014–2026" in shown
    assert "Kommuneplanens samfunnsdel 2023–2035" not in shown
    assert 'href="/kommuner/9901/tabell/?frist=over"' in shown
    assert "Ingen planer passer med valgene" in page(cast, "Ingrid", f"{LINE}?q=xyzxyz")


def test_what_has_ended_is_counted_and_drawn_only_when_it_is_asked_for(cast: Cast) -> None:
    make_main_plans(cast.fjordvik)
    plan_in(cast.fjordvik, "Gammel temaplan", PlanType.THEME_PLAN, "repealed", adopted="2009", revision_due="2015")
    shown = page(cast, "Ingrid")
    assert "Gammel temaplan" not in shown
    assert "1 plan er opphevet eller erstattet, og er ikke tegnet." in shown
    assert "Gammel temaplan" in page(cast, "Ingrid", f"{LINE}?status=repealed")


def test_sixty_plans_are_drawn_and_of_seven_hundred_the_large_groups_are_counted(cast: Cast) -> None:
    make_many(cast.fjordvik, 60)
    assert len(re.findall(r'<li class="pd-line__row">', page(cast, "Ingrid"))) == 60
    make_many(cast.fjordvik, 640)
    shown = page(cast, "Ingrid")
    assert "700 planer" in shown
    assert len(re.findall(r'<li class="pd-line__row">', shown)) < 200
    assert len(shown) < 200_000


def test_a_large_group_leads_to_itself_alone_a_hundred_at_a_time(cast: Cast) -> None:
    make_many(cast.fjordvik, 800)
    found = re.search(r'href="(\?type=zoning_detail)"', page(cast, "Ingrid"))
    assert found
    first = page(cast, "Ingrid", LINE + found[1])
    second = page(cast, "Ingrid", f"{LINE}{found[1]}&side=2")
    for shown in (first, second):
        assert len(re.findall(r'<li class="pd-line__row">', shown)) == 100
    assert first != second


ODD = ["side=0", "side=-1", "side=999999999999", "side=%D9%A3", "side=%C2%B2", "side=x", "type=%00", "frist="]


@pytest.mark.parametrize("query", ODD)
def test_an_odd_address_still_leads_to_the_page(cast: Cast, query: str) -> None:
    make_main_plans(cast.fjordvik)
    page(cast, "Ingrid", f"{LINE}?{query}")


def test_without_plans_the_page_says_what_it_is_for(cast: Cast) -> None:
    assert "Her blir hver plan en strek" in page(cast, "Ingrid")


def test_a_number_that_was_leads_here_too(cast: Cast) -> None:
    FormerNumber.objects.create(
        number="1901", organisation=cast.fjordvik, valid_from="1964-01-01", valid_to="2019-12-31"
    )
    answer = browser(cast, "Ingrid").get("/kommuner/1901/tidslinje/?frist=over")
    assert answer.headers["Location"] == f"{LINE}?frist=over"


def test_a_hostile_name_stays_text(cast: Cast) -> None:
    plan_in(cast.fjordvik, "<script>alert(1)</script>", "ukjent", adopted="1000", revision_due="9999")
    assert "<script>alert" not in page(cast, "Ingrid")


@pytest.mark.parametrize("name", ["Ingrid", "Guri"])
def test_more_plans_take_no_more_queries_and_never_more_than_ten(
    cast: Cast, name: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = browser(cast, name)
    make_main_plans(cast.fjordvik)
    client.get("/meg/")
    with django_assert_max_num_queries(10) as few:
        client.get(LINE)
    make_many(cast.fjordvik, 300)
    with django_assert_max_num_queries(len(few)):
        client.get(LINE)
