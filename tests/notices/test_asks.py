"""What is newly asked of somebody is told her once, however often it is withdrawn, given again or moved."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from pytest_django import Settings

from plandugnad.core.audit import SYSTEM
from plandugnad.core.models import OutgoingMail
from plandugnad.engines.tables.when import When
from plandugnad.meetings.actions.agenda import promise, set_done, set_promise_removed
from plandugnad.meetings.models import FollowUp, Meeting
from plandugnad.notices import sending
from plandugnad.notices.models import Notice
from plandugnad.notices.sending import send_digest
from plandugnad.notices.writing import note_due
from plandugnad.plans.actions import change_plan
from plandugnad.projections.checking import check
from plandugnad.projections.making import fill_anew
from plandugnad.projections.models import AttentionEntry
from plandugnad.regions.joining import answer_invitation, invite_organisations, withdraw_organisation
from plandugnad.regions.models import Member
from tests.accounts.builders import deliver_waiting, mail_server
from tests.cast import Cast
from tests.meetings.builders import a_body, a_meeting
from tests.notices.builders import WEDNESDAY, by, mail_to, waiting_since, wants, yesterday
from tests.plans.builders import make_plan

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _only_what_is_asked(cast: Cast) -> None:
    for name in ("Ingrid", "Tore", "Marit", "Kåre", "Even"):
        wants(cast.person(name), due=False, activity=False)


def give(cast: Cast, to: str = "Ingrid", what: str = "Ring Kartverket", **about: Any) -> FollowUp:
    meeting = Meeting.objects.first() or a_meeting(a_body(cast.fjordvik))
    return promise(by(cast.person("Tore")), meeting, {"what": what, "person": cast.person(to)} | about)


def told(cast: Cast, name: str, moment: Any = WEDNESDAY) -> list[str]:
    waiting_since(yesterday(moment))
    send_digest(cast.person(name).id, moment)
    return [letter.subject for letter in mail_to(cast.person(name))]


def test_who_is_given_something_to_follow_up_is_told_once_with_a_link_to_it(cast: Cast) -> None:
    row = give(cast)
    assert told(cast, "Ingrid") == ["Plandugnad: du er bedt om 1 ting"]
    [letter] = mail_to(cast.person("Ingrid"))
    assert "DETTE ER DU BEDT OM" in letter.body
    assert "Følg opp: Ring Kartverket" in letter.body
    assert f"#oppfolging-{row.id}" in letter.body
    assert len(told(cast, "Ingrid", WEDNESDAY + timedelta(days=1))) == 1
    assert told(cast, "Marit") == []


def test_what_one_takes_on_oneself_is_no_news(cast: Cast) -> None:
    meeting = a_meeting(a_body(cast.fjordvik))
    ingrid = cast.person("Ingrid")
    promise(by(ingrid), meeting, {"what": "Ring Kartverket", "person": ingrid})
    assert told(cast, "Ingrid") == []


def test_the_writers_of_an_invited_municipality_are_asked_to_answer_and_the_rest_are_not(cast: Cast) -> None:
    _ = cast.storoy
    kare = cast.person("Kåre")
    invite_organisations(by(kare), cast.ytre_fjord, [cast.storoy])
    assert told(cast, "Even") == ["Plandugnad: du er bedt om 1 ting"]
    assert "Svar på invitasjonen til «Ytre Fjord»" in mail_to(cast.person("Even"))[0].body
    for name in ("Ingrid", "Kåre", "Tore"):
        assert told(cast, name) == []


def test_the_coordinator_is_asked_for_the_mandate_of_the_one_that_joined_and_not_of_those_before_it(
    cast: Cast,
) -> None:
    _ = cast.storoy
    kare, even = cast.person("Kåre"), cast.person("Even")
    fill_anew()  # so that the mandates of the two that were there are no news
    invite_organisations(by(kare), cast.ytre_fjord, [cast.storoy])
    member = Member.rows.get(collaboration=cast.ytre_fjord, organisation=cast.storoy)
    answer_invitation(by(even), member, True)
    told(cast, "Kåre")
    [letter] = mail_to(kare)
    assert letter.body.count("Be om mandatet fra") == 1
    assert "Be om mandatet fra Storøy" in letter.body


def test_an_ask_withdrawn_before_it_was_told_gives_no_mail_and_given_again_gives_one(cast: Cast) -> None:
    row = give(cast)
    set_promise_removed(by(cast.person("Tore")), row, is_removed=True)
    assert told(cast, "Ingrid") == []
    set_promise_removed(by(cast.person("Tore")), row, is_removed=False)
    assert len(told(cast, "Ingrid", WEDNESDAY + timedelta(days=1))) == 1


def test_an_ask_that_was_told_withdrawn_and_given_again_is_not_told_again(cast: Cast) -> None:
    row, tore = give(cast), by(cast.person("Tore"))
    told(cast, "Ingrid")
    for day in range(1, 4):
        set_done(tore, row, is_done=True)
        told(cast, "Ingrid", WEDNESDAY + timedelta(days=2 * day))
        set_done(tore, row, is_done=False)
        assert len(told(cast, "Ingrid", WEDNESDAY + timedelta(days=2 * day + 1))) == 1


def test_an_invitation_taken_back_and_sent_again_before_the_mail_is_told_once(cast: Cast) -> None:
    _ = cast.storoy
    kare = by(cast.person("Kåre"))
    for _time in range(2):
        invite_organisations(kare, cast.ytre_fjord, [cast.storoy])
        withdraw_organisation(kare, Member.rows.get(collaboration=cast.ytre_fjord, organisation=cast.storoy))
    invite_organisations(kare, cast.ytre_fjord, [cast.storoy])
    assert told(cast, "Even") == ["Plandugnad: du er bedt om 1 ting"]


def test_what_is_asked_and_due_at_once_stands_once_in_the_mail(cast: Cast) -> None:
    ingrid = cast.person("Ingrid")
    wants(ingrid, activity=False)
    give(cast, due=When.on(WEDNESDAY.date() + timedelta(days=3)))
    note_due(WEDNESDAY.date())
    assert told(cast, "Ingrid") == ["Plandugnad: 1 frist"]


def test_a_date_moved_back_and_forth_is_told_at_most_once_for_each_day(cast: Cast) -> None:
    ingrid = cast.person("Ingrid")
    wants(ingrid, activity=False)
    first, second = date(2026, 12, 1), date(2026, 12, 5)
    plan = make_plan(cast.fjordvik, "Kulturplan", status="adopted", revision_due=When.on(first))
    for day, due in enumerate((first, second, first, second, first)):
        change_plan(SYSTEM, plan, {"revision_due": When.on(due)})
        note_due(WEDNESDAY.date() + timedelta(days=day))
        told(cast, "Ingrid", WEDNESDAY + timedelta(days=day))
    assert len(mail_to(ingrid)) == 2


def test_a_date_moved_away_while_its_notice_waited_is_told_when_it_comes_back(cast: Cast) -> None:
    ingrid = cast.person("Ingrid")
    wants(ingrid, activity=False)
    plan = make_plan(cast.fjordvik, "Kulturplan", status="adopted", revision_due=When.on(date(2026, 12, 1)))
    note_due(WEDNESDAY.date())
    change_plan(SYSTEM, plan, {"revision_due": When.of_year(2030)})
    assert told(cast, "Ingrid") == []
    change_plan(SYSTEM, plan, {"revision_due": When.on(date(2026, 12, 1))})
    note_due(WEDNESDAY.date() + timedelta(days=1))
    assert len(told(cast, "Ingrid", WEDNESDAY + timedelta(days=1))) == 1


def test_filling_the_overviews_anew_or_mending_them_tells_nobody(cast: Cast) -> None:
    give(cast)
    Notice.objects.all().delete()
    fill_anew()
    AttentionEntry.objects.all().delete()
    check()
    assert AttentionEntry.objects.exists()
    assert not Notice.objects.exists()


def test_who_does_not_want_it_gets_none_and_it_does_not_come_later(cast: Cast) -> None:
    ingrid = cast.person("Ingrid")
    wants(ingrid, asked=False, due=False, activity=False)
    give(cast)
    assert told(cast, "Ingrid") == []
    wants(ingrid)
    assert told(cast, "Ingrid", WEDNESDAY + timedelta(days=1)) == []


def test_asks_stand_place_by_place_with_the_newest_first(cast: Cast) -> None:
    ingrid = cast.person("Ingrid")
    wants(ingrid, activity=False, due=False)
    give(cast, what="Først")
    waiting_since(yesterday() - timedelta(hours=2))
    give(cast, what="Sist")
    send_digest(ingrid.id, WEDNESDAY + timedelta(days=30))
    body = mail_to(ingrid)[0].body
    assert body.index("Sist") < body.index("Først")


class Crash(Exception):
    pass


def forget_jobs() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")


@pytest.mark.django_db(transaction=True)
def test_an_ask_whose_transaction_failed_was_never_noted(cast: Cast) -> None:
    def ask() -> None:
        with transaction.atomic():
            give(cast)
            raise Crash

    with pytest.raises(Crash):
        ask()
    assert not Notice.objects.filter(event__startswith="asked:").exists()


@pytest.mark.django_db(transaction=True)
def test_a_crash_while_the_mail_is_made_loses_nothing_and_sends_one_over_real_smtp(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    give(cast)
    waiting_since(yesterday())
    ingrid = cast.person("Ingrid")

    def crash(message: Any) -> None:
        raise Crash

    try:
        monkeypatch.setattr(sending, "post", crash)
        with pytest.raises(Crash):
            send_digest(ingrid.id, WEDNESDAY)
        monkeypatch.undo()
        assert Notice.objects.filter(taken_at=None, person=ingrid).exists()
        assert send_digest(ingrid.id, WEDNESDAY)
        with mail_server() as server:
            settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
            deliver_waiting()
        assert [message["To"] for message in server.received] == [ingrid.email]
        assert "bedt om" in str(server.received[0]["Subject"])
    finally:
        forget_jobs()


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_tell_an_ask_once(cast: Cast) -> None:
    give(cast)
    waiting_since(yesterday())
    ingrid = cast.person("Ingrid")
    ready = threading.Barrier(2)
    try:
        with ThreadPoolExecutor(2) as pool:
            sent = [one.result() for one in [pool.submit(_at_once, ready, ingrid.id) for _worker in range(2)]]
        assert sorted(sent) == [False, True]
        assert OutgoingMail.objects.filter(to=ingrid.email).count() == 1
    finally:
        forget_jobs()


def _at_once(ready: threading.Barrier, person_id: Any) -> bool:
    try:
        ready.wait(10)
        return send_digest(person_id, WEDNESDAY)
    finally:
        connection.close()
