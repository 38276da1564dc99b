"""A table read: every row below the header is a plan, an error told in words, or skipped."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from plandugnad.engines.tables.columns import ColumnGuess
from plandugnad.engines.tables.duplicates import possible_duplicates
from plandugnad.engines.tables.grid import Grid
from plandugnad.engines.tables.guess import TableGuess, guess_further, guess_table
from plandugnad.engines.tables.headings import names_plans
from plandugnad.engines.tables.names import begins_with_bare_number
from plandugnad.engines.tables.painted import painted_years
from plandugnad.engines.tables.places import Places
from plandugnad.engines.tables.plan_row import PlanRow, RowError
from plandugnad.engines.tables.refusal import Refused
from plandugnad.engines.tables.row import RowReader
from plandugnad.engines.tables.sections import Kind, Sorter, section_text
from plandugnad.engines.tables.sheet import Sheet
from plandugnad.engines.tables.text import is_blank
from plandugnad.engines.tables.workbook import Workbook

# Tables under one another on a sheet; each costs a look at what is below it.
_MOST_TABLES = 20
# The longest names of plans in the examples have some twenty words.
_LONGEST_NAME_WORDS = 25
# Fields that tell a list of plans from a list of people, words or costs.
_TELLING = ("adopted", "revision_due", "status", "decision", "period", "last_revised", "plan_type", "case_reference")


@dataclass(frozen=True, slots=True)
class Reading:
    municipality: str | None
    language: str
    sheet: str | None
    header_row: int
    columns: tuple[ColumnGuess, ...]
    rows: tuple[PlanRow, ...]
    errors: tuple[RowError, ...]
    skipped_rows: tuple[int, ...]
    possible_duplicates: tuple[tuple[int, ...], ...]

    @property
    def headers(self) -> dict[str, str]:
        """Field -> heading, for the columns that mean something."""
        headers: dict[str, str] = {}
        for column in self.columns:
            if column.field:
                headers.setdefault(column.field, column.header)
        return headers

    def to_expected_json(self) -> dict[str, Any]:
        return {
            "municipality": int(self.municipality) if self.municipality else None,
            "language": self.language,
            "sheet": self.sheet,
            "header_row": self.header_row,
            "columns": self.headers,
            "rows": [row.to_expected_json() for row in self.rows],
            "errors": [{"source_row": error.source_row, "why": error.why} for error in self.errors],
            "skipped_rows": list(self.skipped_rows),
            "possible_duplicates": [list(group) for group in self.possible_duplicates],
        }


def read_table(sheet: Sheet, guess: TableGuess, *, amendments: Mapping[tuple[int, int], str] | None = None) -> Reading:
    """Reads the sheet as the guess says, with corrected cells laid over it: (row from 1, column from 0) -> text.

    Pure: the same sheet, guess and amendments give the same reading.
    """
    grid = Grid(sheet, amendments)
    parts = _Parts()
    for part, sorter, rows in _tables(grid, guess):
        _read_part(grid, part, sorter, rows, parts)
    return Reading(
        guess.municipality,
        guess.language,
        sheet.name,
        guess.header_row,
        guess.columns,
        tuple(parts.rows),
        tuple(parts.errors),
        tuple(parts.skipped),
        possible_duplicates(parts.rows),
    )


@dataclass(slots=True)
class _Parts:
    rows: list[PlanRow] = field(default_factory=list)
    errors: list[RowError] = field(default_factory=list)
    skipped: list[int] = field(default_factory=list)
    section: str | None = None


def _tables(grid: Grid, guess: TableGuess) -> Iterator[tuple[TableGuess, Sorter, list[int]]]:
    """The rows below the header; under another header on the same sheet the columns mean what that one says."""
    rows: list[int] = []
    sorter, left = Sorter(grid, guess), _MOST_TABLES
    for row in [row for row in grid.rows if row > guess.header_row and grid.texts(row)]:
        if guess.header_rows and left and sorter.begins_another_table(row):
            left -= 1
            yield guess, sorter, rows
            guess, rows = guess_further(grid.sheet, guess, row), []
            sorter = Sorter(grid, guess)
        rows.append(row)
    yield guess, sorter, rows


def _read_part(grid: Grid, guess: TableGuess, sorter: Sorter, below: list[int], parts: _Parts) -> None:
    kinds = {row: sorter.sort(row) for row in below}
    plans = [row for row, kind in kinds.items() if kind is Kind.PLAN]
    reader = RowReader(
        grid, guess, numbered=_is_numbered(grid, sorter, kinds), fill_down=_has_gaps(grid, sorter, kinds),
        painted=painted_years(grid, guess, plans),
    )  # fmt: skip
    reader.section = parts.section
    for row in below:
        read = reader.read(row) if kinds[row] in (Kind.PLAN, Kind.OTHER) else None
        if isinstance(read, PlanRow):
            parts.rows.append(read)
        elif isinstance(read, RowError):
            parts.errors.append(read)
        else:
            parts.skipped.append(row)
        if kinds[row] is Kind.SECTION:
            reader.section = parts.section = _section_of(grid, row)


def read_file(workbook: Workbook, *, sheet: str | None = None, places: Places) -> Reading:
    """The named sheet, or the one with most plans. Raises Refused when there are none."""
    if sheet is not None:
        return _named_sheet(workbook, sheet, places)
    readings = [reading for reading in _readings(workbook, places) if _lists_plans(reading)]
    if not readings:
        raise Refused("no_plans", file=workbook.filename or "–")
    return max(readings, key=_weight)


def read_all(workbook: Workbook, places: Places) -> list[Reading]:
    """Every sheet that holds plans, in the workbook's order. Raises Refused when there are none."""
    readings = _readings(workbook, places)
    telling = [reading for reading in readings if _is_telling(reading)]
    # A list of names alone, when there is nothing better.
    found = telling or [reading for reading in readings if _lists_plans(reading)][:1]
    if not found:
        raise Refused("no_plans", file=workbook.filename or "–")
    return found


def _named_sheet(workbook: Workbook, name: str, places: Places) -> Reading:
    found = workbook.sheet(name) or next(
        (sheet for sheet in workbook.sheets if (sheet.name or "").strip().casefold() == name.strip().casefold()), None
    )
    if found is None:
        names = ", ".join(sheet.name or "–" for sheet in workbook.sheets)
        raise Refused("no_such_sheet", file=workbook.filename or "–", sheet=name, sheets=names)
    guess = guess_table(found, workbook.filename, places)
    if guess is None:
        raise Refused("no_plans", file=name)
    return read_table(found, guess)


def _readings(workbook: Workbook, places: Places) -> list[Reading]:
    readings = []
    for sheet in workbook.sheets:
        guess = guess_table(sheet, workbook.filename, places)
        if guess is not None:
            reading = read_table(sheet, guess)
            if reading.rows or reading.errors:
                readings.append(reading)
    return readings


def _is_telling(reading: Reading) -> bool:
    fields = reading.headers
    has_years = sum(field.startswith(("year_", "decision_")) for field in fields) > 1
    return reading.header_row > 0 and (has_years or any(field in fields for field in _TELLING)) and _has_plans(reading)


def _has_plans(reading: Reading) -> bool:
    return sum(row.plan_type is not None for row in reading.rows) * 3 >= len(reading.rows)


def _lists_plans(reading: Reading) -> bool:
    """Names of plans, if nothing more. Prose is cut into cells that go on for long, or end as sentences do."""
    headings = reading.headers
    told = sum(field in headings for field in _TELLING) + names_plans(headings.get("name", ""))
    if _is_telling(reading) or (reading.header_row and told > 1):
        return True
    names = [row.name for row in reading.rows]
    prose = sum(len(name.split()) > _LONGEST_NAME_WORDS or name.endswith((".", ":", "?", "!")) for name in names)
    return bool(names) and prose * 3 < len(names) and _has_plans(reading)


def _weight(reading: Reading) -> tuple[bool, int, int]:
    return _is_telling(reading), len(reading.rows) + len(reading.errors), len(reading.headers)


def _section_of(grid: Grid, row: int) -> str:
    return section_text(
        next(text for text in grid.texts(row).values() if not is_blank(text) and any(map(str.isalpha, text)))
    )


def _is_numbered(grid: Grid, sorter: Sorter, kinds: Mapping[int, Kind]) -> bool:
    """Whether names begin with bare numbers, as «12 Kulturplan», throughout."""
    names = [name for row, kind in kinds.items() if kind is Kind.PLAN and (name := grid.texts(row).get(sorter.name))]
    return sum(map(begins_with_bare_number, names)) * 2 > len(names) > 2


def _has_gaps(grid: Grid, sorter: Sorter, kinds: Mapping[int, Kind]) -> bool:
    """Whether the section column is written only where the section begins, as merged cells become in a .csv.

    Then the first plan has a section, some have none, and no two in a row repeat it.
    """
    if sorter.section is None or grid.sheet.merges:
        return False
    plans = [row for row, kind in kinds.items() if kind is Kind.PLAN]
    said = [grid.texts(row).get(sorter.section, "") for row in plans]
    if not said or is_blank(said[0]) or all(not is_blank(text) for text in said):
        return False
    return all(one != other or not one for one, other in pairwise(said)) and sum(map(bool, said)) * 2 <= len(said)
