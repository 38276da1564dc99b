from datetime import date

import pytest

from plandugnad.engines.tables import When


@pytest.mark.parametrize("text", ["2019-06-12", "2019", "2024/2026"])
def test_the_stored_form_is_read_back(text: str) -> None:
    assert When.parse(text).iso == text


def test_a_span_is_stored_with_a_slash_and_written_with_a_hyphen() -> None:
    assert When.of_years(2024, 2026).iso == "2024/2026"
    assert When.of_years(2024, 2026).written == "2024-2026"
    assert When.parse("2024-2026") == When.of_years(2024, 2026)


def test_a_span_of_one_year_is_the_year() -> None:
    assert When.of_years(2025, 2025) == When.of_year(2025)
    assert When.of_years(2025, 2025).precision == "year"


@pytest.mark.parametrize("text", ["", "19", "2019-13-01", "2019-02-30", "2026/2024", "i fjor"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        When.parse(text)


def test_first_and_last_day() -> None:
    assert (When.of_year(2020).first_day(), When.of_year(2020).last_day()) == (date(2020, 1, 1), date(2020, 12, 31))
    assert When.on(date(2020, 2, 29)).last_day() == date(2020, 2, 29)


def test_days_are_compared_as_days_and_the_rest_by_years() -> None:
    assert When.on(date(2021, 3, 1)).is_before(When.on(date(2021, 10, 28)))
    assert not When.of_year(2021).is_before(When.on(date(2021, 10, 28)))
    assert not When.of_years(2015, 2018).is_before(When.of_year(2017))
    assert When.of_years(2015, 2016).is_before(When.of_year(2017))


def test_they_sort_by_first_day_then_by_last() -> None:
    mixed = [When.of_year(2021), When.on(date(2020, 5, 1)), When.of_years(2020, 2022), When.of_year(2020)]
    assert [when.iso for when in sorted(mixed)] == ["2020", "2020/2022", "2020-05-01", "2021"]
