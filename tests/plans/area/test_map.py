"""The map of all of Norway, from the register that is shipped."""

import csv
from itertools import combinations
from math import hypot
from pathlib import Path

import pytest

from plandugnad.core.places import DATA_FOLDER
from plandugnad.plans.area.drawing import RADII, draw_map
from plandugnad.plans.area.figures import CENTRALITY, FIGURES
from plandugnad.plans.area.map import APART, LABEL_SIZE, Ground, ground_of
from plandugnad.plans.area.rows import AreaRow, Place, Sight
from plandugnad.plans.hierarchy.text_width import width_of
from tests.plans.area.places import place


@pytest.fixture(scope="module")
def norway() -> list[Place]:
    with (Path(DATA_FOLDER) / "municipalities.csv").open(encoding="utf-8") as file:
        return [
            place(
                line["name"],
                line["number"],
                county=line["county_number"] * 5,  # as wide as a name
                county_number=line["county_number"],
                centrality=int(line["centrality_class_2024"]),
                longitude=float(line["longitude"]),
                latitude=float(line["latitude"]),
            )
            for line in csv.DictReader(file)
        ]


@pytest.fixture(scope="module")
def ground(norway: list[Place]) -> Ground:
    return ground_of(norway)


def test_every_municipality_has_its_dot_within_the_map(norway: list[Place], ground: Ground) -> None:
    assert len(ground.points) == len(norway) == 357
    assert all(0 < x < ground.width and 0 < y < ground.height for x, y in ground.points.values())


def test_no_dot_lies_on_another(ground: Ground) -> None:
    nearest = min(hypot(a[0] - b[0], a[1] - b[1]) for a, b in combinations(ground.points.values(), 2))
    assert nearest > 2 * RADII[-1] - 1.5
    assert nearest < APART + 0.2


def test_north_is_up_and_east_is_right(norway: list[Place], ground: Ground) -> None:
    at = {one.name: ground.points[one.number] for one in norway}
    assert at["Hammerfest"][1] < at["Bodø"][1] < at["Trondheim"][1] < at["Oslo"][1] < at["Lindesnes"][1]
    assert at["Bergen"][0] < at["Oslo"][0] < at["Vardø"][0]


def test_the_names_of_the_counties_cover_no_dot_and_not_each_other(ground: Ground) -> None:
    boxes = []
    for label in ground.labels:
        half = width_of(label.text, LABEL_SIZE) / 2
        boxes.append((label.x - half, label.y - LABEL_SIZE, label.x + half, label.y + 3))
    assert len(boxes) == 15
    for left, top, right, bottom in boxes:
        assert left >= 0
        assert right <= ground.width
        assert not any(left < x < right and top < y < bottom for x, y in ground.points.values())
    for a, b in combinations(boxes, 2):
        assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]


def test_what_is_chosen_does_not_move_the_dots_that_are_left(norway: list[Place]) -> None:
    rows = [AreaRow(one, Sight.NONE) for one in norway]
    whole, some = draw_map(rows, norway, CENTRALITY), draw_map(rows[:10], norway, CENTRALITY)
    assert len(some.dots) == 10
    assert {(dot.x, dot.y) for dot in some.dots} <= {(dot.x, dot.y) for dot in whole.dots}


def test_a_higher_class_is_a_larger_dot_and_no_two_classes_are_as_large(norway: list[Place]) -> None:
    keys = draw_map([AreaRow(one, Sight.NONE) for one in norway], norway, CENTRALITY).keys
    radii = [key.radius for key in keys]
    assert radii == sorted(set(radii))
    assert sum(key.count for key in keys) == 357


def test_where_there_is_nothing_to_show_the_mark_is_another(norway: list[Place]) -> None:
    drawing = draw_map([AreaRow(one, Sight.NONE) for one in norway], norway, FIGURES["alder"])
    assert {dot.level for dot in drawing.dots} == {0}
    assert [key.count for key in drawing.keys if key.level == 0] == [357]


def test_municipalities_without_a_point_are_counted_and_not_drawn() -> None:
    drawing = draw_map([AreaRow(place("Fjordvik"), Sight.ALL)], [place("Fjordvik")], CENTRALITY)
    assert (drawing.dots, drawing.without_point) == ((), 1)


def test_two_municipalities_at_the_same_point_are_pushed_apart() -> None:
    twins = [place("En", "0001", longitude=10.0, latitude=60.0), place("To", "0002", longitude=10.0, latitude=60.0)]
    (a, b) = ground_of(twins).points.values()
    assert hypot(a[0] - b[0], a[1] - b[1]) == pytest.approx(APART, abs=0.5)
