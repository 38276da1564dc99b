"""The municipality's own plan system."""

import re

import pytest
from pytest_django import DjangoAssertNumQueries

from plandugnad.core.models import AuditEvent
from plandugnad.plans import actions
from plandugnad.plans.models import Plan, PlanTypeUse
from tests.cast import Cast
from tests.plans.builders import INGRID, TORE, browser, make_plan

PAGE = "/kommuner/9901/plansystem/"
THEME = f"{PAGE}theme_plan/"


def test_an_empty_plan_system_says_what_it_is_for_with_an_example_and_where_to_begin(cast: Cast) -> None:
    assert cast.fjordvik
    content = browser(cast.person("Ingrid")).get(PAGE).content.decode()
    assert "Temaplaner lages bare når samfunnsdelen peker på et behov." in content
    assert f'href="{THEME}"' in content
    read_only = browser(cast.person("Åse")).get(PAGE).content.decode()
    assert "har ikke beskrevet plansystemet" in read_only
    assert THEME not in read_only


@pytest.mark.parametrize("with_htmx", [True, False])
def test_a_type_is_described_where_it_stands(cast: Cast, with_htmx: bool) -> None:
    client = browser(cast.person("Ingrid"), with_htmx=with_htmx)
    assert client.get(THEME).status_code == 200
    response = client.post(THEME, {"is_used": "on", "text": "Bare ved behov.\r\n<script>", "seen": ""})
    row = PlanTypeUse.objects.get(organisation=cast.fjordvik)
    assert (row.plan_type, row.is_used, row.text) == ("theme_plan", True, "Bare ved behov.\n<script>")
    if with_htmx:
        assert "Lagret" in response.content.decode()
        assert "<script>" not in response.content.decode()
    else:
        assert response.headers["Location"] == f"{PAGE}#type-theme_plan"
    event = AuditEvent.objects.get(verb="plan_type_described")
    assert event.after
    assert (event.organisation_id, event.after["text"]) == (cast.fjordvik.id, "Bare ved behov.\n<script>")


def test_a_type_not_in_use_stands_by_itself_and_hides_no_plans(cast: Cast) -> None:
    make_plan(cast.fjordvik, plan_type="theme_plan")
    actions.describe_plan_type(INGRID, cast.fjordvik, "theme_plan", is_used=False, text="")
    content = browser(cast.person("Åse")).get(PAGE).content.decode()
    unused = content.split("Ikke i bruk</h2>")[1]
    assert 'id="type-theme_plan"' in unused
    assert "1 plan<" in unused


def test_two_people_describing_a_type_see_each_others_text_and_choose(cast: Cast) -> None:
    actions.describe_plan_type(INGRID, cast.fjordvik, "theme_plan", is_used=True, text="Først")
    client = browser(cast.person("Ingrid"), with_htmx=True)
    seen = re.findall(r'name="seen" value="([^"]*)"', client.get(THEME).content.decode())[0]
    actions.describe_plan_type(TORE, cast.fjordvik, "theme_plan", is_used=True, text="Tores")
    refused = client.post(THEME, {"is_used": "on", "text": "Ingrids", "seen": seen})
    content = refused.content.decode()
    assert refused.status_code == 422
    assert "Tores" in content
    assert "Ingrids" in content
    assert PlanTypeUse.objects.get().text == "Tores"
    now = re.findall(r'name="seen" value="([^"]*)"', content)[0]
    assert client.post(THEME, {"is_used": "on", "text": "Ingrids", "seen": now}).status_code == 200
    assert PlanTypeUse.objects.get().text == "Ingrids"


def test_a_type_the_law_does_not_know_is_not_found(cast: Cast) -> None:
    assert cast.fjordvik
    assert browser(cast.person("Ingrid")).get(f"{PAGE}masterplan/").status_code == 404


def test_a_text_that_cannot_be_kept_is_refused_in_words(cast: Cast) -> None:
    assert cast.fjordvik
    response = browser(cast.person("Ingrid")).post(THEME, {"text": "a\x00b", "seen": ""})
    assert response.status_code == 422
    assert "tegn som ikke kan lagres" in response.content.decode()


def test_counts_are_of_plans_the_reader_may_see(cast: Cast) -> None:
    make_plan(cast.fjordvik, "Utkast", plan_type="theme_plan", status="in_process")
    make_plan(cast.fjordvik, "Vedtatt", plan_type="theme_plan", status="adopted")
    actions.describe_plan_type(INGRID, cast.fjordvik, "theme_plan", is_used=True, text="Tekst")
    assert "2 planer" in browser(cast.person("Åse")).get(PAGE).content.decode()
    assert "1 plan<" in browser(cast.person("Guri")).get(PAGE).content.decode()


def test_the_page_takes_as_many_queries_however_many_plans(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    rows = [Plan(organisation=cast.fjordvik, name=f"Plan {number}", plan_type="zoning_detail") for number in range(300)]
    Plan.objects.bulk_create(rows)
    client = browser(cast.person("Ingrid"))
    with django_assert_max_num_queries(14):
        assert "300 planer" in client.get(PAGE).content.decode()
