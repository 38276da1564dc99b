"""Which language somebody is answered in, and how it is chosen."""

from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext, ngettext

from plandugnad.accounts.actions import choose_language
from plandugnad.accounts.models import Person
from plandugnad.core.audit import SYSTEM
from plandugnad.engines.tables.when import When
from plandugnad.meetings.actions.feeds import make_feed
from plandugnad.plans.actions import create_plan
from plandugnad.regions.actions import send_invitation
from plandugnad.regions.models import Invitation
from tests.accounts.builders import deliver_waiting
from tests.cast import Cast
from tests.regions.builders import make_invitation

pytestmark = pytest.mark.django_db
PAGE = "/tilgjengelighet/"


def language(client: Client, **headers: str) -> str:
    answer = client.get(PAGE, headers={name.replace("_", "-"): value for name, value in headers.items()})
    said = answer.content.decode().split('<html lang="')[1][:2]
    assert answer.headers["Content-Language"] == said
    return said


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        ("", "nb"),
        ("nb-NO,nb;q=0.9,en;q=0.8", "nb"),
        ("en-US,en;q=0.9,nb;q=0.8", "nb"),  # a Norwegian with an English browser
        ("en-GB,en;q=0.9,nn-NO;q=0.8,nb;q=0.7", "nn"),
        ("nn,nb;q=0.9", "nn"),
        ("nb,nn;q=0.9", "nb"),
        ("da", "nb"),
        ("sv-SE,en", "nb"),
        ("no", "nb"),
        ("en", "en"),
        ("en-US,en;q=0.9", "en"),
        ("de-DE,de;q=0.9,fr;q=0.5", "en"),
        ("*", "nb"),
        ("en,*;q=0.5", "nb"),
        ("tull;q=x", "nb"),
    ],
)
def test_a_stranger_is_answered_in_what_the_browser_asks_for(client: Client, asked: str, answered: str) -> None:
    assert language(client, accept_language=asked) == answered


def test_a_stranger_chooses_english_and_it_is_remembered_in_the_browser_alone(client: Client, cast: Cast) -> None:
    answer = client.post("/malform/", {"language": "en"})
    cookie = answer.cookies["language"]
    assert (cookie.value, cookie["httponly"], cookie["samesite"]) == ("en", True, "Lax")
    assert cookie["max-age"] == 365 * 24 * 3600
    assert language(client) == "en"
    assert language(client, accept_language="nn") == "en"
    assert not Session.objects.exists()
    assert language(Client()) == "nb"


def test_a_cookie_somebody_has_made_up_is_not_believed(client: Client) -> None:
    client.cookies["language"] = "<script>"
    assert language(client) == "nb"


def test_a_proxy_is_told_what_the_answer_depends_on(client: Client) -> None:
    assert {"Cookie", "Accept-Language"} <= set(client.get(PAGE).headers["Vary"].split(", "))


def test_english_chosen_before_signing_in_stays_until_the_person_says_otherwise(client: Client, cast: Cast) -> None:
    marit = cast.person("Marit")
    client.post("/malform/", {"language": "en"})
    client.force_login(marit)
    assert language(client) == "en"
    client.post("/meg/", {"name": "Marit Lyng", "language": "place"})
    assert language(client) == "nn"


def test_a_form_of_norwegian_chosen_as_a_stranger_gives_way_to_that_of_the_municipality(cast: Cast) -> None:
    client = Client()
    client.post("/malform/", {"language": "nb"})
    client.force_login(cast.person("Marit"))
    assert language(client) == "nn"


def test_who_is_signed_in_is_not_given_english_because_the_browser_asks_for_it(client: Client, cast: Cast) -> None:
    client.force_login(cast.person("Ingrid"))
    assert language(client, accept_language="en-US,en;q=0.9") == "nb"


def test_kare_chooses_english_in_his_profile_and_it_follows_him(cast: Cast) -> None:
    kare, here, there = cast.person("Kåre"), Client(), Client()
    here.force_login(kare)
    here.post("/meg/", {"name": "Kåre", "language": "en"})
    there.force_login(kare)
    assert language(there, accept_language="nb") == "en"
    assert "Your details have been saved." in here.get("/meg/").content.decode()


def test_the_choices_are_offered_to_a_stranger_and_to_who_is_signed_in(client: Client, cast: Cast) -> None:
    offered = 'name="language" value="en" lang="en"'
    assert offered in client.get(PAGE).content.decode()
    client.force_login(cast.person("Ingrid"))
    assert offered in client.get(PAGE).content.decode()


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_each_language_is_called_by_its_own_name_whatever_the_page_is_in(client: Client, language: str) -> None:
    page = client.get("/", headers={"Accept-Language": language}).content.decode()
    assert [name for name in ("Bokmål", "Nynorsk", "English") if f">{name}</button>" in page] == [
        "Bokmål",
        "Nynorsk",
        "English",
    ]


def test_mail_is_in_the_language_of_who_gets_it(cast: Cast, settings: Any) -> None:
    settings.EMAIL_HOST = "localhost"
    tore = cast.person("Tore")
    choose_language(tore, "en")
    Client().post(reverse("account_request_login_code"), {"email": tore.email})
    deliver_waiting()
    assert mail.outbox[-1].subject.endswith("is your code for Plandugnad")
    assert "Enter this code in the browser window" in mail.outbox[-1].body


def test_an_invitation_is_in_the_language_of_whom_it_is_for_when_we_know_it(cast: Cast, settings: Any) -> None:
    settings.EMAIL_HOST = "localhost"
    invitation, path = make_invitation(cast.fjordvik, "planner")
    send_invitation(invitation, f"http://localhost{path}")
    Person.objects.create_user(invitation.email, name="Known", language="en")
    send_invitation(Invitation.objects.get(pk=invitation.pk), f"http://localhost{path}")
    deliver_waiting()
    assert [letter.subject for letter in mail.outbox] == [
        "Invitasjon til Plandugnad: Fjordvik",
        "Invitation to Plandugnad: Fjordvik",
    ]


def test_a_calendar_feed_is_in_the_language_of_its_owner(cast: Cast) -> None:
    ingrid = cast.person("Ingrid")
    choose_language(ingrid, "en")
    due = {"name": "Kulturplan", "status": "adopted", "adopted": When.parse("2020"), "revision_due": When.parse("2027")}
    create_plan(SYSTEM, cast.fjordvik, due)
    _feed, token = make_feed(SYSTEM, ingrid.id, cast.fjordvik)
    told = Client().get(reverse("calendar_feed", args=[token])).content.decode()
    assert "SUMMARY:Due for revision by 2027: Kulturplan" in told


def test_what_the_packages_say_is_their_own_english_and_not_our_norwegian() -> None:
    """LANGUAGE_CODE is nb, so a sentence that is missing elsewhere comes in Norwegian; for English Django does not."""
    sentence = "This password is too common."
    assert gettext(sentence) != sentence
    with translation.override("en"):
        assert gettext(sentence) == sentence


@pytest.mark.parametrize(("number", "said"), [(0, "0 plans"), (1, "1 plan"), (2, "2 plans"), (21, "21 plans")])
def test_english_has_one_and_many(number: int, said: str) -> None:
    with translation.override("en"):
        assert ngettext("%(number)s plan", "%(number)s planer", number) % {"number": number} == said
