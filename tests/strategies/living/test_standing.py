"""How a plan goes against what was promised, by what is known and what is said."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plandugnad.engines.tables.when import When
from plandugnad.strategies.living.standing import (
    DONE,
    Actual,
    Group,
    Note,
    Promise,
    Reason,
    Said,
    Standing,
    Track,
    track,
)
from plandugnad.strategies.terms import HalfYear

SINCE, TODAY = date(2024, 3, 14), date(2026, 3, 3)
SPRING_25, AUTUMN_26 = HalfYear(2025, 1), HalfYear(2026, 2)
PROMISE = Promise(HalfYear(2024, 2), SPRING_25)
LATER = Promise(HalfYear(2025, 2), AUTUMN_26)
UNDER_WAY = Actual(is_begun=True, is_worked_with=True, begun_on=date(2025, 9, 1))


def note(said: Said, day: date, ends: HalfYear | None = None) -> Note:
    return Note(said, datetime.combine(day, time(12), UTC), day, "fordi", ends)


def found(promise: Promise, actual: Actual = Actual(), *notes: Note) -> Track:  # noqa: B008  # frozen
    return track(promise, actual, notes, SINCE, TODAY)


@pytest.mark.parametrize(
    ("promise", "actual", "standing"),
    [
        (PROMISE, Actual(adopted=When.on(date(2025, 6, 12))), Standing.DONE_IN_TIME),
        (PROMISE, Actual(adopted=When.on(date(2025, 9, 12))), Standing.DONE_LATE),
        (PROMISE, Actual(adopted=When.of_year(2025)), Standing.DONE),
        (PROMISE, Actual(adopted=When.of_year(2024)), Standing.DONE_IN_TIME),
        (PROMISE, Actual(is_adopted=True), Standing.DONE),
        (Promise(), Actual(adopted=When.of_year(2025)), Standing.DONE),
        (PROMISE, Actual(adopted=When.on(date(2026, 6, 1))), Standing.LATE),
        (PROMISE, UNDER_WAY, Standing.LATE),
        (LATER, UNDER_WAY, Standing.UNDER_WAY),
        (LATER, replace(UNDER_WAY, planned_on=date(2027, 2, 1)), Standing.SLIPPED),
        (LATER, Actual(), Standing.SHOULD_HAVE_BEGUN),
        (Promise(AUTUMN_26, AUTUMN_26), Actual(), Standing.NOT_YET),
        (Promise(None, AUTUMN_26), Actual(), Standing.NOT_YET),
        (Promise(), Actual(), Standing.UNKNOWN),
        (Promise(), UNDER_WAY, Standing.UNDER_WAY),
    ],
)
def test_dates_alone_say_how_it_goes(promise: Promise, actual: Actual, standing: Standing) -> None:
    assert found(promise, actual).standing is standing


@pytest.mark.parametrize(
    ("promise", "actual", "said", "standing", "against"),
    [
        (PROMISE, UNDER_WAY, note(Said.ON_TRACK, date(2026, 1, 5)), Standing.UNDER_WAY, (Reason.OVERDUE,)),
        (PROMISE, UNDER_WAY, note(Said.ON_TRACK, date(2025, 1, 5)), Standing.LATE, ()),
        (LATER, Actual(), note(Said.ON_TRACK, date(2026, 1, 5)), Standing.UNDER_WAY, (Reason.NOT_BEGUN,)),
        (LATER, UNDER_WAY, note(Said.SLIPPED, date(2026, 1, 5)), Standing.SLIPPED, ()),
        (PROMISE, UNDER_WAY, note(Said.SLIPPED, date(2025, 5, 5), HalfYear(2025, 2)), Standing.LATE, ()),
        (PROMISE, UNDER_WAY, note(Said.SLIPPED, date(2025, 5, 5), AUTUMN_26), Standing.SLIPPED, ()),
        (PROMISE, UNDER_WAY, note(Said.DROPPED, date(2025, 5, 5)), Standing.DROPPED, (Reason.STILL_WORKED_WITH,)),
        (PROMISE, Actual(), note(Said.NOT_NEEDED, date(2025, 5, 5)), Standing.NOT_NEEDED, ()),
        (
            PROMISE,
            Actual(adopted=When.on(date(2025, 6, 1))),
            note(Said.DROPPED, date(2025, 5, 5)),
            Standing.DONE_IN_TIME,
            (Reason.ADOPTED_ANYHOW,),
        ),
    ],
)
def test_what_people_say_wins_over_dates_and_what_speaks_against_it_is_told(
    promise: Promise, actual: Actual, said: Note, standing: Standing, against: tuple[Reason, ...]
) -> None:
    track = found(promise, actual, said)
    assert (track.standing, track.contradicted) == (standing, against)


def test_what_is_overdue_is_not_counted_as_promised_whatever_is_said() -> None:
    assert found(PROMISE, UNDER_WAY, note(Said.ON_TRACK, date(2026, 1, 5))).group is Group.LATE


def test_what_nobody_has_heard_of_is_told_with_the_days() -> None:
    heard = found(LATER, replace(UNDER_WAY, heard_on=date(2025, 10, 14)))
    assert (heard.heard_days, heard.is_quiet, heard.group) == (140, True, Group.SILENT)
    assert found(LATER, UNDER_WAY, note(Said.ON_TRACK, date(2026, 2, 1))).group is Group.AS_PROMISED


DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))
HALVES = st.none() | st.builds(HalfYear, st.integers(2023, 2029), st.integers(1, 2))
WHENS = st.none() | DAYS.map(When.on) | st.integers(2020, 2030).map(When.of_year)
NOTES = st.lists(st.builds(note, st.sampled_from(Said), DAYS, HALVES), max_size=5, unique_by=lambda one: one.at)
ACTUALS = st.builds(
    Actual,
    is_adopted=st.booleans(),
    adopted=WHENS,
    is_begun=st.booleans(),
    is_worked_with=st.booleans(),
    begun_on=st.none() | DAYS,
    planned_on=st.none() | DAYS,
    heard_on=st.none() | DAYS,
)


@given(st.builds(Promise, HALVES, HALVES), ACTUALS, NOTES, DAYS, DAYS, st.randoms())
def test_there_is_always_a_standing_and_the_order_notes_are_told_in_does_not_matter(
    promise: Promise, actual: Actual, notes: list[Note], since: date, today: date, chance: Random
) -> None:
    first = track(promise, actual, notes, since, today)
    others = notes[:]
    chance.shuffle(others)
    assert track(promise, actual, others, since, today) == first
    assert first.heard_days >= 0
    assert first.heard_on <= max(today, since)
    assert isinstance(first.group, Group)


@given(st.builds(Promise, HALVES, HALVES), ACTUALS, NOTES, DAYS)
def test_nothing_is_done_without_an_adoption_nor_in_time_without_its_day(
    promise: Promise, actual: Actual, notes: list[Note], today: date
) -> None:
    standing = track(promise, actual, notes, SINCE, today).standing
    if standing in DONE:
        assert actual.is_adopted or actual.adopted
    if standing is Standing.DONE_IN_TIME:
        assert actual.adopted
        assert promise.ends
        assert actual.adopted.last_day() <= promise.ends.last_day


@given(st.builds(Promise, HALVES, HALVES), NOTES, DAYS)
def test_an_older_saying_changes_nothing(promise: Promise, notes: list[Note], today: date) -> None:
    newest = max(notes, key=lambda one: one.at, default=None)
    if newest is None:
        return
    older = replace(newest, said=Said.DROPPED, at=newest.at - timedelta(days=1), on=newest.on - timedelta(days=1))
    told = track(promise, Actual(), notes, SINCE, today)
    assert track(promise, Actual(), [*notes, older], SINCE, today) == told
