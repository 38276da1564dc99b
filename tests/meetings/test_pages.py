"""Meetings on pages: the next one first, the agenda where it stands, the minutes, and what comes back."""

from datetime import date, time, timedelta
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.utils import timezone

from plandugnad.core.models import AuditEvent
from plandugnad.engines.tables.when import When
from plandugnad.meetings.actions import agenda
from plandugnad.meetings.actions.meetings import cancel_meeting, change_meeting
from plandugnad.meetings.models import AgendaItem, Body, FollowUp, Meeting, Series
from plandugnad.meetings.queries.calendar import Choice, read_year
from plandugnad.projections.models import AttentionEntry
from plandugnad.regions.actor import actor_of
from tests.cast import Cast
from tests.meetings.builders import INGRID, TORE, a_body, a_meeting, browser, fresh

pytestmark = pytest.mark.django_db


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return " ".join(answer.content.decode().split())


def in_days(number: int) -> date:
    return timezone.localdate() + timedelta(number)


def test_the_next_meeting_is_the_heading_and_a_cancelled_one_is_not_next(cast: Cast) -> None:
    body = a_body(cast.fjordvik)
    cancel_meeting(INGRID, a_meeting(body, in_days(3)))
    after = a_meeting(body, in_days(10))
    a_meeting(body, in_days(-10))
    page = text(browser(cast.person("Ingrid")), "/kommuner/9901/moter/")
    assert "Neste møte: Kommunestyret" in page
    assert f'/moter/{after.id}/">Sakslisten er tom ennå' in page


def test_an_empty_place_teaches_its_writers_and_tells_its_readers(cast: Cast) -> None:
    assert "Lim inn møteplanen" in text(browser(cast.person("Ingrid")), "/kommuner/9901/moter/")
    assert "Lim inn møteplanen" not in text(browser(cast.person("Åse")), "/kommuner/9901/moter/")
    assert "Ingen møteplan ennå" in text(browser(cast.person("Kåre")), f"/samarbeid/{cast.ytre_fjord.id}/moter/")


def test_a_neighbour_sees_when_the_council_meets_and_not_what_it_talks_about(cast: Cast) -> None:
    meeting = a_meeting(a_body(cast.fjordvik), venue="Rådhuset", digital_address="https://mote.example/hemmelig")
    agenda.add_item(INGRID, meeting, {"title": "Hemmelig sak"})
    page = text(browser(cast.person("Marit")), f"/moter/{meeting.id}/")
    assert "torsdag 18. februar 2027 kl. 18.00" in page
    assert "Rådhuset" in page
    assert "Hemmelig sak" not in page
    assert "mote.example" not in page
    assert "Hemmelig sak" in text(browser(cast.person("Åse")), f"/moter/{meeting.id}/")


def test_a_meeting_is_written_in_and_the_form_sent_twice_makes_one(cast: Cast) -> None:
    body = a_body(cast.fjordvik)
    ingrid = browser(cast.person("Ingrid"))
    address = f"/moter/i/{cast.fjordvik.id}/ny/"
    token = ingrid.get(address).context["form"].initial["token"]
    given = {"body": str(body.id), "when": "18. februar 2027", "starts": "18", "ends": "20.30", "token": token}
    for _time in range(2):
        assert ingrid.post(address, given).status_code == 302
    meeting = Meeting.objects.get()
    assert (meeting.when, meeting.starts, meeting.ends) == (When.on(date(2027, 2, 18)), time(18), time(20, 30))


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"when": "31.02.2027"}, "Vi forstår ikke"),
        ({"when": "2027", "starts": "18.00"}, "Et klokkeslett trenger en dag"),
        ({"when": "18.02.2027", "starts": "25.00"}, "Skriv klokkeslettet som 18.00"),
        ({"when": "18.02.2027", "starts": "18", "ends": "17"}, "Møtet må slutte etter at det begynner"),
        ({"when": "18.02.2027", "ends": "17"}, "Skriv når møtet begynner"),
        ({"when": "18.02.2027", "digital_address": "javascript:alert(1)"}, "Skriv en nettadresse"),
    ],
)
def test_what_is_wrong_is_said_in_words_and_nothing_is_saved(cast: Cast, given: dict[str, str], sentence: str) -> None:
    body = a_body(cast.fjordvik)
    answer = browser(cast.person("Ingrid")).post(f"/moter/i/{cast.fjordvik.id}/ny/", {"body": str(body.id), **given})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Meeting.objects.exists()


def test_two_who_move_a_meeting_at_once_are_told_of_each_other(cast: Cast) -> None:
    meeting = a_meeting(a_body(cast.fjordvik))
    change_meeting(TORE, meeting, {"venue": "Skolen"})
    ingrid = browser(cast.person("Ingrid"))
    given = {"when": "19.02.2027", "venue": "Rådhuset", "seen_version": "1"}
    answer = ingrid.post(f"/moter/{meeting.id}/endre/", given)
    assert answer.status_code == 422
    assert "Tore Eksempel endret møtet mens du skrev" in answer.content.decode()
    assert fresh(meeting).venue == "Skolen"
    ingrid.post(f"/moter/{meeting.id}/endre/", given | {"seen_version": "2"})
    assert fresh(meeting).venue == "Rådhuset"


def test_the_agenda_is_written_moved_and_changed_where_it_stands(cast: Cast) -> None:
    meeting = a_meeting(a_body(cast.fjordvik))
    ingrid = browser(cast.person("Ingrid"))
    for title in ("Innkalling", "Samfunnsdelen", "Eventuelt"):
        ingrid.post(f"/moter/{meeting.id}/sak/", {"title": title})
    third = AgendaItem.objects.get(title="Eventuelt")
    ingrid.post(f"/moter/{meeting.id}/sak/{third.id}/flytt/", {"vei": "opp"})
    assert list(AgendaItem.objects.values_list("title", flat=True)) == ["Innkalling", "Eventuelt", "Samfunnsdelen"]
    with_htmx = browser(cast.person("Ingrid"), with_htmx=True)
    address = f"/moter/{meeting.id}/sak/{third.id}/"
    assert "<edit-in-place>" in with_htmx.get(address).content.decode()
    answer = with_htmx.post(address, {"title": "Orienteringer", "planned_minutes": "20", "seen_version": "1"})
    assert "Orienteringer" in answer.content.decode()
    answer = with_htmx.post(address, {"title": "Noe annet", "seen_version": "1"})
    assert answer.status_code == 422
    assert "Noe annet" in answer.content.decode()
    assert "Orienteringer" in answer.content.decode()


def test_an_item_taken_off_can_be_brought_back(cast: Cast) -> None:
    meeting = a_meeting(a_body(cast.fjordvik))
    item = agenda.add_item(INGRID, meeting, {"title": "Samfunnsdelen"})
    ingrid = browser(cast.person("Ingrid"))
    ingrid.post(f"/moter/{meeting.id}/sak/{item.id}/fjern/")
    page = text(ingrid, f"/moter/{meeting.id}/")
    assert "Samfunnsdelen" not in page
    assert f"/moter/{meeting.id}/sak/{item.id}/angre/" in page
    ingrid.post(f"/moter/{meeting.id}/sak/{item.id}/angre/")
    assert "Samfunnsdelen" in text(ingrid, f"/moter/{meeting.id}/")


def test_minutes_are_kept_per_item_and_what_another_wrote_is_not_overwritten(cast: Cast) -> None:
    meeting = a_meeting(a_body(cast.fjordvik))
    one, other = (agenda.add_item(INGRID, meeting, {"title": title}) for title in ("En", "To"))
    ingrid = browser(cast.person("Ingrid"))
    agenda.change_item(TORE, other, {"minutes": "Skrevet av Tore"}, seen_version=1)
    given = {
        "attendees": "Ingrid, Tore",
        f"sak-{one.id}-minutes": "Skrevet av Ingrid",
        f"sak-{one.id}-decision": "Enstemmig vedtatt",
        f"sak-{one.id}-seen_version": "1",
        f"sak-{other.id}-minutes": "Også Ingrid",
        f"sak-{other.id}-seen_version": "1",
    }
    answer = ingrid.post(f"/moter/{meeting.id}/referat/", given)
    assert answer.status_code == 422
    assert "Også Ingrid" in answer.content.decode()
    assert "Skrevet av Tore" in answer.content.decode()
    kept = dict(AgendaItem.objects.values_list("title", "minutes"))
    assert kept == {"En": "Skrevet av Ingrid", "To": "Skrevet av Tore"}
    again = given | {f"sak-{one.id}-seen_version": "2", f"sak-{other.id}-seen_version": "2", "is_done": "on"}
    assert ingrid.post(f"/moter/{meeting.id}/referat/", again).status_code == 302
    assert AgendaItem.objects.get(title="To").minutes == "Også Ingrid"
    assert fresh(meeting).minuted_at is not None


def test_what_was_promised_returns_until_it_is_done(cast: Cast) -> None:
    body = a_body(cast.fjordvik)
    held, coming = a_meeting(body, in_days(-7)), a_meeting(body, in_days(7))
    later = a_meeting(body, in_days(30))
    ase = cast.person("Åse")
    ingrid = browser(cast.person("Ingrid"))
    ingrid.post(f"/moter/{held.id}/oppfolging/", {"what": "Ringe naboen", "person": str(ase.id), "due": ""})
    row = FollowUp.objects.get()
    for meeting in (held, coming, later):
        assert "Ringe naboen" in text(ingrid, f"/moter/{meeting.id}/")
    assert AttentionEntry.objects.visible_to(cast.actor("Åse").keys).get().title == "Ringe naboen"
    assert browser(ase).post(f"/moter/oppfolging/{row.id}/gjort/").status_code == 302
    assert not AttentionEntry.objects.exists()
    ended = in_days(-1)
    FollowUp.objects.update(done_at=timezone.now() - timedelta(days=2))
    assert ended > held.first_on
    assert "Ringe naboen" not in text(ingrid, f"/moter/{later.id}/")
    assert "Ringe naboen" in text(ingrid, f"/moter/{held.id}/")


def test_only_its_own_person_may_tick_off_without_writing(cast: Cast) -> None:
    row = agenda.promise(
        INGRID, a_meeting(a_body(cast.fjordvik)), {"what": "Ringe", "person_id": cast.person("Tore").id}
    )
    assert browser(cast.person("Åse")).post(f"/moter/oppfolging/{row.id}/gjort/").status_code == 404


def test_a_deleted_meeting_is_gone_for_readers_and_comes_back_whole(cast: Cast) -> None:
    meeting = a_meeting(a_body(cast.fjordvik))
    agenda.add_item(INGRID, meeting, {"title": "Samfunnsdelen"})
    ingrid = browser(cast.person("Ingrid"))
    ingrid.post(f"/moter/{meeting.id}/slett/")
    assert browser(cast.person("Åse")).get(f"/moter/{meeting.id}/").status_code == 404
    ingrid.post(f"/moter/{meeting.id}/angre-sletting/")
    assert "Samfunnsdelen" in text(browser(cast.person("Åse")), f"/moter/{meeting.id}/")


def test_series_there_are_keep_their_days_when_they_are_counted_from_the_first_meeting(cast: Cast) -> None:
    rule = {"rhythm": "weeks", "every": 2, "weekday": 1, "first_on": date(2027, 1, 1), "last_on": date(2027, 12, 31)}
    monthly = rule | {"rhythm": "months", "first_on": date(2027, 1, 15)}
    body = a_body(cast.fjordvik)
    series = [Series.objects.create(body=body, **values) for values in (rule, monthly, rule | {"every": 1})]
    migration: Any = import_module("plandugnad.meetings.migrations.0004_where_series_begin")
    for _twice in range(2):
        migration.begin_at_the_first_meeting(apps, None)
    for one in series:
        one.refresh_from_db()
    assert [one.first_on for one in series] == [date(2027, 1, 12), date(2027, 3, 2), date(2027, 1, 1)]


def test_a_series_makes_its_meetings_and_a_change_leaves_what_somebody_has_touched(cast: Cast) -> None:
    body = a_body(cast.fjordvik)
    ingrid = browser(cast.person("Ingrid"))
    year = timezone.localdate().year + 1
    given = {
        **{"body": str(body.id), "rhythm": "months", "every": "1", "weekday": "3", "ordinal": "1", "starts": "18.00"},
        **{"first_on": f"01.01.{year}", "last_on": f"31.12.{year}", "has_july_off": "on", "except_on": ""},
    }
    ingrid.post(f"/moter/i/{cast.fjordvik.id}/serie/ny/", given)
    assert Meeting.objects.count() == 11
    touched = Meeting.objects.in_order()[2]
    change_meeting(TORE, touched, {"venue": "Skolen"})
    series = touched.series
    assert series is not None
    ingrid.post(f"/moter/serie/{series.id}/", given | {"weekday": "1"})
    assert Meeting.objects.count() == 12
    assert {meeting.day.weekday() for meeting in Meeting.objects.exclude(pk=touched.pk) if meeting.day} == {1}
    ingrid.post(f"/moter/serie/{series.id}/avslutt/")
    assert list(Meeting.objects.all()) == [touched]


def test_the_calendar_shows_weeks_and_remembers_its_filters_in_the_address(cast: Cast) -> None:
    a_meeting(a_body(cast.fjordvik))
    a_meeting(a_body(cast.lyngmo))
    a_meeting(a_body(cast.ytre_fjord, "Fagdag", "group"), 2027)
    ingrid = browser(cast.person("Ingrid"))
    page = text(ingrid, "/kalender/?aar=2027")
    assert "Uke 7" in page
    assert "En gang i 2027" in page
    page = text(ingrid, f"/kalender/?aar=2027&sted={cast.lyngmo.id}")
    assert "kl. 18.00</span>, Lyngmo" in page
    assert "kl. 18.00</span>, Fjordvik" not in page
    assert "Ingenting passer" in text(ingrid, "/kalender/?aar=2027&slag=plan_due")
    assert "Ingenting i kalenderen" in text(ingrid, "/kalender/?aar=2030")
    file = ingrid.get(f"/kalender/last-ned.ics?aar=2027&sted={cast.lyngmo.id}")
    assert file.content.count(b"BEGIN:VEVENT") == 1


def test_the_calendar_of_this_year_opens_at_this_month_with_what_is_over_folded_away(cast: Cast) -> None:
    body = a_body(cast.fjordvik)
    for month in (2, 3, 9):
        a_meeting(body, date(2027, month, 18))
    actor = actor_of(cast.person("Ingrid"))
    june = read_year(actor.keys, Choice(2027), None, date(2027, 6, 1))
    assert ([month.number for month in june.past], june.past_count) == ([2, 3], 2)
    assert [month.number for month in june.ahead] == [9]
    christmas = read_year(actor.keys, Choice(2027), None, date(2027, 12, 24))
    assert (christmas.past, len(christmas.ahead)) == ((), 3)  # nothing to come: then what has been is shown
    assert read_year(actor.keys, Choice(2027), None, date(2026, 6, 1)).past == ()


@pytest.mark.parametrize("query", ["aar=99999999999", "aar=x", "sted=x", "slag=x", "side=999", "aar=%00", "aar=1"])
def test_an_address_somebody_has_made_up_breaks_nothing(cast: Cast, query: str) -> None:
    ingrid = browser(cast.person("Ingrid"))
    for path in ("/kalender/", "/kalender/last-ned.ics", "/kommuner/9901/moter/"):
        assert ingrid.get(f"{path}?{query}").status_code == 200


def test_pages_ask_as_many_questions_for_many_meetings_as_for_one(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    body = a_body(cast.fjordvik)
    meeting = a_meeting(body, date(2027, 1, 1))
    for day in range(2, 29):
        a_meeting(body, date(2027, 1, day))
        agenda.add_item(INGRID, meeting, {"title": f"Sak {day}"})
        agenda.promise(INGRID, meeting, {"what": f"Gjøre {day}"})
    ingrid = browser(cast.person("Ingrid"))
    ingrid.get("/meg/")
    for path, most in (
        ("/kommuner/9901/moter/?aar=2027", 11),
        ("/kalender/?aar=2027", 11),
        (f"/moter/{meeting.id}/", 12),
    ):
        with django_assert_max_num_queries(most):
            ingrid.get(path)


def test_hostile_words_stay_words(cast: Cast) -> None:
    ingrid = browser(cast.person("Ingrid"))
    bad = "<script>alert(1)</script>\u202efdp\x00"
    ingrid.post(f"/moter/i/{cast.fjordvik.id}/utvalg/ny/", {"name": bad.replace("\x00", ""), "kind": "council"})
    body = Body.objects.get()
    meeting = a_meeting(body)
    ingrid.post(f"/moter/{meeting.id}/sak/", {"title": bad.replace("\x00", ""), "text": "=1+1"})
    for path in (f"/moter/{meeting.id}/", "/kommuner/9901/moter/?aar=2027", "/kalender/?aar=2027"):
        assert "<script>alert" not in text(ingrid, path)
    assert "\u202e" not in body.name
    assert ingrid.post(f"/moter/{meeting.id}/sak/", {"title": bad}).status_code in {302, 422}


def test_what_is_done_is_in_the_history_with_who(cast: Cast) -> None:
    meeting = a_meeting(a_body(cast.fjordvik))
    cancel_meeting(TORE, meeting)
    event = AuditEvent.objects.filter(subject_id=meeting.id).first()
    assert event is not None
    assert (event.verb, event.by_name, event.after) == ("meeting_cancelled", "Tore Eksempel", {"is_cancelled": True})
