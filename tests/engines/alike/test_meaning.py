"""Words of planning that say the same, and what a compound is made of."""

import pytest

from plandugnad.engines.alike.meaning import concept, splitting
from plandugnad.engines.alike.words import said_words, stems_of


def stems(text: str) -> list[str]:
    return list(stems_of(said_words(text)))


@pytest.mark.parametrize(("one", "other"), [("hytte", "fritidsbolig"), ("bustad", "bolig"), ("skule", "skole")])
def test_two_words_for_the_same_thing_are_one(one: str, other: str) -> None:
    assert [concept(stem) for stem in stems(one)] == [concept(stem) for stem in stems(other)]


def test_a_compound_is_also_its_parts_where_they_stand_alone() -> None:
    parts = splitting(stems("støy barnehage tomt"))
    (stem,) = stems("barnehagestøy")
    assert set(parts(stem)) == {concept(part) for word in ("barnehage", "støy") for part in stems(word)}
    (short,) = stems("tomt")
    assert parts(short) == ()
