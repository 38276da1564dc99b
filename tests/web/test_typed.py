"""A right that is withdrawn while somebody writes takes nothing of what she wrote."""

from html import unescape
from typing import Any

import pytest
from django.test import RequestFactory
from django.urls import resolve, reverse
from django.utils import timezone

from plandugnad.accounts.models import Person
from plandugnad.regions.models import Membership
from plandugnad.web.typed import typed_in
from tests.cast import Cast
from tests.meetings.builders import a_body, a_meeting
from tests.plans.builders import browser, fresh, make_plan

pytestmark = pytest.mark.django_db

HEADING = "Dette ble ikke lagret"
WRITTEN = "Friluft for alle\r\n<b>og</b> ekstra omtanke"


def withdraw(person: Person) -> None:
    Membership.objects.filter(person=person).update(ended_at=timezone.now())


def sent_too_late(cast: Cast, address: str, sent: dict[str, Any], *, with_htmx: bool = False) -> Any:
    client = browser(cast.person("Ingrid"), with_htmx=with_htmx)
    withdraw(cast.person("Ingrid"))
    return client.post(address, sent)


def test_the_whole_form_of_a_plan_gives_back_what_was_changed_and_nothing_else(cast: Cast) -> None:
    plan = make_plan(cast.fjordvik, "Temaplan for friluftsliv", notes="Sto fra før i planen.")
    sent: dict[str, Any] = {"name": plan.name, "initial-name": plan.name, "notes": WRITTEN, "initial-notes": plan.notes}
    sent |= {"status": "adopted", "seen_version": plan.version, "revision_due": "2031", "initial-revision_due": ""}
    answer = sent_too_late(cast, reverse("plan_edit", args=[plan.pk]), sent)
    page = answer.content.decode()
    assert answer.status_code == 404
    assert HEADING in page
    assert "&lt;b&gt;og&lt;/b&gt;" in page  # shown as it was written, never run
    assert "ekstra omtanke" in page
    assert ">Merknader</label>" in page
    assert "2031" in page
    assert plan.name not in page
    assert "Sto fra før" not in page
    assert ">adopted" not in page
    assert fresh(plan).notes == "Sto fra før i planen."


def test_a_field_edited_in_place_keeps_its_text_and_says_that_it_was_not_saved(cast: Cast) -> None:
    plan = make_plan(cast.fjordvik)
    sent = {"notes": WRITTEN, "initial-notes": ""}
    answer = sent_too_late(cast, reverse("plan_field", args=[plan.pk, "notes"]), sent, with_htmx=True)
    assert answer.status_code == 410  # the code which the base page lets be shown
    assert HEADING in answer.content.decode()
    assert "<main" not in answer.content.decode()
    assert '"code":"401|410","swap":true' in unescape(browser(cast.person("Tore")).get("/").content.decode())


def test_minutes_are_given_back(cast: Cast) -> None:
    meeting = a_meeting(a_body(cast.fjordvik))
    address = reverse("meeting_minutes", args=[meeting.pk])
    item = "0f0e6f6c-1111-4222-8333-444455556666"
    sent = {"item": item, f"sak-{item}-minutes": "Rådet drøftet saken.", f"sak-{item}-seen_version": "1"}
    page = sent_too_late(cast, address, sent).content.decode()
    assert HEADING in page
    assert "Rådet drøftet saken." in page
    assert ">Referat</label>" in page
    assert item not in page


def test_a_text_of_the_plan_system_is_given_back(cast: Cast) -> None:
    sent = {"is_used": "on", "text": "Bare ved behov.", "seen": "avtrykk av noe"}
    page = sent_too_late(cast, "/kommuner/9901/plansystem/theme_plan/", sent).content.decode()
    assert HEADING in page
    assert "Bare ved behov." in page
    assert ">Prinsipper og krav til prosess</label>" in page
    assert "avtrykk" not in page


def test_a_stranger_learns_no_more_of_what_is_there_than_of_what_is_not(cast: Cast) -> None:
    client, sent = browser(cast.person("Even")), {"notes": "Mine egne ord."}
    plan = make_plan(cast.fjordvik, notes="Kommunens egne ord.")
    there = client.post(reverse("plan_edit", args=[plan.pk]), sent)
    nowhere = client.post(reverse("plan_edit", args=["0f0e6f6c-1111-4222-8333-444455556666"]), sent)
    assert there.status_code == nowhere.status_code == 404
    assert "Mine egne ord." in there.content.decode()
    assert "Kommunens egne ord." not in there.content.decode()
    main = [answer.content.decode().split("<main")[1].split("</main>")[0] for answer in (there, nowhere)]
    assert main[0] == main[1]


def test_an_address_that_is_nobodys_form_repeats_nothing(cast: Cast) -> None:
    page = browser(cast.person("Ingrid")).post("/finst-ikkje/", {"notes": "Ring dette nummeret nå."}).content.decode()
    assert "Ring dette" not in page
    assert "Vi finner ikke siden" in page


def test_what_was_sent_to_the_pages_of_an_account_is_never_repeated(cast: Cast) -> None:
    request = RequestFactory().post("/inn/", {"login": "ingrid@eksempel.no", "password": "et langt passord 1"})
    request.resolver_match = resolve("/inn/")
    assert typed_in(request) == []
