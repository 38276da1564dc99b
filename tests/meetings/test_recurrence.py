"""Series: every first Thursday, every other week, and July off."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from plandugnad.meetings.recurrence import MOST, Rule, asked_of, days_of

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


def test_it_begins_on_the_first_such_day_and_counts_from_there() -> None:
    every_other_tuesday = days_of(Rule(False, 2, 1, 1, *YEAR))
    assert every_other_tuesday[:2] == [date(2027, 1, 5), date(2027, 1, 19)]
    every_other_month = days_of(Rule(True, 2, 1, 1, date(2027, 1, 15), date(2027, 12, 31)))
    assert every_other_month[:2] == [date(2027, 2, 2), date(2027, 4, 6)]


def _is_asked(day: date, rule: Rule) -> bool:
    if day.weekday() != rule.weekday:
        return False
    is_last = (day + timedelta(7)).month != day.month
    return not rule.is_by_month or (is_last if rule.ordinal == -1 else (day.day - 1) // 7 + 1 == rule.ordinal)


@given(rule=RULES)
def test_the_first_day_is_the_first_such_day_on_or_after_the_one_it_begins_at(rule: Rule) -> None:
    expected = next(day for after in range(70) if _is_asked(day := rule.first_on + timedelta(days=after), rule))
    asked = asked_of(rule)
    assert [one.asked for one in asked[:1]] == [expected] * (expected <= rule.last_on)


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
