from datetime import date

import pytest

from plandugnad.plans.timeline.scale import MOST_YEARS_AHEAD, MOST_YEARS_BACK, Scale, scale_of

TODAY = date(2026, 11, 21)


def test_the_years_are_those_the_plans_need() -> None:
    assert scale_of([date(2019, 1, 1), date(2034, 12, 31)], TODAY) == Scale(2019, 2034)


def test_one_plan_of_long_ago_does_not_make_the_others_too_small_to_see() -> None:
    scale = scale_of([date(1974, 1, 1), date(2080, 1, 1)], TODAY)
    assert scale == Scale(2026 - MOST_YEARS_BACK, 2026 + MOST_YEARS_AHEAD)


def test_without_plans_there_are_some_years_around_today() -> None:
    scale = scale_of([], TODAY)
    assert scale.first_year < 2026 < scale.last_year


def test_today_is_where_it_should_be_in_its_year() -> None:
    scale = Scale(2026, 2026)
    assert scale.at(date(2026, 1, 1)) == 0
    assert scale.at(date(2026, 7, 2)) == pytest.approx(50, abs=0.5)
    assert scale.at(date(2028, 2, 29)) == 100


@pytest.mark.parametrize("years", [1, 8, 9, 20, 36])
def test_there_are_never_more_years_written_than_can_be_read(years: int) -> None:
    ticks = Scale(2010, 2009 + years).ticks
    assert 1 <= len(ticks) <= 8
    assert all(0 <= tick.at <= 100 for tick in ticks)
