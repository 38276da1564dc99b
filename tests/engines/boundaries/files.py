"""Small files of invented municipalities, two squares beside each other, in each format and system we read."""

import json
import sqlite3
from pathlib import Path
from typing import Any

import shapely

# In metres, EPSG:25833: a corner of Norway near 61° N, 10° E. The two share the edge at 240 000.
WEST = [[200_000, 6_770_000], [240_000, 6_770_000], [240_000, 6_810_000], [200_000, 6_810_000], [200_000, 6_770_000]]
BAD_RING = [
    [200_000, 6_770_000],
    [240_000, 6_810_000],
    [240_000, 6_770_000],
    [200_000, 6_810_000],
    [200_000, 6_770_000],
]
EAST = [[240_000, 6_770_000], [280_000, 6_770_000], [280_000, 6_810_000], [240_000, 6_810_000], [240_000, 6_770_000]]


def feature(number: Any, ring: Any, name: str = "Vik", **about: Any) -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": {"kommunenummer": number, "kommunenavn": name} | about,
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


def collection(*features: Any, system: str | None = "25833") -> dict[str, Any]:
    found: dict[str, Any] = {"type": "FeatureCollection", "features": list(features)}
    if system:
        found["crs"] = {"type": "name", "properties": {"name": f"urn:ogc:def:crs:EPSG::{system}"}}
    return found


def two(**about: Any) -> dict[str, Any]:
    return collection(feature("9901", WEST, "Fjordvik"), feature("9902", EAST, "Lyngmo"), **about)


def geojson(folder: Path, content: Any) -> Path:
    path = folder / "kommuner_2024.geojson"
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


def gml(folder: Path, body: str = "", *, system: str = "25833", head: str = "") -> Path:
    members = body or "".join(
        _member(number, name, ring) for number, name, ring in (("9901", "Fjordvik", WEST), ("9902", "Lyngmo", EAST))
    )
    path = folder / "kommuner.gml"
    path.write_text(
        f'<?xml version="1.0" encoding="UTF-8"?>{head}<gml:FeatureCollection xmlns:gml="http://www.opengis.net/gml/3.2"'
        f' xmlns:app="http://skjema.geonorge.no/x" srsName="urn:ogc:def:crs:EPSG::{system}">{members}'
        "</gml:FeatureCollection>",
        encoding="utf-8",
    )
    return path


def _member(number: str, name: str, ring: list[list[int]]) -> str:
    places = " ".join(f"{x} {y}" for x, y in ring)
    return (
        f"<gml:featureMember><app:Kommune><app:kommunenummer>{number}</app:kommunenummer><app:navn>{name}</app:navn>"
        "<app:datauttaksdato>2024-03-01T00:00:00</app:datauttaksdato>"
        f"<app:område><gml:Polygon><gml:exterior><gml:LinearRing><gml:posList>{places}</gml:posList></gml:LinearRing>"
        "</gml:exterior></gml:Polygon></app:område></app:Kommune></gml:featureMember>"
    )


def geopackage(folder: Path, *, table: str = "kommune") -> Path:
    path = folder / "kommuner.gpkg"
    database, quoted = sqlite3.connect(path), table.replace('"', '""')
    database.executescript(
        "CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT, srs_id INTEGER, organization TEXT,"
        " organization_coordsys_id INTEGER, definition TEXT);"
        "CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, geometry_type_name TEXT,"
        " srs_id INTEGER, z INTEGER, m INTEGER);"
        "INSERT INTO gpkg_spatial_ref_sys VALUES ('x', 25833, 'EPSG', 25833, '');"
    )
    database.execute("INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', 'POLYGON', 25833, 0, 0)", (table,))
    database.execute(f'CREATE TABLE "{quoted}" (fid INTEGER, geom BLOB, kommunenummer TEXT, kommunenavn TEXT)')
    for number, name, ring in (("9901", "Fjordvik", WEST), ("9902", "Lyngmo", EAST)):
        blob = b"GP\x00\x01" + (25833).to_bytes(4, "little") + shapely.to_wkb(shapely.Polygon(ring))
        database.execute(f'INSERT INTO "{quoted}" VALUES (1, ?, ?, ?)', (blob, number, name))
    database.commit()
    database.close()
    return path
