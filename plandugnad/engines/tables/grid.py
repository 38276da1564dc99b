"""A sheet with a person's corrections laid over it, asked cell by cell."""

from collections.abc import Mapping
from functools import cached_property

from plandugnad.engines.tables.sheet import Cell, Sheet

Position = tuple[int, int]
Amendments = Mapping[Position, str]


class Grid:
    def __init__(self, sheet: Sheet, amendments: Amendments | None = None) -> None:
        self.sheet = sheet
        self.amendments = dict(amendments or {})
        self._texts: dict[int, dict[int, str]] = {}
        self._amended_rows: dict[int, dict[int, Cell]] = {}
        for (row, column), text in self.amendments.items():
            was = sheet.cell(row, column)
            cell = Cell(text, bool(was and was.bold), bool(was and was.filled), comment=was.comment if was else None)
            self._amended_rows.setdefault(row, {})[column] = cell

    @cached_property
    def rows(self) -> list[int]:
        return sorted({*self.sheet.rows, *self._amended_rows})

    def own(self, row: int) -> dict[int, Cell]:
        """The cells of the row with content or a comment, left to right, without what is merged into it from above."""
        cells = {**self.sheet.rows.get(row, {}), **self._amended_rows.get(row, {})}
        return {column: cells[column] for column in sorted(cells)}

    def texts(self, row: int) -> dict[int, str]:
        """The row's own texts, left to right; kept, since each row is asked about several times."""
        kept = self._texts.get(row)
        if kept is None:
            kept = self._texts[row] = {column: text for column, cell in self.own(row).items() if (text := cell.text)}
        return kept

    def held(self, row: int, column: int, *, across: bool = False) -> Cell | None:
        """The cell here, or the one merged down over it; with `across` also one merged from the left."""
        amended = self._amended_rows.get(row, {}).get(column)
        if amended is not None:
            return amended
        if not self.sheet.merges:
            return self.sheet.cell(row, column)
        top, left = self.sheet.source_of(row, column)
        if left != column and not across:
            return self.sheet.cell(row, column)
        return self._amended_rows.get(top, {}).get(left) or self.sheet.cell(top, left)
