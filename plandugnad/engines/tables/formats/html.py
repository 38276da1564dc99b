"""A table on a web page. Several systems export «Excel» files that are really this."""

from html.parser import HTMLParser

from plandugnad.engines.tables.formats.tally import Tally, finished
from plandugnad.engines.tables.limits import Limits
from plandugnad.engines.tables.sheet import Cell, Merge, Sheet
from plandugnad.engines.tables.text import even, visible

_BREAKS = {"br", "p", "div", "li"}
_NOT_TEXT = {"script", "style", "head", "title"}


def read_html(text: str, file: str, limits: Limits) -> tuple[Sheet, ...]:
    """Each outermost table becomes a sheet."""
    reader = _TableReader(file, limits)
    reader.feed(text)
    reader.close()
    return tuple(reader.sheets)


class _TableReader(HTMLParser):
    def __init__(self, file: str, limits: Limits) -> None:
        super().__init__(convert_charrefs=True)
        self.tally, self.limits = Tally(file, limits), limits
        self.sheets: list[Sheet] = []
        self.depth = self.silent = 0
        self._begin_table()

    def _begin_table(self) -> None:
        self.rows: dict[int, dict[int, Cell]] = {}
        self.merges: list[Merge] = []
        self.covered: set[tuple[int, int]] = set()
        self.row, self.column = 0, 0
        self.pieces: list[str] | None = None
        self.heard = 0
        self.bold = False
        self.span = (1, 1)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _NOT_TEXT:
            self.silent += 1
        elif tag == "table":
            self.depth += 1
            if self.depth == 1:
                self.tally.sheet()
                self._begin_table()
        elif self.depth == 1:
            self._within_table(tag, dict(attrs))

    def _within_table(self, tag: str, attributes: dict[str, str | None]) -> None:
        if tag == "tr":
            self._end_cell()
            self.row, self.column = self.row + 1, 0
        elif tag in ("td", "th"):
            self._end_cell()
            while (self.row, self.column) in self.covered:
                self.column += 1
            self.pieces, self.heard, self.bold = [], 0, tag == "th"
            self.span = (_span(attributes.get("rowspan")), _span(attributes.get("colspan")))
        elif self.pieces is not None:
            if tag in _BREAKS:
                self.pieces.append("\n")
            self.bold = self.bold or tag in ("b", "strong")

    def handle_endtag(self, tag: str) -> None:
        if tag in _NOT_TEXT:
            self.silent = max(0, self.silent - 1)
        elif tag in ("td", "th", "tr") and self.depth == 1:
            self._end_cell()
        elif tag == "table" and self.depth:
            self.depth -= 1
            if not self.depth:
                self._end_cell()
                self.sheets.append(finished(None, self.rows, self.merges, set(), set()))

    def handle_data(self, data: str) -> None:
        if self.pieces is not None and not self.silent:
            self.heard += len(data)
            self.tally.text(None, self.row, self.heard if self.heard > self.limits.cell_characters else 0)
            self.pieces.append(data)

    def _end_cell(self) -> None:
        if self.pieces is None:
            return
        text, (down, across) = visible("".join(self.pieces)), self.span
        self.pieces = None
        if even(text):
            cell = Cell(text.strip(), bold=self.bold)
            self.tally.cell(None, self.row, self.column, cell)
            self.rows.setdefault(self.row, {})[self.column] = cell
        if down > 1 or across > 1:
            last = (self.row + down - 1, self.column + across - 1)
            self.merges.append(Merge(self.row, self.column, *last))
            if len(self.covered) < self.limits.merges:
                self.covered.update(
                    (row, column)
                    for row in range(self.row + 1, last[0] + 1)
                    for column in range(self.column, last[1] + 1)
                )
        self.column += across


def _span(text: str | None) -> int:
    return min(int(text), 500) if text and text.isascii() and text.isdigit() and int(text[:6]) > 0 else 1
