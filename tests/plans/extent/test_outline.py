import math
import re
from typing import Any

import pytest

from plandugnad.plans.extent.outline import HEIGHT, WIDTH, outline_of
from plandugnad.plans.words.extent import extent_in_words, outline_in_words


def box(west: float, south: float, east: float, north: float) -> list[list[float]]:
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def metres(*rings: Any) -> dict[str, Any]:
    zone = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::25833"}}
    return {"type": "Polygon", "coordinates": list(rings), "crs": zone}


def points(path: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in re.findall(r"([\d.-]+) ([\d.-]+)", path)]


def test_north_is_up_and_east_is_right() -> None:
    outline = outline_of(metres([[0, 6_500_000], [1000, 6_500_000], [0, 6_501_000], [0, 6_500_000]]))
    south_west, south_east, north = points(outline.path)
    assert north[1] < south_west[1]
    assert south_east[0] > south_west[0]
    assert (north[0], south_east[1]) == (south_west[0], south_west[1])


def test_everything_drawn_is_within_the_picture_whatever_its_shape() -> None:
    for shape in (
        box(0, 6_500_000, 90_000, 6_500_010),
        box(0, 6_500_000, 10, 6_590_000),
        box(0, 6_500_000, 1, 6_500_001),
    ):
        drawn = points(outline_of(metres(shape)).path)
        assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in drawn)


def test_a_hole_is_taken_off_the_area() -> None:
    outline = outline_of(metres(box(0, 6_500_000, 1000, 6_501_000), box(100, 6_500_100, 600, 6_500_600)))
    assert outline.area_m2 == 750_000


@pytest.mark.parametrize("latitude", [58.0, 64.5, 71.0, 78.2])
def test_degrees_become_metres_as_the_ellipsoid_says(latitude: float) -> None:
    """Checked against the length of a degree of the parallel and of the meridian on WGS 84, worked out by series."""
    phi = math.radians(latitude)
    meridian = 111132.954 - 559.822 * math.cos(2 * phi) + 1.175 * math.cos(4 * phi)
    parallel = 111412.84 * math.cos(phi) - 93.5 * math.cos(3 * phi) + 0.118 * math.cos(5 * phi)
    half = 0.005
    outline = outline_of(
        {"type": "Polygon", "coordinates": [box(15 - half, latitude - half, 15 + half, latitude + half)]}
    )
    wide, high = outline.size_m
    assert wide == pytest.approx(parallel / 100, rel=1e-4)
    assert high == pytest.approx(meridian / 100, rel=1e-4)


@pytest.mark.parametrize(
    ("side", "label"), [(30, "10 m"), (600, "200 m"), (2_500, "1 km"), (60_000, "20 km"), (3, "1 m")]
)
def test_the_scale_bar_is_a_round_length_that_fits(side: int, label: str) -> None:
    bar = outline_of(metres(box(0, 6_500_000, side, 6_500_000 + side))).scale_bar
    assert bar.label == label
    assert 40 <= float(bar.length) <= WIDTH / 4


def test_a_coast_of_thousands_of_points_is_drawn_with_few() -> None:
    coast = [[x, 6_500_000 + 50 * math.sin(x / 9)] for x in range(15_000)]
    ring = [*coast, [15_000, 6_510_000], [0, 6_510_000], coast[0]]
    assert len(points(outline_of(metres(ring)).path)) < 3_000


def test_its_size_is_said_in_words_with_omtrent() -> None:
    outline = outline_of(metres(box(0, 6_500_000, 1000, 6_501_234)))
    assert outline_in_words(outline).replace("\u00a0", " ") == (
        "1 flate, omtrent 1 230 daa (1,23 km²). Fra vest til øst er det omtrent 1 km, fra sør til nord omtrent 1,23 km."
    )


@pytest.mark.parametrize("kept", [{}, {"type": "Polygon"}, {"type": "Polygon", "coordinates": [[["x"]]]}, "?", 7])
def test_the_history_can_speak_of_an_extent_it_does_not_understand(kept: Any) -> None:
    assert extent_in_words(kept) == "en kartutstrekning"
