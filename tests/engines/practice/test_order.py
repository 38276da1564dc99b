"""The fewest that must be moved are those that are told of."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as some

from plandugnad.engines.practice.order import moved

ORDERS = some.lists(some.integers(0, 60), max_size=40, unique=True)


@given(ORDERS)
def test_the_rest_stand_in_order(places: list[int]) -> None:
    rest = [one for one in places if one not in moved(places)]
    assert rest == sorted(rest)


@given(some.lists(some.integers(0, 20), max_size=8, unique=True))
def test_no_fewer_would_do(places: list[int]) -> None:
    """Tried by leaving out every choice of fewer."""
    fewer = len(moved(places)) - 1
    for out in combinations(places, max(fewer, 0)):
        rest = [one for one in places if one not in out]
        assert fewer < 0 or rest != sorted(rest)


@given(some.integers(2, 30), some.data())
def test_one_that_is_taken_out_and_put_elsewhere_is_one_finding(number: int, data: some.DataObject) -> None:
    places = list(range(number))
    one = places.pop(data.draw(some.integers(0, number - 1)))
    places.insert(data.draw(some.integers(0, number - 1)), one)
    assert len(moved(places)) == (places != sorted(places))


@given(ORDERS)
def test_what_is_in_order_or_alone_is_not_moved(places: list[int]) -> None:
    assert moved(sorted(places)) == frozenset()
    assert moved(places[:1]) == frozenset()


def test_of_two_that_have_changed_places_one_is_moved() -> None:
    assert len(moved([0, 2, 1, 3])) == 1
    assert moved([1, 2, 3, 0]) == {0}
    assert moved([3, 0, 1, 2]) == {3}
