"""Whose roles ask for a second step, and that nothing is reached before it."""

import time
from http import HTTPStatus
from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver, reverse
from pytest_django import Settings

from plandugnad.accounts.http import OPENS_BEFORE
from plandugnad.core.models import Installation
from plandugnad.regions.models import Membership, Role
from tests.accounts.builders import make_demo_installation
from tests.accounts.steps import code_from_app, give_password, set_up_app
from tests.architecture.standing import SECRET, make_fjordvik
from tests.architecture.test_routes import ROUTES, ROWS, _open_address, address
from tests.cast import EVERYBODY, Cast

pytestmark = pytest.mark.django_db

ASKED = {"Tore", "Kåre", "Guri", "Hanne", "Per", "Anna"}


@pytest.fixture(autouse=True)
def _asked_for(settings: Settings) -> None:
    settings.ASKS_FOR_TWO_STEPS = None  # as an installation that has said nothing


def is_sent_to_it(client: Client, to: str = "/") -> bool:
    return bool(client.get(to).headers.get("Location", "").startswith(reverse("needs_second_step")))


def signed_in(cast: Cast, name: str, **record: Any) -> Client:
    client, person = Client(), cast.person(name)
    client.force_login(person)
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": time.time()} | record]
    session["account_authentication_methods_user"] = str(person.pk)
    session.save()
    return client


@pytest.mark.parametrize("name", EVERYBODY)
def test_those_who_reach_far_or_let_others_in_are_asked(cast: Cast, name: str) -> None:
    assert cast.actor(name).has_wide_rights == (name in ASKED)
    assert is_sent_to_it(signed_in(cast, name)) == (name in ASKED)


STATES: dict[str, tuple[dict[str, Any], bool]] = {
    "a password": ({"method": "password"}, True),
    "a code by mail": ({"method": "code"}, True),
    "an invitation": ({"method": "invitation"}, True),
    "a provider, with one thing": ({"method": "provider"}, True),
    "a provider, with more than one": ({"method": "provider", "has_two_steps": True}, False),
    "a passkey": ({"method": "mfa", "type": "webauthn", "passwordless": True}, False),
    "a code from an app": ({"method": "mfa", "type": "totp"}, False),
    "a recovery code": ({"method": "mfa", "type": "recovery_codes"}, False),
}


@pytest.mark.parametrize("state", STATES)
def test_what_counts_as_a_second_step(cast: Cast, state: str) -> None:
    record, is_asked = STATES[state]
    for name in ("Kåre", "Anna"):
        assert is_sent_to_it(signed_in(cast, name, **record)) == is_asked
    assert not is_sent_to_it(signed_in(cast, "Ingrid", **record))


def test_what_another_person_showed_in_this_browser_does_not_count(cast: Cast) -> None:
    client = signed_in(cast, "Anna", method="mfa")
    session = client.session
    session["account_authentication_methods_user"] = str(cast.person("Tore").pk)
    session.save()
    assert is_sent_to_it(client)


def test_a_role_given_today_asks_at_the_next_page_and_one_that_ended_does_not(cast: Cast) -> None:
    ingrid, client = cast.person("Ingrid"), signed_in(cast, "Ingrid")
    assert not is_sent_to_it(client)
    director = Role.objects.get(code="municipal_director")
    given = Membership.objects.create(person=ingrid, role=director, organisation=cast.fjordvik)
    assert is_sent_to_it(client)
    given.delete()
    assert not is_sent_to_it(client)


@pytest.mark.parametrize(("said", "is_demo", "asks"), [
    (None, False, True), (None, True, False), (True, True, True), (False, False, False),
])  # fmt: skip
def test_an_installation_decides_and_a_demo_is_entered_by_one_click(
    cast: Cast, settings: Settings, said: bool | None, is_demo: bool, asks: bool
) -> None:
    settings.ASKS_FOR_TWO_STEPS = said
    if is_demo:
        make_demo_installation()
    else:
        Installation.objects.create(is_demo=False)
    assert is_sent_to_it(signed_in(cast, "Anna")) == asks


@pytest.mark.parametrize("name", sorted(ASKED))
def test_nothing_is_reached_before_it(cast: Cast, name: str) -> None:
    """Every address there is, with real ids, by every method."""
    its = make_fjordvik(cast)
    client = signed_in(cast, name)
    reached = {
        route
        for route in ROUTES
        if route != "account_logout"
        for method in ("get", "post")
        if not _is_stopped(getattr(client, method)(address(route, its) if route in ROWS else _open_address(route, its)))
    }
    marked = {route for route, pattern in ROUTES.items() if getattr(pattern.callback, OPENS_BEFORE, False)}
    assert reached == marked - {"account_logout"}


def _is_stopped(answer: Any) -> bool:
    text = b"".join(answer.streaming_content) if answer.streaming else answer.content
    assert SECRET not in text.decode(errors="replace")
    there = str(answer.headers.get("Location", ""))
    return bool(answer.status_code == HTTPStatus.FOUND and there.startswith((reverse("needs_second_step"), "/inn/")))


def test_what_opens_before_it_is_this_and_no_more() -> None:
    """A page that is marked is marked here too, by somebody who has thought about it."""
    assert get_resolver().url_patterns
    assert {route for route, pattern in ROUTES.items() if getattr(pattern.callback, OPENS_BEFORE, False)} == {
        "accessibility",
        "account_logout",
        "confirm",
        "confirm_code",
        "demo_mail",
        "health",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "needs_second_step",
        "notices_stop",
        "provider_back",
        "provider_confirm",
        "council_phone",  # as for the pulse: its link is all that is asked for
        "pulse",  # its link is all that is asked for, also of whoever is signed in
        "set_language",
        "sheet_away",  # the same to everybody: what a browser shows without a line
        "sheet_worker",
    }


def test_a_part_of_a_page_sends_the_whole_page_there(cast: Cast) -> None:
    answer = signed_in(cast, "Tore").get("/", headers={"HX-Request": "true"})
    assert answer.status_code == HTTPStatus.UNAUTHORIZED
    assert answer.headers["HX-Redirect"].startswith(reverse("needs_second_step"))


def test_the_director_sets_one_up_and_goes_on(client: Client, cast: Cast) -> None:
    tore, page_of_all = cast.person("Tore"), reverse("portfolio", args=[cast.fjordvik.number])
    give_password(client, tore, page_of_all)
    page = client.get(page_of_all, follow=True).content.decode()
    for words in ("Rollen din når langt", "Lag en passnøkkel", "Sett opp en app"):
        assert words in page
    assert "Fjordvik" not in page
    set_up_app(client)
    assert "Fjordvik" in client.get(page_of_all).content.decode()


def test_who_has_one_gives_it_and_comes_to_the_page_she_asked_for(client: Client, cast: Cast) -> None:
    tore, page_of_all = cast.person("Tore"), reverse("portfolio", args=[cast.fjordvik.number])
    give_password(client, tore)
    secret = set_up_app(client)
    late = signed_in(cast, "Tore")
    there = late.get(page_of_all).headers["Location"]
    assert "Rollen din når langt, så vi spør om ett steg til" in late.get(there).content.decode()
    assert late.post(there, {"code": "000000", "next": page_of_all}).status_code == HTTPStatus.OK
    key = late.session.session_key
    code = code_from_app(secret, half_minutes_ago=-1)
    assert late.post(there, {"code": code, "next": page_of_all}).headers["Location"] == page_of_all
    assert late.session.session_key != key
    assert late.get(page_of_all).status_code == HTTPStatus.OK


def test_the_pages_before_it_are_in_her_written_form(cast: Cast) -> None:
    marit = cast.person("Marit")
    Membership.objects.create(person=marit, role=Role.objects.get(code="municipal_director"), organisation=cast.lyngmo)
    page = signed_in(cast, "Marit").get("/", follow=True)
    assert page.headers["Content-Language"] == "nn"
