"""The five questions, asked of a new plan where the municipality has a plan system of its own."""

import pytest
from django.test import Client

from plandugnad.plans.actions import change_plan, describe_plan_type
from plandugnad.plans.models import Plan
from plandugnad.strategies.tidying.models import PlanAnswers
from tests.cast import Cast
from tests.plans.builders import INGRID, browser, make_plan


@pytest.fixture
def ingrid(cast: Cast) -> Client:
    return browser(cast.person("Ingrid"))


@pytest.fixture
def plan(cast: Cast) -> Plan:
    return make_plan(cast.fjordvik, "Temaplan for kultur", status="idea")


def test_they_are_offered_on_the_page_of_a_new_plan_and_never_demanded(cast: Cast, ingrid: Client, plan: Plan) -> None:
    address = f"/planer/{plan.id}/"
    assert "fem-sporsmal" not in ingrid.get(address).content.decode()  # no plan system yet
    describe_plan_type(INGRID, cast.fjordvik, "theme_plan", is_used=True, text="Fire år.")
    assert f"{address}fem-sporsmal/" in ingrid.get(address).content.decode()
    assert "fem-sporsmal" not in browser(cast.person("Åse")).get(address).content.decode()
    assert ingrid.post(f"{address}fem-sporsmal/", {}).status_code == 302
    change_plan(INGRID, plan, {"status": "adopted"})
    assert "fem-sporsmal" not in ingrid.get(address).content.decode()


def test_what_is_answered_is_kept_and_a_no_says_what_it_means(cast: Cast, ingrid: Client, plan: Plan) -> None:
    describe_plan_type(INGRID, cast.fjordvik, "theme_plan", is_used=True, text="Fire år.")
    address = f"/planer/{plan.id}/fem-sporsmal/"
    given = {"need_answer": "yes", "level_answer": "no", "level_text": "Et kapittel er nok.", "seen": "0"}
    assert ingrid.post(address, given).status_code == 302
    assert PlanAnswers.objects.get().answers == {
        "need": {"answer": "yes", "text": ""},
        "level": {"answer": "no", "text": "Et kapittel er nok."},
    }
    assert "2 av 5 spørsmål er besvart. Ett svar er nei." in ingrid.get(f"/planer/{plan.id}/").content.decode()
    read = browser(cast.person("Åse")).get(address).content.decode()
    assert "Et kapittel er nok." in read
    assert "Da kan innholdet flyttes dit det hører hjemme" in read


def test_two_who_answer_at_once_lose_nothing(ingrid: Client, plan: Plan) -> None:
    address = f"/planer/{plan.id}/fem-sporsmal/"
    ingrid.post(address, {"need_answer": "yes", "need_text": "Loven krever den.", "seen": "0"})
    refused = ingrid.post(address, {"need_answer": "no", "need_text": "Nei, egentlig ikke.", "seen": "0"})
    assert refused.status_code == 422
    page = refused.content.decode()
    assert "Loven krever den." in page
    assert "Nei, egentlig ikke." in page


@pytest.mark.parametrize(
    ("who", "reads", "writes"),
    [("Ingrid", 200, 302), ("Åse", 200, 404), ("Marit", 404, 404), ("Guri", 404, 404), ("Nina", 404, 404)],
)
def test_they_are_read_by_the_municipality_and_answered_by_planners(
    cast: Cast, plan: Plan, who: str, reads: int, writes: int
) -> None:
    client, address = browser(cast.person(who)), f"/planer/{plan.id}/fem-sporsmal/"
    assert client.get(address).status_code == reads
    assert client.post(address, {"need_answer": "yes", "seen": "0"}).status_code == writes
