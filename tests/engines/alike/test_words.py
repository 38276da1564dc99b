"""How words are counted, how a group is named, and which words differ."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plandugnad.engines.alike import common_words, difference
from plandugnad.engines.alike.words import said_words, stems_of


@pytest.mark.parametrize(
    ("bokmaal", "nynorsk"),
    [
        ("ikke", "ikkje"),
        ("jeg", "eg"),
        ("en hytte", "ein hytte"),
        ("hva", "kva"),
        ("høring", "høyring"),
        ("skoleveien", "skulevegen"),
        ("utbyggingen", "utbygginga"),
        ("høyere", "høgare"),
        ("boligene", "bustadene"),
        ("naboene", "naboane"),
        ("hyttene", "hyttene"),
    ],
)
def test_bokmaal_and_nynorsk_are_counted_alike(bokmaal: str, nynorsk: str) -> None:
    assert stems_of(said_words(bokmaal)) == stems_of(said_words(nynorsk))


@pytest.mark.parametrize(
    "forms",
    ["hytte hytta hytter hyttene", "støy støyen", "elev elever elevene elevane", "vei veien veier veiene"],
)
def test_forms_of_a_word_are_one(forms: str) -> None:
    assert len({stems_of([form])[0] for form in forms.split()}) == 1


def test_letters_of_our_own_are_kept_however_they_are_written() -> None:
    assert said_words("BLÅBÆRØYA") == ["blåbærøya"]
    assert said_words("bla\u030aba\u030ar") == ["blåbår"]  # the ring as a sign of its own
    assert said_words("Áhkku, čáhci") == ["áhkku", "čáhci"]


def test_a_group_is_named_by_words_that_half_of_it_has_and_not_by_whose_letter_it_is() -> None:
    said = [f"Jeg heter {name} og vil bevare badeplassen i Sandbukta" for name in ("Kari", "Ola", "Siri")]
    assert common_words(said) == ["heter", "bevare", "badeplassen", "Sandbukta"]
    assert common_words([]) == []
    assert common_words(["bare denne"]) == []


def test_the_words_that_differ_are_marked_and_nothing_else() -> None:
    pieces = difference("Jeg heter Ola Berg og er mot.", "Jeg heter Kari Dahl og er mot.")
    assert [piece.text for piece in pieces if piece.differs] == ["Ola Berg"] or [
        piece.text for piece in pieces if piece.differs
    ] == ["Ola", "Berg"]


def test_a_line_broken_elsewhere_is_no_difference() -> None:
    assert not any(piece.differs for piece in difference("Nei til\nhytter", "Nei   til hytter"))


def test_texts_too_long_to_compare_are_shown_as_they_are() -> None:
    long = "ord " * 4_000
    assert [piece.differs for piece in difference(long, "ord")] == [False]


@given(st.text(max_size=80), st.text(max_size=80))
def test_the_pieces_are_the_text(text: str, beside: str) -> None:
    assert "".join(piece.text for piece in difference(text, beside)) == text
