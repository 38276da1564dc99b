"""From areas as measured to outlines as drawn: checked, in one system, simplified with their shared edges kept."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Any

import numpy
import shapely
from pyproj import Transformer

from plandugnad.engines.boundaries.found import (
    EASTINGS,
    LATITUDES,
    LONGITUDES,
    NORTHINGS,
    SYSTEMS,
    Found,
    Position,
    Unit,
    positions,
)
from plandugnad.engines.boundaries.refusal import Refused, shown

DRAWN_IN = "25833"  # the zone all of Norway is drawn in
STEP = 10  # metres; outlines are kept as whole steps, so that neighbours have the very same corners
# How much may be cut off an edge, and the smallest island that is drawn: for a map of Norway, and for one of a county.
COARSE_METRES, COARSE_ISLAND_KM2 = 1_800.0, 12.0
FINE_METRES, FINE_ISLAND_KM2 = 250.0, 0.3

MOST_OVERLAP = 0.02  # of a municipality's area

Ring = list[int]  # x, y, x, y, … in steps


@dataclass(frozen=True)
class Outline:
    number: str
    name: str
    fine: list[Ring]
    coarse: list[Ring]
    point: tuple[int, int]


@dataclass(frozen=True)
class Outlines:
    system: str
    dated: str
    counties: int
    points: int
    units: list[Outline]
    county_edges: dict[str, list[Ring]]


def outlines_of(found: Found) -> Outlines:
    if not found.units:
        raise Refused("counties" if found.counties else "none")
    system = _system(found)
    geometries = [_geometry(unit, _is_latitude_first(found, system)) for unit in found.units.values()]
    measured = _transformed(numpy.array(geometries, dtype=object), system)
    areas = _meeting(list(found.units.values()), measured)
    coarse, fine = _simplified(areas, COARSE_METRES), _simplified(areas, FINE_METRES)
    units = [
        Outline(unit.number, unit.name, _rings(near, FINE_ISLAND_KM2), _rings(far, COARSE_ISLAND_KM2), _point(area))
        for unit, area, far, near in zip(found.units.values(), areas, coarse, fine, strict=True)
    ]
    by_county: dict[str, list[Any]] = defaultdict(list)
    for unit, area in zip(found.units.values(), coarse, strict=True):
        by_county[unit.number[:2]].append(area)
    edges = {
        county: _rings(shapely.coverage_union_all(numpy.array(parts, dtype=object)), COARSE_ISLAND_KM2)
        for county, parts in by_county.items()
    }
    return Outlines(system, found.dated, found.counties, found.points, units, edges)


def _system(found: Found) -> str:
    """As the file says; degrees where it says nothing, which is what GeoJSON means by that."""
    system = found.system or "4326"
    if system not in SYSTEMS:
        raise Refused("system", {"value": system})
    is_degrees = system in {"4326", "4258", "CRS84"}
    for unit, (x, y) in positions(found):
        if not (isfinite(x) and isfinite(y)):
            raise Refused("not_a_number", {"value": shown((x, y))})
        if not (_is_degrees(x, y) or _is_degrees(y, x) if is_degrees else _is_metres(x, y)):
            raise Refused("outside", {"number": unit.number, "value": shown((x, y)), "system": system})
    return system


def _is_degrees(x: float, y: float) -> bool:
    return LONGITUDES[0] <= x <= LONGITUDES[1] and LATITUDES[0] <= y <= LATITUDES[1]


def _is_metres(x: float, y: float) -> bool:
    return EASTINGS[0] <= x <= EASTINGS[1] and NORTHINGS[0] <= y <= NORTHINGS[1]


def _is_latitude_first(found: Found, system: str) -> bool:
    if system in {"25832", "25833", "25835"}:
        return False
    firsts = {_is_degrees(y, x) for _unit, (x, y) in positions(found)}
    if len(firsts) > 1:
        raise Refused("mixed")
    return firsts == {True}


def _geometry(unit: Unit, is_latitude_first: bool) -> Any:
    polygons = []
    for polygon in unit.polygons:
        for ring in polygon:
            _check_ring(unit, ring)
        rings = [[(y, x) for x, y in ring] for ring in polygon] if is_latitude_first else polygon
        polygons.append(shapely.Polygon(rings[0], rings[1:]))
    for part in polygons:
        if not shapely.is_valid(part):
            raise Refused("invalid", {"number": unit.number, "name": shown(unit.name), "why": _why(part)})
    # Parts of one municipality may share an edge, as where a file has it cut in sheets.
    return polygons[0] if len(polygons) == 1 else shapely.union_all(polygons)


def _check_ring(unit: Unit, ring: Sequence[Position]) -> None:
    if len(ring) < 4 or ring[0] != ring[-1]:
        raise Refused("open_ring", {"number": unit.number, "name": shown(unit.name)})


def _why(geometry: Any) -> str:
    """'Self-intersection[6.5 58.4]': only where it is; what it is, is said by the sentence."""
    _what, _bracket, place = str(shapely.is_valid_reason(geometry)).partition("[")
    return place.rstrip("]")[:60]


def _transformed(geometries: Any, system: str) -> Any:
    if system == DRAWN_IN:
        return geometries
    change = Transformer.from_crs(f"EPSG:{'4326' if system == 'CRS84' else system}", f"EPSG:{DRAWN_IN}", always_xy=True)
    return shapely.transform(geometries, lambda places: numpy.column_stack(change.transform(*places.T)))


def _meeting(units: Sequence[Unit], areas: Any) -> Any:
    """Neighbours measured or rounded apart get one edge between them. More than slivers is another matter."""
    cleaned = shapely.coverage_clean(areas)
    for unit, before, after in zip(units, areas, cleaned, strict=True):
        if abs(before.area - after.area) > MOST_OVERLAP * before.area:
            raise Refused("overlap", {"number": unit.number, "name": shown(unit.name)})
    return cleaned


def _simplified(areas: Any, metres: float) -> Any:
    """Each shared edge once for both its neighbours, so that they still meet."""
    return shapely.coverage_simplify(areas, metres)


def _rings(area: Any, smallest_km2: float) -> list[Ring]:
    """The outer edge of each part that is large enough, and of the largest in any case; holes are others' areas."""
    parts = sorted(shapely.get_parts(area), key=lambda part: -part.area)
    kept = [part for index, part in enumerate(parts) if index == 0 or part.area >= smallest_km2 * 1e6]
    rings = [ring for part in kept for ring in (part.exterior, *part.interiors) if not ring.is_empty]
    return [steps for ring in rings if len(steps := _steps(ring.coords)) >= 6]


def _steps(places: Iterable[Position]) -> Ring:
    """Without the last corner, which is the first, and without those that became one."""
    kept: list[tuple[int, int]] = []
    for x, y in places:
        step = (round(x / STEP), round(y / STEP))
        if not kept or kept[-1] != step:
            kept.append(step)
    if len(kept) > 1 and kept[0] == kept[-1]:
        kept.pop()
    return [number for step in kept for number in step]


def _point(area: Any) -> tuple[int, int]:
    inside = shapely.point_on_surface(max(shapely.get_parts(area), key=lambda part: part.area))
    return round(inside.x / STEP), round(inside.y / STEP)
