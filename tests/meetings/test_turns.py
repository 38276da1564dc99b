"""Whose turn it is: fair, and undisturbed by what happens to one meeting."""

from collections import Counter
from datetime import date
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from plandugnad.engines.statute.holidays import holiday, is_working_day
from plandugnad.meetings.kinds import Takes
from plandugnad.meetings.recurrence import IN_JULY, Asked, Rule, asked_of, days_of
from plandugnad.meetings.turns import Turn, next_place, turns_of

ORDERS = st.lists(st.uuids(), min_size=1, max_size=12, unique=True)
COUNTS = st.integers(0, 120)


@given(count=COUNTS, order=ORDERS, ahead=st.booleans(), start=st.integers(0, 11))
def test_nobody_chairs_or_prepares_twice_more_than_another(
    count: int, order: list[UUID], ahead: bool, start: int
) -> None:
    turns = turns_of(count, order, Takes.TURN, Takes.AHEAD if ahead else Takes.TURN, start)
    assert len(turns) == count
    for part in ("chair", "preparer"):
        had = Counter(dict.fromkeys(order, 0)) + Counter(getattr(turn, part) for turn in turns)
        counts = [had[one] for one in order]
        assert max(counts) - min(counts) <= 1


@given(count=st.integers(1, 60), order=ORDERS)
def test_who_prepares_a_step_ahead_chairs_the_next_time(count: int, order: list[UUID]) -> None:
    turns = turns_of(count, order, Takes.TURN, Takes.AHEAD)
    assert [turn.preparer for turn in turns[:-1]] == [turn.chair for turn in turns[1:]]


@given(count=st.integers(1, 60), held=st.integers(0, 59), order=ORDERS)
def test_it_goes_on_where_it_was_whenever_it_is_laid_out_again(count: int, held: int, order: list[UUID]) -> None:
    turns = turns_of(count, order, Takes.TURN, Takes.TURN)
    had = [turn.whose for turn in turns[:held]]
    again = turns_of(max(count - held, 0), order, Takes.TURN, Takes.TURN, next_place(order, had))
    assert turns[:held] + again == turns


@given(held=st.integers(0, 40), order=st.lists(st.uuids(), min_size=2, max_size=8, unique=True), out=st.integers(0, 7))
def test_when_one_leaves_the_others_keep_their_order_and_nobody_is_passed(
    held: int, order: list[UUID], out: int
) -> None:
    """The one whose turn comes after those who have had it is the next who is still there."""
    had = [turn.whose for turn in turns_of(held, order, Takes.TURN, Takes.TURN)]
    left = order[out % len(order)]
    stay = [one for one in order if one != left]
    due = [order[(held + step) % len(order)] for step in range(len(order))]
    expected = next(one for one in due if one != left)
    assert turns_of(1, stay, Takes.TURN, Takes.TURN, next_place(stay, had))[0].chair == expected


def test_words_stand_where_nobody_takes_turns() -> None:
    order = [UUID(int=1), UUID(int=2)]
    assert turns_of(2, order, Takes.WORDS, Takes.WORDS) == [Turn(), Turn()]
    assert turns_of(1, [], Takes.TURN, Takes.TURN) == [Turn()]
    assert turns_of(2, order, Takes.WORDS, Takes.TURN)[1] == Turn(order[1], None, order[1])


def test_a_holy_day_is_skipped_moved_or_kept_as_it_is_chosen() -> None:
    thursdays = (False, 1, 3, 1, date(2027, 5, 1), date(2027, 5, 31), True, frozenset[date]())
    ascension = date(2027, 5, 6)
    assert holiday(ascension) == "ascension"
    assert ascension in days_of(Rule(*thursdays))
    assert ascension not in days_of(Rule(*thursdays, "skip"))
    assert asked_of(Rule(*thursdays, "move"))[0] == Asked(ascension, date(2027, 5, 7), "ascension")
    july = asked_of(Rule(True, 1, 3, 1, date(2027, 7, 1), date(2027, 8, 31)))
    assert july[0] == Asked(date(2027, 7, 1), None, IN_JULY)


@given(
    is_by_month=st.booleans(),
    every=st.integers(1, 6),
    weekday=st.integers(0, 4),
    first=st.dates(date(2026, 1, 1), date(2028, 12, 31)),
    way=st.sampled_from(["skip", "move"]),
)
def test_no_meeting_is_held_on_a_holy_day_that_is_skipped_or_moved(
    is_by_month: bool, every: int, weekday: int, first: date, way: str
) -> None:
    rule = Rule(is_by_month, every, weekday, 1, first, date(2029, 12, 31), on_holiday=way)
    days = days_of(rule)
    assert days == sorted(set(days))
    assert all(is_working_day(day) and day.month != 7 and day <= rule.last_on for day in days)
