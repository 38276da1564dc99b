"""A plan's map extent: GeoJSON from anywhere, checked and kept as polygons with the coordinates as they were given."""

import json
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plandugnad.plans.extent.crossing import Position, crossing_of

Geometry = dict[str, Any]

# What we read: geographic coordinates, and the three zones of EUREF89 UTM used in Norway.
DEGREES = frozenset({"4326", "4258", "CRS84"})
ZONES = frozenset({"25832", "25833", "25835"})

# A detailed zoning plan has some hundred points, a whole municipality with its islands some ten thousand.
MOST_BYTES = 1_900_000
MOST_POINTS = 20_000
DEEPEST = 40

_CODE = re.compile(r"(?:EPSG|OGC)[:/].*?(\d{4,5}|CRS84)\Z", re.IGNORECASE)
_LONGITUDES, _LATITUDES = (-12.0, 40.0), (56.0, 82.0)  # Norway with Svalbard, Jan Mayen and the sea areas
_EASTINGS, _NORTHINGS = (-500_000.0, 1_500_000.0), (6_200_000.0, 9_100_000.0)


class WrongExtent(ValueError):
    """A sentence on what is wrong with the GeoJSON and how to mend it."""


@dataclass(frozen=True)
class ReadExtent:
    geometry: Geometry
    left_out: int  # points and lines that came along, which an extent has no use for


def read_extent(content: str | bytes) -> ReadExtent:
    """Checks GeoJSON (RFC 7946) and returns its polygons as one geometry, or raises WrongExtent."""
    given = _parsed(content)
    system = _system(given)
    polygons: list[Any] = []
    left_out = _gather(given, polygons)
    if not polygons:
        raise WrongExtent(_("Filen har ingen flater. Kartutstrekningen må være en eller flere flater (Polygon)."))
    _check_points(polygons, system)
    geometry: Geometry = {"type": "MultiPolygon", "coordinates": polygons}
    if len(polygons) == 1:
        geometry = {"type": "Polygon", "coordinates": polygons[0]}
    if system in ZONES:
        name = f"urn:ogc:def:crs:EPSG::{system}"
        geometry["crs"] = {"type": "name", "properties": {"name": name}}
    return ReadExtent(geometry, left_out)


def polygons_of(geometry: Geometry) -> list[list[list[Position]]]:
    """Polygons as rings of (x, y) in metres or degrees, whichever the geometry holds."""
    coordinates = geometry["coordinates"]
    polygons = [coordinates] if geometry["type"] == "Polygon" else coordinates
    return [[[(float(place[0]), float(place[1])) for place in ring] for ring in polygon] for polygon in polygons]


def system_of(geometry: Geometry) -> str:
    """The EPSG number of the geometry's coordinates; without one the standard says degrees."""
    return _system(geometry)


def _parsed(content: str | bytes) -> Any:
    if len(content) > MOST_BYTES:
        raise WrongExtent(_("Filen er for stor. Den kan være på høyst 1,9 MB; forenkle flatene og prøv igjen."))
    try:
        text = content.decode("utf-8-sig") if isinstance(content, bytes) else content
        given = json.loads(text, parse_constant=_refuse_constant)
    except RecursionError:
        raise WrongExtent(_too_deep()) from None
    except WrongExtent:
        raise
    except ValueError:
        raise WrongExtent(
            _("Dette er ikke GeoJSON. Lagre området som GeoJSON i kartprogrammet og prøv igjen.")
        ) from None
    if not isinstance(given, dict) or "type" not in given:
        raise WrongExtent(_("Dette er JSON, men ikke GeoJSON: feltet «type» mangler."))
    return given


def _refuse_constant(name: str) -> float:
    raise WrongExtent(_("En av koordinatene er ikke et tall (%(value)s).") % {"value": name})


def _too_deep() -> str:
    return _("Filen er bygd i for mange lag. Lagre bare flatene som GeoJSON og prøv igjen.")


def _system(given: Geometry) -> str:
    """The code of the coordinate system. GeoJSON of 2008 had a `crs` member; many programs still write it."""
    crs = _crs(given)
    if crs is None:
        return "4326"
    properties = crs.get("properties") if isinstance(crs, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    found = _CODE.search(name.strip()) if isinstance(name, str) else None
    code = found[1].upper() if found else ""
    if code in DEGREES:
        return "4326"
    if code not in ZONES:
        raise WrongExtent(
            _("Koordinatsystemet %(system)s leses ikke. Lagre i EPSG:25832, 25833 eller 25835, eller i EPSG:4326.")
            % {"system": f"EPSG:{code}" if code else _("i filen")}
        )
    return code


def _crs(part: Any, depth: int = 0) -> Any:
    """The `crs` member, also where a program has put it in the first feature or in its geometry."""
    if not isinstance(part, dict) or depth > DEEPEST:
        return None
    if part.get("crs") is not None:
        return part["crs"]
    inner = [part.get("geometry"), *(part[name][:1] for name in ("features", "geometries") if _is_list(part, name))]
    flat = [each[0] if isinstance(each, list) and each else each for each in inner]
    return next((found for each in flat if (found := _crs(each, depth + 1)) is not None), None)


def _is_list(part: Geometry, name: str) -> bool:
    return isinstance(part.get(name), list)


def _gather(part: Any, polygons: list[Any], depth: int = 0) -> int:
    """Puts the polygons of any GeoJSON object in the list. Returns how many points and lines were met."""
    if depth > DEEPEST:
        raise WrongExtent(_too_deep())
    if not isinstance(part, dict):
        return 0
    kind = part.get("type")
    if kind == "FeatureCollection":
        return sum(_gather(feature, polygons, depth + 1) for feature in _list_of(part, "features"))
    if kind == "Feature":
        return _gather(part.get("geometry"), polygons, depth + 1)
    if kind == "GeometryCollection":
        return sum(_gather(geometry, polygons, depth + 1) for geometry in _list_of(part, "geometries"))
    if kind == "Polygon":
        polygons.append(_list_of(part, "coordinates"))
        return 0
    if kind == "MultiPolygon":
        polygons.extend(_list_of(part, "coordinates"))
        return 0
    if kind in {"Point", "MultiPoint", "LineString", "MultiLineString"}:
        return 1
    raise WrongExtent(_("«%(type)s» er ikke noe GeoJSON kjenner.") % {"type": str(kind)[:40]})


def _list_of(part: Geometry, name: str) -> list[Any]:
    found = part.get(name)
    if not isinstance(found, list):
        raise WrongExtent(_("Feltet «%(name)s» mangler eller er ikke en liste.") % {"name": name})
    return found


def _check_points(polygons: list[Any], system: str) -> None:
    rings = list(_rings(polygons))
    total = sum(len(ring) for ring in rings)
    if total > MOST_POINTS:
        raise WrongExtent(
            ngettext(
                "Flaten har %(count)s punkt. Den kan ha høyst %(most)s; forenkle den og prøv igjen.",
                "Flatene har %(count)s punkt. De kan ha høyst %(most)s; forenkle dem og prøv igjen.",
                len(polygons),
            )
            % {"count": total, "most": MOST_POINTS}
        )
    places = [_place(point) for ring in rings for point in ring]
    (_check_degrees if system == "4326" else _check_metres)(places)
    for ring in rings:
        _check_ring([_place(point) for point in ring])


def _rings(polygons: list[Any]) -> Iterator[list[Any]]:
    for polygon in polygons:
        if not isinstance(polygon, list) or not polygon:
            raise WrongExtent(_("En av flatene er tom."))
        for ring in polygon:
            if not isinstance(ring, list):
                raise WrongExtent(_("En av flatene har ikke punkt i lister slik GeoJSON skal ha."))
            yield ring


def _place(point: Any) -> Position:
    is_position = isinstance(point, list) and 2 <= len(point) <= 4
    if not is_position or not all(isinstance(one, int | float) and not isinstance(one, bool) for one in point):
        raise WrongExtent(_("Et punkt må være to eller tre tall: %(point)s") % {"point": repr(point)[:60]})
    try:
        numbers = [float(one) for one in point]
    except OverflowError:
        numbers = [math.inf]
    if not all(map(math.isfinite, numbers)):
        raise WrongExtent(_("En av koordinatene er ikke et tall (%(value)s).") % {"value": repr(point)[:60]})
    return numbers[0], numbers[1]


def _check_degrees(places: list[Position]) -> None:
    if any(abs(x) > 180 or abs(y) > 180 for x, y in places):
        raise WrongExtent(
            _("Tallene ser ut som meter (UTM), men filen sier ikke i hvilken sone. Lagre på nytt med koordinatsystem.")
        )
    if all(_is_within(x, _LATITUDES) and _is_within(y, _LONGITUDES) for x, y in places):
        raise WrongExtent(_reversed(_("[lengdegrad, breddegrad]")))
    _check_norway(places, _LONGITUDES, _LATITUDES)


def _check_metres(places: list[Position]) -> None:
    if all(_is_within(x, _NORTHINGS) and _is_within(y, _EASTINGS) for x, y in places):
        raise WrongExtent(_reversed(_("[øst, nord]")))
    _check_norway(places, _EASTINGS, _NORTHINGS)


def _reversed(order: str) -> str:
    said = _("Koordinatene står i omvendt rekkefølge. Hvert punkt skal være %(order)s; bytt om og prøv igjen.")
    return said % {"order": order}


def _check_norway(places: list[Position], across: tuple[float, float], upwards: tuple[float, float]) -> None:
    for x, y in places:
        if not (_is_within(x, across) and _is_within(y, upwards)):
            raise WrongExtent(
                _("Punktet [%(x)s, %(y)s] ligger utenfor Norge. Sjekk koordinatsystemet og rekkefølgen på tallene.")
                % {"x": f"{x:g}", "y": f"{y:g}"}
            )


def _is_within(number: float, limits: tuple[float, float]) -> bool:
    return limits[0] <= number <= limits[1]


def _check_ring(ring: list[Position]) -> None:
    if len(ring) < 4:
        raise WrongExtent(_("En flate må ha minst tre hjørner, og det første punktet gjentatt til slutt."))
    if ring[0] != ring[-1]:
        raise WrongExtent(_("En flate er ikke lukket: det siste punktet må være likt det første."))
    if (where := crossing_of(ring)) is not None:
        raise WrongExtent(
            _("En flate krysser seg selv ved [%(x)s, %(y)s]. Rett omrisset i kartprogrammet og prøv igjen.")
            % {"x": f"{where[0]:.10g}", "y": f"{where[1]:.10g}"}
        )
    if len(set(ring)) < 3 or doubled_area(ring) == 0:
        raise WrongExtent(_("En flate har ikke noe areal. Tegn den på nytt og prøv igjen."))


def doubled_area(ring: list[Position]) -> float:
    """Twice the signed area of a closed ring, counted from its first point so that large coordinates lose no digits."""
    x0, y0 = ring[0]
    return math.fsum((x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0) for (x1, y1), (x2, y2) in pairwise(ring))
