"""The points of one letter, found again in those that are nearly the same."""

from hypothesis import given
from hypothesis import strategies as st

from plandugnad.engines.alike import carried, near_copies_of

ROAD, CABINS = "Veien er for smal for busser.", "Fjellet tåler ikke flere hytter."
LETTER = f"Til kommunen.\n\n{ROAD}\n\n{CABINS}\n\nHilsen Kari Eksempel"


def place(said: str, text: str = LETTER) -> tuple[int, int]:
    return text.index(said), text.index(said) + len(said)


def found(text: str, *said: str) -> list[str | None]:
    return [
        text[where[0] : where[1]] if where else None for where in carried(LETTER, [place(one) for one in said], text)
    ]


def test_the_same_letter_has_the_same_points() -> None:
    assert found(LETTER, ROAD, CABINS) == [ROAD, CABINS]


def test_another_name_another_greeting_and_other_line_breaks_change_nothing() -> None:
    letter = f"Hei!\n{ROAD}\n{CABINS}\n\nMed vennlig hilsen\nOla og Siri Eksempel"
    assert found(letter, ROAD, CABINS) == [ROAD, CABINS]


def test_points_that_have_changed_places_are_not_mistaken_for_one_another() -> None:
    assert ROAD in found(f"{CABINS}\n\n{ROAD}", ROAD, CABINS) or CABINS in found(f"{CABINS}\n\n{ROAD}", ROAD, CABINS)
    assert CABINS not in found(f"{CABINS}\n\n{ROAD}", ROAD)


def test_a_word_that_is_put_for_another_is_taken_along() -> None:
    assert found(LETTER.replace("busser", "lastebiler"), ROAD) == [ROAD.replace("busser", "lastebiler")]


def test_what_she_added_in_the_middle_is_taken_along_and_what_she_added_after_is_not() -> None:
    longer = LETTER.replace("for smal", "altfor lang og for smal").replace(CABINS, f"{CABINS} Det vet alle.")
    assert found(longer, ROAD, CABINS) == ["Veien er altfor lang og for smal for busser.", CABINS]


def test_a_point_she_left_out_is_not_found() -> None:
    assert found(LETTER.replace(ROAD, ""), ROAD, CABINS) == [None, CABINS]
    assert found(LETTER.replace(ROAD, "Veien må vi ha, og helst i går."), ROAD) == [None]


def test_a_point_that_begins_within_a_word_takes_the_word() -> None:
    start, end = place(ROAD)
    assert carried(LETTER, [(start + 2, end - 3)], LETTER) == [(start, end)]


def test_what_is_longer_than_is_compared_is_not_found_and_takes_no_time() -> None:
    assert carried("ord " * 4_000, [(0, 3)], LETTER) == [None]


def test_the_most_alike_letter_comes_first_and_what_is_said_otherwise_is_no_copy() -> None:
    others = [("annet", "Jeg er for planen."), ("navn", LETTER.replace("Kari", "Ola")), ("samme", LETTER), ("tom", "")]
    assert [id for id, _alike in near_copies_of(LETTER, others)] == ["samme", "navn"]


SAID = ("vei", "hytte", "fjell", "bru", "nei", "ja", "kommune", "4", "og")
words = st.lists(st.sampled_from(SAID), min_size=1, max_size=40)


@given(words, words, st.data())
def test_a_place_is_always_within_the_other_text_and_of_whole_words(
    mine: list[str], theirs: list[str], data: st.DataObject
) -> None:
    text, other = " ".join(mine), "  ".join(theirs)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    [where] = carried(text, [(start, end)], other)
    if where:
        said = other[where[0] : where[1]]
        assert said == said.strip() != ""
        before = len(other[: where[0]].split())
        assert said.split() == theirs[before : before + len(said.split())]


@given(words, st.data())
def test_in_the_same_text_a_place_of_whole_words_is_itself(mine: list[str], data: st.DataObject) -> None:
    text = " ".join(mine)
    first = data.draw(st.integers(0, len(mine) - 1))
    last = data.draw(st.integers(first, len(mine) - 1))
    start = len(" ".join(mine[:first])) + (1 if first else 0)
    end = len(" ".join(mine[: last + 1]))
    assert carried(text, [(start, end)], text) == [(start, end)]
