from datetime import date

import pytest

from plandugnad.engines.tables.when import When
from plandugnad.plans.due import Due, age_years, due

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("revision_due", "expected"),
    [
        ("2025", Due.OVERDUE),
        ("2026", Due.SOON),  # the year is not over
        ("2027", Due.LATER),  # its last day is more than a year away
        ("2026-11-20", Due.OVERDUE),
        ("2026-11-21", Due.SOON),
        ("2027-11-21", Due.SOON),
        ("2027-11-22", Due.LATER),
        ("2024/2025", Due.OVERDUE),
        ("2024/2026", Due.SOON),
    ],
)
def test_a_date_is_past_when_the_last_day_it_may_mean_is_past(revision_due: str, expected: Due) -> None:
    assert due(When.parse(revision_due), "adopted", TODAY) is expected


def test_a_plan_without_a_date_or_that_has_ended_is_never_due() -> None:
    assert due(None, "adopted", TODAY) is Due.NONE
    assert due(When.parse("2020"), "repealed", TODAY) is Due.NONE


@pytest.mark.parametrize(
    ("adopted", "years"),
    [("2019", 7), ("2019-11-21", 7), ("2019-11-22", 6), ("2026", 0), ("2027", None), ("2014/2016", 10)],
)
def test_age_is_in_whole_years(adopted: str, years: int | None) -> None:
    assert age_years(When.parse(adopted), TODAY) == years
