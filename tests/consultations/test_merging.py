"""Ingrid and Tore write in the same answer at once. Nothing either wrote is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plandugnad.consultations.merging import Merged, three_way

BASE = "Takk for innspillet.\n\nVeien flyttes.\n\nHensynet er ivaretatt."
_LINES = st.lists(st.sampled_from(["a", "b", "c", "d", "", "Å 🌊"]), max_size=8)
TEXTS = _LINES.map("\n".join)


def test_changes_in_different_paragraphs_are_both_kept() -> None:
    mine = BASE.replace("Veien flyttes.", "Veien flyttes mot nord.")
    theirs = BASE.replace("Hensynet er ivaretatt.", "Hensynet er ivaretatt i § 4.")
    both = "Takk for innspillet.\n\nVeien flyttes mot nord.\n\nHensynet er ivaretatt i § 4."
    assert three_way(BASE, mine, theirs) == Merged(both, is_clean=True)


def test_lines_that_follow_each_other_may_be_changed_by_one_each() -> None:
    assert three_way("a\nb", "A\nb", "a\nB") == Merged("A\nB", is_clean=True)


def test_changes_of_the_same_line_are_not_put_together_but_both_stand() -> None:
    mine, theirs = BASE.replace("flyttes", "flyttes nå"), BASE.replace("flyttes", "blir")
    found = three_way(BASE, mine, theirs)
    assert not found.is_clean
    assert "Veien blir.\nVeien flyttes nå." in found.text


def test_paragraphs_both_put_in_at_the_same_place_are_for_a_person_to_order() -> None:
    found = three_way("a\nb", "a\nmin\nb", "a\nderes\nb")
    assert found == Merged("a\nderes\nmin\nb", is_clean=False)


def test_what_one_takes_out_and_the_other_mends_is_not_gone() -> None:
    found = three_way("a\nb\nc", "a\nc", "a\nb til\nc")
    assert found == Merged("a\nb til\nc", is_clean=False)


def test_two_who_begin_an_empty_answer_both_keep_theirs() -> None:
    assert three_way("", "mitt", "ditt") == Merged("ditt\nmitt", is_clean=False)
    assert three_way("", "likt", "likt") == Merged("likt", is_clean=True)


@pytest.mark.parametrize("line", ["x", ""])
def test_thousands_of_lines_alike_are_no_harm(line: str) -> None:
    base = "\n".join([line] * 6_000)
    found = three_way(base, f"først\n{base}", f"{base}\nsist")
    assert found.text.startswith("først\n")
    assert found.text.endswith("\nsist")


@given(TEXTS, TEXTS, TEXTS)
def test_every_line_somebody_wrote_is_in_what_comes_out(base: str, mine: str, theirs: str) -> None:
    found = set(three_way(base, mine, theirs).text.split("\n"))
    had = set(base.split("\n"))
    for text in (mine, theirs):
        assert set(text.split("\n")) - had <= found


@given(st.lists(st.sampled_from("ktf"), min_size=1, max_size=12))
def test_lines_nobody_touched_still_stand_in_their_order(who: list[str]) -> None:
    """Each paragraph is kept by both, changed by one, or taken out by one."""
    base = [f"avsnitt {number}" for number in range(len(who))]
    mine = [line for line, one in zip(base, who, strict=True) if one != "t"]
    theirs = [f"{line} endret" if one == "f" else line for line, one in zip(base, who, strict=True)]
    found = three_way("\n".join(base), "\n".join(mine), "\n".join(theirs)).text.split("\n")
    untouched = [line for line, one in zip(base, who, strict=True) if one == "k"]
    assert [line for line in found if line in untouched] == untouched


@given(TEXTS, TEXTS)
def test_what_only_one_changed_becomes_hers(base: str, mine: str) -> None:
    for found in (three_way(base, mine, base), three_way(base, base, mine), three_way(base, mine, mine)):
        assert found == Merged(mine, is_clean=True)


@given(TEXTS, TEXTS, TEXTS)
def test_who_saves_first_does_not_matter_when_it_is_clean(base: str, mine: str, theirs: str) -> None:
    one, other = three_way(base, mine, theirs), three_way(base, theirs, mine)
    assert one.is_clean is other.is_clean
    if one.is_clean:
        assert one.text == other.text
