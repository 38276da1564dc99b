"""A municipality number that was leads to the municipality of today."""

from datetime import date

import pytest
from django.test import Client

from plandugnad.regions.models import FormerNumber, Organisation
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def was(number: str, *places: Organisation) -> None:
    for place in places:
        FormerNumber.objects.create(
            number=number, organisation=place, valid_from=date(2020, 1, 1), valid_to=date(2023, 12, 31)
        )


@pytest.fixture
def ingrid(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.person("Ingrid"))
    return client


@pytest.mark.parametrize(
    "rest", ["", "tabell/", "tabell/?frist=over&q=%C3%A5", "uttak/csv/", "uttak/xlsx/?type=theme_plan", "plansystem/"]
)
def test_an_old_number_leads_to_the_same_page_under_the_new_one(cast: Cast, ingrid: Client, rest: str) -> None:
    was("3999", cast.fjordvik)
    answer = ingrid.get(f"/kommuner/3999/{rest}")
    assert (answer.status_code, answer["Location"]) == (302, f"/kommuner/9901/{rest}")
    assert ingrid.get(answer["Location"]).status_code == 200


def test_a_number_that_was_split_names_both_and_chooses_neither(cast: Cast, ingrid: Client) -> None:
    was("3998", cast.fjordvik, cast.lyngmo)
    answer = ingrid.get("/kommuner/3998/")
    assert answer.status_code == 404
    shown = answer.content.decode()
    assert 'href="/kommuner/9901/"' in shown
    assert 'href="/kommuner/9902/"' in shown


def test_a_number_in_use_today_is_never_led_away(cast: Cast, ingrid: Client) -> None:
    was("9901", cast.lyngmo)
    was("9801", cast.fjordvik)
    assert cast.storoy.number == "9801"
    assert ingrid.get("/kommuner/9901/").status_code == 200
    assert ingrid.get("/kommuner/9801/tabell/").status_code == 404


@pytest.mark.parametrize("number", ["3997", "%00", "39\u0669\u0669"])
def test_a_number_nobody_had_is_not_found(ingrid: Client, number: str) -> None:
    assert ingrid.get(f"/kommuner/{number}/").status_code == 404


def test_somebody_who_is_not_signed_in_is_asked_to_sign_in_first(cast: Cast) -> None:
    was("3999", cast.fjordvik)
    assert Client().get("/kommuner/3999/tabell/")["Location"].startswith("/inn/")
