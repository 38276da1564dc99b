"""A table read: every row below the header is a plan, an error told in words, or skipped."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from plandugnad.engines.tables.columns import ColumnGuess
from plandugnad.engines.tables.duplicates import possible_duplicates
from plandugnad.engines.tables.grid import Grid
from plandugnad.engines.tables.guess import TableGuess, guess_further
from plandugnad.engines.tables.names import begins_with_bare_number
from plandugnad.engines.tables.painted import painted_years
from plandugnad.engines.tables.plan_row import PlanRow, RowError
from plandugnad.engines.tables.row import RowReader
from plandugnad.engines.tables.sections import Kind, Sorter, section_text
from plandugnad.engines.tables.sheet import Sheet
from plandugnad.engines.tables.text import is_blank

# Tables under one another on a sheet; each costs a look at what is below it.
_MOST_TABLES = 20


@dataclass(frozen=True, slots=True)
class Reading:
    """A table read. Rows are counted from 1 as on the sheet, empty and hidden ones included.

    Every row with content below the header is in exactly one of `rows`, `errors` and `skipped_rows`;
    `possible_duplicates` are groups of rows that are all among `rows`.
    """

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
        """In the shape of the expected files, ready for json.dumps."""
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
            reader.section = parts.section = _section_of(sorter.own_texts(row))


def _section_of(texts: Mapping[int, str]) -> str:
    return section_text(next(text for text in texts.values() if not is_blank(text) and any(map(str.isalpha, text))))


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
