"""The calendar file sign for sign, against what RFC 5545 says by hand, and read back by a few lines
that are written from it and know nothing of the library that made the file.

What Outlook, Google and Apple are known to ask, and what was not tried, is in docs/kalender.md.
"""

import re
from datetime import UTC, date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.test import Client
from django.utils import timezone

from plandugnad.engines.tables.when import When
from plandugnad.meetings.actions.meetings import cancel_meeting, delete_meeting
from plandugnad.meetings.calendar_file import Line, uid_of, written
from tests.cast import Cast
from tests.meetings.builders import TORE, a_body, a_meeting
from tests.meetings.test_feeds import address_of, events, parts
from tests.plans.owners import joint_plan

MEETING = Line(
    uid=uid_of(UUID(int=1), "meeting"),
    title="Kommunestyret: Områdeplan for Øvre Ås; høring, første gang – blåbærlia og ærfuglvågen (Fjordvik)",
    when=When.on(date(2027, 3, 27)),
    starts_at=datetime(2027, 3, 27, 18, 0, tzinfo=ZoneInfo("Europe/Oslo")),
    ends_at=datetime(2027, 3, 28, 4, 0, tzinfo=ZoneInfo("Europe/Oslo")),  # over the hour that is not there
    venue="Rådhuset, sal 1; 2. etasje",
    text="Ta med:\n- kartet\n- C:\\planer",
    address="http://localhost/moter/1/",
    version=3,
    changed_at=datetime(2026, 11, 28, 20, 0, 0, 123456, tzinfo=UTC),
)
DUE = Line(
    uid_of(UUID(int=2), "due"), "Skal revideres: Klimaplan (Lyngmo)", When.on(date(2027, 12, 31)), is_deadline=True
)
CANCELLED = Line(
    uid_of(UUID(int=3), "meeting_cancelled"), "Avlyst: Planutvalget", When.on(date(2028, 2, 28)), is_cancelled=True
)
# Written by hand. § 3.1: CRLF, lines of at most 75 octets, folded between signs. § 3.3.11: backslash, semicolon, comma
# and line break are escaped in texts, the colon is not. § 3.6.1: DTSTAMP in UTC, and DTEND the day after the last.
BY_HAND = """BEGIN:VEVENT
SUMMARY:Kommunestyret: Områdeplan for Øvre Ås\\; høring\\, første gang 
 – blåbærlia og ærfuglvågen (Fjordvik)
DTSTART;TZID=Europe/Oslo:20270327T180000
DTEND;TZID=Europe/Oslo:20270328T040000
DTSTAMP:20261128T200000Z
UID:00000000-0000-0000-0000-000000000001-meeting@plandugnad
SEQUENCE:2
DESCRIPTION:Ta med:\\n- kartet\\n- C:\\\\planer
LAST-MODIFIED:20261128T200000Z
LOCATION:Rådhuset\\, sal 1\\; 2. etasje
STATUS:CONFIRMED
TRANSP:OPAQUE
URL:http://localhost/moter/1/
END:VEVENT
BEGIN:VEVENT
SUMMARY:Skal revideres: Klimaplan (Lyngmo)
DTSTART;VALUE=DATE:20271231
DTEND;VALUE=DATE:20280101
DTSTAMP:20240101T000000Z
UID:00000000-0000-0000-0000-000000000002-due@plandugnad
SEQUENCE:0
STATUS:CONFIRMED
TRANSP:TRANSPARENT
END:VEVENT
BEGIN:VEVENT
SUMMARY:Avlyst: Planutvalget
DTSTART;VALUE=DATE:20280228
DTEND;VALUE=DATE:20280229
DTSTAMP:20240101T000000Z
UID:00000000-0000-0000-0000-000000000003-meeting@plandugnad
SEQUENCE:0
STATUS:CANCELLED
TRANSP:TRANSPARENT
END:VEVENT
END:VCALENDAR
"""


def test_the_file_is_sign_for_sign_what_was_written_by_hand() -> None:
    content = written("Fjordvik", [MEETING, DUE, CANCELLED])
    assert content.decode().partition("END:VTIMEZONE\r\n")[2] == BY_HAND.replace("\n", "\r\n")


def test_every_line_ends_with_both_signs_and_holds_75_octets_at_most_whole_signs_each() -> None:
    lines = written("Fjordvik", [MEETING, DUE]).split(b"\r\n")
    assert lines.pop() == b""
    assert not any(b"\r" in line or b"\n" in line for line in lines)
    assert max(map(len, lines)) <= 75
    assert [line.decode() for line in lines]  # a sign cut in two would not be read


def test_a_zone_that_is_named_is_described_before_it_is_used() -> None:
    """Outlook takes a zone that is named and not described for floating time."""
    content = written("Fjordvik", [MEETING]).decode()
    assert 0 < content.index("TZID:Europe/Oslo") < content.index("DTSTART;TZID=Europe/Oslo")
    assert content.count("BYDAY=-1SU") == 2  # Outlook reads no yearly rule without a day


def read_plainly(content: bytes) -> list[dict[str, str]]:
    """Each event as its lines say: unfolded (§ 3.1), split at the first colon (no quoted values are written), and
    unescaped (§ 3.3.11)."""
    found: list[dict[str, str]] = []
    for line in content.replace(b"\r\n ", b"").decode().split("\r\n"):
        name, _colon, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            found.append({})
        elif found:
            found[-1][name] = re.sub(r"\\(.)", lambda escaped: "\n" if escaped[1] in "nN" else escaped[1], value)
    return found


def test_a_reader_written_from_the_standard_finds_the_same_words_and_hours_over_the_night_of_summer_time() -> None:
    [event] = read_plainly(written("Fjordvik", [MEETING]))
    start, end = (
        datetime.strptime(event[f"{name};TZID=Europe/Oslo"], "%Y%m%dT%H%M%S").replace(tzinfo=ZoneInfo("Europe/Oslo"))
        for name in ("DTSTART", "DTEND")
    )
    assert (end.astimezone(UTC) - start.astimezone(UTC)).total_seconds() == 9 * 3600
    assert event["SUMMARY"] == MEETING.title
    assert event["LOCATION"] == MEETING.venue
    assert event["DESCRIPTION"] == MEETING.text
    assert event["URL"] == MEETING.address


def test_no_two_events_of_a_file_have_the_same_id_also_when_a_plan_has_several_owners(cast: Cast) -> None:
    """Programs keep only one of those that do, and not always the same."""
    joint_plan(cast, status="adopted", revision_due=When.of_year(timezone.localdate().year + 1))
    a_meeting(a_body(cast.fjordvik), date(timezone.localdate().year + 1, 2, 18))
    content = Client().get(address_of(cast.person("Kåre"))).content
    ids = [str(event["UID"]) for event in parts(content, "VEVENT")]
    assert len(ids) == len(set(ids)) >= 1
    assert sum("Kystsoneplan (Fjordvik\\, Lyngmo)" in line for line in content.decode().splitlines()) == 1


def test_a_meeting_that_is_cancelled_stands_cancelled_and_one_that_is_deleted_is_gone(cast: Cast) -> None:
    meeting = a_meeting(a_body(cast.fjordvik), date(timezone.localdate().year + 1, 2, 18))
    address = address_of(cast.person("Ingrid"))
    etag = Client().get(address).headers["ETag"]
    cancel_meeting(TORE, meeting)
    [event] = events(address).values()
    assert event["STATUS"] == "CANCELLED"
    again = Client().get(address, headers={"If-None-Match": etag})
    assert again.status_code == 200
    assert Client().get(address, headers={"If-None-Match": again.headers["ETag"]}).status_code == 304
    delete_meeting(TORE, meeting)
    gone = Client().get(address, headers={"If-None-Match": again.headers["ETag"]})
    assert (gone.status_code, b"BEGIN:VEVENT" in gone.content) == (200, False)
