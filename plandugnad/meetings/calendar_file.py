"""Entries as a calendar file (RFC 5545). The library folds lines and escapes signs; we decide what stands in them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from uuid import UUID
from zoneinfo import ZoneInfo

from icalendar import Calendar, Component, Event

from plandugnad.engines.tables.when import When

OSLO = ZoneInfo("Europe/Oslo")
# When nobody has said when a thing was last changed. A moment that never moves, so that the file is the same until
# something in it is another.
_LONG_AGO = datetime(2024, 1, 1, tzinfo=UTC)
_EVERY = timedelta(hours=4)


@dataclass(frozen=True, slots=True)
class Line:
    """One event of the file."""

    uid: str
    title: str
    when: When
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    venue: str = ""
    text: str = ""
    address: str = ""
    is_cancelled: bool = False
    is_deadline: bool = False  # nobody is busy because something is due
    version: int = 1
    changed_at: datetime | None = None


def written(name: str, lines: Iterable[Line], text: str = "") -> bytes:
    calendar = Calendar()
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", "-//Plandugnad//Kalender//NO")
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.add("METHOD", "PUBLISH")
    calendar.add("X-WR-CALNAME", " ".join(plain(name).split()))
    calendar.add("X-WR-TIMEZONE", "Europe/Oslo")
    if text:
        calendar.add("X-WR-CALDESC", " ".join(plain(text).split()))
    calendar.add("REFRESH-INTERVAL", _EVERY, parameters={"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", "PT4H")
    calendar.add_component(_oslo())
    for line in lines:
        calendar.add_component(_event(line))
    content: bytes = calendar.to_ical()
    return content


# The rule of directive 2000/84/EC: summer time from the last Sunday of March to the last of October, both at 01 UTC.
_ZONE = b"""BEGIN:VTIMEZONE\r
TZID:Europe/Oslo\r
BEGIN:DAYLIGHT\r
TZNAME:CEST\r
DTSTART:19970330T020000\r
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r
TZOFFSETFROM:+0100\r
TZOFFSETTO:+0200\r
END:DAYLIGHT\r
BEGIN:STANDARD\r
TZNAME:CET\r
DTSTART:19961027T030000\r
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r
TZOFFSETFROM:+0200\r
TZOFFSETTO:+0100\r
END:STANDARD\r
END:VTIMEZONE\r
"""


@lru_cache(maxsize=1)
def _oslo() -> Component:
    return Component.from_ical(_ZONE)


def _event(line: Line) -> Event:
    event = Event()
    event.add("UID", line.uid)
    event.add("DTSTAMP", (line.changed_at or _LONG_AGO).astimezone(UTC).replace(microsecond=0))
    if line.changed_at:
        event.add("LAST-MODIFIED", line.changed_at.astimezone(UTC).replace(microsecond=0))
    event.add("SEQUENCE", max(line.version - 1, 0))
    event.add("SUMMARY", plain(line.title))
    _set_time(event, line)
    for name, value in (("LOCATION", line.venue), ("DESCRIPTION", line.text)):
        if value:
            event.add(name, plain(value))
    if line.address:
        event.add("URL", line.address)
    event.add("STATUS", "CANCELLED" if line.is_cancelled else "CONFIRMED")
    event.add("TRANSP", "TRANSPARENT" if line.is_deadline or line.is_cancelled else "OPAQUE")
    return event


def _set_time(event: Event, line: Line) -> None:
    """A date is a whole day. A year is its last day, said so in the title: a calendar has no room for a year."""
    if line.starts_at is None:
        day = line.when.last_day()
        event.add("DTSTART", day)
        event.add("DTEND", day + timedelta(days=1) if day < date.max else day)
        return
    event.add("DTSTART", line.starts_at.astimezone(OSLO))
    event.add("DTEND", (line.ends_at or line.starts_at + timedelta(hours=2)).astimezone(OSLO))


def plain(text: str) -> str:
    """Without signs no calendar program should be given; line breaks stay, and are escaped.

    The library takes the two signs \\N for a line break, so there the stroke is turned: «C:/Nytt».
    """
    even = text.replace("\r\n", "\n").replace("\\N", "/N")
    return "".join(sign if sign.isprintable() or sign == "\n" else " " for sign in even)


def uid_of(event_id: UUID, kind: str) -> str:
    """The same for a thing as long as it lives, however it is moved, cancelled or renamed."""
    return f"{event_id}-{kind.removesuffix('_cancelled')}@plandugnad"
