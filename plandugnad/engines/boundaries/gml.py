"""GML 3.2 as Geonorge has it: a member `Kommune` with `kommunenummer` and an area. Read piece by piece."""

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from plandugnad.engines.boundaries.found import Found, Polygon, Position
from plandugnad.engines.boundaries.refusal import Refused, shown

_CODE = re.compile(r"(?:EPSG|OGC)[:/#].*?(\d{4,5}|CRS84)\Z", re.IGNORECASE)
DEEPEST = 60
_DATES = {"datauttaksdato", "oppdateringsdato", "gyldigFra"}


def read(path: Path, found: Found) -> None:
    try:
        for unit in _members(path, found):
            _unit(unit, found)
    except DefusedXmlException:
        raise Refused("entities") from None
    except ParseError as error:
        line, column = error.position
        raise Refused("xml", {"line": str(line), "column": str(column)}) from None


def _members(path: Path, found: Found) -> Iterator[Element]:
    """Each municipality as its element ends; what is read is let go of."""
    depth = 0
    with path.open("rb") as file:
        for event, element in iterparse(file, events=("start", "end"), forbid_dtd=True):
            if event == "start":
                depth += 1
                _check(element, depth, found)
                continue
            depth -= 1
            name = _local(element.tag)
            if name == "Kommune":
                yield element
            elif name == "Fylke":
                found.counties += 1
            if name in {"Kommune", "Fylke", "featureMember", "member"} or name.endswith("grense"):
                element.clear()


def _check(element: Element, depth: int, found: Found) -> None:
    if depth > DEEPEST:
        raise Refused("deep")
    name = element.get("srsName")
    if name is None:
        return
    code = _CODE.search(name)
    if code is None:
        raise Refused("system", {"value": shown(name)})
    if found.system and found.system != code[1].upper():
        raise Refused("systems", {"one": found.system, "other": code[1]})
    found.system = code[1].upper()


def _unit(element: Element, found: Found) -> None:
    number, name = "", ""
    polygons: list[Polygon] = []
    for part in element.iter():
        tag = _local(part.tag)
        if tag == "kommunenummer":
            number = (part.text or "").strip()
        elif tag == "kommunenavn" or (tag == "navn" and not name):
            name = (part.text or "").strip()
        elif tag in _DATES:
            found.is_newer((part.text or "").strip())
        elif tag in {"Polygon", "PolygonPatch"}:
            polygons.append(_polygon(part, number))
    if not polygons:
        raise Refused("no_area", {"number": shown(number), "value": "Kommune"})
    found.add(number, name, polygons)


def _polygon(element: Element, number: str) -> Polygon:
    rings: list[list[Position]] = []
    for edge in element:
        if _local(edge.tag) not in {"exterior", "interior"}:
            continue
        texts = [part for part in edge.iter() if _local(part.tag) in {"posList", "pos"}]
        if any(_local(part.tag) in {"Arc", "ArcString", "Circle"} for part in edge.iter()):
            raise Refused("arc", {"number": shown(number)})
        numbers = [value for part in texts for value in (part.text or "").split()]
        size = 3 if any(part.get("srsDimension") == "3" for part in texts) else 2
        ring = _ring(numbers, size, number)
        rings.insert(0, ring) if _local(edge.tag) == "exterior" else rings.append(ring)
    if not rings:
        raise Refused("empty", {"number": shown(number)})
    return rings


def _ring(numbers: list[str], size: int, number: str) -> list[Position]:
    try:
        values = [float(value) for value in numbers]
    except ValueError:
        raise Refused("position", {"number": shown(number), "value": shown(numbers[:3])}) from None
    if not values or len(values) % size:
        raise Refused("position", {"number": shown(number), "value": shown(numbers[-3:])})
    return list(zip(values[::size], values[1::size], strict=True))


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]
