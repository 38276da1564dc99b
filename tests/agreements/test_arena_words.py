"""From the words of an arena to what its meetings are made from."""

from datetime import date

import pytest

from plandugnad.agreements.arenas import agenda_of, first_day, is_in_turn


def test_the_fixed_agenda_is_taken_apart_where_people_would() -> None:
    assert agenda_of("En runde. Ett spørsmål til de andre. Noe som haster?") == [
        "En runde",
        "Ett spørsmål til de andre",
        "Noe som haster?",
    ]
    assert agenda_of("Målene, spillereglene, kapasitet") == ["Målene", "Spillereglene", "Kapasitet"]
    assert agenda_of("Én\n\nTo; tre") == ["Én", "To", "Tre"]
    assert agenda_of(" ") == []


@pytest.mark.parametrize("month", range(1, 13))
def test_a_rhythm_by_months_begins_where_it_misses_july(month: int) -> None:
    for code, every in (("bimonthly", 2), ("quarterly", 3), ("twice_a_year", 6), ("yearly", 12)):
        first = first_day(code, date(2027, month, 15))
        assert first > date(2027, month, 15)
        assert (first.month - 7) % every


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Kommunene på omgang", True),
        ("Går på omgang", True),
        ("Leiarane på omgang", True),
        ("Etter tur", True),
        ("Koordinatoren", False),
        ("Turistkontoret", False),
        ("", False),
    ],
)
def test_turns_are_heard_in_the_words(words: str, told: bool) -> None:
    assert is_in_turn(words) is told
