"""Boundaries as users download them come out as outlines that meet; what cannot be relied on is refused."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from pyproj import Transformer

from plandugnad.engines.boundaries.child import read
from plandugnad.engines.boundaries.outlines import STEP, Outlines
from plandugnad.engines.boundaries.refusal import Refused
from tests.engines.boundaries.files import (
    BAD_RING,
    EAST,
    WEST,
    collection,
    feature,
    geojson,
    geopackage,
    gml,
    two,
)

SHARED = Path(__file__).parents[4] / "shared" / "data" / "boundaries" / "municipalities_2024.geojson"


def in_system(system: str, *, is_latitude_first: bool = False) -> list[dict[str, Any]]:
    change = Transformer.from_crs("EPSG:25833", f"EPSG:{system}", always_xy=True)
    found = []
    for number, ring in (("9901", WEST), ("9902", EAST)):
        places = [list(change.transform(x, y)) for x, y in ring]
        found.append(feature(number, [place[::-1] for place in places] if is_latitude_first else places))
    return found


def corners(outlines: Outlines, number: str) -> set[tuple[int, int]]:
    [unit] = [unit for unit in outlines.units if unit.number == number]
    return {(x * STEP, y * STEP) for ring in unit.fine for x, y in zip(ring[::2], ring[1::2], strict=True)}


def refused(path: Path) -> Refused:
    with pytest.raises(Refused) as caught:
        read(path)
    return caught.value


@pytest.mark.parametrize("system", ["4258", "4326", "25832", "25833", "25835"])
def test_the_same_places_come_out_of_every_system_to_the_nearest_steps(tmp_path: Path, system: str) -> None:
    found = read(geojson(tmp_path, collection(*in_system(system), system=system)))
    for number, ring in (("9901", WEST), ("9902", EAST)):
        got = corners(found, number)
        assert len(got) == 4
        for x, y in ring:
            assert any(abs(x - gx) <= 2 * STEP and abs(y - gy) <= 2 * STEP for gx, gy in got)


def test_geojson_without_a_system_is_degrees_and_latitude_first_is_seen(tmp_path: Path) -> None:
    plain = read(geojson(tmp_path, collection(*in_system("4326"), system=None)))
    turned = read(geojson(tmp_path, collection(*in_system("4258", is_latitude_first=True), system="4258")))
    assert corners(plain, "9901") == corners(turned, "9901")


@pytest.mark.parametrize("make", [lambda folder: geojson(folder, two()), gml, geopackage])
def test_geojson_gml_and_geopackage_say_the_same(tmp_path: Path, make: Any) -> None:
    found = read(make(tmp_path))
    assert [(unit.number, unit.name) for unit in found.units] == [("9901", "Fjordvik"), ("9902", "Lyngmo")]
    assert len(corners(found, "9901") & corners(found, "9902")) == 2  # they meet


def test_geojson_as_geonorge_packs_it_and_the_dates_it_tells(tmp_path: Path) -> None:
    packed = {
        "Kommune": collection(feature("9901", WEST, datauttaksdato="2024-03-01T10:00:00")),
        "Grense": collection(),
    }
    found = read(geojson(tmp_path, packed))
    assert (len(found.units), found.dated) == (1, "2024-03-01")


def test_a_municipality_in_two_parts_is_one_and_a_speck_is_left_out(tmp_path: Path) -> None:
    speck = [[250_000, 6_900_000], [250_100, 6_900_000], [250_100, 6_900_100], [250_000, 6_900_000]]
    found = read(geojson(tmp_path, collection(feature("9901", WEST), feature("9901", EAST), feature("9902", speck))))
    assert sorted(len(unit.fine) for unit in found.units) == [1, 1]  # the two parts met; a speck alone is still drawn


def test_neighbours_measured_a_little_apart_meet_and_those_on_top_of_each_other_are_refused(tmp_path: Path) -> None:
    beside = [[x + (0.00001 if x == 240_000 else 0), y] for x, y in EAST]
    found = read(geojson(tmp_path, collection(feature("9901", WEST), feature("9902", beside))))
    assert len(corners(found, "9901") & corners(found, "9902")) == 2
    over = [[x - 20_000, y] for x, y in EAST]
    assert refused(geojson(tmp_path, collection(feature("9901", WEST), feature("9902", over)))).code == "overlap"


BAD_FILES: dict[str, Any] = {
    "json": '{"type": "FeatureCollection", "features": [',
    "twice": '{"type": "FeatureCollection", "features": [], "features": []}',
    "not_a_number": json.dumps(two()).replace("200000", "NaN"),
    "deep": '{"a":' * 100_000,
    "not_geojson": {"type": "Feature", "properties": {}},
    "none": collection(),
    "counties": collection({"type": "Feature", "properties": {"fylkesnummer": "99"}, "geometry": None}),
    "number": collection(feature("990", WEST)),
    "system": collection(feature("9901", WEST), system="23095"),
    "outside": collection(feature("9901", WEST), system="4326"),
    "position": collection(feature("9901", [["a", "b"], *WEST[1:]])),
    "empty": collection(feature("9901", [])),
    "open_ring": collection(feature("9901", WEST[:-1])),
    "invalid": collection(feature("9901", BAD_RING)),
    "units": collection(*(feature(f"{number:04}", WEST) for number in range(2_001))),
}


@pytest.mark.parametrize("code", BAD_FILES)
def test_what_cannot_be_relied_on_is_refused(tmp_path: Path, code: str) -> None:
    assert refused(geojson(tmp_path, BAD_FILES[code])).code == code


@pytest.mark.parametrize("value", [1e308, -1e308, 10**400, True, None, [1]])
def test_coordinates_that_are_no_place_in_norway_are_refused(tmp_path: Path, value: Any) -> None:
    ring = [[value, 6_770_000], *WEST[1:-1], [value, 6_770_000]]
    assert refused(geojson(tmp_path, collection(feature("9901", ring)))).code in {"outside", "position", "not_a_number"}


def test_a_number_that_is_not_text_still_has_four_digits(tmp_path: Path) -> None:
    assert refused(geojson(tmp_path, collection(feature(301, WEST)))).code == "number"


def test_lines_instead_of_areas_are_refused(tmp_path: Path) -> None:
    line = feature("9901", WEST)
    line["geometry"] = {"type": "LineString", "coordinates": WEST}
    assert refused(geojson(tmp_path, collection(line))).code == "no_area"


def test_gml_with_entities_arcs_or_broken_xml_is_refused(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa">]>'
    assert refused(gml(tmp_path, head=bomb)).code == "entities"
    assert refused(gml(tmp_path, "<app:Kommune>")).code == "xml"
    arc = (
        "<app:Kommune><app:kommunenummer>9901</app:kommunenummer><gml:Polygon><gml:exterior><gml:Arc>"
        "<gml:posList>1 2</gml:posList></gml:Arc></gml:exterior></gml:Polygon></app:Kommune>"
    )
    assert refused(gml(tmp_path, arc)).code == "arc"
    assert refused(gml(tmp_path, "<a>" * 80 + "</a>" * 80)).code == "deep"


def test_a_geopackage_with_another_table_or_cut_off_is_refused(tmp_path: Path) -> None:
    assert refused(geopackage(tmp_path, table='k"; DROP')).code == "none"
    whole = (tmp_path / "kommuner.gpkg").read_bytes()
    (tmp_path / "cut.gpkg").write_bytes(whole[:3000])
    assert refused(tmp_path / "cut.gpkg").code == "broken"


@pytest.mark.parametrize(("content", "code"), [(b"PK\x03\x04", "zip"), (b"hei", "unknown"), (b"", "unknown")])
def test_other_files_are_refused_by_what_they_hold(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "kommuner.geojson"
    path.write_bytes(content)
    assert refused(path).code == code


@pytest.mark.skipif(not SHARED.exists(), reason="the real boundaries (../shared/data) are not here")
def test_the_real_municipalities_are_read_and_meet() -> None:
    found = read(SHARED)
    assert (len(found.units), len(found.county_edges)) == (357, 15)
    assert all(unit.coarse and unit.fine for unit in found.units)
    assert sum(len(ring) // 2 for unit in found.units for ring in unit.coarse) < 16_000
    uses = Counter(corner for unit in found.units for corner in corners(found, unit.number))
    assert sum(count > 1 for count in uses.values()) > 4_000  # corners that neighbours share


@pytest.mark.parametrize("name", ["Fjord\x00vik", "Fjord\ud83dvik", "Fjord\x1b[31mvik"])
def test_a_name_that_cannot_be_kept_or_shown_is_refused(tmp_path: Path, name: str) -> None:
    said = refused(geojson(tmp_path, collection(feature("9901", WEST, kommunenavn=name))))
    assert (said.code, said.about["number"]) == ("name", "9901")
    assert said.about["value"].isprintable()
