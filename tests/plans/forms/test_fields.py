from typing import Any

import pytest
from django.core.exceptions import ValidationError

from plandugnad.engines.tables.when import When
from plandugnad.plans.forms.fields import LineField, TextField, ThemesField, WhenFormField, check_national_plan_id


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("12.06.2019", "2019-06-12"),
        ("12.6.2019", "2019-06-12"),
        ("12. juni 2019", "2019-06-12"),
        ("12/6-2019", "2019-06-12"),
        ("2019-06-12", "2019-06-12"),
        ("2019", "2019"),
        (" 2019 ", "2019"),
        ("2024–2026", "2024/2026"),
        ("2024-2026", "2024/2026"),
        ("2024/2026", "2024/2026"),
        ("29.02.2024", "2024-02-29"),
    ],
)
def test_dates_are_read_as_people_write_them(typed: str, kept: str) -> None:
    when = WhenFormField(required=False).clean(typed)
    assert when is not None
    assert when.iso == kept


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("31.02.2019", "finnes ikke i kalenderen"),
        ("29.02.2023", "finnes ikke i kalenderen"),
        ("snart", "Vi forstår ikke «snart»"),
        ("juni 2019", "Vi forstår ikke"),
        ("2026–2024", "første året må komme før"),
        ("43628", "Vi forstår ikke"),
        ("12.06.2019 og 13.06.2019", "Vi forstår ikke"),
        ("2019\x00", "NUL"),
        ("x" * 61, "60"),
    ],
)
def test_what_is_no_date_is_said_in_words(typed: str, words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        WhenFormField(required=False).clean(typed)


@pytest.mark.parametrize("shown", ["12.06.2019", "2019", "2024–2026", "01.01.2020"])
def test_a_date_is_shown_back_in_the_precision_it_was_given(shown: str) -> None:
    field = WhenFormField(required=False)
    assert field.prepare_value(field.clean(shown)) == shown


def test_no_date_is_no_date() -> None:
    assert WhenFormField(required=False).clean("") is None
    assert WhenFormField(required=False).prepare_value(When.of_year(2019)) == "2019"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("klima, folkehelse", ["klima", "folkehelse"]),
        (" klima ,, Klima, ", ["klima"]),
        ("", []),
        ("áhkku 🌲, <b>fet</b>", ["áhkku 🌲", "<b>fet</b>"]),
    ],
)
def test_themes_are_words_with_commas_between(typed: str, kept: list[str]) -> None:
    assert ThemesField(required=False).clean(typed) == kept


def test_themes_have_limits() -> None:
    with pytest.raises(ValidationError, match="80 tegn"):
        ThemesField(required=False).clean("x" * 81)
    with pytest.raises(ValidationError, match="30 tema"):
        ThemesField(required=False).clean(",".join(map(str, range(31))))


@pytest.mark.parametrize("field", [LineField(), TextField(), ThemesField(), WhenFormField()])
def test_a_nul_byte_is_refused_in_words(field: Any) -> None:
    with pytest.raises(ValidationError, match="NUL"):
        field.clean("Tema\x00plan")


def test_a_line_is_one_line_and_text_keeps_its_lines() -> None:
    assert LineField().clean("Temaplan\r\n for\tklima\x0b") == "Temaplan for klima"
    assert TextField().clean("Én\r\nto\x0btre") == "Én\nto tre"


@pytest.mark.parametrize("mark", [chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))])
@pytest.mark.parametrize("field", [LineField(), TextField()])
def test_marks_that_turn_text_around_are_taken_out(field: Any, mark: str) -> None:
    assert field.clean(f"Temaplan {mark}fdp.exe") == "Temaplan fdp.exe"


@pytest.mark.parametrize(
    "text", ["4206_201502", "4206-201502", "4206 201502", "42_2015/1", "201502", "R-12.3", "0605_Ø12", "2019/4-b"]
)
def test_a_national_plan_id_is_taken_with_or_without_the_number_of_the_municipality(text: str) -> None:
    check_national_plan_id(text)


@pytest.mark.parametrize(
    "text", ["<b>1</b>", '4206_"1"', "4206_{1}", "_1", "-", "=1+1", "4206 2015 02", "plan 12", "1;2", "१२", "4206__<"]
)
def test_what_is_no_national_plan_id_is_refused_with_how_it_looks(text: str) -> None:
    with pytest.raises(ValidationError, match="4206_201502"):
        check_national_plan_id(text)
