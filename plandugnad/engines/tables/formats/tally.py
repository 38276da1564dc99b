"""Counts what has been read of a file and refuses what goes beyond the limits, in words that say where."""

from collections.abc import Iterable

from plandugnad.engines.tables.limits import Limits
from plandugnad.engines.tables.refusal import Refused
from plandugnad.engines.tables.sheet import Cell, Merge, Rows, Sheet
from plandugnad.engines.tables.text import visible

# All merged areas of a sheet together, in cells. An area merged over a whole sheet says nothing about plans.
_MERGED_CELLS = 300_000
# Cells with paint alone, in a sheet. Whole sheets are painted for looks; then paint says nothing.
MOST_PAINTED = 20_000


class Tally:
    def __init__(self, file: str, limits: Limits) -> None:
        self.file, self.limits = file, limits
        self.cells = 0
        self.characters = 0
        self.sheets = 0

    def sheet(self) -> None:
        self.sheets += 1
        if self.sheets > self.limits.sheets:
            raise Refused("too_many_sheets", file=self.file, limit=self.limits.sheets)

    def cell(self, sheet: str | None, row: int, column: int, cell: Cell) -> None:
        limits = self.limits
        if row > limits.last_row:
            raise Refused("too_many_rows", sheet=sheet or self.file, limit=limits.last_row)
        if column >= limits.last_column:
            raise Refused("too_many_columns", sheet=sheet or self.file, limit=limits.last_column, row=row)
        self.cells += 1
        if self.cells > limits.cells:
            raise Refused("too_many_cells", file=self.file, limit=limits.cells)
        if isinstance(cell.value, str):
            self.text(sheet, row, len(cell.value))

    def text(self, sheet: str | None, row: int, length: int) -> None:
        limit = self.limits.cell_characters
        if length > limit:
            raise Refused("cell_too_long", sheet=sheet or self.file, row=row, limit=limit)
        self.characters += length
        if self.characters > self.limits.text_characters:
            raise Refused("too_many_cells", file=self.file, limit=self.limits.cells)


def finished(
    name: str | None,
    rows: dict[int, dict[int, Cell]],
    merges: list[Merge],
    hidden_rows: set[int],
    hidden_columns: set[int],
    *,
    hidden: bool = False,
    painted: Iterable[tuple[int, int]] = (),
) -> Sheet:
    """The sheet, with merged and hidden areas cut to where there is content."""
    last_row = max(rows, default=0)
    last_column = max((max(cells) for cells in rows.values() if cells), default=-1)
    return Sheet(
        name and visible(name),
        rows,
        _within(merges, last_row, last_column, rows),
        frozenset(row for row in hidden_rows if row <= last_row),
        frozenset(column for column in hidden_columns if column <= last_column),
        hidden,
        frozenset((row, column) for row, column in painted if row in rows),
    )


def _within(merges: list[Merge], last_row: int, last_column: int, rows: Rows) -> tuple[Merge, ...]:
    kept, left = [], _MERGED_CELLS
    for merge in merges:
        if merge.top > last_row or merge.left > last_column or merge.left not in rows.get(merge.top, {}):
            continue
        cut = Merge(merge.top, merge.left, min(merge.bottom, last_row), min(merge.right, last_column + 1))
        area = (cut.bottom - cut.top + 1) * (cut.right - cut.left + 1)
        if area > 1 and area <= left:
            left -= area
            kept.append(cut)
    return tuple(kept)
