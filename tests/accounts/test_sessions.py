"""Where one is signed in: listed, ended, and ending by itself."""

import time
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from plandugnad.accounts import sessions
from plandugnad.accounts.devices import device_of, in_words
from plandugnad.accounts.jobs import forget_ended_sessions
from plandugnad.accounts.models import Person, Session
from tests.accounts.builders import deliver_waiting
from tests.accounts.steps import PASSWORD, give_password
from tests.cast import Cast

pytestmark = pytest.mark.django_db

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:130.0) Gecko/20100101 Firefox/130.0"
EDGE = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/129.0.0.0 Safari/537.36 Edg/129.0"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 Version/18.0 Mobile Safari/604.1"
ANDROID = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/129.0.0.0 Mobile Safari/537.36"


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (FIREFOX, "Firefox på Windows"),
        (EDGE, "Edge på Windows"),
        (IPHONE, "Safari på iPhone"),
        (ANDROID, "Chrome på Android"),
        ("curl/8", "Ukjent nettleser"),
        ("", "Ukjent nettleser"),
        ("<script>Firefox", "Firefox"),
    ],
)
def test_a_device_is_told_in_words(told: str, words: str) -> None:
    assert in_words(device_of(told)) == words


def signed_in(person: Person, agent: str) -> Client:
    client = Client(headers={"user-agent": agent})
    give_password(client, person)
    return client


def is_out(client: Client) -> bool:
    return client.get(reverse("profile")).status_code == 302


def page_of(client: Client) -> str:
    return client.get(reverse("own_sign_in")).content.decode()


def test_she_sees_where_she_is_signed_in_and_ends_one(cast: Cast) -> None:
    ingrid = cast.person("Ingrid")
    here, phone, other = (signed_in(ingrid, agent) for agent in (FIREFOX, IPHONE, ANDROID))
    give_password(Client(), cast.person("Tore"))
    places = here.get(reverse("own_sign_in")).context["places"]
    assert {place.device for place in places} == {"Firefox på Windows", "Safari på iPhone", "Chrome på Android"}
    assert [place.device for place in places if place.is_here] == ["Firefox på Windows"]
    of_phone = next(place for place in places if "iPhone" in place.device)
    here.post(reverse("session_end", args=[of_phone.id]))
    assert (is_out(phone), is_out(other), is_out(here)) == (True, False, False)
    here.post(reverse("sessions_end_others"))
    assert (is_out(other), is_out(here)) == (True, False)


def test_nobody_ends_anothers_and_the_page_holds_no_key(cast: Cast) -> None:
    ingrid, tore = signed_in(cast.person("Ingrid"), FIREFOX), signed_in(cast.person("Tore"), IPHONE)
    hers = ingrid.get(reverse("own_sign_in")).context["places"][0]
    assert tore.post(reverse("session_end", args=[hers.id])).status_code == 404
    assert not is_out(ingrid)
    key = ingrid.session.session_key
    assert key
    assert key not in page_of(ingrid)


def test_no_address_of_a_network_is_kept(cast: Cast) -> None:
    client = Client(headers={"user-agent": FIREFOX}, REMOTE_ADDR="203.0.113.77")
    give_password(client, cast.person("Ingrid"))
    row = Session.objects.get(person=cast.person("Ingrid"))
    assert "203.0.113.77" not in str(row.get_decoded()) + row.device


def age(client: Client, **by: timedelta) -> None:
    session = client.session
    for name, time_ago in by.items():
        session[name] = time.time() - time_ago.total_seconds()
    session.save()


MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("name", "idle", "longest"),
    [
        ("Ingrid", sessions.IDLE, sessions.LONGEST),
        ("Kåre", sessions.IDLE_WITH_WIDE_RIGHTS, sessions.LONGEST_WITH_WIDE_RIGHTS),
        ("Anna", sessions.IDLE_WITH_WIDE_RIGHTS, sessions.LONGEST_WITH_WIDE_RIGHTS),
    ],
)
def test_a_session_ends_by_itself(cast: Cast, name: str, idle: timedelta, longest: timedelta) -> None:
    for told, is_over in (
        ({"seen_at": idle - MINUTE}, False),
        ({"seen_at": idle + MINUTE}, True),
        ({"signed_in_at": longest - MINUTE}, False),
        ({"signed_in_at": longest + MINUTE}, True),
    ):
        client = Client()
        client.force_login(cast.person(name))
        age(client, **told)
        assert is_out(client) == is_over, told


def test_a_session_from_before_these_rules_is_over(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.person("Ingrid"))
    session = client.session
    del session["signed_in_at"]
    session.save()
    assert is_out(client)


def test_a_new_password_ends_the_others_and_is_told_by_mail(cast: Cast, settings: Settings) -> None:
    settings.EMAIL_HOST = "mail.eksempel.no"
    ingrid = cast.person("Ingrid")
    here, other = signed_in(ingrid, FIREFOX), signed_in(ingrid, IPHONE)
    new = "et annet langt passord 2"
    here.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert (is_out(other), is_out(here)) == (True, False)
    assert Session.objects.filter(person=ingrid).count() == 1
    deliver_waiting()
    assert "Kontoen din har fått et nytt passord." in str(mail.outbox[-1].body)


def test_the_administrator_ends_somebodys_sessions_and_a_closed_account_has_none(client: Client, cast: Cast) -> None:
    ingrid = cast.person("Ingrid")
    hers = signed_in(ingrid, FIREFOX)
    client.force_login(cast.person("Anna"))
    client.post(reverse("account_end_sessions", args=[ingrid.pk]))
    assert is_out(hers)
    hers = signed_in(ingrid, FIREFOX)
    client.post(reverse("account_close", args=[ingrid.pk]))
    assert not Session.objects.filter(person=ingrid).exists()


def test_reading_pages_writes_the_session_at_most_once_an_hour(cast: Cast) -> None:
    ingrid = cast.person("Ingrid")
    client = signed_in(ingrid, FIREFOX)
    client.get(reverse("profile"))
    before = Session.objects.get(person=ingrid).expire_date
    client.get(reverse("profile"))
    assert Session.objects.get(person=ingrid).expire_date == before
    age(client, seen_at=timedelta(hours=2))
    client.get(reverse("profile"))
    seen = Session.objects.get(person=ingrid).seen_at
    assert seen
    assert timezone.now() - seen < MINUTE


def test_sessions_that_have_ended_are_forgotten_at_night(cast: Cast) -> None:
    client = signed_in(cast.person("Ingrid"), FIREFOX)
    signed_in(cast.person("Tore"), FIREFOX)
    Session.objects.filter(session_key=client.session.session_key).update(expire_date=timezone.now() - MINUTE)
    forget_ended_sessions(timestamp=0)
    assert list(Session.objects.values_list("person__name", flat=True)) == ["Tore Eksempel"]
