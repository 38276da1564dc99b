"""Series: every first Thursday, every other week, and July off."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from plandugnad.meetings.recurrence import MOST, Rule, days_of

YEAR = (date(2027, 1, 1), date(2027, 12, 31))


def test_the_first_thursday_of_each_month_but_july() -> None:
    days = days_of(Rule(True, 1, 3, 1, *YEAR))
    assert [day.isoformat() for day in days[:3]] == ["2027-01-07", "2027-02-04", "2027-03-04"]
    assert len(days) == 11
    assert all(day.weekday() == 3 and day.day <= 7 and day.month != 7 for day in days)


def test_the_last_tuesday_is_the_last() -> None:
    days = days_of(Rule(True, 1, 1, -1, *YEAR, has_july_off=False))
    assert len(days) == 12
    assert all((day + timedelta(7)).month != day.month for day in days)


def test_every_other_week_counts_over_a_pause() -> None:
    days = days_of(Rule(False, 2, 0, 1, *YEAR))
    gaps = {(after - before).days for before, after in pairwise(days)}
    assert all(gap % 14 == 0 for gap in gaps)


RULES = st.builds(
    Rule,
    st.booleans(),
    st.integers(1, 12),
    st.integers(0, 6),
    st.sampled_from([1, 2, 3, 4, -1]),
    st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    st.dates(date(2027, 1, 1), date(2031, 12, 31)),
    st.booleans(),
    st.frozensets(st.dates(date(2026, 1, 1), date(2031, 12, 31)), max_size=5),
)


@given(rule=RULES)
def test_every_day_follows_the_rule(rule: Rule) -> None:
    days = days_of(rule)
    assert days == sorted(set(days))
    assert len(days) <= MOST
    for day in days:
        assert rule.first_on <= day <= rule.last_on
        assert day.weekday() == rule.weekday
        assert day not in rule.except_on
        assert not (rule.has_july_off and day.month == 7)
