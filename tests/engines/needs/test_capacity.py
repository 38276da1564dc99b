"""Days needed against days there are."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as some

from plandugnad.engines.needs import Fitted, Standing, Work, by_half, fit

HALVES = range(4047, 4055)  # autumn 2023 to spring 2027
ROOM: dict[int, Fraction | None] = {number: Fraction(50) for number in HALVES}
FIRST, SECOND, LAST = HALVES[0], HALVES[1], HALVES[-1]


@some.composite
def works(draw: some.DrawFn, most: int = 8) -> list[Work]:
    made = []
    for number in range(draw(some.integers(0, most))):
        first = draw(some.none() | some.integers(FIRST - 2, LAST + 2))
        last = draw(some.none() | some.integers(first or FIRST, LAST + 3))
        made.append(Work(str(number), draw(some.none() | some.integers(0, 200)), first, last))
    return made


ROOMS = some.fixed_dictionaries({number: some.none() | some.integers(0, 150).map(Fraction) for number in HALVES})


def standings(found: Fitted) -> list[Standing]:
    return [one.standing for one in found.fits]


def test_days_are_spread_evenly_on_the_half_years_from_the_first_to_the_last() -> None:
    found = fit([Work("a", 100, FIRST, FIRST + 3)], ROOM)
    assert [half.load for half in found.halves] == [25, 25, 25, 25, 0, 0, 0, 0]
    assert standings(found) == [Standing.FITS]


def test_what_comes_later_in_the_order_is_what_no_longer_fits() -> None:
    found = fit([Work("a", 40, FIRST, FIRST), Work("b", 20, FIRST, FIRST), Work("c", 20, SECOND, SECOND)], ROOM)
    assert standings(found) == [Standing.FITS, Standing.NO_ROOM, Standing.FITS]
    assert found.by_id["b"].short == {FIRST: 10}
    first = found.halves[0]
    assert [first.fits, first.over, first.too_much] == [40, 20, 10]


def test_what_does_not_fit_keeps_its_place_and_what_would_help_is_said() -> None:
    found = fit([Work("large", 80, FIRST, FIRST), Work("small", 20, FIRST, FIRST)], ROOM)
    assert standings(found) == [Standing.NO_ROOM, Standing.NO_ROOM]
    assert found.by_id["small"].if_out == ("large",)
    assert found.by_id["large"].if_out == ()


def test_a_need_without_days_is_unknown_and_not_nothing() -> None:
    found = fit([Work("a", None, FIRST, LAST), Work("b", 30), Work("c", 10, FIRST)], ROOM)
    assert standings(found) == [Standing.NO_DAYS, Standing.NO_TIME, Standing.FITS]
    assert [found.without_days, found.without_time, found.load] == [1, 30, 40]
    assert found.unknown == ("a", "b")


def test_days_without_time_count_in_the_term_as_a_whole() -> None:
    found = fit([Work("a", 390), Work("b", 20)], ROOM)
    assert standings(found) == [Standing.NO_TIME, Standing.NO_ROOM]
    assert [found.room, found.too_much] == [400, 10]
    assert found.by_id["b"].is_short_in_term


def test_half_years_nobody_has_said_the_capacity_of_are_unknown_too() -> None:
    room = dict(ROOM) | {SECOND: None}
    found = fit([Work("a", 40, FIRST, SECOND), Work("b", 200, FIRST, SECOND)], room)
    assert standings(found) == [Standing.NO_CAPACITY, Standing.NO_ROOM]
    assert [found.room, found.too_much] == [None, 0]


def test_only_what_falls_in_the_term_counts() -> None:
    found = fit([Work("before", 60, FIRST - 2, FIRST), Work("after", 60, LAST + 1, LAST + 2)], ROOM)
    assert standings(found) == [Standing.FITS, Standing.OUTSIDE]
    assert found.load == 20


def test_the_election_years_have_half_of_their_days_in_the_term() -> None:
    halves = [(FIRST, 2023), (SECOND, 2024), (SECOND + 1, 2024), (SECOND + 2, 2025)]
    assert by_half({2023: 90, 2024: 121}, halves) == {
        FIRST: 45, SECOND: Fraction(121, 2), SECOND + 1: Fraction(121, 2), SECOND + 2: None,
    }  # fmt: skip


@pytest.mark.parametrize("wrong", [{"days": -1}, {"days": 3, "first": LAST, "last": FIRST}])
def test_impossible_work_is_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="a need"):
        Work("a", **wrong)


@given(works(), ROOMS)
def test_what_fits_never_takes_more_than_there_is(given_works: list[Work], room: dict[int, Fraction | None]) -> None:
    found = fit(given_works, room)
    for half in found.halves:
        assert half.room is None or half.fits <= half.room
    assert len(found.fits) == len(given_works)
    in_term = [one for one in found.fits if one.standing in (Standing.FITS, Standing.NO_CAPACITY)]
    if found.room is not None:
        assert sum((sum(one.load.values()) for one in in_term), Fraction(0)) <= found.room


@given(works(), ROOMS)
def test_every_day_that_is_said_is_counted_once(given_works: list[Work], room: dict[int, Fraction | None]) -> None:
    found = fit(given_works, room)
    for work, one in zip(given_works, found.fits, strict=True):
        if work.days is not None and work.halves and all(number in room for number in work.halves):
            assert sum(one.load.values()) == work.days
    said = sum(sum(one.load.values()) for one in found.fits) + found.without_time
    assert found.load == said


@given(works(), ROOMS, works(most=1), some.integers(0, 8))
def test_a_need_more_never_makes_room_for_another(
    given_works: list[Work], room: dict[int, Fraction | None], more: list[Work], place: int
) -> None:
    before = fit(given_works, room).by_id
    added = [Work("new", one.days, one.first, one.last) for one in more]
    after = fit([*given_works[:place], *added, *given_works[place:]], room).by_id
    for id, one in before.items():
        if one.standing is Standing.NO_ROOM:
            assert after[id].standing is Standing.NO_ROOM


@given(works(), ROOMS, some.sampled_from(list(HALVES)), some.integers(0, 100))
def test_more_days_never_push_anything_out(
    given_works: list[Work], room: dict[int, Fraction | None], number: int, more: int
) -> None:
    here = room[number]
    if here is None:
        return
    before, after = fit(given_works, room), fit(given_works, dict(room) | {number: here + more})
    assert set(after.no_room) <= set(before.no_room)


@given(works(), ROOMS)
def test_what_is_said_to_help_does(given_works: list[Work], room: dict[int, Fraction | None]) -> None:
    found = fit(given_works, room)
    for one in found.fits:
        if one.if_out:
            without = [work for work in given_works if work.id not in one.if_out]
            assert fit(without, room).by_id[one.id].standing is not Standing.NO_ROOM
