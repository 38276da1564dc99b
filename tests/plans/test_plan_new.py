import re

import pytest
from django.test import Client
from django.urls import reverse

from plandugnad.core.models import AuditEvent
from plandugnad.plans.models import Plan
from tests.cast import Cast
from tests.plans.builders import browser, make_plan

NEW = "/kommuner/9901/planer/ny/"


def second_step(client: Client, name: str, **more: str) -> dict[str, str]:
    content = client.get(NEW, {"navn": name, **more}).content.decode()
    form = dict(re.findall(r'<input[^>]*? name="([^"]+)"[^>]*? value="([^"]*)"', content))
    chosen = re.search(r'<select name="plan_type".*?<option value="([^"]*)" selected', content, re.DOTALL)
    return form | {"plan_type": chosen[1] if chosen else ""}


@pytest.mark.parametrize(
    ("name", "plan_type"),
    [
        ("Kommuneplanens samfunnsdel 2024–2036", "community_part"),
        ("Kommuneplanens arealdel", "land_use_part"),
        ("Kommunal planstrategi", "planning_strategy"),
        ("Detaljregulering for Nordsida hyttefelt", "zoning_detail"),
        ("Temaplan for friluftsliv", "theme_plan"),
        ("Økonomiplan 2026–2029", "economy_plan"),
    ],
)
def test_the_type_is_suggested_from_the_name(cast: Cast, name: str, plan_type: str) -> None:
    assert cast.fjordvik.number == "9901"
    assert second_step(browser(cast.person("Ingrid")), name)["plan_type"] == plan_type


def test_a_type_that_was_asked_for_goes_before_what_the_name_suggests(cast: Cast) -> None:
    client = browser(cast.person("Ingrid"))
    assert 'name="type" value="action_part"' in client.get(NEW, {"type": "action_part"}).content.decode()
    assert second_step(client, "Temaplan", type="action_part")["plan_type"] == "action_part"
    assert client.get(NEW, {"type": "tull"}).status_code == 200


def test_a_plan_is_made_in_two_steps(cast: Cast) -> None:
    client = browser(cast.person("Ingrid"))
    form = second_step(client, "Temaplan for klima") | {"status": "adopted", "adopted": "2022", "revision_due": "2026"}
    response = client.post(NEW, form)
    plan = Plan.objects.get()
    assert response.headers["Location"] == reverse("plan", args=[plan.pk])
    assert (plan.name, plan.status, plan.organisation) == ("Temaplan for klima", "adopted", cast.fjordvik)
    assert AuditEvent.objects.get(subject_id=plan.pk).by_name == "Ingrid Eksempel"


def test_the_form_sent_twice_makes_one_plan(cast: Cast) -> None:
    client = browser(cast.person("Ingrid"))
    form = second_step(client, "Temaplan for klima")
    answers = {client.post(NEW, form).headers["Location"] for _ in range(3)}
    assert Plan.objects.count() == 1
    assert answers == {reverse("plan", args=[Plan.objects.get().pk])}


def test_somebody_elses_form_does_not_lead_to_their_plan(cast: Cast) -> None:
    form = second_step(browser(cast.person("Ingrid")), "Temaplan for klima")
    browser(cast.person("Ingrid")).post(NEW, form)
    response = browser(cast.person("Tore")).post(NEW, form | {"is_another": "on"})
    assert Plan.objects.count() == 2
    even = browser(cast.person("Even")).post("/kommuner/9801/planer/ny/", form)
    made = Plan.objects.get(organisation=cast.storoy)
    assert even.headers["Location"] == reverse("plan", args=[made.pk])
    assert response.status_code == 302


@pytest.mark.parametrize("token", ["", "tull", "a:b:c", "\x00"])
def test_a_form_whose_token_is_no_good_still_makes_the_plan(cast: Cast, token: str) -> None:
    assert cast.fjordvik
    browser(cast.person("Ingrid")).post(NEW, {"name": "Temaplan", "token": token})
    assert Plan.objects.count() == (0 if token == "\x00" else 1)


@pytest.mark.parametrize("name", ["temaplan for  KLIMA", "Temaplan for klima.", "Temaplan – for klima"])
def test_a_name_that_is_there_already_is_asked_about(cast: Cast, name: str) -> None:
    there = make_plan(cast.fjordvik, "Temaplan for klima")
    client = browser(cast.person("Ingrid"))
    form = second_step(client, name)
    refused = client.post(NEW, form)
    assert refused.status_code == 422
    assert reverse("plan", args=[there.pk]) in refused.content.decode()
    assert Plan.objects.count() == 1
    assert client.post(NEW, form | {"is_another": "on"}).status_code == 302
    assert Plan.objects.count() == 2


def test_names_of_other_municipalities_and_of_deleted_plans_are_free(cast: Cast) -> None:
    make_plan(cast.lyngmo, "Temaplan for klima")
    client = browser(cast.person("Ingrid"))
    assert client.post(NEW, second_step(client, "Temaplan for klima")).status_code == 302


@pytest.mark.parametrize(
    ("name", "words"), [("", "navn"), ("x" * 401, "400"), ("Tema\x00plan", "kan ikke|ikke kan lagres")]
)
def test_a_name_that_cannot_be_is_refused_in_words_at_both_steps(cast: Cast, name: str, words: str) -> None:
    assert cast.fjordvik
    client = browser(cast.person("Ingrid"))
    first = client.get(NEW, {"navn": name}).content.decode()
    second = client.post(NEW, {"name": name})
    assert "Noe må rettes" in first
    assert second.status_code == 422
    assert re.search(words, second.content.decode())
    assert not Plan.objects.exists()


def test_dates_that_are_wrong_keep_all_that_was_typed(cast: Cast) -> None:
    client = browser(cast.person("Ingrid"))
    form = second_step(client, "Temaplan") | {"adopted": "i fjor", "section": "Kultur og idrett"}
    content = client.post(NEW, form).content.decode()
    assert "Vi forstår ikke «i fjor»" in content
    assert 'value="i fjor"' in content
    assert 'value="Kultur og idrett"' in content
