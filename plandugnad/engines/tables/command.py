"""The body of `plandugnad tables read FILE [--sheet NAME]`."""

import json
from pathlib import Path

from plandugnad.engines.tables.opening import open_workbook
from plandugnad.engines.tables.places import Places
from plandugnad.engines.tables.whole_file import read_file


def read_command(path: str | Path, sheet: str | None, places: Places) -> str:
    """The reading as JSON in the shape of the expected files. Raises Refused, or OSError when there is no such file."""
    path = Path(path)
    workbook = open_workbook(path.read_bytes(), path.name)
    reading = read_file(workbook, sheet=sheet, places=places)
    return json.dumps(reading.to_expected_json(), ensure_ascii=False, indent=1)
