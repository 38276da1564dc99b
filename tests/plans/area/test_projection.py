from math import cos, hypot, radians

import pytest

from plandugnad.plans.area.projection import projected


@pytest.mark.parametrize(
    ("longitude", "latitude"), [(15.0, 65.0), (10.75, 59.91), (5.32, 60.39), (30.05, 69.73), (7.99, 58.15)]
)
def test_the_land_keeps_its_shape(longitude: float, latitude: float) -> None:
    """A small step north is as long as one east, and at a right angle to it, everywhere in Norway."""
    step = 0.001
    x, y = projected(longitude, latitude)
    x_east, y_east = projected(longitude + step / cos(radians(latitude)), latitude)
    x_north, y_north = projected(longitude, latitude + step)
    assert hypot(x_east - x, y_east - y) == pytest.approx(hypot(x_north - x, y_north - y), rel=1e-3)
    assert abs((x_east - x) * (x_north - x) + (y_east - y) * (y_north - y)) < 1e-6


def test_the_middle_of_the_zone_is_straight_north() -> None:
    assert projected(15, 60)[0] == pytest.approx(0)
    assert projected(15, 61)[1] - projected(15, 60)[1] == pytest.approx(111.2, abs=0.1)
