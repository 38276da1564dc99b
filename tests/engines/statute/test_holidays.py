from datetime import date

import pytest

from plandugnad.engines.statute.holidays import holidays, is_working_day, next_working_day, previous_working_day


def test_a_year_has_the_twelve_days_the_law_names() -> None:
    assert sorted(holidays(2026)) == [
        date(2026, 1, 1),
        date(2026, 4, 2),
        date(2026, 4, 3),
        date(2026, 4, 5),
        date(2026, 4, 6),
        date(2026, 5, 1),
        date(2026, 5, 14),
        date(2026, 5, 17),
        date(2026, 5, 24),
        date(2026, 5, 25),
        date(2026, 12, 25),
        date(2026, 12, 26),
    ]


@pytest.mark.parametrize("day", [date(2026, 12, 24), date(2026, 12, 31), date(2025, 12, 24)])
def test_the_eves_are_working_days(day: date) -> None:
    assert is_working_day(day)


def test_whit_monday_that_is_the_17th_of_may_is_one_day_off_not_two() -> None:
    assert date(2027, 5, 17) in holidays(2027)
    assert len(holidays(2027)) == 11


def test_all_of_easter_is_passed_in_one_step() -> None:
    assert next_working_day(date(2026, 4, 2)) == date(2026, 4, 7)
    assert previous_working_day(date(2026, 4, 6)) == date(2026, 4, 1)


def test_christmas_on_a_friday_lasts_until_monday() -> None:
    assert next_working_day(date(2026, 12, 25)) == date(2026, 12, 28)
