"""Meeting plans as municipalities publish them."""

from datetime import date, time, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from plandugnad.core.marks import month_name, written_day
from plandugnad.meetings import words
from plandugnad.meetings.reading.lines import read_text
from plandugnad.meetings.reading.opening import read_pasted
from plandugnad.meetings.reading.told import MOST_MEETINGS, Reading
from plandugnad.meetings.words import WEEKDAYS


def said(reading: Reading) -> list[tuple[str, str, str]]:
    return [(each.body, each.on.isoformat(), words.hour(each.starts)) for each in reading.meetings]


def codes(reading: Reading) -> list[tuple[int, str]]:
    return [(fault.line, fault.code) for fault in reading.faults]


def test_a_line_as_most_municipalities_write_it() -> None:
    found = read_text("Kommunestyret: 12. februar, 26. mars, 7. mai 2027 kl. 18.00")
    assert said(found) == [
        ("Kommunestyret", "2027-02-12", "18.00"),
        ("Kommunestyret", "2027-03-26", "18.00"),
        ("Kommunestyret", "2027-05-07", "18.00"),
    ]
    assert found.faults == []


@pytest.mark.parametrize(
    "text",
    [
        "Formannskapet: 3.2.2027",
        "Formannskapet 03.02.27",
        "Formannskapet: 3/2-2027",
        "Formannskapet: 2027-02-03",
        "Formannskapet: onsdag 3. februar 2027",
        "Formannskapet: ons. 3. feb 2027",
        "Møteplan 2027\nFormannskapet: 3. februar",
        "2027\nFormannskapet\n3. februar",
        "Møtekalender for Fjordvik kommune 2027\nFebruar\n3. Formannskapet",
        "- Formannskapet: den 3. februar 2027",
        "3. februar 2027: Formannskapet",
        "Dato\tUtvalg\n03.02.2027\tFormannskapet",
        "Møteplan 2027\nMåned\tFormannskapet\nFebruar\t3.",
        "Utvalg\tJanuar 2027\tFebruar\nFormannskapet\t\t3",
    ],
)
def test_one_meeting_written_in_many_ways(text: str) -> None:
    assert said(read_pasted(text)) == [("Formannskapet", "2027-02-03", "")]


@pytest.mark.parametrize("written", ["kl. 18.00", "kl 18", "kl. 18:00", "18:00", "klokken 18.00", "18.00", "kl.1800"])
def test_the_hour_is_read_as_people_write_it(written: str) -> None:
    assert said(read_text(f"Kommunestyret: 12. februar 2027 {written}")) == [("Kommunestyret", "2027-02-12", "18.00")]


def test_an_hour_with_an_end() -> None:
    [meeting] = read_text("Planutvalget: 12.02.2027 kl. 09.00–15.30, møterom 214").meetings
    assert (meeting.starts, meeting.ends, meeting.place) == (time(9), time(15, 30), "møterom 214")


def test_days_that_share_a_month() -> None:
    found = read_text("Formannskapet: 3., 17. og 24. februar 2027")
    assert [each.on.day for each in found.meetings] == [3, 17, 24]


def test_an_hour_in_the_heading_is_for_all_its_lines_and_one_in_the_line_goes_before() -> None:
    found = read_text("Kommunestyret kl. 18.00\n12. februar 2027\n26. mars kl. 10.00")
    assert [words.hour(each.starts) for each in found.meetings] == ["18.00", "10.00"]


def test_a_weekday_that_does_not_match_is_told_with_the_right_one() -> None:
    found = read_text("Kommunestyret: onsdag 12. februar 2027")
    assert codes(found) == [(1, "wrong_weekday")]
    assert words.fault(found.faults[0].code, dict(found.faults[0].params)).startswith("12. februar 2027 er en fredag")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Kommunestyret: 12. februar", "no_year"),
        ("Kommunestyret: 31. april 2027", "no_such_day"),
        ("12. februar 2027", "no_body"),
        ("Kommunestyret: 29.02.2027", "no_such_day"),
        ("Kommunestyret: 12. desember 2026, 14. januar", "no_year"),
        ("Kommunestyret: 12.02.1799", "strange_year"),
    ],
)
def test_what_cannot_be_taken_is_told_with_its_line(text: str, code: str) -> None:
    found = read_text(f"\n{text}")
    assert (2, code) in codes(found)
    assert words.fault(code, dict(found.faults[-1].params))


def test_a_cancelled_meeting_is_cancelled_and_the_next_is_not() -> None:
    found = read_text("Kommunestyret: 26. mars (avlyst), 7. mai 2027")
    assert [each.is_cancelled for each in found.meetings] == [True, False]


@pytest.mark.parametrize(
    "text", ["Sak 12/27 ble utsatt", "Innkalling sendes 7 dager før møtet", "Møterom 214", "Uke 12"]
)
def test_numbers_that_are_no_dates_are_no_meetings(text: str) -> None:
    found = read_text(f"Kommunestyret\n{text}", year=2027)
    assert found.meetings == []
    assert found.faults == []


DAYS = st.dates(date(2026, 1, 1), date(2029, 12, 31))
BODIES = st.sampled_from(["Kommunestyret", "Formannskapet", "Utvalg for plan og miljø", "Ungdomsrådet"])


def _in_words(day: date) -> str:
    return written_day(day)


STYLES = st.sampled_from(
    [
        _in_words,
        lambda day: f"{day.day:02d}.{day.month:02d}.{day.year}",
        lambda day: f"{WEEKDAYS[day.weekday()]} {_in_words(day)}",
        lambda day: f"{day.day}.{day.month}.{day.year}",
        date.isoformat,
    ]
)


@given(body=BODIES, days=st.lists(DAYS, min_size=1, max_size=8, unique=True), style=STYLES)
def test_whatever_days_are_listed_exactly_those_are_read(body: str, days: list[date], style: object) -> None:
    assert callable(style)
    found = read_text(f"{body}: {', '.join(style(day) for day in days)} kl. 18.00")
    assert [each.on for each in found.meetings] == days
    assert {(each.body, each.starts) for each in found.meetings} == {(body, time(18))}
    assert found.faults == []


@given(year=st.integers(2026, 2030), days=st.lists(st.integers(0, 364), min_size=1, max_size=8, unique=True))
def test_days_without_a_year_take_the_one_above(year: int, days: list[int]) -> None:
    on = [date(year, 1, 1) + timedelta(each) for each in sorted(days)]
    lines = "\n".join(f"{day.day}. {month_name(day.month)}" for day in on)
    found = read_text(f"Møteplan {year}\nKommunestyret\n{lines}")
    assert [each.on for each in found.meetings] == on


@given(day=DAYS, other=st.integers(1, 6))
def test_a_wrong_weekday_is_never_taken(day: date, other: int) -> None:
    found = read_text(f"Kommunestyret: {WEEKDAYS[(day.weekday() + other) % 7]} {_in_words(day)}")
    assert found.meetings == []
    assert codes(found) == [(1, "wrong_weekday")]


HOSTILE = st.text(alphabet=st.characters() | st.sampled_from("0123456789. ,:-/\t\nfebruarkl"), max_size=300)


@given(text=HOSTILE, year=st.integers(0, 3000))
@example(text="BEGIN:VCALENDAR", year=0)
@example(text="1.1.1.1.1.1", year=2027)
@example(text="99.99.9999 kl 99.99", year=2027)
@example(text="٣. februar", year=2027)
def test_any_text_at_all_gives_meetings_within_it_and_words_for_the_rest(text: str, year: int) -> None:
    found = read_text(text, year=year)
    lines = len(text.splitlines())
    assert all(1 <= each.line <= lines and each.body and len(each.body) <= 120 for each in found.meetings)
    assert all(2000 <= each.on.year <= 2100 for each in found.meetings)
    assert all(words.fault(each.code, dict(each.params)) for each in found.faults)


@given(day=DAYS, before=st.text(st.characters(categories=["L", "Zs"]), max_size=30))
def test_no_date_is_passed_over_in_silence(day: date, before: str) -> None:
    found = read_text(f"{before} {_in_words(day)}")
    assert len(found.meetings) + len(found.faults) == 1


def test_a_text_made_to_be_slow_is_read_and_too_much_is_told() -> None:
    days = [f"{day}.{month}" for month in range(1, 13) for day in range(1, 29)]
    many = "\n".join(f"Kommunestyret: {', '.join(days)}.{year}" for year in range(2020, 2030))
    found = read_text(many)
    assert len(found.meetings) == MOST_MEETINGS
    assert [fault.code for fault in found.faults] == ["too_many_events"]
    assert read_text("\n".join(["1, " * 650] * 100)).meetings == []
    assert codes(read_text("x" * 10_001 + "\n" * 2_001)) == [(1, "line_too_long"), (2_001, "too_much_text")]
