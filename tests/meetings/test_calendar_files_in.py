"""Calendar files from other programs."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plandugnad.meetings.reading.calendars import MOST_OF_ONE, NotACalendar, read_calendar
from plandugnad.meetings.reading.opening import read_file

EVENT = """BEGIN:VCALENDAR\r
VERSION:2.0\r
PRODID:-//Eksempel//NO\r
BEGIN:VEVENT\r
UID:1@eksempel\r
SUMMARY:{summary}\r
{lines}\r
END:VEVENT\r
END:VCALENDAR\r
"""


def event(lines: str, summary: str = "Kommunestyret") -> bytes:
    return EVENT.format(lines=lines, summary=summary).encode()


def test_an_hour_in_another_zone_is_norwegian_time_here() -> None:
    [told] = read_calendar(event("DTSTART:20270212T170000Z\r\nDTEND:20270212T190000Z\r\nLOCATION:Rådhuset")).meetings
    assert (told.body, told.on, told.starts, told.ends) == ("Kommunestyret", date(2027, 2, 12), time(18), time(20))
    assert (told.place, told.uid) == ("Rådhuset", "1@eksempel")


def test_an_hour_just_before_midnight_in_summer_falls_on_the_norwegian_day() -> None:
    [told] = read_calendar(event("DTSTART:20270612T223000Z")).meetings
    assert (told.on, told.starts) == (date(2027, 6, 13), time(0, 30))


def test_a_whole_day_has_no_hour() -> None:
    [told] = read_calendar(event("DTSTART;VALUE=DATE:20270212")).meetings
    assert (told.on, told.starts) == (date(2027, 2, 12), None)


def test_a_rule_gives_its_days_but_for_those_left_out() -> None:
    rule = "DTSTART;VALUE=DATE:20270301\r\nRRULE:FREQ=WEEKLY;COUNT=4\r\nEXDATE;VALUE=DATE:20270308"
    found = read_calendar(event(rule)).meetings
    assert [told.on.isoformat() for told in found] == ["2027-03-01", "2027-03-15", "2027-03-22"]
    assert len({told.uid for told in found}) == 3


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY",
        "FREQ=SECONDLY",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31",
        "FREQ=YEARLY;UNTIL=99991231T000000Z",
        "FREQ=WEEKLY;INTERVAL=0",
        "FREQ=DAILY;COUNT=999999999;UNTIL=20280101",
    ],
)
def test_a_rule_without_end_ends(rule: str) -> None:
    assert len(read_calendar(event(f"DTSTART;VALUE=DATE:20270301\r\nRRULE:{rule}")).meetings) <= MOST_OF_ONE


def test_a_cancelled_event_is_cancelled() -> None:
    [told] = read_calendar(event("DTSTART;VALUE=DATE:20270212\r\nSTATUS:CANCELLED")).meetings
    assert told.is_cancelled


def test_an_event_without_a_time_is_told() -> None:
    assert [fault.code for fault in read_calendar(event("LOCATION:Rådhuset")).faults] == ["no_start"]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"<html>", b"\xff\xfe\x00", b"BEGIN:VEVENT"])
def test_what_is_no_calendar_is_refused(content: bytes) -> None:
    with pytest.raises(NotACalendar):
        read_file(content, "plan.ics")


LINE = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\r\n"), max_size=80)
NAMED = st.sampled_from(
    ["DTSTART:", "DTEND:", "RRULE:", "EXDATE:", "SUMMARY:", "DTSTART;TZID=Mars/Olympus:", "BEGIN:", "X:"]
)


@given(lines=st.lists(st.builds("{}{}".format, NAMED, LINE), max_size=8))
def test_whatever_stands_in_it_a_calendar_is_read_or_refused(lines: list[str]) -> None:
    try:
        found = read_calendar(event("\r\n".join(["DTSTART:20270212T180000", *lines])))
    except NotACalendar:
        return
    assert all(told.body and len(told.body) <= 120 for told in found.meetings)
