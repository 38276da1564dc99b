"""What a token gives, and when it gives nothing any more."""

import time
from datetime import timedelta
from http import HTTPStatus
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from plandugnad.accounts.actions import close_account, open_account, take_away_factors
from plandugnad.accounts.shown import has_second_factor
from plandugnad.api.models import ApiToken, TokenScope
from plandugnad.core.audit import SYSTEM
from plandugnad.core.models import AuditEvent, OutgoingMail
from plandugnad.plans.actions import create_plan
from plandugnad.regions.models import Membership, Role
from tests.accounts.steps import give_password, set_up_app
from tests.api.builders import Program, confirmed, make_secret
from tests.cast import Cast

FORM = {"name": "Sak og arkiv", "scopes": ["read:plans"], "days": "90"}


def test_a_token_is_shown_once_and_kept_as_a_digest_only(cast: Cast) -> None:
    client = confirmed(cast.person("Ingrid"))
    assert client.post("/meg/api/", FORM).status_code == HTTPStatus.FOUND
    kept = str(dict(client.session.items()))
    page = client.get("/meg/api/").content.decode()
    secret = page.partition("pd_")[2][:43]
    assert Program(f"pd_{secret}").get("plans").status_code == HTTPStatus.OK
    assert secret not in client.get("/meg/api/").content.decode()
    token = ApiToken.objects.get()
    assert secret not in kept
    assert secret not in f"{token.digest}{AuditEvent.objects.get(subject_id=token.id).after}"


def test_a_token_that_is_closed_expired_or_whose_person_is_out_opens_nothing(cast: Cast) -> None:
    ingrid = cast.person("Ingrid")
    program = Program(make_secret(ingrid))
    assert program.get("plans").status_code == HTTPStatus.OK
    for change in ({"revoked_at": timezone.now()}, {"expires_at": timezone.now() - timedelta(seconds=1)}):
        before = {name: getattr(ApiToken.objects.get(), name) for name in change}
        ApiToken.objects.update(**change)
        assert program.get("plans").status_code == HTTPStatus.UNAUTHORIZED
        assert program.get("municipalities").status_code == HTTPStatus.UNAUTHORIZED
        ApiToken.objects.update(**before)
    ingrid.is_active = False
    ingrid.save()
    assert program.get("plans").status_code == HTTPStatus.UNAUTHORIZED


def test_a_token_dies_when_its_persons_roles_end(cast: Cast) -> None:
    program = Program(make_secret(cast.person("Ingrid")))
    Membership.objects.filter(person=cast.person("Ingrid")).update(ended_at=timezone.now())
    answer = program.get("plans")
    assert answer.status_code == HTTPStatus.UNAUTHORIZED
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert "ingen roller lenger" in answer.json()["detail"]


NEEDS = {
    "plans": "read:plans",
    "meetings": "read:meetings",
    "collaborations": "read:collaborations",
    "rooms": "read:archive",
    "follow-ups": "read:meetings",
}


@pytest.mark.parametrize(("path", "scope"), NEEDS.items())
@pytest.mark.parametrize("has", [*TokenScope.values])
def test_a_token_is_for_what_it_says_and_no_more(cast: Cast, path: str, scope: str, has: str) -> None:
    answer = Program(make_secret(cast.person("Ingrid"), [has])).get(path)
    is_for_it = scope in {has, has.replace("write:", "read:")}
    assert answer.status_code == (HTTPStatus.OK if is_for_it else HTTPStatus.FORBIDDEN)
    if not is_for_it:
        assert answer.json()["scope"] == scope
        assert scope in answer.json()["detail"]


def test_who_may_only_read_plans_changes_none(cast: Cast) -> None:
    plan = create_plan(SYSTEM, cast.fjordvik, {"name": "Kulturplan"})
    program = Program(make_secret(cast.person("Ingrid"), ["read:plans"]))
    sent = {"version": 1, "name": "En annen"}
    assert program.patch(f"plans/{plan.id}", sent).status_code == HTTPStatus.FORBIDDEN
    assert program.delete(f"plans/{plan.id}").status_code == HTTPStatus.FORBIDDEN
    assert program.post("plans", {"municipality": "9901", "name": "Ny"}).status_code == HTTPStatus.FORBIDDEN


def test_a_session_opens_nothing_and_can_change_nothing(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.person("Ingrid"))
    sent = {"municipality": "9901", "name": "Smuglet inn"}
    answer = client.post("/api/v1/plans", sent, content_type="application/json")
    assert answer.status_code == HTTPStatus.UNAUTHORIZED
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="Plandugnad"'
    assert client.get("/api/v1/plans").status_code == HTTPStatus.UNAUTHORIZED


def test_who_makes_a_token_has_just_shown_who_she_is_and_is_told_by_mail(cast: Cast, settings: Settings) -> None:
    settings.EMAIL_HOST = "post.fjordvik.example"
    ingrid = cast.person("Ingrid")
    stale = confirmed(ingrid, at=time.time() - 60 * 60)
    assert "/meg/innlogging/bekreft/?next=%2Fmeg%2Fapi%2F" in stale.get("/meg/api/").content.decode()
    assert stale.post("/meg/api/", FORM).headers["Location"] == "/meg/innlogging/bekreft/?next=%2Fmeg%2Fapi%2F"
    assert not ApiToken.objects.exists()
    assert "bekreft" not in confirmed(ingrid).get("/meg/api/").content.decode()
    confirmed(ingrid).post("/meg/api/", FORM)
    [told] = OutgoingMail.objects.values_list("to", "body")
    assert "ny API-nøkkel: «Sak og arkiv»" in str(told)
    assert ingrid.email in str(told)


def test_a_token_made_without_the_second_step_gives_nothing_to_whose_roles_ask_for_it(
    cast: Cast, settings: Settings
) -> None:
    """As when a planner makes one by her password alone, and coordinates a region a year later."""
    settings.ASKS_FOR_TWO_STEPS = True
    ingrid = cast.person("Ingrid")
    confirmed(ingrid).post("/meg/api/", FORM)
    weak, strong = Program(make_secret(ingrid)), Program(make_secret(ingrid, has_two_steps=True))
    assert weak.get("plans").status_code == HTTPStatus.OK
    Membership.objects.create(person=ingrid, role=Role.objects.get(code="coordinator"), collaboration=cast.ytre_fjord)
    for path in ("plans", "municipalities"):
        refused = weak.get(path)
        assert refused.status_code == HTTPStatus.UNAUTHORIZED
        assert "lag en ny nøkkel" in refused.json()["detail"]
        assert strong.get(path).status_code == HTTPStatus.OK
    page = confirmed(ingrid, method="mfa", type="totp").get("/meg/api/").content.decode()
    assert page.count("laget uten det andre steget") == 2
    settings.ASKS_FOR_TWO_STEPS = False
    assert weak.get("plans").status_code == HTTPStatus.OK


def test_a_token_knows_whether_it_was_made_after_two_steps(cast: Cast) -> None:
    records: list[dict[str, str]] = [{"method": "password"}, {"method": "mfa", "type": "totp"}]
    for record in records:
        confirmed(cast.person("Ingrid"), **record).post("/meg/api/", FORM)
    assert list(ApiToken.objects.order_by("made_at").values_list("has_two_steps", flat=True)) == [False, True]


def test_a_token_is_one_step_when_the_last_factor_of_its_person_is_taken_away(cast: Cast, settings: Settings) -> None:
    settings.ASKS_FOR_TWO_STEPS = True
    people = {name: cast.person(name) for name in ("Tore", "Ingrid")}
    client = Client()
    give_password(client, people["Tore"])
    set_up_app(client)
    programs = {name: Program(make_secret(person, has_two_steps=True)) for name, person in people.items()}
    assert [programs[name].get("plans").status_code for name in programs] == [HTTPStatus.OK] * 2
    client.post(reverse("mfa_deactivate_totp"))
    assert not has_second_factor(people["Tore"])
    assert programs["Tore"].get("plans").status_code == HTTPStatus.UNAUTHORIZED
    assert programs["Ingrid"].get("plans").status_code == HTTPStatus.OK


@pytest.mark.parametrize("end", [close_account, take_away_factors])
def test_tokens_are_closed_with_the_account_and_when_the_factors_are_taken_away(cast: Cast, end: Any) -> None:
    ingrid, tore = cast.person("Ingrid"), cast.person("Tore")
    program, other = Program(make_secret(ingrid)), Program(make_secret(tore))
    end(SYSTEM, ingrid)
    open_account(SYSTEM, ingrid)
    assert program.get("plans").status_code == HTTPStatus.UNAUTHORIZED
    assert other.get("plans").status_code == HTTPStatus.OK
    assert AuditEvent.objects.filter(verb="api_token_revoked").count() == 1


def test_nobody_closes_anothers_token(cast: Cast) -> None:
    make_secret(cast.person("Ingrid"))
    client = Client()
    client.force_login(cast.person("Tore"))
    assert client.post(f"/meg/api/{ApiToken.objects.get().id}/steng/").status_code == HTTPStatus.NOT_FOUND
    client.force_login(cast.person("Ingrid"))
    client.post(f"/meg/api/{ApiToken.objects.get().id}/steng/")
    assert ApiToken.objects.get().revoked_at is not None


def test_who_closes_a_token_is_asked_first_and_may_say_it_twice(cast: Cast) -> None:
    make_secret(cast.person("Ingrid"))
    address = f"/meg/api/{ApiToken.objects.get().id}/steng/"
    client = Client()
    client.force_login(cast.person("Ingrid"))
    assert "kan ikke åpnes igjen" in client.get(address).content.decode()
    assert ApiToken.objects.get().revoked_at is None
    for _window in range(2):
        assert "er stengt" in client.post(address, follow=True).content.decode()
    assert "er stengt" in client.get(address, follow=True).content.decode()
    assert AuditEvent.objects.filter(verb="api_token_revoked").count() == 1


def test_when_it_was_used_is_noted_to_the_hour(cast: Cast) -> None:
    program = Program(make_secret(cast.person("Ingrid")))
    program.get("plans")
    first = ApiToken.objects.get().used_at
    program.get("plans")
    assert first is not None
    assert ApiToken.objects.get().used_at == first


def test_a_token_calls_so_often_and_then_waits(cast: Cast, settings: Settings) -> None:
    settings.CALLS_PER_TOKEN = 3
    program, other = (Program(make_secret(cast.person(name))) for name in ("Ingrid", "Tore"))
    answers = [program.get("plans") for _ in range(4)]
    assert [answer.status_code for answer in answers][-2:] == [HTTPStatus.OK, HTTPStatus.TOO_MANY_REQUESTS]
    assert answers[0].headers["RateLimit-Policy"] == '"minute";q=3;w=60'
    assert answers[0].headers["RateLimit"].startswith('"minute";r=2;')
    assert 0 < int(answers[-1].headers["Retry-After"]) <= 60
    assert "3 kall i minuttet" in answers[-1].json()["detail"]
    assert other.get("plans").status_code == HTTPStatus.OK


def test_who_tries_tokens_gets_tired_of_it_without_being_in_the_way_of_others(cast: Cast, settings: Settings) -> None:
    settings.CALLS_WITH_WRONG_TOKEN = 2
    answers = [Program("pd_feil").get("municipalities").status_code for _ in range(3)]
    assert answers == [HTTPStatus.UNAUTHORIZED, HTTPStatus.UNAUTHORIZED, HTTPStatus.TOO_MANY_REQUESTS]
    assert Program().get("municipalities").status_code == HTTPStatus.OK
    assert Program(make_secret(cast.person("Ingrid"))).get("plans").status_code == HTTPStatus.OK
