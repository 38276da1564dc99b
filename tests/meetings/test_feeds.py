"""Addresses for calendar programs: valid, secret, and never more than their person may see now."""

from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from plandugnad.accounts.models import Person
from plandugnad.core.audit import By
from plandugnad.engines.tables.when import When
from plandugnad.meetings.actions.feeds import make_feed
from plandugnad.meetings.actions.meetings import cancel_meeting, change_meeting, delete_meeting
from plandugnad.meetings.calendar_file import Line, plain, uid_of, written
from plandugnad.meetings.models import Feed, Place
from plandugnad.regions.models import Member, Membership
from tests.cast import Cast
from tests.meetings.builders import TORE, a_body, a_meeting, browser
from tests.plans.builders import make_plan


@pytest.fixture(autouse=True)
def _nobody_has_tried_yet(db: None) -> None:
    cache.clear()


def address_of(person: Person, place: Place | None = None) -> str:
    _feed, token = make_feed(By(person.id, str(person)), person.id, place)
    return f"/kalender/abonnement/{token}.ics"


def parts(content: bytes, name: str) -> Any:
    """Read back by another hand than the one that wrote it; what a part holds depends on the part."""
    return Calendar.from_ical(content).walk(name)


def events(address: str) -> dict[str, Any]:
    answer = Client().get(address)
    assert answer.status_code == 200, answer.status_code
    return {str(event["SUMMARY"]): event for event in parts(answer.content, "VEVENT")}


def test_a_meeting_has_its_hour_in_norwegian_time_and_its_place(cast: Cast) -> None:
    day = date(timezone.localdate().year + 1, 7, 1)
    a_meeting(a_body(cast.fjordvik), day, time(18), ends=time(20), venue="Rådhuset, sal 1")
    [event] = events(address_of(cast.person("Ingrid"))).values()
    assert event["DTSTART"].params["TZID"] == "Europe/Oslo"
    assert event["DTSTART"].dt.astimezone(UTC).hour == 16
    assert event["DTEND"].dt == datetime.combine(day, time(20), ZoneInfo("Europe/Oslo"))
    assert (str(event["SUMMARY"]), str(event["LOCATION"])) == ("Kommunestyret (Fjordvik)", "Rådhuset, sal 1")


def test_a_due_day_is_a_whole_day_and_a_due_year_is_its_last_day_and_says_so(cast: Cast) -> None:
    year = timezone.localdate().year + 1
    make_plan(cast.fjordvik, "Boligplan", revision_due=When.of_year(year))
    make_plan(cast.fjordvik, "Klimaplan", revision_due=When.on(date(year, 3, 1)))
    found = events(address_of(cast.person("Ingrid")))
    by_year = found[f"Revideres innen {year}: Boligplan (Fjordvik)"]
    assert (by_year["DTSTART"].dt, by_year["DTEND"].dt) == (date(year, 12, 31), date(year + 1, 1, 1))
    assert found["Skal revideres: Klimaplan (Fjordvik)"]["DTSTART"].dt == date(year, 3, 1)
    assert {str(event["TRANSP"]) for event in found.values()} == {"TRANSPARENT"}


def test_a_meeting_keeps_its_id_when_it_is_moved_cancelled_and_renamed(cast: Cast) -> None:
    meeting = a_meeting(a_body(cast.fjordvik), date(timezone.localdate().year + 1, 2, 18))
    address = address_of(cast.person("Ingrid"))
    [before] = events(address).values()
    change_meeting(TORE, meeting, {"when": When.on(date(timezone.localdate().year + 1, 2, 25)), "title": "Budsjett"})
    cancel_meeting(TORE, meeting)
    [(title, after)] = events(address).items()
    assert title == "Avlyst: Kommunestyret: Budsjett (Fjordvik)"
    assert (after["UID"], after["STATUS"]) == (before["UID"], "CANCELLED")
    assert after["SEQUENCE"] > before["SEQUENCE"]
    delete_meeting(TORE, meeting)
    assert events(address) == {}


def test_a_right_that_ends_is_gone_at_the_next_fetch(cast: Cast) -> None:
    a_meeting(a_body(cast.fjordvik), date(timezone.localdate().year + 1, 2, 18))
    ingrid = cast.person("Ingrid")
    own, place = address_of(ingrid), address_of(ingrid, cast.fjordvik)
    assert len(events(own)) == len(events(place)) == 1
    Membership.objects.filter(person=ingrid).update(ended_at=timezone.now())
    assert events(own) == {}
    assert Client().get(place).status_code == 404


def test_who_cannot_sign_in_any_more_has_no_calendar_either(cast: Cast) -> None:
    address = address_of(cast.person("Ingrid"))
    Person.objects.update(is_active=False)
    assert Client().get(address).status_code == 404


def test_the_calendar_of_a_municipality_holds_what_its_readers_see_and_no_more(cast: Cast) -> None:
    day = date(timezone.localdate().year + 1, 2, 18)
    for place, name in (
        (cast.fjordvik, "Kommunestyret"),
        (cast.lyngmo, "Kommunestyret"),
        (cast.ytre_fjord, "Nettverket"),
    ):
        a_meeting(a_body(place, name), day)
    assert set(events(address_of(cast.person("Åse"), cast.fjordvik))) == {"Kommunestyret (Fjordvik)"}
    assert len(events(address_of(cast.person("Ingrid")))) == 3


def test_the_calendar_of_a_region_holds_its_own_and_what_the_members_have_open(cast: Cast) -> None:
    year = timezone.localdate().year + 1
    a_meeting(a_body(cast.ytre_fjord, "Nettverket", "group"), date(year, 2, 18))
    a_meeting(a_body(cast.lyngmo, "Plangruppa", "group"), date(year, 2, 18))
    make_plan(cast.lyngmo, "Vedteken plan", status="adopted", revision_due=When.of_year(year))
    make_plan(cast.lyngmo, "Utkast", status="in_process", revision_due=When.of_year(year))
    address = address_of(cast.person("Ingrid"), cast.ytre_fjord)
    assert {title.partition(" (")[0] for title in events(address)} == {
        "Nettverket",
        f"Revideres innen {year}: Vedteken plan",
    }
    assert {title.partition(" (")[0] for title in events(address_of(cast.person("Kåre"), cast.ytre_fjord))} == {
        "Nettverket",
        f"Revideres innen {year}: Vedteken plan",
    }
    Member.objects.filter(organisation=cast.lyngmo).delete()
    assert set(events(address)) == {"Nettverket (Ytre Fjord)"}


@pytest.mark.parametrize("name", ["Nina", "Even", "Marit", "Anna"])
def test_nobody_gets_an_address_to_a_place_she_does_not_work_in(cast: Cast, name: str) -> None:
    answer = browser(cast.person(name)).post("/kalender/abonner/", {"sted": str(cast.fjordvik.id)})
    assert answer.status_code == 404
    assert not Feed.objects.exists()


def test_the_address_is_shown_once_and_only_a_digest_is_kept(cast: Cast) -> None:
    ingrid = browser(cast.person("Ingrid"))
    ingrid.post("/kalender/abonner/", {"sted": ""})
    kept = str(dict(ingrid.session.items()))
    page = ingrid.get("/kalender/abonner/").content.decode()
    token = page.partition("/kalender/abonnement/")[2].partition(".ics")[0]
    assert len(token) >= 43
    assert token not in kept
    assert token not in ingrid.get("/kalender/abonner/").content.decode()
    assert token not in Feed.objects.get().token_digest
    assert Client().get(f"/kalender/abonnement/{token}.ics").status_code == 200


def test_a_new_address_closes_the_old_and_a_closed_one_is_as_unknown(cast: Cast) -> None:
    old = address_of(cast.person("Ingrid"))
    new = address_of(cast.person("Ingrid"))
    assert [Client().get(each).status_code for each in (old, new)] == [404, 200]
    ingrid = browser(cast.person("Ingrid"))
    ingrid.post(f"/kalender/abonner/{Feed.objects.get(revoked_at=None).id}/steng/")
    assert Client().get(new).status_code == 404


def test_nobody_closes_anothers_address(cast: Cast) -> None:
    address = address_of(cast.person("Ingrid"))
    answer = browser(cast.person("Tore")).post(f"/kalender/abonner/{Feed.objects.get().id}/steng/")
    assert (answer.status_code, Client().get(address).status_code) == (404, 200)


def test_a_program_that_has_it_already_is_told_so(cast: Cast) -> None:
    meeting = a_meeting(a_body(cast.fjordvik), date(timezone.localdate().year + 1, 2, 18))
    address = address_of(cast.person("Ingrid"))
    first = Client().get(address)
    etag, changed = first.headers["ETag"], first.headers["Last-Modified"]
    assert Client().get(address).headers["ETag"] == etag
    for headers in ({"If-None-Match": etag}, {"If-None-Match": f'"x", W/{etag}'}, {"If-Modified-Since": changed}):
        again = Client().get(address, headers=headers)
        assert (again.status_code, again.content) == (304, b"")
    change_meeting(TORE, meeting, {"venue": "Skolen"})
    assert Client().get(address, headers={"If-None-Match": etag}).status_code == 200


def test_no_session_is_begun_and_nothing_is_kept_in_shared_caches(cast: Cast) -> None:
    answer = Client().get(address_of(cast.person("Ingrid")))
    assert answer.cookies == {}
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert "private" in answer.headers["Cache-Control"]


def test_guessing_addresses_is_slowed_down_and_so_is_asking_too_often(cast: Cast) -> None:
    assert Client().get("/kalender/abonnement/gjett.ics").status_code == 404
    answers = {Client().get(f"/kalender/abonnement/gjett{number}.ics").status_code for number in range(35)}
    assert answers == {404, 429}
    address = address_of(cast.person("Ingrid"))
    assert {Client().get(address).status_code for _time in range(35)} == {200, 429}


def test_a_fetch_asks_as_many_questions_for_fifty_meetings_as_for_one(
    cast: Cast, django_assert_max_num_queries: object
) -> None:
    body = a_body(cast.fjordvik)
    address = address_of(cast.person("Ingrid"))
    for day in range(1, 29):
        a_meeting(body, date(timezone.localdate().year + 1, 2, day))
    Client().get(address)
    with django_assert_max_num_queries(16):  # type: ignore[operator]
        assert len(Client().get(address).content) > 1_000


# Signs that mean something in the format, more often than chance would have them.
TITLES = st.text(st.characters() | st.sampled_from('\\\\nN;,:"\n\r '), max_size=200)


@given(title=TITLES, venue=TITLES, day=st.dates(date(2020, 1, 1), date(2037, 12, 31)), hour=st.integers(0, 23))
def test_whatever_a_meeting_is_called_the_file_is_valid_and_says_it(
    title: str, venue: str, day: date, hour: int
) -> None:
    starts = datetime.combine(day, time(hour), ZoneInfo("Europe/Oslo"))
    line = Line(uid_of(UUID(int=7), "meeting"), f"x{title}", When.on(day), starts_at=starts, venue=venue)
    content = written(title, [line, line])
    assert all(len(each) <= 75 for each in content.split(b"\r\n"))
    assert content.count(b"BEGIN:VEVENT") == 2
    assert not set(content) & (set(range(32)) - {9, 10, 13})
    event = parts(content, "VEVENT")[0]
    assert event["DTSTART"].dt.astimezone(UTC) == starts.astimezone(UTC)
    assert str(event["SUMMARY"]) == plain(f"x{title}")


@given(day=st.dates(date(2000, 1, 1), date(2040, 12, 31)), hour=st.sampled_from([0, 1, 4, 12, 23]))
def test_the_zone_we_send_is_norwegian_time_all_year(day: date, hour: int) -> None:
    """But for the hours that are not there, or are there twice."""
    moment = datetime.combine(day, time(hour), ZoneInfo("Europe/Oslo"))
    zone = parts(written("x", []), "VTIMEZONE")[0].to_tz(lookup_tzid=False)
    assert moment.replace(tzinfo=zone).utcoffset() == moment.utcoffset()
