"""The dates of the cases were written by hand; here they are counted a second time, without the engine."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tests.engines.statute.calendar import (
    EASTER_SUNDAYS,
    day_after,
    days_back,
    days_in,
    days_on,
    end_of,
    is_working_day,
    meeting_minus,
    next_working_day,
    previous_working_day,
)
from tests.engines.statute.reading import Case, read_cases, read_chains

CASES = list(read_cases())
CHAINS = list(read_chains())
AMENDMENT = date(2025, 7, 1)
SITUATIONS = {
    *("ordinary", "weekend", "easter", "may_1", "may_17", "ascension", "whitsun", "christmas", "new_year"),
    *("leap_day", "year_end", "before_2025_07_01", "after_2025_07_01"),
}
FIXED_DATES = {
    "koml-7-1-constitution": (10, 31),
    "koml-14-6-accounts": (2, 22),
    "koml-14-7-report": (3, 31),
    "koml-14-3-accounts-adopted": (6, 30),
    "koml-14-3-budget": (12, 31),
}
# What a date that never changes can meet at all: 22 February is never in Whitsun.
FOR_FIXED_DATES = {"ordinary", "weekend", "leap_day", "before_2025_07_01", "after_2025_07_01"}
WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
MONTHS = (
    *("januar", "februar", "mars", "april", "mai", "juni"),
    *("juli", "august", "september", "oktober", "november", "desember"),
)


def days_from(first: date, last: date) -> int:
    number = 0
    while first < last:
        first, number = day_after(first), number + 1
    return number


def end_before_any_move(case: Case) -> date | None:
    assert case.start is not None
    end = end_of(case.start, case.number, case.unit)
    if case.extension:
        end = end_of(end, *case.extension)
    for stopped, resumed in case.stops:
        if resumed is None:
            return None
        end = days_on(end, days_from(stopped, resumed))
    return end


def ends(case: Case) -> tuple[date | None, date | None]:
    if not case.exists:
        return None, None
    if case.year is not None:
        (provision,) = case.provisions
        month, day = FIXED_DATES[provision]
        return date(case.year, month, day), date(case.year, month, day)
    if case.meeting is not None:
        return days_back(case.meeting, case.number), meeting_minus(case.meeting, case.number)
    end = end_before_any_move(case)
    return end, next_working_day(end) if end and case.counting == "working_day" else end


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_hand_and_the_second_counter_agree(case: Case) -> None:
    assert (case.statutory_end, case.working_day_end) == ends(case)


def in_words(day: date) -> str:
    return f"{WEEKDAYS[day.weekday()]} {day.day}. {MONTHS[day.month - 1]}"


@pytest.mark.parametrize("case", [case for case in CASES if case.statutory_end], ids=str)
def test_the_arithmetic_names_the_day_it_ends_on(case: Case) -> None:
    assert case.working_day_end is not None
    named = f"{case.working_day_end.day}. {MONTHS[case.working_day_end.month - 1]}"
    assert named in case.arithmetic or f"den {case.working_day_end.day}." in case.arithmetic
    if case.working_day_end != case.statutory_end:
        assert in_words(case.working_day_end) in case.arithmetic


def around(day: date, *offsets: int) -> set[date]:
    return {days_on(day, n) if n >= 0 else days_back(day, -n) for n in offsets}


def easter_of(year: int) -> date:
    return next(sunday for sunday in EASTER_SUNDAYS if sunday.year == year)


def in_easter(case: Case, end: date) -> bool:
    return end in around(easter_of(end.year), -3, -2, -1, 0, 1)


def in_whitsun(case: Case, end: date) -> bool:
    return end in around(easter_of(end.year), 48, 49, 50)


def meets_leap_day(case: Case, end: date) -> bool:
    if case.year is not None:
        return days_in(case.year, 2) == 29
    first, last = sorted((first_day(case, end), end))
    day = first
    while day <= last:
        if (day.month, day.day) in {(2, 28), (2, 29)}:
            return True
        day = day_after(day)
    return False


def crosses_new_year(case: Case, end: date) -> bool:
    other = case.start or case.meeting
    return other.year != end.year if other else (end.month, end.day) == (12, 31)


def first_day(case: Case, end: date) -> date:
    return case.start or case.meeting or end


BITES: dict[str, Callable[[Case, date], bool]] = {
    "ordinary": lambda case, end: case.year is not None or is_working_day(end),
    "weekend": lambda case, end: end.weekday() >= 5,
    "easter": in_easter,
    "may_1": lambda case, end: (end.month, end.day) == (5, 1),
    "may_17": lambda case, end: (end.month, end.day) == (5, 17),
    "ascension": lambda case, end: end == days_on(easter_of(end.year), 39),
    "whitsun": in_whitsun,
    "christmas": lambda case, end: (end.month, end.day) in {(12, 24), (12, 25), (12, 26)},
    "new_year": lambda case, end: (end.month, end.day) in {(12, 31), (1, 1)},
    "leap_day": meets_leap_day,
    "year_end": crosses_new_year,
    "before_2025_07_01": lambda case, end: first_day(case, end) < AMENDMENT,
    "after_2025_07_01": lambda case, end: (
        first_day(case, end) >= AMENDMENT or (case.meeting is not None and end >= AMENDMENT)
    ),
}


@pytest.mark.parametrize("case", [case for case in CASES if case.statutory_end], ids=str)
def test_the_situation_really_meets_the_end(case: Case) -> None:
    assert case.statutory_end is not None
    assert BITES[case.situation](case, case.statutory_end)


def test_every_provision_is_tried_in_every_situation() -> None:
    tried: dict[tuple[str, bool], set[str]] = defaultdict(set)
    for case in CASES:
        for provision in case.provisions:
            tried[provision, case.meeting is not None].add(case.situation)
    lacking = {
        (provision, "backwards" if backwards else "forwards"): missing
        for (provision, backwards), situations in tried.items()
        if (missing := (FOR_FIXED_DATES if provision in FIXED_DATES else SITUATIONS) - situations)
    }
    assert not lacking
    assert len({provision for provision, _ in tried}) == 61


def test_no_case_is_written_twice() -> None:
    seen: set[tuple[object, ...]] = set()
    for case in CASES:
        for provision in case.provisions:
            key = (provision, case.situation, case.start, case.meeting, case.year, case.stops, case.extension)
            assert key not in seen
            seen.add(key)


def counted(sentence: str) -> tuple[date | None, date | None]:
    """«2026-03-03 + 12 weeks + 21 days, moved»: moved to a working day, never moved, or backwards to one."""
    sum_, _, way = sentence.partition(", ")
    first, *parts = sum_.split(" + ") if way != "backwards" else sum_.split(" - ")
    day = date.fromisoformat(first)
    for part in parts:
        number, unit = part.split()
        day = days_back(day, int(number)) if way == "backwards" else end_of(day, int(number), unit)
    moves: dict[str, Callable[[date], date]] = {
        "moved": next_working_day,
        "never moved": lambda same: same,
        "backwards": previous_working_day,
    }
    return day, moves[way](day)


DEADLINES = [
    pytest.param(deadline, id=f"{name} {deadline['step']} {deadline['kind']} {deadline['statutory_end']}")
    for name, chain in CHAINS
    for deadline in chain["expected"].get("deadlines", [])
]


@pytest.mark.parametrize("deadline", DEADLINES)
def test_each_deadline_of_a_chain_is_counted_a_second_time(deadline: dict[str, Any]) -> None:
    written = deadline["statutory_end"], deadline["working_day_end"]
    assert written == ((None, None) if deadline["counted"] == "stands still" else counted(deadline["counted"]))


@pytest.mark.parametrize(("name", "chain"), CHAINS, ids=[name for name, _ in CHAINS])
def test_the_days_a_clock_stood_still_are_those_of_the_events(name: str, chain: dict[str, Any]) -> None:
    stood: dict[str, int] = defaultdict(int)
    stopped: dict[str, date] = {}
    for event in chain["events"]:
        if event.get("mark") == "stopped":
            stopped[event["step"]] = event["date"]
        elif event.get("mark") == "resumed":
            stood[event["step"]] += days_from(stopped.pop(event["step"]), event["date"])
    for deadline in chain["expected"].get("deadlines", []):
        if deadline["step"] in stood:
            assert f"+ {stood[deadline['step']]} days" in deadline["counted"]
        if deadline["step"] in stopped:
            assert deadline["statutory_end"] is None


@pytest.mark.parametrize(("name", "chain"), CHAINS, ids=[name for name, _ in CHAINS])
def test_a_date_in_conflict_is_one_of_the_confirmed_events(name: str, chain: dict[str, Any]) -> None:
    confirmed = [(event["step"], event["date"]) for event in chain["events"] if event["confirmed"]]
    assert [c for c in chain["expected"].get("conflicts", []) if (c["step"], c["date"]) not in confirmed] == []


@pytest.mark.parametrize(
    ("holiday", "moves_to"),
    [
        (date(2008, 5, 1), date(2008, 5, 2)),  # Ascension and 1 May on one day
        (date(2012, 5, 17), date(2012, 5, 18)),  # Ascension and 17 May on one day
        (date(2027, 5, 15), date(2027, 5, 18)),  # Whit Monday is 17 May
        (date(2024, 5, 17), date(2024, 5, 21)),  # 17 May on the Friday before Whitsun
        (date(2026, 12, 25), date(2026, 12, 28)),
        (date(2026, 4, 2), date(2026, 4, 7)),
    ],
)
def test_holidays_in_a_row_end_on_the_first_working_day(holiday: date, moves_to: date) -> None:
    assert next_working_day(holiday) == moves_to


def test_christmas_eve_and_new_years_eve_are_working_days() -> None:
    assert is_working_day(date(2026, 12, 24))
    assert is_working_day(date(2026, 12, 31))
