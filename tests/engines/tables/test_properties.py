"""What holds for every table, however strange."""

import dataclasses
import json
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from plandugnad.engines.tables import (
    Merge,
    Refused,
    Sheet,
    Workbook,
    guess_table,
    open_workbook,
    paste,
    read_file,
    read_table,
)
from plandugnad.engines.tables.beside import parted
from tests.engines.tables.tables import PLACES, Value, sheet_of

_WORDS = some.sampled_from([
    "Plan", "Vedtatt", "Status", "Skal revideres", "Merknad", "2024", "2025", "Kulturplan", "Kulturplan 2018–2022",
    "Helseplan (utgått)", "Oppvekst",
    "Kommunedelplaner", "12.06.2019", "2019", "K-sak 45/19", "gjeldende", "skal rulleres", "x", "-", "ca. 2015",
    "høst 2026", "Sum", "Kilde: x", "2017",
    "Slås sammen med Helseplan", "TP", "Farsund kommune", "#REF!", "=1+1", "31.02.2019", "2024/2025",
])  # fmt: skip
_VALUES: some.SearchStrategy[Value] = some.one_of(
    some.none(), _WORDS, some.text(max_size=12), some.integers(-10, 60_000), some.floats(allow_nan=False,
    allow_infinity=False, width=32),
    some.booleans(), some.dates(date(1950, 1, 1), date(2040, 1, 1)),
)  # fmt: skip
_GRIDS = some.lists(some.lists(_VALUES, max_size=6), min_size=1, max_size=12)
_HEADED = _GRIDS.map(lambda grid: [["Plan", "Vedtatt", "Status", "Skal revideres", "Sist revidert", "Merknad"], *grid])
_FEW = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@_FEW
@given(some.one_of(_GRIDS, _HEADED))
def test_every_row_with_content_is_in_exactly_one_place(grid: list[list[Value]]) -> None:
    sheet = sheet_of(grid)
    guess = guess_table(sheet, "planer.xlsx", PLACES)
    if guess is None:
        return
    reading = read_table(sheet, guess)
    placed = [
        *(row.source_row for row in reading.rows),
        *(error.source_row for error in reading.errors),
        *reading.skipped_rows,
    ]
    filled = [row for row in sorted(sheet.rows) if row > guess.header_row and any(True for _ in sheet.own_texts(row))]
    assert sorted(placed) == filled
    json.dumps(reading.to_expected_json())


@_FEW
@given(_HEADED, some.permutations(range(6)))
def test_the_order_of_columns_does_not_change_the_plans(grid: list[list[Value]], order: list[int]) -> None:
    # Outside the header only plain cells: a lone text is a section by where it stands, which moving it may change.
    rows = [[*row, *[None] * 6][:6] for row in grid]
    rows = [rows[0], *(["Helseplan", *row[1:]] for row in rows[1:])]
    moved = [[row[index] for index in order] for row in rows]
    readings = []
    for table in (rows, moved):
        sheet = sheet_of(table)
        guess = guess_table(sheet, "", PLACES)
        assert guess is not None
        fields = {column.header: column.field for column in guess.columns if column.header}
        readings.append((read_table(sheet, guess), fields))
    (one, fields), (other, other_fields) = readings
    if fields == other_fields and len(one.rows) == len(other.rows):
        assert [_without_places(row) for row in one.rows] == [_without_places(row) for row in other.rows]


def _without_places(row: object) -> dict[str, object]:
    kept = dataclasses.asdict(row)  # type: ignore[call-overload]
    kept["notes"] = sorted((kept["notes"] or "").split(" · "))
    return {key: value for key, value in kept.items() if key != "cells"}


@_FEW
@given(_HEADED, _WORDS, some.integers(2, 8), some.integers(0, 5))
def test_amending_a_cell_twice_is_amending_it_once(grid: list[list[Value]], text: str, row: int, column: int) -> None:
    sheet = sheet_of(grid)
    guess = guess_table(sheet, "planer.xlsx", PLACES)
    assert guess is not None
    once = read_table(sheet, guess, amendments={(row, column): text})
    assert read_table(sheet, guess, amendments={(row, column): text}) == once
    unchanged = {(row, column): cell.text} if (cell := sheet.cell(row, column)) and isinstance(cell.value, str) else {}
    assert read_table(sheet, guess, amendments=unchanged) == read_table(sheet, guess)


@_FEW
@given(_GRIDS)
def test_a_workbook_is_kept_as_json_and_read_the_same(grid: list[list[Value]]) -> None:
    sheet = sheet_of(grid, name="Planer", merges=[Merge(1, 0, 2, 0)], bold=[1])
    workbook = Workbook("planer.xlsx", "xlsx", (sheet, Sheet(None, {})))
    assert Workbook.from_json(json.loads(json.dumps(workbook.to_json()))) == workbook


@_FEW
@given(some.binary(max_size=400), some.sampled_from(["a.xlsx", "a.xls", "a.ods", "a.csv"]))
def test_any_bytes_are_read_or_refused(content: bytes, filename: str) -> None:
    for start in (
        b"",
        b"PK\x03\x04",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"\x09\x08\x10\x00",
        b"<table>",
        b"\xff\xfe",
    ):
        try:
            read_file(open_workbook(start + content, filename), places=PLACES)
        except Refused as refused:
            refused.sentence("nn")


@_FEW
@given(some.text(max_size=300))
def test_any_pasted_text_is_read_or_refused(text: str) -> None:
    try:
        read_file(paste(text), places=PLACES)
    except Refused as refused:
        refused.sentence("nb")


@_FEW
@given(_HEADED, _GRIDS, some.integers(0, 2), some.integers(0, 3), some.booleans())
def test_every_row_is_told_once_when_two_tables_stand_side_by_side(
    grid: list[list[Value]], other: list[list[Value]], gap: int, lower: int, is_plans: bool
) -> None:
    headings: list[Value] = ["Plan", "Vedtatt", "Status"]
    beside = [*[[]] * lower, *([headings] if is_plans else []), *other]
    rows = [
        [*(grid[n] if n < len(grid) else []), *[None] * 6][:6] + [None] * gap + (beside[n] if n < len(beside) else [])
        for n in range(max(len(grid), len(beside)))
    ]
    workbook = Workbook("planer.xlsx", "xlsx", parted([sheet_of(rows, name="Planer")]))
    try:
        reading = read_file(workbook, places=PLACES)
    except Refused:
        return
    told = {row.source_row for row in reading.rows} | {error.source_row for error in reading.errors}
    filled = {
        row for sheet in workbook.sheets for row in sheet.rows if row > reading.header_row and any(sheet.own_texts(row))
    }
    assert told | set(reading.skipped_rows) == filled
    assert not told & set(reading.skipped_rows)
    places = [(*row.cells.get("name", (row.source_row, -1)), row.name) for row in reading.rows]
    assert len(set(places)) == len(places)
