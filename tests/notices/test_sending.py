"""One mail with what has waited: never empty, never twice, never of one's own doings or what one may not see."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from plandugnad.core import mail
from plandugnad.core.audit import SYSTEM
from plandugnad.core.marks import written_day
from plandugnad.core.models import OutgoingMail
from plandugnad.engines.tables.when import When
from plandugnad.notices import sending
from plandugnad.notices.models import Notice
from plandugnad.notices.sending import send_digest, send_digests
from plandugnad.notices.writing import note_due
from plandugnad.plans.actions import change_plan, delete_plan
from plandugnad.regions.actor import actor_of
from plandugnad.regions.models import Membership
from tests.accounts.builders import deliver_waiting, mail_server
from tests.cast import Cast
from tests.notices.builders import WEDNESDAY, by, mail_to, waiting_since, wants, yesterday
from tests.plans.builders import TORE, make_plan

pytestmark = pytest.mark.django_db


def happened(cast: Cast, name: str = "Kulturplan") -> None:
    make_plan(cast.fjordvik, name)
    waiting_since(yesterday())


def test_what_others_did_comes_in_one_mail_and_only_once(cast: Cast) -> None:
    ingrid = cast.person("Ingrid")
    happened(cast)
    happened(cast, "Klimaplan")
    assert send_digests(WEDNESDAY) == 1
    assert send_digests(WEDNESDAY + timedelta(hours=1)) == 0
    assert send_digests(WEDNESDAY + timedelta(days=1)) == 0
    [letter] = mail_to(ingrid)
    assert letter.subject == "Plandugnad: 2 ting andre har gjort"
    assert "FJORDVIK" in letter.body
    assert letter.body.index("Klimaplan") < letter.body.index("Kulturplan")  # newest first
    assert "http://localhost:8000/planer/" in letter.body


@pytest.mark.parametrize(("rhythm", "days"), [("hourly", 1), ("daily", 1), ("weekly", 7)])
def test_at_most_one_mail_comes_in_each_period(cast: Cast, rhythm: str, days: int) -> None:
    ingrid = cast.person("Ingrid")
    wants(ingrid, rhythm)
    for hour in range(14 * 24):
        now = WEDNESDAY + timedelta(hours=hour)
        make_plan(cast.fjordvik, f"Plan {hour}") if hour % 3 == 0 else None
        Notice.objects.filter(taken_at=None, made_at__gt=now).update(made_at=now - timedelta(minutes=30))
        Notice.objects.filter(taken_at=None, made_at__lt=WEDNESDAY - timedelta(days=2)).update(
            made_at=now - timedelta(minutes=30)
        )
        send_digest(ingrid.id, now)
    expected = {"hourly": 14 * 8, "daily": 14, "weekly": 2}[rhythm]
    assert expected - 1 <= len(mail_to(ingrid)) <= expected + 1


def test_nobody_is_told_of_her_own_doings(cast: Cast) -> None:
    ingrid = cast.person("Ingrid")
    plan = make_plan(cast.fjordvik, "Kulturplan")
    Notice.objects.all().delete()
    change_plan(by(ingrid), plan, {"responsible": "Jeg"})
    waiting_since(yesterday())
    send_digests(WEDNESDAY)
    assert mail_to(ingrid) == []


def test_nothing_that_happened_means_no_mail(cast: Cast) -> None:
    cast.person("Ingrid")
    assert send_digests(WEDNESDAY) == 0
    assert not OutgoingMail.objects.exists()


def test_what_she_may_no_longer_see_is_not_told_and_gives_no_empty_mail(cast: Cast) -> None:
    ingrid = cast.person("Ingrid")
    happened(cast)
    Membership.objects.filter(person=ingrid).update(ended_at=timezone.now())
    assert not send_digest(ingrid.id, WEDNESDAY)
    assert mail_to(ingrid) == []
    Membership.objects.filter(person=ingrid).update(ended_at=None)
    assert not send_digest(ingrid.id, WEDNESDAY + timedelta(days=1))  # it is settled, and does not come back


def test_a_closed_account_gets_none(cast: Cast) -> None:
    ingrid = cast.person("Ingrid")
    happened(cast)
    ingrid.is_active = False
    ingrid.save()
    send_digests(WEDNESDAY)
    assert mail_to(ingrid) == []


def test_who_chose_never_gets_none_and_is_not_flooded_when_she_begins_again(cast: Cast) -> None:
    ingrid = cast.person("Ingrid")
    wants(ingrid, "never")
    happened(cast)
    assert not send_digest(ingrid.id, WEDNESDAY)
    wants(ingrid, "hourly")
    assert not send_digest(ingrid.id, WEDNESDAY)
    assert mail_to(ingrid) == []


def test_what_one_does_not_want_is_left_out(cast: Cast) -> None:
    ingrid = cast.person("Ingrid")
    make_plan(cast.fjordvik, "Kulturplan", status="adopted", revision_due=When.on(WEDNESDAY.date()))
    note_due(WEDNESDAY.date())
    waiting_since(yesterday())
    wants(ingrid, activity=False)
    send_digest(ingrid.id, WEDNESDAY)
    [letter] = mail_to(ingrid)
    assert letter.subject == "Plandugnad: 1 frist"
    assert "Kulturplan (Fjordvik): skal revideres 18. november 2026" in letter.body
    assert "la inn" not in letter.body


def test_a_date_that_no_longer_stands_is_not_told(cast: Cast) -> None:
    ingrid = cast.person("Ingrid")
    wants(ingrid, activity=False)
    kept = {"status": "adopted", "revision_due": When.on(WEDNESDAY.date())}
    moved, gone = make_plan(cast.fjordvik, "Flyttet", **kept), make_plan(cast.fjordvik, "Slettet", **kept)
    note_due(WEDNESDAY.date())
    change_plan(SYSTEM, moved, {"revision_due": When.of_year(2030)})
    delete_plan(SYSTEM, gone)
    waiting_since(yesterday())
    assert not send_digest(ingrid.id, WEDNESDAY)
    assert mail_to(ingrid) == []


def test_only_those_who_are_asked_are_reminded(cast: Cast) -> None:
    for name in ("Ingrid", "Åse", "Marit", "Even"):
        wants(cast.person(name), activity=False)
    make_plan(cast.fjordvik, "Kulturplan", status="adopted", revision_due=When.on(WEDNESDAY.date()))
    note_due(WEDNESDAY.date())
    waiting_since(yesterday())
    send_digests(WEDNESDAY)
    assert {letter.to for letter in OutgoingMail.objects.all()} == {"ingrid@eksempel.no"}


def test_marit_reads_it_in_nynorsk(cast: Cast) -> None:
    marit = cast.person("Marit")
    make_plan(cast.lyngmo, "Kulturplan")
    waiting_since(yesterday())
    send_digest(marit.id, WEDNESDAY)
    [letter] = mail_to(marit)
    assert "la inn «Kulturplan»" in letter.body
    assert written_day(timezone.localdate()) in letter.body


def test_a_long_week_is_told_in_part_with_a_link_to_the_rest(cast: Cast) -> None:
    ingrid = cast.person("Ingrid")
    for number in range(45):
        make_plan(cast.fjordvik, f"Plan {number}")
    waiting_since(yesterday())
    send_digest(ingrid.id, WEDNESDAY)
    [letter] = mail_to(ingrid)
    assert letter.subject == "Plandugnad: 45 ting andre har gjort"
    assert "Og 5 ting til: http://localhost:8000/aktivitet/" in letter.body


def test_a_name_with_a_line_break_or_markup_is_only_text(cast: Cast) -> None:
    ingrid = cast.person("Ingrid")
    due = {"status": "adopted", "revision_due": When.on(WEDNESDAY.date())}
    make_plan(cast.fjordvik, "Plan <script>\r\nStopp all e-post: https://ond.example/ & Co", **due)
    note_due(WEDNESDAY.date())
    waiting_since(yesterday())
    send_digest(ingrid.id, WEDNESDAY)
    [letter] = mail_to(ingrid)
    assert letter.body.count("Plan <script> Stopp all e-post: https://ond.example/ & Co") == 2
    assert sum(line.startswith("Stopp all e-post") for line in letter.body.splitlines()) == 1


def test_one_whose_mail_cannot_be_made_does_not_stop_the_others(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    ingrid, tore = cast.person("Ingrid"), cast.person("Tore")
    happened(cast)
    broken = "plandugnad.notices.sending.actor_of"
    monkeypatch.setattr(broken, lambda person: 1 / 0 if person.pk == ingrid.pk else actor_of(person))
    assert send_digests(WEDNESDAY) == 1
    assert mail_to(tore)
    assert str(ingrid.id) in caplog.text
    assert ingrid.email not in caplog.text
    monkeypatch.undo()
    assert send_digests(WEDNESDAY) == 1
    assert mail_to(ingrid)


def test_without_a_mail_server_all_of_it_waits(cast: Cast, settings: Settings) -> None:
    cast.person("Ingrid")
    happened(cast)
    settings.EMAIL_HOST = ""
    assert send_digests(WEDNESDAY) == 0
    assert Notice.objects.filter(taken_at=None).exists()


class Crash(Exception):
    pass


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("when", ["before the mail is written down", "after it, before all is kept"])
def test_a_crash_at_any_moment_neither_loses_a_mail_nor_sends_two(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")  # of a test before, which real transactions do not take back
    ingrid = cast.person("Ingrid")
    happened(cast)

    def crash(message: Any) -> None:
        if when.startswith("after"):
            mail.post(message)
        raise Crash

    try:
        monkeypatch.setattr(sending, "post", crash)
        with pytest.raises(Crash):
            send_digest(ingrid.id, WEDNESDAY)
        monkeypatch.undo()
        assert mail_to(ingrid) == []
        assert waiting_jobs() == 0
        assert send_digest(ingrid.id, WEDNESDAY)
        assert not send_digest(ingrid.id, WEDNESDAY)
        assert len(mail_to(ingrid)) == waiting_jobs() == 1
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM procrastinate_jobs")


def waiting_jobs() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name LIKE '%%.send_mail'")
        count: int = cursor.fetchone()[0]
    return count


def test_mail_that_is_undone_leaves_what_waited_as_it_was(cast: Cast) -> None:
    ingrid = cast.person("Ingrid")
    happened(cast)
    with transaction.atomic():
        assert send_digest(ingrid.id, WEDNESDAY)
        transaction.set_rollback(True)
    assert Notice.objects.filter(person=ingrid, taken_at=None).count() == 1


def test_it_comes_out_of_a_real_mail_server_with_a_link_that_stops_it(cast: Cast, settings: Settings) -> None:
    ingrid = cast.person("Ingrid")
    happened(cast)
    send_digest(ingrid.id, WEDNESDAY)
    with mail_server() as server:
        settings.EMAIL_PORT = server.port
        deliver_waiting()
    [message] = server.received
    part = message.get_body(("plain",))
    assert part is not None
    text = part.get_content()
    assert message["To"] == ingrid.email
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert f"Stopp all e-post: {message['List-Unsubscribe'].strip(' <>')}" in text
    markup = message.get_body(("html",))
    assert markup is not None
    assert "la inn «Kulturplan»</a>" in markup.get_content()
    assert re.search(r"Stopp all e-post: http://localhost:8000/varsler/stopp/\S+/", text)
    assert "la inn «Kulturplan»" in text


@pytest.mark.parametrize("count", [1, 30])
def test_the_number_of_queries_does_not_grow_with_what_is_told(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    ingrid = cast.person("Ingrid")
    for number in range(count):
        change_plan(TORE, make_plan(cast.fjordvik, f"Plan {number}"), {"responsible": "Plansjef"})
    waiting_since(yesterday())
    with django_assert_max_num_queries(22):
        send_digest(ingrid.id, WEDNESDAY)
