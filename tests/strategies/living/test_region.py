"""A coordinator and a county see the planning strategies of many municipalities side by side."""

from datetime import date

from django.test import Client
from pytest_django import DjangoAssertNumQueries

from plandugnad.regions.models import Member
from plandugnad.strategies.living.freezing import freeze
from plandugnad.strategies.living.region import last_lawful_day, read_region
from plandugnad.strategies.terms import Term
from tests.cast import Cast, make_organisation
from tests.plans.builders import INGRID, browser, make_plan
from tests.strategies.builders import TERM, a_strategy
from tests.strategies.living.builders import TODAY, followed, promised, said


def test_the_last_lawful_day_is_a_year_after_the_constitution() -> None:
    assert last_lawful_day(Term(2023)) == date(2024, 10, 31)


def test_the_coordinator_sees_who_has_promised_what_and_who_lacks_a_strategy(cast: Cast) -> None:
    strategy = followed(cast.fjordvik)
    promised(strategy, "Vannplan", status="in_process")
    said(promised(strategy, "Sykkelplan"), "dropped", "Dekkes av samfunnsdelen.")
    make_plan(cast.fjordvik, "Kystsoneplan", plan_type="theme_plan", status="in_process")
    rows = {
        row.municipality.name: row
        for row in read_region(cast.actor("Kåre"), [cast.fjordvik, cast.lyngmo], TERM, date(2030, 1, 1))
    }
    fjordvik = rows["Fjordvik"]
    assert (fjordvik.promised, fjordvik.done, fjordvik.late, fjordvik.gone, fjordvik.outside) == (2, 0, 1, 1, 1)
    assert not fjordvik.is_overdue
    assert rows["Lyngmo"].strategy is None
    assert rows["Lyngmo"].is_overdue
    page = browser(cast.person("Kåre")).get(f"/samarbeid/{cast.ytre_fjord.id}/planstrategier/?periode=2023")
    assert "Fristen var" in page.content.decode()
    assert browser(cast.person("Even")).get(f"/samarbeid/{cast.ytre_fjord.id}/planstrategier/").status_code == 404


def test_the_county_counts_what_was_frozen_and_does_not_see_what_is_being_made(cast: Cast) -> None:
    strategy = followed(cast.fjordvik)
    need = promised(strategy, "Vannplan", status="in_process")
    guri, page = browser(cast.person("Guri")), f"/fylker/{cast.county.number}/planstrategier/?periode=2023"
    assert "Fjordvik" in guri.get(page).content.decode()
    assert page.partition("?")[0] in guri.get(f"/fylker/{cast.county.number}/planer/").content.decode()
    row = read_region(cast.actor("Guri"), [cast.fjordvik], TERM, TODAY)[0]
    assert row.content is None
    freeze(strategy, "status", INGRID, TODAY)
    said(need, "dropped", "Noe nytt.")
    row = read_region(cast.actor("Guri"), [cast.fjordvik], TERM, TODAY)[0]
    assert (row.late, row.gone, row.frozen_on) == (1, 0, TODAY)
    a_strategy(cast.lyngmo)
    assert read_region(cast.actor("Guri"), [cast.lyngmo], TERM, TODAY)[0].strategy is None
    assert guri.get("/fylker/00/planstrategier/").status_code == 404
    assert Client().get(page).status_code == 302
    assert browser(cast.person("Even")).get(page).status_code == 404


def test_forty_municipalities_take_as_many_queries_as_one_and_at_most_ten(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    kare = browser(cast.person("Kåre"))
    for number in range(40):
        place = make_organisation(f"Kommune {number}", f"97{number:02d}")
        Member.objects.create(collaboration=cast.ytre_fjord, organisation=place)
        promised(followed(place), "Vannplan", status="in_process")
    page = f"/samarbeid/{cast.ytre_fjord.id}/planstrategier/?periode=2023"
    kare.get(page)
    with django_assert_max_num_queries(10):
        assert kare.get(page).status_code == 200
