"""Which names are alike enough to ask about, and which plan a row is about."""

import pytest

from plandugnad.imports.matching.alike_names import AlikeNames
from plandugnad.imports.matching.identity import identity_of
from plandugnad.imports.matching.matches import Standing, match_rows, twins_of
from plandugnad.imports.matching.standing_plans import standing_plans
from plandugnad.imports.reading.table_row import PLAN, TableRow
from plandugnad.plans.actions import create_plan
from plandugnad.plans.models import Plan
from plandugnad.plans.snapshot import snapshot
from tests.cast import Cast
from tests.imports.builders import INGRID, imported


def standing(id: str, name: str, **values: str) -> Standing:
    known = {"name": name, **values}
    return Standing(id, name, 1, known, identity_of(known))


def row(number: int, name: str, **values: str) -> TableRow:
    return TableRow(0, "Planer", number, PLAN, name, {"name": name, **values})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kulturminneplan", "Kulturmineplan"),
        ("Plan for idrett og friluftsliv", "Plan for friluftsliv og idrett"),
        ("Kulturplan", "Kulturplan for kommunen"),
        ("Trafikksikkerhetsplan 2020", "Trafikksikkerhetplan 2020"),
        ("Skoleplan", "Skuleplan"),
    ],
)
def test_names_to_ask_about(one: str, other: str) -> None:
    assert AlikeNames([("a", one)]).of(other) == ["a"]
    assert AlikeNames([("a", other)]).of(one) == ["a"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Handlingsplan 2024", "Handlingsplan 2025"),
        ("Detaljregulering for felt B1", "Detaljregulering for felt B2"),
        ("Reguleringsplan for Sentrum øst", "Reguleringsplan for Sentrum vest"),
        ("Hovedplan vann", "Hovedplan avløp"),
        ("Helseplan", "Boligplan"),
        ("Reguleringsplan for Nordre Vik", "Reguleringsplan for Søndre Vik"),
    ],
)
def test_names_that_are_of_different_plans(one: str, other: str) -> None:
    assert AlikeNames([("a", one)]).of(other) == []


def test_looking_among_many_names_does_not_take_long_lists_of_look_alikes() -> None:
    names = AlikeNames((number, f"Detaljregulering for felt {number}") for number in range(5000))
    assert names.of("Detaljregulering for felt 77") == [77]


def test_a_row_is_the_plan_with_its_name_type_and_period() -> None:
    plans = [
        standing("a", "Kulturplan", plan_type="theme_plan", period="2020/2028"),
        standing("b", "Kulturplan", plan_type="theme_plan", period="2010/2018"),
    ]
    found = match_rows([row(2, "Kultur-plan", plan_type="theme_plan", period="2010/2018")], plans)["0:2"]
    assert found.plan is plans[1]


def test_places_that_differ_in_a_letter_are_two_plans() -> None:
    sand, sande = "Reguleringsplan for Sand", "Reguleringsplan for Sande"
    rows = [row(2, sand), row(3, sande)]
    assert twins_of(rows, match_rows(rows, [])) == []
    found = match_rows(rows, [standing("a", sande)])
    assert (found["0:2"].plan, found["0:2"].candidates) == (None, ())
    assert found["0:3"].plan is not None


def test_several_plans_it_may_be_are_all_candidates() -> None:
    plans = [standing("a", "Kulturplan", period="2020/2028"), standing("b", "Kulturplan", period="2010/2018")]
    found = match_rows([row(2, "Kulturplan")], plans)["0:2"]
    assert found.plan is None
    assert {plan.id for plan in found.candidates} == {"a", "b"}


def test_of_several_that_fit_the_one_with_the_same_case_is_it() -> None:
    plans = [standing("a", "Kulturplan", case_reference="1/20"), standing("b", "Kulturplan", case_reference="2/20")]
    assert match_rows([row(2, "Kulturplan", case_reference="2/20")], plans)["0:2"].plan is plans[1]


def test_rows_of_one_name_with_different_periods_are_no_twins() -> None:
    rows = [row(2, "Kulturplan", period="2010/2018"), row(3, "Kulturplan", period="2019/2027"), row(4, "Kulturplan")]
    assert twins_of(rows, match_rows(rows, [])) == []
    assert [each.row for each in twins_of(rows[1:], match_rows(rows, []))[0]] == [3, 4]


def test_rows_that_lead_to_the_same_plan_are_twins() -> None:
    plans = [standing("a", "Kulturplan", national_plan_id="20190001")]
    rows = [row(2, "Kulturplan"), row(3, "Plan for kunsten", national_plan_id="20190001")]
    assert [[each.row for each in group] for group in twins_of(rows, match_rows(rows, plans))] == [[2, 3]]


def test_plans_are_compared_in_the_form_history_keeps_them(cast: Cast) -> None:
    imported(cast.fjordvik)
    plan = Plan.objects.get(name="Kulturplan")
    child = create_plan(
        INGRID, cast.fjordvik, {"name": "Bibliotekplan", "parent_id": str(plan.id), "themes": ["kultur"]}
    )
    found = {each.id: each.values for each in standing_plans(cast.fjordvik)}
    assert found[str(plan.id)] == snapshot(plan)
    assert found[str(child.id)] == snapshot(child)
