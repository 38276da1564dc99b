"""What somebody tries who wants in and has nothing to do here."""

import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from plandugnad.accounts.models import Person
from tests.accounts.builders import deliver_waiting, make_demo_installation
from tests.cast import Cast
from tests.regions.builders import make_invitation

pytestmark = pytest.mark.django_db
PASSWORD = "et langt passord 1"
NEW_PASSWORD = "fire gode norske ord"
ELSEWHERE = ["https://ond.example/", "//ond.example", "/\\ond.example", "https:ond.example", "javascript:alert(1)"]


@pytest.fixture(autouse=True)
def _a_mail_server_is_set_up(settings: Settings) -> None:
    settings.EMAIL_HOST = "mail.eksempel.no"


def sign_in_by_password(client: Client, cast: Cast, to: str = "") -> str:
    form = {"login": cast.person("Ingrid").email, "password": PASSWORD, "next": to}
    return str(client.post(reverse("account_login"), form).headers.get("Location", ""))


def sign_in_by_code(client: Client, cast: Cast) -> None:
    client.post(reverse("account_request_login_code"), {"email": cast.person("Ingrid").email})
    deliver_waiting()
    found = re.search(r"^    (\S+)$", str(mail.outbox[-1].body), re.MULTILINE)
    assert found
    client.post(reverse("account_confirm_login_code"), {"code": found[1]})


def sign_in_by_invitation(client: Client, cast: Cast) -> None:
    _invitation, path = make_invitation(cast.fjordvik, "planner")
    client.post(path, {"name": "Kari", "password": ""})


def sign_in_by_one_click(client: Client, cast: Cast) -> None:
    make_demo_installation()
    ingrid = cast.person("Ingrid")
    Person.objects.filter(pk=ingrid.pk).update(is_example=True)
    client.post(reverse("demo_sign_in", args=[ingrid.pk]))


@pytest.mark.parametrize("way", [sign_in_by_password, sign_in_by_code, sign_in_by_invitation, sign_in_by_one_click])
def test_a_session_somebody_else_laid_ready_is_not_the_one_that_is_signed_in(
    client: Client, cast: Cast, way: object
) -> None:
    session = client.session
    session["laid"] = "ready"
    session.save()
    laid_ready = session.session_key
    assert callable(way)
    way(client, cast)
    assert "_auth_user_id" in client.session
    assert client.session.session_key != laid_ready
    stranger = Client()
    stranger.cookies["sessionid"] = str(laid_ready)
    assert stranger.get(reverse("profile")).status_code == 302


@pytest.mark.parametrize("to", ELSEWHERE)
def test_no_door_leads_to_another_site(client: Client, cast: Cast, to: str) -> None:
    for signed in (False, True):
        answer = client.post(reverse("set_language"), {"language": "nn", "next": to})
        assert answer.headers["Location"] == "/", signed
        if not signed:
            assert sign_in_by_password(client, cast, to) == "/"
    assert client.get(f"/inn/?next={to}").headers.get("Location", "/") == "/"
    assert client.post(reverse("account_logout"), {"next": to}).headers["Location"] == "/"


def test_wrong_codes_tell_nothing_of_whether_the_address_is_known(cast: Cast) -> None:
    told = []
    for email in (cast.person("Ingrid").email, "ukjent@eksempel.no"):
        browser = Client()
        browser.post(reverse("account_request_login_code"), {"email": email})
        answers = [browser.post(reverse("account_confirm_login_code"), {"code": "FEIL-FEIL"}) for _try in range(6)]
        told.append([(answer.status_code, answer.headers.get("Location")) for answer in answers])
    assert told[0] == told[1]
    assert told[0][0][0] == 200
    assert told[0][-1][0] == 302


def test_the_code_is_too_long_to_guess_in_the_tries_there_are(client: Client, cast: Cast) -> None:
    """Five tries a code and five codes in ten minutes: a year of guessing is a chance of one in some thousands."""
    codes = set()
    for _try in range(5):
        cache.clear()
        client.post(reverse("account_request_login_code"), {"email": cast.person("Ingrid").email})
    deliver_waiting()
    for message in mail.outbox:
        codes.add(str(message.subject).split()[0])
    assert len(codes) == 5
    assert all(re.fullmatch(r"[A-Z]{4}-[A-Z]{4}", code) for code in codes), codes


def test_a_made_up_sender_address_does_not_loosen_the_brake(cast: Cast) -> None:
    form = {"login": "ukjent@eksempel.no", "password": "gjetter"}
    answers = [
        Client().post(reverse("account_login"), form, headers={"x-forwarded-for": f"203.0.113.{number}"}).status_code
        for number in range(31)
    ]
    assert answers[-1] == 429


def test_many_browsers_guessing_one_persons_password_are_one(cast: Cast) -> None:
    email = cast.person("Ingrid").email
    for number in range(5):
        Client().post(
            reverse("account_login"), {"login": email, "password": "gjetter"}, REMOTE_ADDR=f"203.0.113.{number}"
        )
    last = Client()
    last.post(reverse("account_login"), {"login": email, "password": PASSWORD}, REMOTE_ADDR="203.0.113.99")
    assert "_auth_user_id" not in last.session


def test_a_new_password_throws_out_whoever_else_was_in(client: Client, cast: Cast) -> None:
    thief = Client()
    for browser in (client, thief):
        browser.force_login(cast.person("Ingrid"))
    form = {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    client.post(reverse("account_change_password"), form)
    assert client.get(reverse("profile")).status_code == 200
    assert thief.get(reverse("profile")).status_code == 302


def test_a_link_to_a_new_password_does_not_open_a_closed_account(client: Client, cast: Cast) -> None:
    ingrid = cast.person("Ingrid")
    client.post(reverse("account_reset_password"), {"email": ingrid.email})
    deliver_waiting()
    found = re.search(r"https?://[^/\s]+(/\S+)", str(mail.outbox[-1].body))
    assert found
    Person.objects.filter(pk=ingrid.pk).update(is_active=False)
    at = client.get(found[1]).headers.get("Location", found[1])
    client.post(at, {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})
    client.post(reverse("account_login"), {"login": ingrid.email, "password": NEW_PASSWORD})
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    "path",
    [
        *("/passord/glemt/0-0/", "/passord/glemt/zzzzzzzzzzzz-abc/", "/passord/glemt/" + "z" * 400 + "-a-b/"),
        *("/invitasjon/%00/", "/invitasjon/" + "x" * 5_000 + "/", "/inn/kode/skriv/", "/inn/?next=%00"),
    ],
)
def test_strange_addresses_break_nothing(client: Client, cast: Cast, path: str) -> None:
    for answer in (client.get(path), client.post(path, {"code": "x", "password1": "y", "name": "z"})):
        assert answer.status_code < 500


@pytest.mark.parametrize("text", ["\0", "ingrid@eksempel.no\0", "a@b\r\nBcc: ond@ond.example", "x" * 100_000, "'--"])
def test_strange_words_in_the_forms_break_nothing_and_send_nothing(client: Client, cast: Cast, text: str) -> None:
    cast.person("Ingrid")
    for name in ("account_login", "account_request_login_code", "account_confirm_login_code", "account_reset_password"):
        form = {"email": text, "login": text, "password": text, "code": text, "next": text}
        assert client.post(reverse(name), form).status_code < 500
    deliver_waiting()
    assert mail.outbox == []
