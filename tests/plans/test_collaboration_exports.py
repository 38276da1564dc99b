"""The combined table of a collaboration, out again: the same rows as on the page, each with its municipality."""

import csv
import io
import json
from typing import Any

import openpyxl
import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from plandugnad.plans.kinds import PlanType
from tests.cast import NAMES, Cast
from tests.plans.portfolios import make_main_plans, make_many, plan_in

pytestmark = pytest.mark.django_db


def answered(cast: Cast, file_format: str, query: str = "", name: str = "Ingrid") -> Any:
    client = Client()
    client.force_login(cast.person(name))
    return client.get(f"/samarbeid/{cast.ytre_fjord.id}/uttak/{file_format}/{query}")


def rows(cast: Cast, query: str = "", name: str = "Ingrid") -> list[tuple[str, str]]:
    answer = answered(cast, "csv", query, name)
    assert answer.status_code == 200
    text = answer.content.decode("utf-8-sig")
    return [(row["Kommune"], row["Plan"]) for row in csv.DictReader(io.StringIO(text), delimiter=";")]


@pytest.fixture
def two_members(cast: Cast) -> None:
    plan_in(cast.fjordvik, "Utkast i Fjordvik", PlanType.THEME_PLAN, "in_process")
    plan_in(cast.fjordvik, "Arealdel i Fjordvik", PlanType.LAND_USE_PART, revision_due="2020")
    plan_in(cast.lyngmo, "Temaplan i Lyngmo", PlanType.THEME_PLAN)
    plan_in(cast.lyngmo, "Utkast i Lyngmo", PlanType.THEME_PLAN, "in_process")
    plan_in(cast.storoy, "Temaplan i Storøy", PlanType.THEME_PLAN)


@pytest.mark.usefixtures("two_members")
@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", [("Fjordvik", "Arealdel"), ("Lyngmo", "Temaplan"), ("Fjordvik", "Utkast")]),
        ("?kommune=9902", [("Lyngmo", "Temaplan")]),
        ("?frist=over", [("Fjordvik", "Arealdel")]),
        ("?type=theme_plan&sorter=-navn", [("Fjordvik", "Utkast"), ("Lyngmo", "Temaplan")]),
    ],
)
def test_the_rows_are_those_of_the_page(cast: Cast, query: str, expected: list[tuple[str, str]]) -> None:
    assert rows(cast, query) == [(place, f"{plan} i {place}") for place, plan in expected]


@pytest.mark.usefixtures("two_members")
@pytest.mark.parametrize("name", NAMES)
def test_nobody_takes_out_more_than_the_page_shows(cast: Cast, name: str) -> None:
    client = Client()
    client.force_login(cast.person(name))
    page = client.get(f"/samarbeid/{cast.ytre_fjord.id}/planer/")
    assert answered(cast, "csv", name=name).status_code == page.status_code
    if page.status_code == 200:
        on_page = sorted((row.municipality, row.name) for row in page.context["table"].page)
        assert sorted(rows(cast, name=name)) == on_page


@pytest.mark.usefixtures("two_members")
def test_the_spreadsheet_says_which_collaboration_and_which_choices(cast: Cast) -> None:
    answer = answered(cast, "xlsx", "?kommune=9902")
    assert "ytre-fjord-planer-eksempeldata-" in answer["Content-Disposition"]
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    headings = [cell.value for cell in book["Planer"][1]]
    assert headings[:4] == ["Plan", "Kommune", "Kommunenummer", "Plantype"]
    about = {row[0].value: row[1].value for row in book["Om"].rows}
    assert (about["Samarbeid"], about["Utvalg"]) == ("Ytre Fjord", "Lyngmo")


@pytest.mark.usefixtures("two_members")
def test_each_plan_in_json_says_whose_it_is(cast: Cast) -> None:
    shape = json.loads(answered(cast, "json").content)
    assert shape["collaboration"] == {"id": str(cast.ytre_fjord.id), "name": "Ytre Fjord"}
    assert "municipality" not in shape
    whose = {plan["name"]: plan["municipality"] for plan in shape["plans"]}
    assert whose["Temaplan i Lyngmo"] == {"number": "9902", "name": "Lyngmo"}


def test_a_format_there_is_none_of_is_not_found(cast: Cast) -> None:
    assert answered(cast, "docx").status_code == 404


def test_many_plans_take_no_more_queries_than_few(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    make_main_plans(cast.fjordvik)
    answered(cast, "csv")
    with django_assert_max_num_queries(40) as few:
        answered(cast, "csv")
    make_many(cast.fjordvik, 150)
    make_many(cast.lyngmo, 150)
    with django_assert_max_num_queries(len(few)):
        answered(cast, "csv")
