"""An .xls workbook (Excel 97-2003 and older) through xlrd, which is asked for looks as well as values."""

import io
import math
import struct
from collections.abc import Iterator
from datetime import date
from typing import Any

import xlrd
from xlrd.compdoc import CompDoc

from plandugnad.engines.tables.formats.tally import MOST_PAINTED, Tally, finished
from plandugnad.engines.tables.formats.xlsx_sheet import EPOCH_1900, EPOCH_1904, day_of_serial
from plandugnad.engines.tables.formats.xlsx_styles import is_date_format, shows_only_year
from plandugnad.engines.tables.limits import Limits
from plandugnad.engines.tables.refusal import Refused
from plandugnad.engines.tables.sheet import Cell, Merge, Sheet
from plandugnad.engines.tables.text import Value, visible

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FILEPASS, _MULRK, _MULBLANK = 0x2F, 0xBD, 0xBE
_BOLD_WEIGHT = 600


def read_xls(content: bytes, file: str, limits: Limits) -> tuple[Sheet, ...]:
    try:
        _weigh(content, file, limits)
        book = xlrd.open_workbook(
            file_contents=content, logfile=io.StringIO(), formatting_info=True, ragged_rows=True, on_demand=True
        )
        tally = Tally(file, limits)
        return tuple(_sheet(book, index, tally) for index in range(book.nsheets))
    except Refused:
        raise
    except MemoryError:
        raise Refused("too_many_cells", file=file, limit=limits.cells) from None
    except Exception as wrong:  # xlrd meets broken files with almost any exception there is
        code = "password" if "encrypt" in str(wrong).lower() else "damaged"
        raise Refused(code, file=file, **({} if code == "password" else {"part": "xls"})) from wrong


def _weigh(content: bytes, file: str, limits: Limits) -> None:
    """Counts cells, blank ones too, before xlrd builds them all: one record can hold 256."""
    cells = 0
    for kind, length in _records(_stream(content)):
        if kind == _FILEPASS:
            raise Refused("password", file=file)
        if kind == _MULRK:
            cells += length // 6
        elif kind == _MULBLANK:
            cells += length // 2
        elif kind in (0x01, 0x02, 0x03, 0x04, 0x06, 0xD6, 0xFD, 0x201, 0x203, 0x204, 0x205, 0x206, 0x27E, 0x406):
            cells += 1
        if cells > limits.cells * 4:
            raise Refused("too_many_cells", file=file, limit=limits.cells)


def _stream(content: bytes) -> bytes:
    if not content.startswith(_OLE):
        return content
    document = CompDoc(content, logfile=io.StringIO())
    for name in ("Workbook", "Book"):
        stream = document.get_named_stream(name)
        if stream is not None:
            return bytes(stream)
    raise ValueError("no workbook stream")


def _records(stream: bytes) -> Iterator[tuple[int, int]]:
    at, size = 0, len(stream)
    header = struct.Struct("<HH")
    while at + 4 <= size:
        kind, length = header.unpack_from(stream, at)
        yield kind, length
        at += 4 + length


def _sheet(book: Any, index: int, tally: Tally) -> Sheet:
    tally.sheet()
    sheet = book.sheet_by_index(index)
    looks = _Looks(book)
    notes = {at: visible(note.text) for at, note in sheet.cell_note_map.items()}
    rows: dict[int, dict[int, Cell]] = {}
    painted: list[tuple[int, int]] = []
    for row in range(sheet.nrows):
        kinds, values = sheet.row_types(row), sheet.row_values(row)
        for column, (kind, raw) in enumerate(zip(kinds, values, strict=True)):
            format_index = sheet.cell_xf_index(row, column) if kind not in (0, 6) else 0
            value = _value(kind, raw, looks, format_index) if kind not in (0, 6) else None
            comment = notes.pop((row, column), None)
            if value in (None, "") and not comment:
                if kind == 6 and len(painted) < MOST_PAINTED and looks.of(sheet.cell_xf_index(row, column))[1]:
                    painted.append((row + 1, column))
                continue
            cell = looks.cell(value, format_index, comment)
            tally.cell(sheet.name, row + 1, column, cell)
            rows.setdefault(row + 1, {})[column] = cell
    for (row, column), comment in notes.items():
        if row + 1 in rows:
            rows[row + 1][column] = Cell(None, comment=comment)
    merges = [Merge(top + 1, left, bottom, right - 1) for top, bottom, left, right in sheet.merged_cells]
    hidden_rows = {row + 1 for row, look in sheet.rowinfo_map.items() if look.hidden}
    hidden_columns = {column for column, look in sheet.colinfo_map.items() if look.hidden}
    read = finished(sheet.name, rows, merges[: tally.limits.merges], hidden_rows, hidden_columns,
                    hidden=bool(sheet.visibility), painted=painted)  # fmt: skip
    book.unload_sheet(index)
    return read


class _Looks:
    def __init__(self, book: Any) -> None:
        self.book = book
        self.epoch = EPOCH_1904 if book.datemode else EPOCH_1900
        self._known: dict[int, tuple[bool, bool, bool, bool]] = {}

    def of(self, index: int) -> tuple[bool, bool, bool, bool]:
        """Bold, filled, a date, a date that shows only the year."""
        if index not in self._known:
            self._known[index] = self._look(index)
        return self._known[index]

    def _look(self, index: int) -> tuple[bool, bool, bool, bool]:
        book = self.book
        if not 0 <= index < len(book.xf_list):
            return False, False, False, False
        form = book.xf_list[index]
        font = book.font_list[form.font_index] if form.font_index < len(book.font_list) else None
        bold = font is not None and bool(font.bold or font.weight >= _BOLD_WEIGHT)
        background = form.background
        filled = bool(background.fill_pattern) and background.pattern_colour_index not in (9, 1)  # white
        code = book.format_map.get(form.format_key)
        code_text = code.format_str if code else ""
        return bold, filled, is_date_format(code_text), shows_only_year(code_text)

    def cell(self, value: Value, index: int, comment: str | None) -> Cell:
        bold, filled, _, year_only = self.of(index) if value is not None else (False, False, False, False)
        return Cell(value, bold, filled, year_only and isinstance(value, date), comment=comment)


def _value(kind: int, raw: Any, looks: _Looks, index: int) -> Value:
    if kind == xlrd.XL_CELL_TEXT:
        return visible(str(raw))
    if kind == xlrd.XL_CELL_BOOLEAN:
        return bool(raw)
    if kind == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(raw, "#REF!"))
    number = float(raw)
    if not math.isfinite(number):
        return None
    if (looks.of(index)[2] or kind == xlrd.XL_CELL_DATE) and number >= 1:
        return day_of_serial(number, looks.epoch)
    return int(number) if number.is_integer() and abs(number) < 1e15 else number
