"""Steps and deadlines are told of in good time, to the one whose step it is, and never twice."""

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone, translation
from icalendar import Calendar

from plandugnad.core.models import AuditEvent
from plandugnad.meetings.actions.feeds import make_feed
from plandugnad.notices.models import Notice
from plandugnad.notices.sending import send_digest
from plandugnad.notices.writing import note_due
from plandugnad.processes.actions import (
    add_own_step,
    begin_process,
    delete_process,
    describe_step,
    end_process,
    set_dates,
    undelete_process,
)
from plandugnad.processes.dates import NO_DATES, Dates, Place
from plandugnad.processes.jobs import tell_of_processes
from plandugnad.processes.models import Process
from plandugnad.processes.undoing import undo
from plandugnad.projections.models import AttentionEntry, CalendarEntry
from plandugnad.projections.words import kind_label, title
from tests.cast import Cast
from tests.notices.builders import by, mail_to, waiting_since, wants
from tests.processes.builders import INGRID, a_plan, a_process, happened, planned

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_mail_is_set_up")]
TODAY = timezone.localdate()
DRAWING = Place("KPA-6")
DRAWN = "Kommuneplanens arealdel: Lag plankart, bestemmelser og planbeskrivelse"
WINDOWS = ((30, 8), (7, 1), (0, 0), (-1, -7))


def in_days(number: int) -> date:
    return TODAY + timedelta(days=number)


def seven_o_clock(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(7, 5)))


def morning(cast: Cast, day: date, *names: str) -> None:
    """What the night and seven o'clock do."""
    note_due(day)
    waiting_since(seven_o_clock(day) - timedelta(hours=2))
    for name in names or ("Ingrid",):
        send_digest(cast.person(name).id, seven_o_clock(day))


def a_step_of(cast: Cast, name: str = "Ingrid", code: str = "KPA-6") -> Process:
    """Somebody has it, and nobody wants anything but dates and what she is asked."""
    process = a_process(a_plan(cast.fjordvik))
    for each in ("Ingrid", "Tore"):
        wants(cast.person(each), activity=False)
    describe_step(INGRID, process, code, {"owner_id": cast.person(name).id})
    return process


def reminded(cast: Cast, name: str) -> int:
    """How many mails had a date in them."""
    return sum("FRISTER" in mail.body for mail in mail_to(cast.person(name)))


def test_a_step_is_told_a_month_and_a_week_before_on_the_day_and_once_when_it_is_over(cast: Cast) -> None:
    process = a_step_of(cast)
    planned(process, "KPA-6", in_days(40))
    told = []
    for number in range(60):
        before = reminded(cast, "Ingrid")
        morning(cast, in_days(number))
        told += [number] * (reminded(cast, "Ingrid") - before)
    assert told == [10, 33, 40, 41]
    assert DRAWN in mail_to(cast.person("Ingrid"))[-1].body


def test_what_is_done_is_not_told_of(cast: Cast) -> None:
    process = a_step_of(cast)
    happened(process, "KPA-6", in_days(-1))
    morning(cast, TODAY)
    assert reminded(cast, "Ingrid") == 0


def test_the_step_s_owner_is_told_else_the_lead_else_those_who_write_there(cast: Cast) -> None:
    ingrid, tore = cast.person("Ingrid").id, cast.person("Tore").id
    plans = [a_plan(cast.fjordvik, name) for name in ("Med ansvarlig", "Med leder", "Med ingen")]
    for plan, lead, owner in zip(plans, (tore, tore, None), (ingrid, None, None), strict=True):
        process = begin_process(INGRID, plan, "KPA", {}, {DRAWING: Dates(in_days(5))}, lead_id=lead)
        describe_step(INGRID, process, "KPA-6", {"owner_id": owner})
    note_due(TODAY)
    told = {
        (notice.person_id, entry.title)
        for notice in Notice.objects.filter(kind="process_step").exclude(due_on=None)
        for entry in AttentionEntry.objects.all()
        if (entry.source_id, entry.kind) == (notice.source_id, notice.kind)
    }
    assert {title for person, title in told if person == ingrid} == {"Med ansvarlig", "Med ingen"}
    assert {title for person, title in told if person == tore} == {"Med leder", "Med ingen"}


def test_a_date_moved_away_and_back_is_told_once(cast: Cast) -> None:
    process = a_step_of(cast)
    planned(process, "KPA-6", in_days(20))
    morning(cast, TODAY)
    planned(process, "KPA-6", in_days(200))
    morning(cast, in_days(1))
    planned(process, "KPA-6", in_days(20))
    morning(cast, in_days(2))
    assert reminded(cast, "Ingrid") == 1


def test_a_date_moved_into_the_window_is_told_and_one_taken_back_before_the_mail_is_not(cast: Cast) -> None:
    process = a_step_of(cast)
    planned(process, "KPA-6", in_days(200))
    morning(cast, TODAY)
    assert reminded(cast, "Ingrid") == 0
    planned(process, "KPA-6", in_days(6))
    note_due(in_days(1))
    event = AuditEvent.objects.filter(subject_id=process.id, verb="process_dates_set").first()
    assert event
    undo(INGRID, process, event)
    morning(cast, in_days(1))
    assert reminded(cast, "Ingrid") == 0
    planned(process, "KPA-6", in_days(6))
    morning(cast, in_days(2))
    assert reminded(cast, "Ingrid") == 1


def test_a_process_deleted_and_brought_back_is_told_once(cast: Cast) -> None:
    process = a_step_of(cast)
    planned(process, "KPA-6", in_days(20))
    morning(cast, TODAY)
    delete_process(INGRID, process)
    morning(cast, in_days(1))
    undelete_process(INGRID, process)
    end_process(INGRID, process, in_days(2))
    end_process(INGRID, process, None)
    morning(cast, in_days(2))
    assert reminded(cast, "Ingrid") == 1


def test_who_gets_a_step_is_told_and_who_had_it_is_not_told_again(cast: Cast) -> None:
    process = a_step_of(cast)
    planned(process, "KPA-6", in_days(20))
    morning(cast, TODAY, "Ingrid", "Tore")
    describe_step(INGRID, process, "KPA-6", {"owner_id": cast.person("Tore").id})
    morning(cast, in_days(1), "Ingrid", "Tore")
    assert (reminded(cast, "Ingrid"), reminded(cast, "Tore")) == (1, 1)
    describe_step(INGRID, process, "KPA-6", {"owner_id": cast.person("Ingrid").id})
    morning(cast, in_days(2), "Ingrid", "Tore")
    assert (reminded(cast, "Ingrid"), reminded(cast, "Tore")) == (1, 1)


def test_who_is_given_a_step_without_a_day_is_told_once_and_not_anew_when_it_gets_one(cast: Cast) -> None:
    process = a_step_of(cast)
    morning(cast, TODAY)
    planned(process, "KPA-6", in_days(200))
    planned(process, "KPA-6", in_days(300))
    morning(cast, in_days(1))
    [letter] = mail_to(cast.person("Ingrid"))
    assert letter.body.count(f"Du er ansvarlig for {DRAWN}") == 1


def test_what_others_may_do_is_in_the_calendar_and_reminds_nobody(cast: Cast) -> None:
    process = a_process(a_plan(cast.fjordvik, "Solbakken", "zoning_detail"), "REG", private=True)
    happened(process, "REG-10", in_days(-7))
    kinds = [AttentionEntry, CalendarEntry]
    told = [{entry.facts["step"] for entry in kind.objects.filter(source_id=process.id)} for kind in kinds]
    assert "REG-11" in told[1] - told[0]


def test_those_who_only_write_there_are_not_asked_by_name(cast: Cast) -> None:
    for name in ("Ingrid", "Tore"):
        wants(cast.person(name), activity=False)
    planned(a_process(a_plan(cast.fjordvik)), "KPA-6", in_days(200))
    morning(cast, TODAY, "Ingrid", "Tore")
    assert not mail_to(cast.person("Tore"))


@pytest.mark.parametrize("seed", range(12))
def test_no_sequence_of_moves_sends_the_same_twice(cast: Cast, seed: int) -> None:
    """Judged by what was marked as sent and still stands, not by the text the rows are told apart by."""
    chance = Random(seed)
    process = begin_process(
        INGRID, a_plan(cast.fjordvik, "Solbakken", "zoning_detail"), "REG", {"private": True},
        {Place("REG-5"): Dates(happened_on=in_days(-60))},
    )  # fmt: skip
    people = ("Ingrid", "Tore")
    for name in people:
        wants(cast.person(name), activity=False)
    sent: Counter[tuple[Any, ...]] = Counter()
    seen: set[tuple[int, datetime]] = set()
    for number in range(40):
        for _times in range(chance.randint(0, 3)):
            _something_happens(cast, process, chance)
        day = in_days(number)
        tell_of_processes(timestamp=0)
        morning(cast, day, *people)
        for notice in Notice.objects.exclude(taken_at=None).exclude(due_on=None):
            if (notice.pk, notice.taken_at) not in seen:
                assert notice.taken_at is not None
                seen.add((notice.pk, notice.taken_at))
                sent[notice.person_id, notice.which, notice.kind, notice.due_on, _window(notice.due_on, day)] += 1
    assert sent, "nobody was told anything"
    assert [once for once, times in sent.items() if times > 1] == []


def _window(due: date | None, day: date) -> int:
    assert due is not None
    return next(number for number, (first, last) in enumerate(WINDOWS) if last <= (due - day).days <= first)


def _something_happens(cast: Cast, process: Process, chance: Random) -> None:
    days = [in_days(number) for number in (3, 9, 17, 28, 35, 90)]
    kind = chance.choice(("deadline", "step", "step", "nothing", "owner", "undo", "delete", "undelete"))
    if kind == "deadline":
        begun = chance.choice((-80, -70, -60, -50))
        set_dates(INGRID, process, {Place("REG-5"): Dates(happened_on=in_days(begun))})
    elif kind == "step":
        set_dates(INGRID, process, {Place("REG-9"): Dates(planned_on=chance.choice(days))})
    elif kind == "nothing":
        set_dates(INGRID, process, {Place("REG-9"): NO_DATES})
    elif kind == "owner":
        owner = chance.choice((None, cast.person("Ingrid"), cast.person("Tore")))
        code = chance.choice(("REG-6", "REG-9"))
        describe_step(INGRID, process, code, {"owner_id": owner and owner.id})
    elif kind == "undo":
        event = AuditEvent.objects.filter(subject_id=process.id, verb="process_dates_set").first()
        if event and event.before:
            set_dates(
                INGRID,
                process,
                {Place.read(key): Dates.from_json(kept) for key, kept in event.before["dates"].items()},
            )
    elif kind == "delete":
        delete_process(INGRID, process)
    else:
        undelete_process(INGRID, process) if not Process.objects.running().exists() else None


@pytest.mark.django_db(transaction=True)
def test_two_workers_who_note_and_send_at_once_tell_once(cast: Cast) -> None:
    process = a_step_of(cast)
    planned(process, "KPA-6", in_days(20))
    ready, ingrid = threading.Barrier(2), cast.person("Ingrid")
    Notice.objects.all().delete()

    def work() -> bool:
        try:
            ready.wait(10)
            note_due(TODAY)
            ready.wait(10)
            return send_digest(ingrid.id, seven_o_clock(in_days(1)))
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        sent = [one.result() for one in [pool.submit(work) for _worker in range(2)]]
    assert sorted(sent) == [False, True]
    assert reminded(cast, "Ingrid") == 1


def lines(cast: Cast, name: str = "Ingrid") -> dict[str, Any]:
    """What a calendar program gets, by its name for each event."""
    person = cast.person(name)
    _feed, token = make_feed(by(person), person.id, None)
    found = Calendar.from_ical(Client().get(f"/kalender/abonnement/{token}.ics").content).walk("VEVENT")
    told = {str(event["UID"]): event for event in found}
    assert len(told) == len(found), "two events of one name"
    return told


def test_a_calendar_program_keeps_an_event_that_is_moved_and_tells_all_of_a_process_apart(cast: Cast) -> None:
    process = a_process(a_plan(cast.fjordvik, "Solbakken", "zoning_detail"), "REG", private=True)
    happened(process, "REG-3", in_days(-90))
    happened(process, "REG-5", in_days(-60))
    planned(process, "REG-7", in_days(30))
    planned(process, "REG-7", in_days(80), "closed")
    planned(process, "REG-9", in_days(90))
    before = lines(cast)
    assert len(before) > 5
    planned(process, "REG-9", in_days(120))
    after = lines(cast)
    moved = {uid for uid in before if uid in after and before[uid]["DTSTART"].dt != after[uid]["DTSTART"].dt}
    assert in_days(120) in {after[uid]["DTSTART"].dt for uid in moved}
    told = {str(event["SUMMARY"]) for event in after.values()}
    assert "Solbakken: Kommunestyret vedtar planen (Fjordvik)" in told
    assert "Frist for uttalelser: Solbakken: Planen på høring og offentlig ettersyn (Fjordvik)" in told
    assert any(each.startswith("Frist: Solbakken: Avgjør om forslaget legges ut (pbl. § 12-11") for each in told)


def test_a_step_is_called_what_the_reader_calls_it(cast: Cast) -> None:
    process = a_process(a_plan(cast.fjordvik))
    planned(process, "KPA-7", in_days(20))
    own = add_own_step(INGRID, process, "Folkemøte i Vikasund", "KPA-7")
    planned(process, own.code, in_days(25))
    rows = list(CalendarEntry.objects.filter(source_id=process.id, kind="process_step").order_by("first_on"))
    for language, said in (
        ("nb", "Planen på høring og"),
        ("nn", "Planen på høyring og"),
        ("en", "The plan on"),
    ):
        with translation.override(language):
            assert title(rows[0]).startswith(f"Kommuneplanens arealdel: {said}")
            assert title(rows[1]) == "Kommuneplanens arealdel: Folkemøte i Vikasund"
            assert kind_label("process_deadline") != kind_label("process_opens")


def test_the_front_page_and_the_calendar_say_which_step(cast: Cast) -> None:
    process = a_step_of(cast)
    planned(process, "KPA-6", in_days(6))
    client = Client()
    client.force_login(cast.person("Ingrid"))
    for address in ("/", f"/kalender/?aar={in_days(6).year}", f"/samarbeid/{cast.ytre_fjord.id}/"):
        assert DRAWN in client.get(address).content.decode(), address
