"""Tables of an .ods content part: repeated rows and cells are counted before they are spread out."""

import math
from datetime import date, datetime
from typing import NamedTuple

from plandugnad.engines.tables.formats.markup import attributes_by_local_name
from plandugnad.engines.tables.formats.ods_styles import Styles
from plandugnad.engines.tables.formats.tally import MOST_PAINTED, Tally, finished
from plandugnad.engines.tables.sheet import Cell, Merge, Sheet
from plandugnad.engines.tables.text import Value, visible

_CELLS = ("table-cell", "covered-table-cell")
_FARTHEST = 2_000_000  # positions are counted no further than this; no sheet reaches it
# LibreOffice keeps copies of other files' sheets under such names.
_COPY_OF_ANOTHER_FILE = "'file:"


class _Open(NamedTuple):
    attributes: dict[str, str]
    repeated: int


class TableReader:
    def __init__(self, styles: Styles, tally: Tally) -> None:
        self.styles, self.tally = styles, tally
        self.sheets: list[Sheet] = []
        self.annotation: list[str] | None = None  # pieces of a comment, while within one
        self.depth = 0  # of tables within tables
        self.ignored = 0  # within tracked changes, charts and the like
        self._begin_table("", hidden=False)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.styles.start(name, attributes)
        if self.ignored or name in ("tracked-changes", "shapes", "forms", "object", "named-expressions"):
            self.ignored += 1
        elif name == "table":
            self.depth += 1
            if self.depth == 1:
                self.tally.sheet()
                plain = attributes_by_local_name(attributes)
                self._begin_table(visible(plain.get("name", "")), hidden=plain.get("display") == "false")
        elif self.depth == 1:
            self._within_table(name, attributes)

    def _within_table(self, name: str, attributes: dict[str, str]) -> None:
        if name in _CELLS:
            self._begin_cell(attributes_by_local_name(attributes))
        elif name == "table-row":
            self._begin_row(attributes_by_local_name(attributes))
        elif name == "table-column":
            self._column(attributes_by_local_name(attributes))
        elif name == "annotation":
            self.annotation = []
        elif name == "p":
            self._paragraph()
        elif name in ("s", "tab", "line-break"):
            count = attributes_by_local_name(attributes).get("c", "1") if name == "s" else "1"
            self.text((" " if name != "line-break" else "\n") * _count(count, 1000))
        elif name in ("creator", "date", "date-string", "creator-initials"):
            self.listening = False

    def end(self, name: str) -> None:
        self.styles.end(name)
        if self.ignored:
            self.ignored -= 1
        elif name == "table":
            self._end_table()
        elif self.depth != 1:
            return
        elif name in _CELLS:
            self._end_cell()
        elif name == "table-row":
            self._end_row()
        elif name == "annotation":
            self.comment, self.annotation = "".join(self.annotation or []), None
        elif name == "p":
            self.listening = False

    def text(self, piece: str) -> None:
        if self.depth != 1 or not self.listening or self.ignored:
            return
        self.heard += len(piece)
        if self.heard > self.tally.limits.cell_characters:
            self.tally.text(self.name, self.row, self.heard)
        (self.pieces if self.annotation is None else self.annotation).append(piece)

    def _begin_table(self, name: str, *, hidden: bool) -> None:
        self.name, self.hidden = name, hidden
        self.rows: dict[int, dict[int, Cell]] = {}
        self.merges: list[Merge] = []
        self.painted: list[tuple[int, int]] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.column_styles: list[tuple[int, str]] = []  # up to which column, its default style
        self.row, self.column, self.columns = 1, 0, 0
        self.row_cells: dict[int, Cell] = {}
        self.row_open = self.cell_open = _Open({}, 1)
        self.pieces: list[str] = []
        self.annotation = None
        self.comment = ""
        self.listening = False
        self.heard = 0

    def _end_table(self) -> None:
        self.depth -= 1
        if self.depth == 0 and not self.name.startswith(_COPY_OF_ANOTHER_FILE):
            self.sheets.append(
                finished(
                    self.name,
                    self.rows,
                    self.merges,
                    self.hidden_rows,
                    self.hidden_columns,
                    hidden=self.hidden,
                    painted=self.painted,
                )
            )

    def _column(self, attributes: dict[str, str]) -> None:
        repeated = _count(attributes.get("number-columns-repeated"), _FARTHEST)
        if attributes.get("visibility", "visible") != "visible":
            self.hidden_columns.update(
                range(self.columns, min(self.columns + repeated, self.tally.limits.last_column))
            )  # fmt: skip
        self.columns = min(self.columns + repeated, _FARTHEST)
        self.column_styles.append((self.columns, attributes.get("default-cell-style-name", "")))

    def _begin_row(self, attributes: dict[str, str]) -> None:
        self.row_open = _Open(attributes, _count(attributes.get("number-rows-repeated"), _FARTHEST))
        self.row_cells = {}
        self.row_painted: list[int] = []
        self.column = 0

    def _end_row(self) -> None:
        repeated = self.row_open.repeated
        hidden = self.row_open.attributes.get("visibility", "visible") != "visible"
        if self.row_cells or hidden:
            # The count stops at the limits, so a row repeated a million times is refused, not spread out.
            for row in range(self.row, self.row + repeated):
                if hidden and row <= self.tally.limits.last_row:
                    self.hidden_rows.add(row)
                if not self.row_cells:
                    if row > self.tally.limits.last_row:
                        break
                    continue
                for column, cell in self.row_cells.items():
                    self.tally.cell(self.name, row, column, cell)
                self.rows[row] = dict(self.row_cells)
                if len(self.painted) < MOST_PAINTED:
                    self.painted.extend((row, column) for column in self.row_painted)
        self.row = min(self.row + repeated, _FARTHEST)

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        self.cell_open = _Open(attributes, _count(attributes.get("number-columns-repeated"), _FARTHEST))
        self.pieces, self.annotation, self.comment = [], None, ""
        self.listening, self.heard = False, 0

    def _paragraph(self) -> None:
        pieces = self.pieces if self.annotation is None else self.annotation
        if pieces:
            pieces.append("\n")
        self.listening = True

    def _end_cell(self) -> None:
        attributes, repeated = self.cell_open
        shown = "".join(self.pieces).strip()
        value = _value(attributes, "".join(self.pieces))
        comment = visible(self.comment) or None
        first, self.column = self.column, min(self.column + repeated, _FARTHEST)
        down = _count(attributes.get("number-rows-spanned"), self.tally.limits.last_row)
        across = _count(attributes.get("number-columns-spanned"), self.tally.limits.last_column)
        if (down > 1 or across > 1) and len(self.merges) < self.tally.limits.merges:
            self.merges.append(Merge(self.row, first, self.row + down - 1, first + across - 1))
        style = attributes.get("style-name") or self._default_style(first)
        if value in (None, "") and not comment:
            if self.styles.is_filled(style) and repeated < self.tally.limits.last_column:
                self.row_painted.extend(range(first, first + repeated))
            return
        cell = Cell(
            None if value == "" else value, self.styles.is_bold(style), self.styles.is_filled(style),
            isinstance(value, date) and (self.styles.shows_only_year(style) or shown == str(value.year)),
            "formula" in attributes, comment,
        )  # fmt: skip
        for column in range(first, first + repeated):
            if column >= self.tally.limits.last_column:
                self.tally.cell(self.name, self.row, column, cell)  # refuses
            self.row_cells[column] = cell

    def _default_style(self, column: int) -> str:
        own = self.row_open.attributes.get("default-cell-style-name")
        return own or next((style for until, style in self.column_styles if column < until), "")


def _value(attributes: dict[str, str], text: str) -> Value:
    kind = attributes.get("value-type", "")
    if kind == "date":
        return _day(attributes.get("date-value", "")) or visible(text)
    if kind in ("float", "percentage", "currency"):
        return _number(attributes.get("value", ""), text)
    if kind == "boolean":
        return attributes.get("boolean-value") == "true"
    return visible(text) or visible(attributes.get("string-value", ""))


def _number(raw: str, text: str) -> Value:
    try:
        number = float(raw)
    except ValueError:
        return visible(text)
    if not math.isfinite(number):
        return None
    return int(number) if number.is_integer() and abs(number) < 1e15 else number


def _day(raw: str) -> Value:
    try:
        return datetime.fromisoformat(raw[:19]).date()
    except ValueError:
        return None


def _count(text: str | None, most: int) -> int:
    if text and text.isascii() and text.isdigit() and len(text) < 10:
        return max(1, min(int(text), most))
    return 1
