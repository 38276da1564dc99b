from typing import Any

import pytest
from django.core.exceptions import ValidationError

from plandugnad.engines.tables.when import When
from plandugnad.plans.forms.fields import LineField, TextField, ThemesField, WhenFormField


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
