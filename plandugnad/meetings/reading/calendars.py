"""Calendar files (.ics, RFC 5545), with limits: what is sent to us is hostile until it is read."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr
from icalendar import Calendar
from icalendar.error import BrokenCalendarProperty

from plandugnad.meetings.reading.told import Reading, Told

MOST_EVENTS = 2_000
MOST_OF_ONE = 200
LONGEST_TEXT = 300
OSLO = ZoneInfo("Europe/Oslo")
_YEARS_AHEAD = 3
_OF_HOURS = {"BYHOUR", "BYMINUTE", "BYSECOND"}


class NotACalendar(Exception):
    """The bytes are no calendar file that can be read."""


def read_calendar(content: bytes, *, body: str = "") -> Reading:
    """Lines count the events of the file. With `body` every event is its meeting; else its title says whose it is."""
    reading = Reading()
    for number, event in enumerate(_events(content), start=1):
        if number > MOST_EVENTS:
            reading.fault(number, "", "too_many_events", most=str(MOST_EVENTS))
            break
        try:
            _read(number, event, body, reading)
        except (BrokenCalendarProperty, ValueError, TypeError, KeyError, AttributeError, OverflowError):
            reading.fault(number, "", "broken_event")
    return reading


def _events(content: bytes) -> Iterator[Any]:
    if b"BEGIN:VCALENDAR" not in content[:4_096].upper():
        raise NotACalendar
    try:
        calendars = Calendar.from_ical(content, multiple=True)
        events = [event for calendar in calendars for event in calendar.walk("VEVENT")]
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError) as wrong:
        raise NotACalendar from wrong
    yield from events


def _read(number: int, event: Any, body: str, reading: Reading) -> None:
    title = _text(event, "SUMMARY")
    begins, ends = _moment(event, "DTSTART"), _moment(event, "DTEND")
    if begins is None:
        reading.fault(number, title, "no_start")
        return
    if not 2000 <= begins.year <= 2100:
        reading.fault(number, title, "strange_year", date=str(begins.year))
        return
    if not (body or title):
        reading.fault(number, title, "no_body")
        return
    cancelled = _text(event, "STATUS").upper() == "CANCELLED"
    uid = _text(event, "UID")
    for day, mark in _days(event, begins):
        starts, until = _times(begins, ends)
        reading.add(
            Told(
                number,
                body or title[:120],
                day,
                starts,
                until,
                _text(event, "LOCATION"),
                title=title if body and title.casefold() != body.casefold() else "",
                is_cancelled=cancelled,
                uid=f"{uid}{mark}"[:300] if uid else "",
            )
        )


def _days(event: Any, begins: date) -> Iterator[tuple[date, str]]:
    """The days of an event that repeats, as its rule says, three years ahead at most; each with a mark of its own."""
    first = begins.date() if isinstance(begins, datetime) else begins
    rule = event.get("RRULE")
    if rule is None or isinstance(rule, list):
        again = _dt(event.get("RECURRENCE-ID"))
        yield first, f"#{again:%Y%m%d}" if isinstance(again, date) else ""
        return
    left_out = _left_out(event)
    yield from ((day, f"#{day:%Y%m%d}") for day in _repeated(rule, first) if day not in left_out)


def _repeated(rule: Any, first: date) -> Iterator[date]:
    """Bounded at both ends: a rule that never strikes must not be followed to the year 9999."""
    parts = dict(part.partition("=")[::2] for part in rule.to_ical().decode().upper().split(";"))
    if parts.get("FREQ") not in {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"}:
        yield first
        return
    most = min(int(parts.pop("COUNT", MOST_OF_ONE)), MOST_OF_ONE)
    last = f"{first.year + _YEARS_AHEAD}1231"
    parts["UNTIL"] = min(parts.get("UNTIL", last)[:8], last)
    kept = ";".join(f"{name}={value}" for name, value in parts.items() if name not in _OF_HOURS)
    try:
        yield from (moment.date() for moment in islice(rrulestr(kept, dtstart=datetime.combine(first, time())), most))
    except (ValueError, TypeError):
        yield first


def _left_out(event: Any) -> set[date]:
    given = event.get("EXDATE", [])
    found: set[date] = set()
    for group in given if isinstance(given, list) else [given]:
        for each in getattr(group, "dts", []):
            found.add(_local(each.dt).date() if isinstance(each.dt, datetime) else each.dt)
    return found


def _times(begins: date, ends: date | None) -> tuple[time | None, time | None]:
    if not isinstance(begins, datetime):
        return None, None
    later = isinstance(ends, datetime) and begins < ends < begins + timedelta(hours=24)
    until = ends.time() if later and isinstance(ends, datetime) and ends.date() == begins.date() else None
    return begins.time().replace(second=0, microsecond=0), until


def _moment(event: Any, name: str) -> date | None:
    value = _dt(event.get(name))
    if isinstance(value, datetime):
        return _local(value)
    return value if isinstance(value, date) else None


def _dt(given: Any) -> Any:
    """What a property says, or None when the file has it broken or missing."""
    try:
        return given.dt
    except (AttributeError, BrokenCalendarProperty):
        return None


def _local(moment: datetime) -> datetime:
    """In Norwegian time, without zone; a time without zone is Norwegian already."""
    try:
        return moment.astimezone(OSLO).replace(tzinfo=None) if moment.tzinfo else moment
    except (OverflowError, ValueError):
        return moment.replace(tzinfo=None)


def _text(event: Any, name: str) -> str:
    value = event.get(name, "")
    value = value[0] if isinstance(value, list) and value else value
    shown = "".join(sign if sign.isprintable() else " " for sign in str(value))
    return " ".join(shown.split())[:LONGEST_TEXT]
