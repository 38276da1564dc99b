"""A second step: setting it up, giving it, losing it. Passkeys are tried in a real browser: tests/browser."""

import time

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.messages import get_messages
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from plandugnad.accounts import shown
from plandugnad.accounts.factors.adapter import FactorAdapter
from plandugnad.accounts.models import Person, Session
from plandugnad.core.models import AuditEvent
from tests.accounts.builders import deliver_waiting
from tests.accounts.steps import code_from_app, give_password, is_in, recovery_codes, set_up_app
from tests.cast import Cast

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _a_mail_server_is_set_up(settings: Settings) -> None:
    settings.EMAIL_HOST = "mail.eksempel.no"


@pytest.fixture
def ingrid(cast: Cast) -> Person:
    return cast.person("Ingrid")


@pytest.fixture
def secret(ingrid: Person) -> str:
    """Of the app Ingrid has set up, in a browser she has left."""
    hers = Client()
    give_password(hers, ingrid)
    return set_up_app(hers)


def told_by_mail() -> str:
    deliver_waiting()
    return "\n".join(str(message.body) for message in mail.outbox)


def test_an_app_is_asked_for_after_the_password_from_then_on(client: Client, ingrid: Person, secret: str) -> None:
    assert give_password(client, ingrid, "/meg/") == reverse("mfa_authenticate")
    assert not is_in(client)
    wrong = client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert "Det stemte ikke" in wrong.content.decode()
    answer = client.post(reverse("mfa_authenticate"), {"code": code_from_app(secret, half_minutes_ago=-1)})
    assert (answer.headers["Location"], is_in(client)) == ("/meg/", True)


def test_a_code_counts_once(ingrid: Person, secret: str) -> None:
    code = code_from_app(secret, half_minutes_ago=-1)
    for is_first in (True, False):
        client = Client()
        give_password(client, ingrid)
        client.post(reverse("mfa_authenticate"), {"code": code})
        assert is_in(client) == is_first


def test_guessing_codes_is_stopped_after_five(client: Client, ingrid: Person, secret: str) -> None:
    give_password(client, ingrid)
    for _try in range(5):
        client.post(reverse("mfa_authenticate"), {"code": "000000"})
    client.post(reverse("mfa_authenticate"), {"code": code_from_app(secret, half_minutes_ago=-1)})
    assert not is_in(client)


def test_a_code_by_mail_is_one_step_too(client: Client, ingrid: Person, secret: str) -> None:
    client.post(reverse("account_request_login_code"), {"email": ingrid.email})
    code = next(line.strip() for line in told_by_mail().splitlines()[::-1] if line.startswith("    "))
    answer = client.post(reverse("account_confirm_login_code"), {"code": code})
    assert (answer.headers["Location"], is_in(client)) == (reverse("mfa_authenticate"), False)


def test_a_recovery_code_opens_once(ingrid: Person) -> None:
    hers = Client()
    give_password(hers, ingrid)
    set_up_app(hers)
    codes = recovery_codes(hers)
    assert len(set(codes)) == 10
    for is_first in (True, False):
        client = Client()
        give_password(client, ingrid)
        client.post(reverse("mfa_authenticate"), {"code": codes[0]})
        assert is_in(client) == is_first
    assert "9 koder igjen" in hers.get(reverse("own_sign_in")).content.decode()
    told = hers.get(reverse("mfa_download_recovery_codes"))
    assert "plandugnad-reservekoder.txt" in told.headers["Content-Disposition"]
    assert codes[1] in told.content.decode()
    assert codes[0] not in told.content.decode()
    hers.post(reverse("mfa_generate_recovery_codes"))
    assert set(recovery_codes(hers)).isdisjoint(codes)


def test_a_wrong_code_while_setting_up_the_app_speaks_of_the_clock_of_the_phone(client: Client, ingrid: Person) -> None:
    give_password(client, ingrid)
    secret = str(client.get(reverse("mfa_activate_totp")).context["secret"])
    answer = client.post(reverse("mfa_activate_totp"), {"code": code_from_app(secret, half_minutes_ago=20)})
    assert "kan klokka på telefonen gå feil" in answer.content.decode()
    assert client.post(reverse("mfa_activate_totp"), {"code": code_from_app(secret)}).status_code == 302


def test_adding_one_is_told_by_mail_written_in_the_history_and_ends_other_sessions(
    client: Client, ingrid: Person
) -> None:
    elsewhere = Client()
    give_password(elsewhere, ingrid)
    give_password(client, ingrid)
    key = client.session.session_key
    set_up_app(client)
    assert client.get(reverse("profile")).status_code == 200
    assert client.session.session_key != key
    assert elsewhere.get(reverse("profile")).status_code == 302
    assert "en app som gir koder" in told_by_mail()
    assert AuditEvent.objects.filter(verb="factor_added", after={"factor": "totp"}).exists()
    page = client.post(reverse("mfa_deactivate_totp"), follow=True)
    assert page.status_code == 200
    assert "tatt bort fra kontoen din" in told_by_mail()
    assert not Authenticator.objects.filter(user=ingrid).exists()


def test_what_changes_a_factor_asks_who_she_is_when_it_is_a_while_ago(client: Client, ingrid: Person) -> None:
    give_password(client, ingrid)
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= shown.FRESH_FOR_S + 1
    session.save()
    there = client.get(reverse("mfa_activate_totp")).headers["Location"]
    assert there.startswith(reverse("confirm"))
    wrong = client.post(there, {"password-secret": "gjetter", "next": reverse("mfa_activate_totp")})
    assert "Passordet stemmer ikke" in wrong.content.decode()
    answer = client.post(there, {"password-secret": "et langt passord 1", "next": reverse("mfa_activate_totp")})
    assert answer.headers["Location"] == reverse("mfa_activate_totp")
    set_up_app(client)


def test_she_may_confirm_by_a_code_to_her_own_address(client: Client, ingrid: Person) -> None:
    client.force_login(ingrid)
    client.post(reverse("confirm_code"), {"next": "/meg/innlogging/"})
    code = next(line.strip() for line in told_by_mail().splitlines()[::-1] if line.startswith("    "))
    for _try in range(2):
        page = client.post(reverse("confirm"), {"code-secret": "FEIL-FEIL", "next": "/"}).content.decode()
        assert "Koden stemmer ikke" in page
    answer = client.post(reverse("confirm"), {"code-secret": code.lower(), "next": "/meg/innlogging/"})
    assert answer.headers["Location"] == "/meg/innlogging/"
    assert client.get(reverse("mfa_activate_totp")).status_code == 200


def test_a_code_to_confirm_with_is_good_for_five_tries_and_a_quarter_of_an_hour(client: Client, ingrid: Person) -> None:
    client.force_login(ingrid)
    client.post(reverse("confirm_code"), {"next": "/"})
    code = next(line.strip() for line in told_by_mail().splitlines()[::-1] if line.startswith("    "))
    session = client.session
    session["code_to_confirm"] = session["code_to_confirm"] | {"at": time.time() - 16 * 60}
    session.save()
    assert client.post(reverse("confirm"), {"code-secret": code}).status_code == 200
    session["code_to_confirm"] = session["code_to_confirm"] | {"at": time.time(), "tries": 5}
    session.save()
    assert client.post(reverse("confirm"), {"code-secret": code}).status_code == 200


def test_a_session_without_the_step_cannot_add_another_factor(client: Client, ingrid: Person, secret: str) -> None:
    """As when somebody reads her mail: nobody comes around what she has set up by setting up more."""
    client.force_login(ingrid)
    session = client.session
    session["account_authentication_methods"] = [{"method": "code", "at": time.time()}]
    session["account_authentication_methods_user"] = str(ingrid.pk)
    session.save()
    for name in ("mfa_add_webauthn", "mfa_activate_totp"):
        assert client.get(reverse(name)).headers["Location"].startswith(reverse("needs_second_step"))


def just_signed_in(client: Client, person: Person) -> Client:
    client.force_login(person)
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": time.time()}]
    session["account_authentication_methods_user"] = str(person.pk)
    session.save()
    return client


def test_the_last_passkey_is_kept_where_it_is_the_only_way_in(
    client: Client, ingrid: Person, settings: Settings
) -> None:
    settings.EMAIL_HOST = ""
    ingrid.set_unusable_password()
    ingrid.save()
    keys = [
        Authenticator.objects.create(user=ingrid, type="webauthn", data={"name": name, "credential": {}})
        for name in ("Jobbmaskinen", "Telefonen")
    ]
    just_signed_in(client, ingrid)
    for key in keys:
        page = client.post(reverse("mfa_remove_webauthn", args=[key.pk]))
        assert page.headers["Location"] == reverse("own_sign_in")
    assert list(Authenticator.objects.filter(user=ingrid, type="webauthn")) == [keys[1]]
    told = [str(message) for message in get_messages(page.wsgi_request)]
    assert told == ["Dette er den eneste måten du kan logge inn på. Velg et passord først."]
    ingrid.set_password("et langt passord 1")
    ingrid.save()
    just_signed_in(client, ingrid).post(reverse("mfa_remove_webauthn", args=[keys[1].pk]))
    assert not Authenticator.objects.filter(user=ingrid).exists()


def test_secrets_are_sealed_and_with_another_key_nobody_comes_in(
    client: Client, ingrid: Person, secret: str, settings: Settings
) -> None:
    kept = Authenticator.objects.get(user=ingrid, type="totp").data["secret"]
    assert secret.replace(" ", "") not in kept
    assert FactorAdapter().decrypt(kept) == secret.replace(" ", "")
    settings.SECRET_KEY = "en annen nøkkel"
    assert FactorAdapter().decrypt(kept) != FactorAdapter().decrypt(kept)
    give_password(client, ingrid)
    for code in ("000000", code_from_app(secret, half_minutes_ago=-1), code_from_app("", half_minutes_ago=0)):
        client.post(reverse("mfa_authenticate"), {"code": code})
    assert not is_in(client)


def test_the_administrator_helps_the_one_who_has_lost_hers(
    client: Client, cast: Cast, ingrid: Person, secret: str
) -> None:
    hers = Client()
    hers.force_login(ingrid)
    client.force_login(cast.person("Anna"))
    assert "Har satt opp et andre steg" in client.get(reverse("account", args=[ingrid.pk])).content.decode()
    client.post(reverse("account_take_away_factors", args=[ingrid.pk]))
    assert not Authenticator.objects.filter(user=ingrid).exists()
    assert hers.get(reverse("profile")).status_code == 302
    assert "Administratoren har tatt bort det andre steget ditt" in told_by_mail()
    event = AuditEvent.objects.get(verb="factors_taken_away")
    assert (event.by_name, event.before) == ("Anna Eksempel", {"factors": ["recovery_codes", "totp"]})
    assert give_password(Client(), ingrid) == "/"


def test_the_only_administrator_is_helped_from_the_command_line(cast: Cast) -> None:
    anna, hers = cast.person("Anna"), Client()
    give_password(hers, anna)
    set_up_app(hers)
    call_command("take_away_second_step", anna.email)
    assert not Authenticator.objects.filter(user=anna).exists()
    assert not Session.objects.filter(person=anna).exists()
    with pytest.raises(CommandError, match="ukjent@eksempel"):
        call_command("take_away_second_step", "ukjent@eksempel.no")
