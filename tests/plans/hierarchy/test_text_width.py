import pytest
from hypothesis import given
from hypothesis import strategies as st

from plandugnad.plans.hierarchy.text_width import broken, width_of

LONG = "Kommunedelplan for kulturminner og kulturmiljø langs den gamle postveien mellom Fjordvik og Lyngmo 2021–2033"


def test_a_long_name_is_broken_between_words_and_cut_with_a_sign() -> None:
    lines = broken(LONG, 13, 200, 2)
    assert len(lines) == 2
    assert lines[0] == "Kommunedelplan for"
    assert lines[1].endswith("…")


def test_a_short_name_is_left_as_it_is() -> None:
    assert broken("Temaplan for oppvekst", 13, 200, 3) == ("Temaplan for oppvekst",)


def test_a_word_wider_than_the_room_is_cut_in_two() -> None:
    assert len(broken("Sektorovergripandesamordningsplanarbeid", 13, 100, 3)) == 3


@given(st.text(max_size=450), st.integers(30, 400), st.integers(1, 4))
def test_no_line_is_wider_than_the_room_and_none_is_empty(text: str, room: int, most: int) -> None:
    lines = broken(text, 13, room, most)
    assert len(lines) <= most
    assert all(line and width_of(line, 13) <= room + 13 for line in lines)


@pytest.mark.parametrize("text", ["", "   ", "\n\t"])
def test_nothing_gives_no_lines(text: str) -> None:
    assert broken(text, 13, 100, 2) == ()
