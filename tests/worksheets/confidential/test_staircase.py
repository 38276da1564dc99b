"""The drawing of who stands where."""

from uuid import UUID

from plandugnad.worksheets.confidential.staircase import draw

TITLES = ("Uenighet", "Det blir personlig", "Problemet vokser")
INGRID, MARIT = UUID(int=1), UUID(int=2)
NAMES = {INGRID: "Ingrid", MARIT: "Marit"}


def test_the_highest_step_is_at_the_top_and_each_is_longer_than_the_one_above() -> None:
    stairs = draw(TITLES, NAMES, {INGRID: 3}, {}).stairs
    assert [one.label for one in stairs] == ["3. Problemet vokser", "2. Det blir personlig", "1. Uenighet"]
    assert [one.width for one in stairs] == sorted(one.width for one in stairs)
    assert all(one.x + one.width == 360 for one in stairs)


def test_steps_do_not_overlap_and_marks_are_inside_their_own() -> None:
    drawn = draw(TITLES, NAMES, {INGRID: 2, MARIT: 2}, {})
    for above, below in zip(drawn.stairs, drawn.stairs[1:], strict=False):
        assert above.y + above.height < below.y
    for one in drawn.stairs:
        assert all(one.y < mark.y < one.y + one.height for mark in one.marks)
    assert drawn.height == drawn.stairs[-1].y + drawn.stairs[-1].height


def test_where_she_stood_before_is_drawn_only_where_she_has_moved() -> None:
    drawn = draw(TITLES, NAMES, {INGRID: 1, MARIT: 2}, {INGRID: 3, MARIT: 2})
    marks = {(mark.name, stair.label[0], mark.is_before) for stair in drawn.stairs for mark in stair.marks}
    assert marks == {("Ingrid", "1", False), ("Ingrid", "3", True), ("Marit", "2", False)}
    assert drawn.has_before


def test_two_of_the_same_name_are_two() -> None:
    drawn = draw(TITLES, {INGRID: "Kari", MARIT: "Kari"}, {INGRID: 1, MARIT: 1}, {})
    assert [len(one.marks) for one in drawn.stairs] == [0, 0, 2]


def test_a_long_name_is_cut_since_the_table_has_all_of_it() -> None:
    [mark] = draw(("Uenighet",), {INGRID: "Ingrid Margrethe Eksempel-Storvik"}, {INGRID: 1}, {}).stairs[0].marks
    assert mark.name == "Ingrid Margrethe Eksemp…"
