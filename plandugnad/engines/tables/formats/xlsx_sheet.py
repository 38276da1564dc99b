"""One worksheet of an .xlsx, read as a stream: values as stored, looks, merged and hidden areas."""

import math
import re
from datetime import date, datetime, timedelta
from typing import NamedTuple

from plandugnad.engines.tables.formats.archive import Archive
from plandugnad.engines.tables.formats.markup import read_part
from plandugnad.engines.tables.formats.tally import MOST_PAINTED, Tally, finished
from plandugnad.engines.tables.formats.xlsx_styles import Look
from plandugnad.engines.tables.sheet import Cell, Merge, Sheet
from plandugnad.engines.tables.text import Value, visible

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})\Z")
_NO_LOOK = Look()
# Day 0. Excel believes 1900 was a leap year, so serials from 61 on count from 30 December 1899.
EPOCH_1900 = date(1899, 12, 30)
EPOCH_1904 = date(1904, 1, 1)
_LAST_SERIAL = 2_958_465  # 31 December 9999


class Book(NamedTuple):
    strings: list[str]
    bold_strings: frozenset[int]
    looks: list[Look]
    epoch: date


def read_sheet(
    archive: Archive, part: str, name: str, book: Book, comments: dict[tuple[int, int], str], tally: Tally, *,
    hidden: bool,
) -> Sheet:  # fmt: skip
    reader = _SheetReader(name, book, comments, tally)
    read_part(
        archive.file, part, archive.open(part),
        start=reader.start, end=reader.end, text=reader.text, depth=archive.limits.xml_depth,
    )  # fmt: skip
    reader.lonely_comments()
    return finished(name, reader.rows, reader.merges, reader.hidden_rows, reader.hidden_columns,
                    hidden=hidden, painted=reader.painted)  # fmt: skip


class _SheetReader:
    def __init__(self, name: str, book: Book, comments: dict[tuple[int, int], str], tally: Tally) -> None:
        self.name, self.book, self.comments, self.tally = name, book, comments, tally
        self.rows: dict[int, dict[int, Cell]] = {}
        self.merges: list[Merge] = []
        self.painted: list[tuple[int, int]] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.row = 0
        self.column = -1
        self.kind = "n"
        self.style = 0
        self.formula = False
        self.listening = self.phonetic = False
        self.pieces: list[str] = []
        self.heard = 0
        self.columns: dict[str, int] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            self._start_cell(attributes)
        elif name in ("v", "t"):
            self.listening = not self.phonetic
        elif name == "f":
            self.formula = True
        elif name == "rPh":  # reading aids for East Asian text are not part of it
            self.phonetic = True
        elif name == "row":
            self.row = _whole(attributes.get("r"), self.row + 1)
            self.column = -1
            if attributes.get("hidden") in ("1", "true"):
                self.hidden_rows.add(self.row)
        elif name == "col":
            self._column_range(attributes)
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def end(self, name: str) -> None:
        if name in ("v", "t"):
            self.listening = False
        elif name == "rPh":
            self.phonetic = False
        elif name == "c":
            self._end_cell()

    def text(self, piece: str) -> None:
        if self.listening:
            self.heard += len(piece)
            if self.heard > self.tally.limits.cell_characters:
                self.tally.text(self.name, self.row, self.heard)
            self.pieces.append(piece)

    def _start_cell(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r")
        if reference:
            letters = reference.rstrip("0123456789")
            column = self.columns.get(letters)
            if column is None:
                column = self.columns[letters] = _column_number(letters)
            self.column = column
        else:
            self.column += 1
        self.kind = attributes.get("t", "n")
        self.style = _whole(attributes.get("s"), 0)
        self.formula = False
        self.pieces = []
        self.heard = 0

    def _end_cell(self) -> None:
        looks = self.book.looks
        look = looks[self.style] if self.style < len(looks) else _NO_LOOK
        if not self.pieces:
            if look.filled and len(self.painted) < MOST_PAINTED:
                self.painted.append((self.row, self.column))
            return
        raw = "".join(self.pieces)
        value = _value(self.kind, raw, look, self.book)
        if value is None or value == "":
            return
        comment = self.comments.get((self.row, self.column)) if self.comments else None
        year_only = look.year_only and isinstance(value, date)
        bold = look.bold or (self.kind == "s" and raw.isdigit() and int(raw) in self.book.bold_strings)
        cell = Cell(value, bold, look.filled, year_only, self.formula, comment)
        self.tally.cell(self.name, self.row, self.column, cell)
        cells = self.rows.get(self.row)
        if cells is None:
            cells = self.rows[self.row] = {}
        cells[self.column] = cell

    def lonely_comments(self) -> None:
        """A comment on a cell without a value is still a comment on its row."""
        for (row, column), comment in self.comments.items():
            if row in self.rows and column not in self.rows[row]:
                self.rows[row][column] = Cell(None, comment=comment)

    def _column_range(self, attributes: dict[str, str]) -> None:
        if attributes.get("hidden") not in ("1", "true"):
            return
        first, last = _whole(attributes.get("min"), 1), _whole(attributes.get("max"), 0)
        self.hidden_columns.update(range(first - 1, min(last, self.tally.limits.last_column)))

    def _merge(self, reference: str) -> None:
        corners = [_REFERENCE.match(corner) for corner in reference.split(":")]
        if len(corners) != 2 or not corners[0] or not corners[1] or len(self.merges) >= self.tally.limits.merges:
            return
        first, last = corners[0], corners[1]
        merge = Merge(int(first[2]), _column_number(first[1]), int(last[2]), _column_number(last[1]))
        if merge.top <= merge.bottom and merge.left <= merge.right:
            self.merges.append(merge)


def _value(kind: str, raw: str, look: Look, book: Book) -> Value:
    if kind == "s":
        index = _whole(raw.strip(), -1)
        return book.strings[index] if 0 <= index < len(book.strings) else None
    if kind in ("str", "inlineStr", "e"):
        return visible(raw)
    if kind == "b":
        return raw.strip() in ("1", "true")
    if kind == "d":
        return _iso_day(raw)
    return _number(raw, look, book.epoch)


def _number(raw: str, look: Look, epoch: date) -> Value:
    try:
        number = float(raw)
    except ValueError:
        return visible(raw)
    if not math.isfinite(number):
        return None
    if look.date and 1 <= number <= _LAST_SERIAL:
        return day_of_serial(number, epoch)
    return int(number) if number.is_integer() and abs(number) < 1e15 else number


def day_of_serial(serial: float, epoch: date) -> Value:
    try:
        return epoch + timedelta(days=int(serial))
    except OverflowError:
        return serial


def _iso_day(raw: str) -> Value:
    try:
        return datetime.fromisoformat(raw.strip().removesuffix("Z")).date()
    except ValueError:
        return visible(raw)


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _whole(text: str | None, otherwise: int) -> int:
    if text and text.isascii() and text.isdigit() and len(text) < 10:
        return int(text)
    return otherwise
