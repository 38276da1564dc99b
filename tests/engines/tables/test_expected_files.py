"""The example tables beside the checkout, each compared with what a correct import reads from it."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from plandugnad.engines.tables import Places, open_workbook, read_file
from plandugnad.engines.tables.command import read_command

_DATA = Path(__file__).resolve().parents[4] / "shared" / "data"
_EXPECTED = sorted((_DATA / "plan-tables").glob("*.expected.json"))
_BETWEEN_NOTES = " · "

pytestmark = pytest.mark.skipif(
    not _EXPECTED, reason="the example tables (../shared/data/plan-tables) are not beside the checkout"
)


@pytest.fixture(scope="module")
def places() -> Places:
    with (_DATA / "municipalities.csv").open(encoding="utf-8") as register:
        return Places.from_rows(
            (row["number"], row["name"], (row["official_name_ssb"], row["official_name_kartverket"]),
             row["number_2020_2023"])
            for row in csv.DictReader(register)
        )  # fmt: skip


def _table_of(expected: Path) -> Path:
    stem = expected.name.removesuffix(".expected.json")
    return next(path for path in expected.parent.glob(f"{stem}.*") if path.suffix != ".json")


@pytest.mark.parametrize("expected", _EXPECTED, ids=lambda path: path.name.removesuffix(".expected.json"))
def test_every_example_is_read_as_expected(expected: Path, places: Places) -> None:
    table = _table_of(expected)
    got = read_file(open_workbook(table.read_bytes(), table.name), places=places).to_expected_json()
    wanted = json.loads(expected.read_text(encoding="utf-8"))
    assert _without_notes_and_whys(got) == _without_notes_and_whys(wanted)
    for row, other in zip(got["rows"], wanted["rows"], strict=True):
        for part in (other["notes"] or "").split(_BETWEEN_NOTES):
            assert part in (row["notes"] or ""), row["source_row"]
    assert all(error["why"] for error in got["errors"])


@pytest.mark.parametrize("expected", _EXPECTED[:1], ids=lambda path: path.name.removesuffix(".expected.json"))
def test_the_command_prints_the_same_shape(expected: Path, places: Places) -> None:
    wanted = json.loads(expected.read_text(encoding="utf-8"))
    assert json.loads(read_command(_table_of(expected), None, places)).keys() == wanted.keys()


def _without_notes_and_whys(reading: dict[str, Any]) -> dict[str, Any]:
    return {
        **reading,
        "rows": [{field: value for field, value in row.items() if field != "notes"} for row in reading["rows"]],
        "errors": [error["source_row"] for error in reading["errors"]],
    }
