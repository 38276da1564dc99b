from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from plandugnad.engines.tables.when import When
from plandugnad.web.templatetags.written import machine_date, written_date, written_number


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (date(2027, 6, 12), "12. juni 2027"),
        ("2027-06-02", "2. juni 2027"),
        ("2019", "2019"),
        (2019, "2019"),
        ("2024/2026", "2024–2026"),
        (When.parse("2024/2026"), "2024–2026"),
        (When.parse("2019-12-31"), "31. desember 2019"),
        (None, ""),
        ("ukjent", "ukjent"),
        ("2027-13-45", "2027-13-45"),
    ],
)
def test_a_date_is_written_with_the_precision_it_has(value: date | str | int | None, written: str) -> None:
    for language in ("nb", "nn"):
        with translation.override(language):
            assert written_date(value) == written


def test_a_moment_is_dated_where_people_live() -> None:
    assert machine_date(datetime(2026, 12, 31, 23, 30, tzinfo=UTC)) == "2027-01-01"


def test_english_dates_have_no_full_stop() -> None:
    with translation.override("en"):
        assert written_date("2027-06-12") == "12 June 2027"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (1234, "1234"),
        (12345, "12\u202f345"),
        (-1234567.5, "−1\u202f234\u202f567,5"),
        (0, "0"),
        (None, ""),
        ("om lag 20", "om lag 20"),
    ],
)
def test_thousands_stand_apart_and_decimals_have_a_comma(value: int | float | str | None, written: str) -> None:
    assert written_number(value) == written


@pytest.mark.parametrize(
    ("value", "written"), [(123, "123"), (1234, "1,234"), (12345, "12,345"), (-1234567.5, "−1,234,567.5"), (None, "")]
)
def test_in_english_the_marks_are_the_other_way_round(value: int | float | None, written: str) -> None:
    with translation.override("en"):
        assert written_number(value) == written
