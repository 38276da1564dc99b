"""GeoJSON from anywhere, as a plan's map extent."""

import json
from pathlib import Path
from typing import Any

import pytest

from plandugnad.plans.extent import geojson
from plandugnad.plans.extent.geojson import MOST_BYTES, MOST_POINTS, WrongExtent, read_extent
from plandugnad.plans.extent.outline import outline_of
from tests.plans.builders import SQUARE

RING = SQUARE["coordinates"][0]
REAL = (
    Path(__file__).resolve().parents[3].parent
    / "shared"
    / "data"
    / "geo"
    / "kristiansand_stemtjonn_skytebane_4204_1536.geojson"
)


def polygon(ring: Any = RING, **more: Any) -> str:
    return json.dumps({"type": "Polygon", "coordinates": [ring], **more})


def crs(name: str) -> dict[str, Any]:
    return {"type": "name", "properties": {"name": name}}


@pytest.mark.parametrize(
    "given",
    [
        SQUARE,
        {"type": "Feature", "properties": {"eier": "Kari"}, "geometry": SQUARE},
        {"type": "FeatureCollection", "features": [{"type": "Feature", "properties": None, "geometry": SQUARE}]},
        {"type": "GeometryCollection", "geometries": [SQUARE]},
        {"type": "MultiPolygon", "coordinates": [SQUARE["coordinates"]]},
    ],
)
def test_any_wrapping_gives_the_same_geometry_and_nothing_else(given: dict[str, Any]) -> None:
    assert read_extent(json.dumps(given)).geometry == SQUARE


def test_a_file_may_begin_with_a_byte_order_mark() -> None:
    assert read_extent(b"\xef\xbb\xbf" + polygon().encode()).geometry == SQUARE


def test_coordinates_are_kept_as_given_with_height_and_every_decimal() -> None:
    ring = [[7.123456789012345, 58.2, 12.5], [7.2, 58.2, 12.5], [7.2, 58.3, 12.5], [7.123456789012345, 58.2, 12.5]]
    assert read_extent(polygon(ring)).geometry["coordinates"] == [ring]


def test_points_and_lines_that_came_along_are_counted_and_left_out() -> None:
    point = {"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [7, 58]}}
    both = {"type": "FeatureCollection", "features": [point, {"type": "Feature", "properties": {}, "geometry": SQUARE}]}
    found = read_extent(json.dumps(both))
    assert (found.geometry, found.left_out) == (SQUARE, 1)


@pytest.mark.parametrize(
    "name",
    [
        "EPSG:25832",
        "urn:ogc:def:crs:EPSG::25832",
        "urn:ogc:def:crs:EPSG:6.9:25832",
        "http://www.opengis.net/def/crs/EPSG/0/25832",
    ],
)
def test_metres_are_read_in_the_zones_used_in_norway(name: str) -> None:
    ring = [[400000, 6450000], [401000, 6450000], [401000, 6452000], [400000, 6452000], [400000, 6450000]]
    geometry = read_extent(polygon(ring, crs=crs(name))).geometry
    assert geometry["crs"] == crs("urn:ogc:def:crs:EPSG::25832")
    assert outline_of(geometry).area_m2 == 2_000_000


@pytest.mark.parametrize("name", ["EPSG:4326", "urn:ogc:def:crs:OGC:1.3:CRS84", "urn:ogc:def:crs:EPSG::4258"])
def test_degrees_may_be_said_to_be_degrees(name: str) -> None:
    assert read_extent(polygon(crs=crs(name))).geometry == SQUARE


METRES = [[400000, 6450000], [401000, 6450000], [401000, 6452000], [400000, 6450000]]
WRONG: dict[str, tuple[str | bytes, str]] = {
    "empty": ("", "ikke GeoJSON"),
    "not json": ("SOSI …", "ikke GeoJSON"),
    "binary": (b"PK\x03\x04\xff\xfe", "ikke GeoJSON"),
    "other json": ('{"navn": 1}', "feltet «type» mangler"),
    "list": ("[1, 2]", "feltet «type» mangler"),
    "unknown type": ('{"type": "Curve"}', "«Curve» er ikke noe"),
    "no areas": ('{"type": "Point", "coordinates": [7, 58]}', "ingen flater"),
    "no geometry": ('{"type": "Feature", "geometry": null}', "ingen flater"),
    "features not a list": ('{"type": "FeatureCollection", "features": 7}', "«features» mangler"),
    "coordinates not a list": ('{"type": "Polygon", "coordinates": "7 58"}', "«coordinates» mangler"),
    "empty area": ('{"type": "MultiPolygon", "coordinates": [[]]}', "er tom"),
    "not points": ('{"type": "Polygon", "coordinates": [[7, 58, 7, 58]]}', "to eller tre tall"),
    "text in a point": (polygon([["7", "58"]] * 4), "to eller tre tall"),
    "yes in a point": (polygon([[True, 58]] * 4), "to eller tre tall"),
    "NaN": ('{"type": "Polygon", "coordinates": [[[NaN, 58], [7, 58], [7, 59], [7, 58]]]}', "ikke et tall (NaN)"),
    "infinity": ('{"type": "Polygon", "coordinates": [[[1e999, 58], [7, 58], [7, 59], [7, 58]]]}', "ikke et tall"),
    "a number of thousands of digits": (polygon([[10**4000, 58], *RING[1:]]), "ikke et tall"),
    "open": (polygon(RING[:-1]), "ikke lukket"),
    "two corners": (polygon([RING[0], RING[1], RING[0]]), "minst tre hjørner"),
    "a line there and back": (polygon([RING[0], RING[1], RING[0], RING[1], RING[0]]), "ikke noe areal"),
    "latitude first": (polygon([[y, x] for x, y in RING]), "omvendt rekkefølge"),
    "northing first": (polygon([[y, x] for x, y in METRES], crs=crs("EPSG:25832")), "omvendt rekkefølge"),
    "metres without a zone": (polygon(METRES), "ser ut som meter"),
    "degrees said to be metres": (polygon(crs=crs("EPSG:25833")), "utenfor Norge"),
    "Denmark": (polygon([[x, y - 4] for x, y in RING]), "utenfor Norge"),
    "a zone we do not read": (polygon(METRES, crs=crs("EPSG:32632")), "EPSG:32632 leses ikke"),
    "a system that is no name": (
        polygon(crs={"type": "link", "properties": {"href": "https://x.no"}}),
        "i filen leses ikke",
    ),
    "a system that is a number": (polygon(crs=25832), "leses ikke"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_cannot_be_an_extent_is_refused_in_words(case: str) -> None:
    given, words = WRONG[case]
    with pytest.raises(WrongExtent, match=words.replace("(", r"\(").replace(")", r"\)")):
        read_extent(given)


@pytest.mark.parametrize("depth", [60, 3_000, 200_000])
def test_layers_upon_layers_are_refused(depth: int) -> None:
    nested = '{"type":"GeometryCollection","geometries":[' * depth + "]}" * depth
    with pytest.raises(WrongExtent, match=r"mange lag|for stor"):
        read_extent(nested)


def test_deep_lists_where_numbers_should_be_are_refused() -> None:
    with pytest.raises(WrongExtent):
        read_extent('{"type":"Polygon","coordinates":' + "[" * 100_000 + "]" * 100_000 + "}")


def test_size_and_number_of_points_have_limits() -> None:
    with pytest.raises(WrongExtent, match="for stor"):
        read_extent(" " * (MOST_BYTES + 1))
    many = [[7 + number / 1e6, 58.2] for number in range(MOST_POINTS)] + [[7.5, 58.5], [7.0, 58.2]]
    with pytest.raises(WrongExtent, match=f"{MOST_POINTS + 2} punkt"):
        read_extent(polygon(many))


def test_the_limits_leave_room_for_a_whole_municipality() -> None:
    ring = [[7 + number / 1e5, 58.2 + (number % 2) / 1e4] for number in range(10_000)] + [[6.9, 58.5], [7.0, 58.2]]
    assert len(read_extent(polygon(ring)).geometry["coordinates"][0]) == 10_002
    assert geojson.MOST_BYTES < 2 * 1024 * 1024


@pytest.mark.skipif(not REAL.exists(), reason="the real plan areas (../shared/data/geo) are not here")
def test_a_real_plan_area_is_read_and_measured() -> None:
    found = read_extent(REAL.read_bytes())
    assert 1_000 < outline_of(found.geometry).area_m2 < 10_000_000
