"""Tables as the tests write them: a grid of values becomes a sheet, and what is read from it is asked for by row."""

from collections.abc import Mapping, Sequence
from datetime import date

from plandugnad.engines.tables import Cell, Merge, Places, PlanRow, Reading, RowError, Sheet, guess_table, read_table

Value = str | int | float | bool | date | Cell | None

# The municipalities the tests speak of, with those that are easily mistaken.
PLACES = Places.from_rows([
    ("4206", "Farsund", (), ("4206",), "Agder"), ("4207", "Flekkefjord", (), (), "Agder"),
    ("4225", "Lyngdal", (), (), "Agder"), ("4226", "Hægebostad", (), (), "Agder"),
    ("4227", "Kvinesdal", (), (), "Agder"), ("4228", "Sirdal", (), (), "Agder"),
    ("4219", "Evje og Hornnes", (), (), "Agder"), ("3118", "Indre Østfold", (), ("3014",), "Østfold"),
    ("4639", "Vik", (), (), "Vestland"), ("3430", "Os", (), (), "Innlandet"),
    ("3328", "Ål", (), ("3043",), "Buskerud"), ("1121", "Time", (), (), "Rogaland"),
    ("1130", "Strand", (), (), "Rogaland"), ("4620", "Ulvik", (), (), "Vestland"),
    ("1515", "Herøy", (), (), "Møre og Romsdal"), ("1818", "Herøy", (), (), "Nordland"),
    ("3114", "Våler", (), ("3018",), "Østfold"), ("3419", "Våler", (), ("3419",), "Innlandet"),
    ("1508", "Ålesund", (), ("1507",), "Møre og Romsdal"), ("1580", "Haram", (), ("1507",), "Møre og Romsdal"),
    ("5612", "Kautokeino", ("Guovdageaidnu - Kautokeino",), ("5430",), "Finnmark"),
    ("5540", "Kåfjord", ("Gáivuotna - Kåfjord - Kaivuono",), ("5426",), "Troms"),
    ("4001", "Porsgrunn", (), ("3806",), "Telemark"), ("0301", "Oslo", (), (), "Oslo"),
    ("5001", "Trondheim", ("Trondheim - Tråante",), (), "Trøndelag"),
])  # fmt: skip


def sheet_of(
    grid: Sequence[Sequence[Value]], *, name: str | None = None, merges: Sequence[Merge] = (), bold: Sequence[int] = ()
) -> Sheet:
    """`bold` are rows, counted from 1, in which every cell is bold."""
    rows: dict[int, dict[int, Cell]] = {}
    for number, values in enumerate(grid, start=1):
        cells = {
            column: value if isinstance(value, Cell) else Cell(value, bold=number in bold)
            for column, value in enumerate(values)
            if value not in (None, "")
        }
        if cells:
            rows[number] = cells
    return Sheet(name, rows, tuple(merges))


def read(
    grid: Sequence[Sequence[Value]],
    *,
    name: str | None = None,
    filename: str = "planer.xlsx",
    merges: Sequence[Merge] = (),
    bold: Sequence[int] = (),
    amendments: Mapping[tuple[int, int], str] | None = None,
) -> Reading:
    sheet = sheet_of(grid, name=name, merges=merges, bold=bold)
    guess = guess_table(sheet, filename, PLACES)
    assert guess is not None, "no table was found"
    return read_table(sheet, guess, amendments=amendments)


def row_of(reading: Reading, source_row: int) -> PlanRow:
    return next(row for row in reading.rows if row.source_row == source_row)


def error_of(reading: Reading, source_row: int) -> RowError:
    return next(error for error in reading.errors if error.source_row == source_row)


def plan(**cells: Value) -> PlanRow:
    """One plan, its cells given by heading: plan(Plan="Kulturplan", Vedtatt=2019). Underscores are spaces."""
    reading = one_row(**cells)
    assert len(reading.rows) == 1, (reading.errors, reading.skipped_rows)
    return reading.rows[0]


def one_row(**cells: Value) -> Reading:
    cells = {"Plan": "Kulturplan", **cells}
    headings = [heading.replace("_", " ").strip() for heading in cells]
    # A second plan keeps the columns from being judged by one cell alone.
    return read([headings, list(cells.values())])
