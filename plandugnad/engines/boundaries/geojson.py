"""GeoJSON (RFC 7946), also as Geonorge packs it: collections under names of their own, and the older member `crs`."""

import json
import re
from pathlib import Path
from typing import Any

from plandugnad.engines.boundaries.found import Found, Polygon, Position
from plandugnad.engines.boundaries.refusal import Refused, shown

_CODE = re.compile(r"(?:EPSG|OGC)[:/].*?(\d{4,5}|CRS84)\Z", re.IGNORECASE)
_DATES = ("datauttaksdato", "oppdateringsdato", "gyldigfra", "gyldigFra")
DEEPEST = 4  # of collections within each other; coordinates have their own depth


def read(path: Path, found: Found) -> None:
    _gather(_parsed(path), found, 0)


def _parsed(path: Path) -> Any:
    try:
        text = path.read_text(encoding="utf-8-sig")
        return json.loads(text, object_pairs_hook=_once_each, parse_constant=_no_number)
    except UnicodeDecodeError:
        raise Refused("encoding") from None
    except RecursionError:
        raise Refused("deep") from None
    except json.JSONDecodeError as error:
        raise Refused("json", {"line": str(error.lineno), "column": str(error.colno)}) from None
    except ValueError:  # a whole number of thousands of digits
        raise Refused("not_a_number", {"value": "…"}) from None


def _once_each(members: list[tuple[str, Any]]) -> dict[str, Any]:
    """Two of the same name are read differently by different programs, so none of them is believed."""
    found = dict(members)
    if len(found) != len(members):
        names = [name for name, _value in members]
        twice = next(name for name in names if names.count(name) > 1)
        raise Refused("twice", {"name": shown(twice)})
    return found


def _no_number(name: str) -> float:
    raise Refused("not_a_number", {"value": name})


def _gather(part: Any, found: Found, depth: int) -> None:
    if not isinstance(part, dict):
        raise Refused("not_geojson")
    if depth > DEEPEST:
        raise Refused("deep")
    _note_system(part, found)
    if isinstance(part.get("features"), list):
        for feature in part["features"]:
            _feature(feature, found)
    elif "type" in part:
        raise Refused("not_geojson")
    else:  # as Geonorge has it: {"Kommune": {…}, "Kommunegrense": {…}}
        for name, inner in part.items():
            if name != "crs" and isinstance(inner, dict):
                _gather(inner, found, depth + 1)


def _note_system(part: dict[str, Any], found: Found) -> None:
    crs = part.get("crs")
    if crs is None:
        return
    properties = crs.get("properties") if isinstance(crs, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    code = _CODE.search(str(name))
    if code is None:
        raise Refused("system", {"value": shown(name)})
    if found.system and found.system != code[1].upper():
        raise Refused("systems", {"one": found.system, "other": code[1]})
    found.system = code[1].upper()


def _feature(feature: Any, found: Found) -> None:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    if not isinstance(properties, dict):
        raise Refused("not_geojson")
    number = properties.get("kommunenummer")
    if number is None:
        found.counties += "fylkesnummer" in properties
        return
    for name in _DATES:
        found.is_newer(properties.get(name, ""))
    called = properties.get("kommunenavn") or properties.get("navn")
    found.add(str(number), called if isinstance(called, str) else "", _polygons(feature.get("geometry"), str(number)))


def _polygons(geometry: Any, number: str) -> list[Polygon]:
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    coordinates = geometry.get("coordinates") if isinstance(geometry, dict) else None
    if kind == "Polygon":
        coordinates = [coordinates]
    elif kind != "MultiPolygon":
        raise Refused("no_area", {"number": shown(number), "value": shown(kind)})
    return [[_ring(ring, number) for ring in _list(polygon, number)] for polygon in _list(coordinates, number)]


def _list(value: Any, number: str) -> list[Any]:
    if not isinstance(value, list) or not value:
        raise Refused("empty", {"number": shown(number)})
    return value


def _ring(ring: Any, number: str) -> list[Position]:
    return [_position(point, number) for point in _list(ring, number)]


def _position(point: Any, number: str) -> Position:
    if not isinstance(point, list) or not 2 <= len(point) <= 4:
        raise Refused("position", {"number": shown(number), "value": shown(point)})
    x, y = point[0], point[1]
    if type(x) not in (int, float) or type(y) not in (int, float):
        raise Refused("position", {"number": shown(number), "value": shown(point)})
    try:
        return float(x), float(y)
    except OverflowError:
        raise Refused("not_a_number", {"value": shown(x)}) from None
