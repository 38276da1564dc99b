"""GeoPackage (OGC 12-128): a SQLite file whose tables of features have areas as WKB after a short header.

It is opened for reading only, and only plain tables are asked of: a view or a trigger could do anything.
"""

import re
import sqlite3
from pathlib import Path
from typing import Any

import shapely

from plandugnad.engines.boundaries.found import Found, Polygon
from plandugnad.engines.boundaries.refusal import Refused, shown

_NAME = re.compile(r"[A-Za-z_ÆØÅæøå][\w ]{0,80}\Z")
_ENVELOPES = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}
_DATES = ("datauttaksdato", "oppdateringsdato", "gyldigfra")


def read(path: Path, found: Found) -> None:
    try:
        database = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    except sqlite3.Error:
        raise Refused("broken") from None
    try:
        database.execute("PRAGMA trusted_schema=OFF")
        database.execute("PRAGMA cell_size_check=ON")
        for table, column, system in _tables(database):
            _table(database, table, column, system, found)
    except sqlite3.Error:
        raise Refused("broken") from None
    finally:
        database.close()


def _tables(database: sqlite3.Connection) -> list[tuple[str, str, str]]:
    rows = database.execute(
        "SELECT g.table_name, g.column_name, s.organization_coordsys_id FROM gpkg_geometry_columns g"
        " JOIN gpkg_spatial_ref_sys s ON s.srs_id = g.srs_id"
        " JOIN sqlite_master m ON m.name = g.table_name AND m.type = 'table'"
    ).fetchmany(100)
    named = [(str(table), str(column), str(system)) for table, column, system in rows]
    return [row for row in named if _NAME.match(row[0]) and _NAME.match(row[1])]


def _table(database: sqlite3.Connection, table: str, column: str, system: str, found: Found) -> None:
    names = {str(row[1]).lower(): str(row[1]) for row in database.execute(f'PRAGMA table_info("{table}")')}
    number = names.get("kommunenummer")
    if number is None:
        found.counties += "fylkesnummer" in names
        return
    if found.system and found.system != system:
        raise Refused("systems", {"one": found.system, "other": system})
    found.system = system
    others = [names[name] for name in ("kommunenavn", "navn", *_DATES) if name in names]
    if not all(_NAME.match(name) for name in (number, *others)):
        raise Refused("broken")
    wanted = ", ".join(f'"{name}"' for name in (number, column, *others))
    # The names are quoted, and none of them can hold a quotation mark.
    for code, blob, *values in database.execute(f'SELECT {wanted} FROM "{table}"'):  # noqa: S608
        about = dict(zip((name.lower() for name in others), values, strict=True))
        for name in _DATES:
            found.is_newer(about.get(name, ""))
        name = about.get("kommunenavn") or about.get("navn") or ""
        found.add(str(code), str(name), _polygons(blob, str(code)))


def _polygons(blob: Any, number: str) -> list[Polygon]:
    if not isinstance(blob, bytes) or len(blob) < 8 or blob[:2] != b"GP":
        raise Refused("empty", {"number": shown(number)})
    envelope = _ENVELOPES.get(blob[3] >> 1 & 7)
    if envelope is None:
        raise Refused("empty", {"number": shown(number)})
    try:
        geometry = shapely.force_2d(shapely.from_wkb(blob[8 + envelope :]))
    except shapely.errors.ShapelyError:
        raise Refused("empty", {"number": shown(number)}) from None
    if geometry.geom_type not in {"Polygon", "MultiPolygon"} or geometry.is_empty:
        raise Refused("no_area", {"number": shown(number), "value": shown(geometry.geom_type)})
    return [
        [[(x, y) for x, y in ring.coords] for ring in (part.exterior, *part.interiors)]
        for part in shapely.get_parts(geometry)
    ]
