"""The map extent as a picture: an SVG outline with north up, a scale bar and its size in words."""

import math
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from plandugnad.core.marks import decimal_mark
from plandugnad.plans.extent.crossing import Position
from plandugnad.plans.extent.geojson import Geometry, doubled_area, polygons_of, system_of

Ring = list[Position]

# The ellipsoid of EUREF89 and WGS 84 (they differ by less than a millimetre).
_AXIS, _SQUARED_ECCENTRICITY = 6_378_137.0, 0.006_694_38

WIDTH, HEIGHT, MARGIN = 640.0, 400.0, 28.0
_FINEST = 0.8  # points nearer each other than this in the picture are drawn as one


class ScaleBar(NamedTuple):
    length: str  # in the picture
    label: str


@dataclass(frozen=True)
class Outline:
    """Rings in metres, x to the east and y to the north of a corner; outer rings and holes in the same list."""

    polygons: tuple[tuple[Ring, ...], ...]

    @cached_property
    def bounds(self) -> tuple[float, float, float, float]:
        places = [place for polygon in self.polygons for ring in polygon for place in ring]
        across, upwards = [x for x, _ in places], [y for _, y in places]
        return min(across), min(upwards), max(across), max(upwards)

    @property
    def size_m(self) -> tuple[float, float]:
        west, south, east, north = self.bounds
        return east - west, north - south

    @property
    def area_m2(self) -> float:
        """In the plane: good to about a percent within a municipality. Holes are taken off."""
        return sum(_polygon_area(polygon) for polygon in self.polygons)

    @property
    def scale(self) -> float:
        wide, high = self.size_m
        return min((WIDTH - 2 * MARGIN) / max(wide, 1e-9), (HEIGHT - 2 * MARGIN) / max(high, 1e-9))

    @cached_property
    def path(self) -> str:
        return " ".join(self._drawn(ring) for polygon in self.polygons for ring in polygon)

    def _drawn(self, ring: Ring) -> str:
        west, south, east, north = self.bounds
        left = (WIDTH - (east - west) * self.scale) / 2
        top = (HEIGHT - (north - south) * self.scale) / 2
        points = [(left + (x - west) * self.scale, top + (north - y) * self.scale) for x, y in ring]
        return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in _thinned(points)) + "Z"

    @cached_property
    def scale_bar(self) -> ScaleBar:
        metres = _round_length(WIDTH / 4 / self.scale)
        label = f"{metres / 1000:g} km" if metres >= 1000 else f"{metres:g} m"
        return ScaleBar(f"{metres * self.scale:.1f}", label.replace(".", decimal_mark()))


def outline_of(geometry: Geometry) -> Outline:
    polygons = polygons_of(geometry)
    if system_of(geometry) == "4326":
        polygons = _flattened(polygons)
    return Outline(tuple(tuple(polygon) for polygon in polygons))


def _flattened(polygons: list[list[Ring]]) -> list[list[Ring]]:
    """Degrees as metres in a plane that touches the ellipsoid in the middle of the extent."""
    latitudes = [y for polygon in polygons for ring in polygon for _, y in ring]
    middle = math.radians((min(latitudes) + max(latitudes)) / 2)
    curve = 1 - _SQUARED_ECCENTRICITY * math.sin(middle) ** 2
    north = math.radians(_AXIS * (1 - _SQUARED_ECCENTRICITY) / curve**1.5)
    east = math.radians(_AXIS / math.sqrt(curve) * math.cos(middle))
    return [[[(x * east, y * north) for x, y in ring] for ring in polygon] for polygon in polygons]


def _polygon_area(polygon: tuple[Ring, ...]) -> float:
    outer, *holes = (abs(doubled_area(ring)) / 2 for ring in polygon)
    return max(outer - sum(holes), 0.0)


def _thinned(points: Ring) -> Ring:
    kept = points[:1]
    for point in points[1:-1]:
        if math.dist(point, kept[-1]) >= _FINEST:
            kept.append(point)
    return kept


def _round_length(metres: float) -> float:
    """The longest of 1, 2 or 5 times a power of ten that fits."""
    tens = 10.0 ** math.floor(math.log10(max(metres, 1e-6)))
    return next((step * tens for step in (5, 2, 1) if step * tens <= metres * (1 + 1e-9)), tens)
