"""Council terms and half-years."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plandugnad.strategies.terms import HalfYear, Term, is_election_year


@pytest.mark.parametrize(
    ("day", "term"),
    [
        (date(2023, 9, 30), "2019–2023"),
        (date(2023, 10, 1), "2023–2027"),
        (date(2026, 11, 30), "2023–2027"),
        (date(2027, 9, 30), "2023–2027"),
        (date(2027, 10, 1), "2027–2031"),
    ],
)
def test_the_term_is_that_of_the_council_that_sits(day: date, term: str) -> None:
    assert Term.of(day).name == term


def test_a_term_is_planned_in_eight_half_years() -> None:
    halves = Term(2023).halves
    assert (halves[0], halves[-1], len(halves)) == (HalfYear(2023, 2), HalfYear(2027, 1), 8)


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)))
def test_every_day_is_in_a_half_year_and_in_a_term_that_begins_with_an_election(day: date) -> None:
    half = HalfYear.of(day)
    assert half.first_day <= day <= half.last_day
    assert HalfYear.numbered(half.number) == HalfYear.kept(half.code) == half
    assert HalfYear.numbered(half.number + 1).first_day > half.last_day
    assert is_election_year(Term.of(day).first_year)
    assert Term.of(day).first_year <= day.year <= Term.of(day).last_year
