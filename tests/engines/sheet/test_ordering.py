"""Between two there is always room for one more."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from plandugnad.engines.sheet.ordering import DIGITS, between, is_key, spread

_KEYS = some.text(some.sampled_from(DIGITS), min_size=1, max_size=12).filter(lambda key: not key.endswith("0"))
_IDS = some.text(some.sampled_from("abcdef0123456789-"), min_size=8, max_size=36)
_MANY = settings(max_examples=500, deadline=None)


@_MANY
@given(_KEYS, _KEYS, some.one_of(some.just(""), _IDS))
def test_a_key_between_two_is_a_key_and_lies_between_them(one: str, other: str, salt: str) -> None:
    left, right = sorted((one, other))
    if left < right:
        made = between(left, right, salt)
        assert left < made < right
        assert is_key(made)
    assert one < between(one, "", salt)
    assert "" < between("", one, salt) < one


@_MANY
@given(_KEYS, _KEYS, _IDS, _IDS)
def test_two_who_insert_at_the_same_place_get_keys_of_their_own(left: str, right: str, mine: str, hers: str) -> None:
    if left < right and mine != hers:
        first, second = sorted((between(left, right, mine), between(left, right, hers)))
        assert first != second
        assert first < between(first, second, "a third") < second


@_MANY
@given(some.lists(some.tuples(some.floats(0, 1), _IDS), max_size=60))
def test_whatever_is_inserted_where_stands_where_it_was_put(inserted: list[tuple[float, str]]) -> None:
    keys: list[str] = []
    for at, salt in inserted:
        place = round(at * len(keys))
        right = keys[place] if place < len(keys) else ""
        keys.insert(place, between(keys[place - 1] if place else "", right, salt))
    assert keys == sorted(set(keys))
    assert all(map(is_key, keys))


@given(some.integers(0, 3_000))
@settings(max_examples=60, deadline=None)
def test_many_keys_at_once_are_short_and_in_order(number: int) -> None:
    keys = spread(number)
    assert keys == sorted(set(keys))
    assert len(keys) == number
    assert all(is_key(key) and len(key) <= 3 for key in keys)


def test_a_thousand_added_at_the_end_do_not_make_long_keys() -> None:
    key = ""
    for number in range(1_000):
        key = between(key, "", f"item-{number}")
    assert len(key) < 40


def test_there_is_no_room_between_two_that_are_the_same() -> None:
    with pytest.raises(ValueError, match="V is not before V"):
        between("V", "V")


def test_what_is_no_key_is_seen() -> None:
    assert not any(is_key(one) for one in ("", "V0", "æ", "V V", "x" * 201, 7, None))
