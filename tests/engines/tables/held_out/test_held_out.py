"""Tables from municipalities all over the country: each must come out exactly as the rules say.

`why` is compared freely and notes by containment; everything else must be equal.
"""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from plandugnad.engines.tables import Places, open_workbook, read_file
from tests.engines.tables.held_out.build import BUILDERS, ORIGINALS

HERE = Path(__file__).parent
REGISTER = HERE.parents[3] / "data" / "municipalities.csv"
HEAD = ("municipality", "language", "sheet", "header_row", "columns", "skipped_rows", "possible_duplicates")


@pytest.fixture(scope="module")
def places() -> Places:
    with REGISTER.open(encoding="utf-8") as register:
        return Places.from_rows(
            (row["number"], row["name"], [row["official_name"], row["name_se"], row["name_sma"], row["name_fkv"]])
            for row in csv.DictReader(register)
        )


def read(table: str, places: Places) -> tuple[dict[str, Any], dict[str, Any]]:
    filename, build = BUILDERS[table]
    beside = next(folder for folder in (HERE, ORIGINALS) if (folder / f"{table}.expected.json").exists())
    expected: dict[str, Any] = json.loads((beside / f"{table}.expected.json").read_text(encoding="utf-8"))
    return read_file(open_workbook(build(), filename), sheet=None, places=places).to_expected_json(), expected


def notes_are_held(got: str | None, expected: str | None) -> bool:
    return all(part in (got or "") for part in (expected or "").split(" · "))


def row_differences(got: dict[str, Any], expected: dict[str, Any]) -> list[str]:
    differences = []
    for field, value in expected.items():
        is_same = notes_are_held(got.get(field), value) if field == "notes" else got.get(field) == value
        if not is_same:
            differences.append(f"row {expected['source_row']} {field}: {got.get(field)!r}, should be {value!r}")
    return differences


@pytest.mark.parametrize("table", BUILDERS)
def test_the_table_itself_is_found(table: str, places: Places) -> None:
    got, expected = read(table, places)
    assert {key: got[key] for key in HEAD} == {key: expected[key] for key in HEAD}


@pytest.mark.parametrize("table", BUILDERS)
def test_the_faulty_rows_are_the_errors(table: str, places: Places) -> None:
    got, expected = read(table, places)
    assert [row["source_row"] for row in got["errors"]] == [row["source_row"] for row in expected["errors"]]


@pytest.mark.parametrize("table", BUILDERS)
def test_every_plan_row_comes_out_as_the_rules_say(table: str, places: Places) -> None:
    got, expected = read(table, places)
    found = {row["source_row"]: row for row in got["rows"]}
    assert list(found) == [row["source_row"] for row in expected["rows"]]
    assert [line for row in expected["rows"] for line in row_differences(found[row["source_row"]], row)] == []
