"""A sheet as it was opened: sparse rows of cells, with what the eye sees of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from plandugnad.engines.tables.text import Value, shown

_BOLD, _FILLED, _YEAR_ONLY, _FORMULA, _DATE = 1, 2, 4, 8, 16


class Cell(NamedTuple):
    """What stands in a cell, and what the eye sees of it: bold, a fill, a comment."""

    value: Value
    bold: bool = False
    filled: bool = False
    year_only: bool = False  # a date formatted to show only its year
    formula: bool = False  # the value is the one stored with the formula
    comment: str | None = None

    @property
    def text(self) -> str:
        """As a person reads it; "" when nothing can be read."""
        if self.year_only and isinstance(self.value, date):
            return str(self.value.year)
        return shown(self.value)


class Merge(NamedTuple):
    """Rows count from 1, columns from 0; both ends included."""

    top: int
    left: int
    bottom: int
    right: int


Rows = Mapping[int, Mapping[int, Cell]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows count from 1, as in the file, empty and hidden ones included; columns count from 0 (A)."""

    name: str | None
    rows: Rows
    merges: tuple[Merge, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    hidden: bool = False
    # Cells with a colour and nothing else, (row, column): paint under a year can mean work that year.
    painted: frozenset[tuple[int, int]] = frozenset()
    is_part: bool = False  # a list of plans that stood beside the one on the sheet before
    _spread: dict[int, dict[int, tuple[int, int]]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def cell(self, row: int, column: int) -> Cell | None:
        """The cell that is written here, whatever is merged over it."""
        return self.rows.get(row, {}).get(column)

    def own_texts(self, row: int) -> Iterator[tuple[int, str]]:
        """The filled cells of a row, left to right; what is merged into it from above is not its own."""
        cells = self.rows.get(row, {})
        for column in sorted(cells):
            if text := cells[column].text:
                yield column, text

    def source_of(self, row: int, column: int) -> tuple[int, int]:
        """The cell whose value holds here: itself, or the top left cell of the area merged over it."""
        if not self._spread and self.merges:
            self._spread.update(_spread_of(self.merges))
        return self._spread.get(row, {}).get(column, (row, column))

    def is_merged_across(self, row: int, column: int) -> bool:
        """Whether what stands here is merged over the column to the right."""
        return bool(self.merges) and self.source_of(row, column + 1) == (row, column)

    def to_json(self) -> dict[str, Any]:
        """A form without Python types, for a database; `from_json` gives the same sheet back."""
        return {
            "name": self.name,
            "rows": [[row, [_cell_to_json(column, cells[column]) for column in sorted(cells)]]
                     for row, cells in sorted(self.rows.items())],
            "merges": [list(merge) for merge in self.merges],
            "hidden_rows": sorted(self.hidden_rows),
            "hidden_columns": sorted(self.hidden_columns),
            "hidden": self.hidden,
            **({"painted": sorted(map(list, self.painted))} if self.painted else {}),
            **({"is_part": True} if self.is_part else {}),
        }  # fmt: skip

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Sheet:
        """Of what `to_json` gave; other input may raise KeyError, TypeError or ValueError."""
        return cls(
            name=stored["name"],
            rows={row: dict(map(_cell_from_json, cells)) for row, cells in stored["rows"]},
            merges=tuple(Merge(*merge) for merge in stored["merges"]),
            hidden_rows=frozenset(stored["hidden_rows"]),
            hidden_columns=frozenset(stored["hidden_columns"]),
            hidden=stored["hidden"],
            painted=frozenset((row, column) for row, column in stored.get("painted", ())),
            is_part=stored.get("is_part", False),
        )


def column_letter(column: int) -> str:
    """0 -> 'A', 27 -> 'AB'."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _spread_of(merges: tuple[Merge, ...]) -> dict[int, dict[int, tuple[int, int]]]:
    spread: dict[int, dict[int, tuple[int, int]]] = {}
    for merge in merges:
        for row in range(merge.top, merge.bottom + 1):
            columns = spread.setdefault(row, {})
            for column in range(merge.left, merge.right + 1):
                columns[column] = (merge.top, merge.left)
    return spread


def _cell_to_json(column: int, cell: Cell) -> list[Any]:
    is_date = isinstance(cell.value, date)
    flags = (
        _BOLD * cell.bold + _FILLED * cell.filled + _YEAR_ONLY * cell.year_only + _FORMULA * cell.formula
        + _DATE * is_date
    )  # fmt: skip
    value = cell.value.isoformat() if isinstance(cell.value, date) else cell.value
    if cell.comment is not None:
        return [column, value, flags, cell.comment]
    return [column, value, flags] if flags else [column, value]


def _cell_from_json(stored: list[Any]) -> tuple[int, Cell]:
    column, value, flags, comment = (*stored, 0, None)[:4] if len(stored) == 2 else (*stored, None)[:4]
    if flags & _DATE:
        value = date.fromisoformat(value)
    return column, Cell(
        value, bool(flags & _BOLD), bool(flags & _FILLED), bool(flags & _YEAR_ONLY), bool(flags & _FORMULA), comment
    )
