"""Kari has a plan and no account. She is asked by mail how it goes, and answers in two minutes."""

import re
from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from django.utils.crypto import get_random_string

from plandugnad.accounts.models import Person
from plandugnad.core.audit import SYSTEM
from plandugnad.core.models import AuditEvent, Installation, SentMail
from plandugnad.projections.models import AttentionEntry
from plandugnad.strategies.living import pulse, telling
from plandugnad.strategies.living.models import PulseAsk, PulseContact, TrackNote
from plandugnad.strategies.models import PlanNeed, Strategy
from tests.cast import Cast
from tests.plans.builders import INGRID, browser
from tests.strategies.living.builders import asked_at, followed, promised


@pytest.fixture
def demo(cast: Cast) -> None:
    """Where mail is kept to be read, and not sent."""
    Installation.objects.create(is_demo=True)


@pytest.fixture
def strategy(cast: Cast, demo: None) -> Strategy:
    return followed(cast.fjordvik)


@pytest.fixture
def need(strategy: Strategy) -> PlanNeed:
    need = promised(strategy, "Kulturplan")
    asked_at(need)
    return need


def link() -> str:
    found = re.search(r"/puls/\S+/", SentMail.objects.order_by("-made_at")[0].body)
    assert found
    return found[0]


def ask(strategy: Strategy) -> str:
    assert telling.ask_now(INGRID, strategy, timezone.localdate()) == 1
    return link()


def test_one_mail_to_each_address_with_its_own_plans_and_nobody_twice_in_a_quarter(need: PlanNeed) -> None:
    strategy = need.strategy
    asked_at(promised(strategy, "Vannplan"), "KARI@eksempel.no")
    asked_at(promised(strategy, "Skoleplan"), "per@eksempel.no")
    promised(strategy, "Ingen å spørre")
    assert pulse.ask_now(INGRID, strategy, timezone.localdate()) == 2
    mail = {one.to: one.body for one in SentMail.objects.all()}
    assert set(mail) == {"kari@eksempel.no", "per@eksempel.no"}
    assert "Vannplan" in mail["kari@eksempel.no"]
    assert "Skoleplan" not in mail["kari@eksempel.no"]
    assert pulse.ask_now(INGRID, strategy, timezone.localdate()) == 0
    next_quarter = pulse.Quarter.of(timezone.localdate()).next.asking_day
    assert pulse.ask_now(INGRID, strategy, next_quarter) == 2


def test_opening_the_link_answers_nothing_and_a_press_is_saved_at_once_without_cookies(need: PlanNeed) -> None:
    address = ask(need.strategy)
    kari = Client(enforce_csrf_checks=True)
    page = kari.get(address)
    assert page.status_code == 200
    assert "Kulturplan" in page.content.decode()
    kari.head(address)
    assert not TrackNote.objects.exists()
    fresh = Client(enforce_csrf_checks=True)
    said = fresh.post(address, {"need": str(need.pk), "track": "slipped", "because": "Mangler folk.", "ends": "20261"})
    assert said.status_code == 200
    assert "1 av 1 er besvart." in said.content.decode()
    note = TrackNote.objects.get()
    assert (note.track, note.because, note.ends, note.said_by_name) == (
        "slipped",
        "Mangler folk.",
        20261,
        "Kari Eksempel",
    )
    fresh.post(address, {"need": str(need.pk), "track": "slipped", "because": "Mangler folk.", "ends": "20261"})
    assert TrackNote.objects.count() == 1
    fresh.post(address, {"need": str(need.pk), "track": "on_track"})
    assert TrackNote.objects.order_by("-made_at")[0].track == "on_track"
    assert "Kari" not in str(list(AuditEvent.objects.values()))


def test_why_is_asked_for_and_what_was_written_is_there_still(need: PlanNeed) -> None:
    address = ask(need.strategy)
    page = Client().post(address, {"need": str(need.pk), "track": "dropped", "because": " "})
    assert page.status_code == 422
    assert "Skriv hvorfor" in page.content.decode()
    early = Client().post(address, {"need": str(need.pk), "track": "slipped", "because": "Derfor.", "ends": "20242"})
    assert early.status_code == 422
    assert "Derfor." in early.content.decode()
    assert not TrackNote.objects.exists()


def test_the_link_answers_for_its_own_plans_and_no_others(need: PlanNeed) -> None:
    other = promised(need.strategy, "Skoleplan")
    asked_at(other, "per@eksempel.no")
    pulse.ask_now(INGRID, need.strategy, timezone.localdate())
    kari = next(one.body for one in SentMail.objects.all() if one.to == "kari@eksempel.no")
    address = re.findall(r"/puls/\S+/", kari)[0]
    page = Client().post(address, {"need": str(other.pk), "track": "on_track"})
    assert page.status_code == 422
    assert "Skoleplan" not in page.content.decode()
    assert Client().post(address, {"need": "tull", "track": "on_track"}).status_code == 422
    assert not TrackNote.objects.exists()


def test_only_a_digest_is_kept_and_a_link_that_is_none_says_so(need: PlanNeed) -> None:
    address = ask(need.strategy)
    token = address.split("/")[2]
    row = PulseAsk.objects.get()
    assert token not in str(PulseAsk.objects.values().get())
    for wrong in (token[:-1], row.digest, get_random_string(43), f"{token}x", "a"):
        page = Client().get(f"/puls/{wrong}/")
        assert page.status_code == 404
        assert "Lenken virker ikke" in page.content.decode()


def test_after_the_last_day_it_says_so_and_takes_nothing(need: PlanNeed) -> None:
    address = ask(need.strategy)
    PulseAsk.objects.update(until=timezone.localdate() - timedelta(days=1))
    page = Client().post(address, {"need": str(need.pk), "track": "on_track"})
    assert page.status_code == 410
    assert "Fristen for å svare er ute" in page.content.decode()
    assert not TrackNote.objects.exists()


def test_one_who_is_no_longer_asked_cannot_answer_with_the_old_link(need: PlanNeed) -> None:
    address = ask(need.strategy)
    pulse.set_contacts(INGRID, need.strategy, {need.pk: ("ny@eksempel.no", "")})
    assert not PulseAsk.objects.exists()
    assert Client().post(address, {"need": str(need.pk), "track": "on_track"}).status_code == 404


def test_too_many_tries_from_one_place_are_asked_to_wait(need: PlanNeed) -> None:
    address, stranger = ask(need.strategy), Client()
    tries = [stranger.get(address).status_code for _number in range(61)]
    assert tries[:60] == [200] * 60
    assert tries[60] == 429


def test_ingrid_says_whom_to_ask_on_one_page_and_asks(cast: Cast, strategy: Strategy) -> None:
    need = promised(strategy, "Kulturplan")
    ingrid, page = browser(cast.person("Ingrid")), f"/planstrategi/{strategy.id}/oppfolging/hvem/"
    wrong = ingrid.post(page, {f"email-{need.pk}": "ikke en adresse", f"name-{need.pk}": "Kari"})
    assert wrong.status_code == 422
    assert "er ikke en e-postadresse" in wrong.content.decode()
    ingrid.post(page, {f"email-{need.pk}": "kari@eksempel.no", f"name-{need.pk}": "Kari  Eksempel"})
    assert PulseContact.objects.get().name == "Kari Eksempel"
    said = ingrid.post(f"/planstrategi/{strategy.id}/oppfolging/spor/", follow=True)
    assert "1 e-post er sendt." in said.content.decode()
    assert "ikke svart ennå" in ingrid.get(page).content.decode()


def test_without_a_mail_server_nobody_is_asked_and_she_is_told(cast: Cast) -> None:
    strategy = followed(cast.fjordvik)
    asked_at(promised(strategy, "Kulturplan"))
    said = browser(cast.person("Ingrid")).post(f"/planstrategi/{strategy.id}/oppfolging/spor/", follow=True)
    assert "ikke satt opp noen e-posttjener" in said.content.decode()
    assert not PulseAsk.objects.exists()


def test_once_a_quarter_it_stands_in_the_planner_s_list_that_it_is_time(need: PlanNeed) -> None:
    row = AttentionEntry.objects.get(source=telling.PulseSource.key)
    assert row.due_on == date(2024, 4, 15)
    ask(need.strategy)
    row = AttentionEntry.objects.get(source=telling.PulseSource.key)
    assert row.due_on == pulse.Quarter.of(timezone.localdate()).next.asking_day


def test_who_is_erased_is_asked_no_more_and_her_name_leaves_what_she_said(cast: Cast, need: PlanNeed) -> None:
    address = ask(need.strategy)
    Client().post(address, {"need": str(need.pk), "track": "on_track"})
    kari = Person.objects.create_user("kari@eksempel.no", name="Kari Eksempel")
    call_command("erase_person", kari.email, "--yes")
    assert not PulseContact.objects.exists()
    assert not PulseAsk.objects.exists()
    assert not SentMail.objects.filter(to="kari@eksempel.no").exists()
    assert TrackNote.objects.get().said_by_name == "(anonym)"


@pytest.mark.parametrize(
    ("day", "code", "last"),
    [(date(2026, 1, 1), 20261, date(2026, 3, 31)), (date(2026, 12, 31), 20264, date(2026, 12, 31))],
)
def test_a_quarter_is_three_months(day: date, code: int, last: date) -> None:
    quarter = pulse.Quarter.of(day)
    assert (quarter.code, quarter.last_day, pulse.Quarter.kept(code)) == (code, last, quarter)
    assert quarter.next.first_day == last + timedelta(days=1)
    assert SYSTEM.id is None
