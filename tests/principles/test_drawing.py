"""What the drawings and the sentences say, from what is released."""

from itertools import pairwise

import pytest
from django.utils import translation

from plandugnad.principles.drawing import HEIGHT, WIDTH, bars, moved, radar
from plandugnad.principles.findings import Row, by_weakness, change, finding, movement, to_help
from plandugnad.principles.release import Shown
from plandugnad.principles.statements import CODES, PRINCIPLES
from plandugnad.worksheets.definitions import definition_named
from plandugnad.worksheets.guide import guide

BY_CODE = {one.code: one for one in PRINCIPLES}


def row(code: str, *counts: int, is_low: bool | None = None, unknown: int = 0) -> Row:
    """With counts, counted; with `is_low`, roughly; with neither, too few."""
    shown = Shown.COUNTED if counts else Shown.FEW if is_low is None else Shown.ROUGHLY
    return Row(BY_CODE[code], shown, counts, unknown, bool(is_low))


def rows(**others: Row) -> list[Row]:
    """All of them 4,0 but those that are named."""
    return [others.get(code, row(code, 0, 0, 1, 2, 1)) for code in CODES]


def test_the_principles_are_the_guides_and_each_worksheet_that_helps_is_there() -> None:
    assert list(CODES) == [one.id for one in guide().principles]
    assert [id for one in PRINCIPLES for id in one.help.worksheets if definition_named(id) is None] == []
    assert all(one.help.worksheets or one.help.page for one in PRINCIPLES)


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_each_name_on_the_radar_is_two_short_words(language: str) -> None:
    """There is room for no more beside an axis on a telephone."""
    with translation.override(language):
        words = [str(one.short).split(" ") for one in PRINCIPLES]
    assert {len(pair) for pair in words} == {2}
    assert [word for pair in words for word in pair if len(word) > 13] == []


def test_the_title_says_what_is_weakest() -> None:
    assert finding(rows(monitoring=row("monitoring", 3, 1, 0, 1, 0))) == "Svakest: følge med – 1,8 av 5"
    twice = rows(monitoring=row("monitoring", 1, 1, 1), levels=row("levels", 1, 1, 1))
    assert finding([Row(one.principle, one.shown, (*one.counts, 0, 0)[:5], 0, False) for one in twice]) == (
        "Svakest: følge med og flere nivåer – 2,0 av 5"
    )
    assert finding(rows()) == "Svakest: klare grenser og 7 andre – 4,0 av 5"
    assert finding(rows(levels=row("levels", is_low=True))) == "Svakest: flere nivåer – de fleste svarte 1 eller 2"
    assert finding([row(code, is_low=False) for code in CODES]).startswith("Ingen svake punkter")
    assert finding([row(code) for code in CODES]).startswith("For få svarte")


def test_what_is_weak_is_helped_three_at_most_and_else_the_weakest() -> None:
    low = {code: row(code, 2, 1, number, 0, 0) for number, code in enumerate(CODES[:4], start=1)}
    assert [one.principle.code for one in to_help(rows(**low))] == list(CODES[:3])
    assert [one.principle.code for one in to_help(rows(levels=row("levels", 0, 0, 2, 1, 1)))] == ["levels"]
    assert to_help([row(code, is_low=False) for code in CODES]) == []
    assert len(by_weakness([row(code) for code in CODES])) == 0


def test_what_has_moved_most_is_told_and_nothing_where_it_cannot_be_compared() -> None:
    before = rows(monitoring=row("monitoring", 2, 2, 0, 0, 1), levels=row("levels", 0, 0, 0, 0, 4))
    after = rows(monitoring=row("monitoring", 0, 2, 2, 0, 1), levels=row("levels", 0, 0, 1, 1, 1))
    assert movement(after, before) == "Mest opp: Følge med, fra 2,2 til 3,0. Mest ned: Flere nivåer, fra 5,0 til 4,0."
    assert movement(after, after).startswith("Likt med forrige gang")
    assert movement(after, [row(code, is_low=True) for code in CODES]) == ""
    assert change(after[3], before[3]) == "opp 0,8"
    assert change(after[7], before[7]) == "ned 1,0"
    assert change(after[0], before[0]) == "som forrige gang"
    assert change(after[0], row("boundaries", is_low=True)) == "kan ikke sammenlignes med forrige gang"


def test_divided_opinions_are_told() -> None:
    assert row("levels", 2, 0, 1, 0, 2).spread == "fra 1 til 5, delte meninger"
    assert row("levels", 0, 1, 3, 3, 0).spread == "fra 2 til 4"
    assert row("levels", is_low=True).spread == ""


def test_the_radar_has_a_place_for_each_and_nothing_outside_the_sheet() -> None:
    drawn = radar(rows(levels=row("levels", is_low=True), monitoring=row("monitoring")), rows())
    assert drawn is not None
    assert len(drawn.axes) == 8
    for axis in drawn.axes:
        assert 0 <= axis.label[0] <= WIDTH
        assert axis.lines[0][1] - 12 > 0
        assert axis.figure_y < HEIGHT
    assert [axis.row.principle.code for axis in drawn.axes if axis.point is None] == ["monitoring", "levels"]
    assert [axis.row.principle.code for axis in drawn.axes if axis.span] == ["levels"]
    # A line is drawn between neighbours only: eight sides, less two for each that is not known.
    assert drawn.edges.count("M") == 4
    assert drawn.area.count("Z") == 4
    assert drawn.before.count("M") == 8


def test_there_is_no_radar_where_nothing_is_told() -> None:
    assert radar([row(code) for code in CODES]) is None
    assert radar([]) is None


def test_the_words_beside_an_axis_do_not_lie_over_each_other() -> None:
    drawn = radar(rows())
    assert drawn is not None
    sides = [[axis for axis in drawn.axes if axis.anchor == anchor] for anchor in ("start", "end")]
    for side in sides:
        ordered = sorted(side, key=lambda axis: axis.label[1])
        assert all(other.label[1] - one.figure_y >= 12 for one, other in pairwise(ordered))


def test_a_line_is_broken_where_nothing_is_told_and_shows_the_part_most_are_on() -> None:
    line = [
        row("levels", 1, 1, 1, 0, 0),
        row("levels", 0, 1, 1, 1, 0),
        row("levels", is_low=False),
        None,
        row("levels", 0, 0, 1, 1, 1),
    ]
    drawn = moved(BY_CODE["levels"], line, "")
    assert [figure for _x, _y, figure in drawn.points] == ["2,0", "3,0", "4,0"]
    assert drawn.path.count("M") == 1
    [span] = drawn.spans
    assert span.y1 > span.y2
    assert [figure for _x, _y, figure in drawn.ends] == ["2,0", "4,0"]


def test_bars_stand_on_the_floor_and_there_are_none_for_what_is_not_counted() -> None:
    assert [(one.step, one.count, one.height) for one in bars(row("levels", 1, 0, 2, 0, 1))] == [
        (1, 1, 13.0),
        (2, 0, 0.0),
        (3, 2, 26.0),
        (4, 0, 0.0),
        (5, 1, 13.0),
    ]
    assert bars(row("levels", is_low=True)) == ()
