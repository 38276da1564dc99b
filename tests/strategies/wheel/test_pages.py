"""The four-year wheel of a municipality and of a region, and who sees what on it."""

from datetime import date

import pytest
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from plandugnad.engines.tables.when import When
from plandugnad.processes.actions import begin_process
from plandugnad.processes.dates import Dates, Place
from plandugnad.strategies.terms import Term
from plandugnad.strategies.wheel.drawing import drawn, picture
from plandugnad.strategies.wheel.usual import of_term
from tests.cast import Cast
from tests.plans.builders import INGRID, browser, make_plan
from tests.strategies.builders import TERM, a_need, a_strategy, adopted

PAGE = "/kommuner/9901/hjul/?periode=2023"
TODAY = date(2026, 3, 3)


def _lines(cast: Cast, who: str = "Ingrid") -> dict[str, str]:
    found = drawn(cast.actor(who), [cast.fjordvik], TERM, TODAY)
    return {event.title: event.when for year in found.years for _number, event in year.rows}


@pytest.mark.parametrize(
    ("term", "title", "when", "why"),
    [
        (2023, "Kommunestyret er konstituert", "senest 31. oktober 2023", "koml. § 7-1"),
        (2023, "Siste dag for å vedta planstrategien", "senest 31. oktober 2024", "pbl. § 10-1"),
        (2023, "Siste dag for fylkets planstrategi", "senest 31. oktober 2024", "pbl. § 7-1"),
        (2027, "Siste dag for å vedta planstrategien", "senest 31. oktober 2028", "pbl. § 10-1"),
        (2023, "Kommunestyrevalg", "september 2023", "valgloven § 15-1: hvert fjerde år, i september"),
    ],
)
def test_the_law_says_its_days_with_where_it_says_them(term: int, title: str, when: str, why: str) -> None:
    with translation.override("nb"):
        found = {event.title: (event.when, event.why) for event in of_term(Term(term))}
    assert found[title] == (when, why)


def test_the_budget_is_adopted_four_times_in_a_term() -> None:
    with translation.override("nb"):
        last = [event.first for event in of_term(TERM) if "økonomiplan, budsjett" in event.title and event.is_day]
    assert [day.year for day in last if date(2023, 9, 1) <= day < date(2027, 9, 1)] == [2023, 2024, 2025, 2026]


def test_a_plan_has_its_place_with_the_precision_its_date_was_given(cast: Cast) -> None:
    make_plan(cast.fjordvik, "Kulturplan", status="adopted", revision_due=When.of_year(2025))
    make_plan(cast.fjordvik, "Vannplan", status="adopted", adopted=When.on(date(2024, 6, 12)))
    make_plan(cast.fjordvik, "Opphevet plan", status="repealed", revision_due=When.of_year(2025))
    lines = _lines(cast)
    assert lines["Kulturplan: skal revideres"] == "2025"
    assert lines["Vannplan: vedtatt"] == "12. juni 2024"
    assert not any("Opphevet" in title for title in lines)


def test_what_the_strategy_promises_stands_instead_of_the_date_of_revision(cast: Cast) -> None:
    plan = make_plan(cast.fjordvik, "Kulturplan", status="adopted", revision_due=When.of_year(2025))
    strategy = a_strategy(cast.fjordvik)
    a_need(strategy, plan=plan, decision="revise", begins=20251, ends=20252)
    a_need(strategy, "Plan for eldre", decision="new", ends=20261)
    a_need(strategy, "Plan som ikke blir noe av", decision="")
    lines = _lines(cast)
    assert lines["Kulturplan"] == "januar–desember 2025"
    assert lines["Plan for eldre"] == "januar–juni 2026"
    assert "Kulturplan: skal revideres" not in lines
    assert "Plan som ikke blir noe av" not in lines


def test_the_days_of_its_process_say_when_a_plan_is_worked_with(cast: Cast) -> None:
    plan = make_plan(cast.fjordvik, "Arealdel for Fjordvik", plan_type="land_use_part", status="in_process")
    days = {"KPA-2": date(2025, 2, 3), "KPA-9": date(2026, 6, 18)}
    begin_process(INGRID, plan, "KPA", {}, {Place(code): Dates(planned_on=day) for code, day in days.items()})
    assert _lines(cast)["Arealdel for Fjordvik"] == "februar 2025 – juni 2026"
    assert "Arealdel for Fjordvik" not in _lines(cast, "Guri")


def test_the_county_sees_what_is_adopted_and_promised_but_not_what_is_drafted(cast: Cast) -> None:
    make_plan(cast.fjordvik, "Utkast til plan", status="in_process", revision_due=When.of_year(2025))
    make_plan(cast.fjordvik, "Kulturplan", status="adopted", revision_due=When.of_year(2025))
    strategy = a_strategy(cast.fjordvik)
    a_need(strategy, "Plan for eldre", decision="new", ends=20261)
    seen = _lines(cast, "Guri")
    assert "Kulturplan: skal revideres" in seen
    assert not {"Utkast til plan: skal revideres", "Plan for eldre"} & set(seen)
    adopted(strategy)
    assert "Plan for eldre" in _lines(cast, "Guri")


def test_the_page_has_the_drawing_and_the_same_as_a_list(cast: Cast) -> None:
    make_plan(cast.fjordvik, "Kulturplan <b>", status="adopted", revision_due=When.of_year(2025))
    content = browser(cast.person("Åse")).get(PAGE).content.decode()
    assert "4-årshjulet 2023–2027" in content
    assert content.count("Kulturplan &lt;b&gt;: skal revideres") >= 2
    assert "<b>" not in content
    numbers = [part.split('"')[0] for part in content.split('id="hjul-')[1:] if part[0].isdigit()]
    assert numbers == [str(number) for number in range(1, len(numbers) + 1)]


@pytest.mark.parametrize("asked", ["", "?periode=1999", "?periode=tull", "?periode=2027"])
def test_a_term_there_is_none_of_gives_the_one_that_is(cast: Cast, asked: str) -> None:
    assert cast.fjordvik
    page = browser(cast.person("Ingrid")).get(f"/kommuner/9901/hjul/{asked}")
    assert page.status_code == 200
    assert page.context["term"] in page.context["terms"]


def test_the_region_is_on_one_wheel_where_each_plan_says_whose_it_is(cast: Cast) -> None:
    make_plan(cast.fjordvik, "Kulturplan", status="adopted", revision_due=When.of_year(2025))
    make_plan(cast.lyngmo, "Kulturplan", status="adopted", revision_due=When.of_year(2026))
    content = browser(cast.person("Kåre")).get(f"/samarbeid/{cast.ytre_fjord.id}/hjul/?periode=2023").content.decode()
    assert "Kulturplan (Fjordvik): skal revideres" in content
    assert "Kulturplan (Lyngmo): skal revideres" in content
    assert browser(cast.person("Even")).get(f"/samarbeid/{cast.ytre_fjord.id}/hjul/").status_code == 404


def test_the_number_of_queries_does_not_grow_with_plans(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    actor = cast.actor("Ingrid")
    strategy = a_strategy(cast.fjordvik)
    for number in range(30):
        plan = make_plan(cast.fjordvik, f"Plan {number}", status="adopted", revision_due=When.of_year(2025))
        a_need(strategy, plan=plan, decision="revise", ends=20252)
    with django_assert_max_num_queries(3):
        drawn(actor, [cast.fjordvik], TERM, TODAY)


def test_as_a_picture_for_the_document_it_says_only_what_the_plan_table_does(cast: Cast) -> None:
    make_plan(cast.fjordvik, "Hemmelig utkast", status="in_process", revision_due=When.of_year(2025))
    strategy = a_strategy(cast.fjordvik)
    assert picture(strategy, TODAY) is None
    a_need(strategy, "Kulturplan", decision="new", ends=20252)
    drawn_as = picture(strategy, TODAY)
    assert drawn_as
    assert drawn_as.svg.lstrip().startswith("<svg")
    assert "<style>" in drawn_as.svg
    assert "/planer/" not in drawn_as.svg
    assert "juli–desember 2025: Kulturplan" in drawn_as.said
    assert "Hemmelig" not in drawn_as.svg + drawn_as.said
