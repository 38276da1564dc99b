"""A statement table as XLSX, edited by somebody, read again by the mark that stands hidden in each row."""

from collections.abc import Collection, Iterator, Mapping

from plandugnad.consultations.table.cells import Mark, read_mark
from plandugnad.consultations.table.headings import (
    DATE,
    NAME,
    QUOTE,
    SENDER,
    TAGS,
    headings_beside,
    headings_of_common_answers,
    headings_that_hold,
)
from plandugnad.consultations.table.read import Beside, NotRead, Read, ReadCell
from plandugnad.core.word_files import plain
from plandugnad.engines.tables import Refused, Sheet, open_workbook


def read_spreadsheet(content: bytes, name: str, language: str) -> Read:
    """The engine that reads plans guards against what a spreadsheet may hide, and says no in words."""
    try:
        workbook = open_workbook(content, name)
    except Refused as refused:
        raise NotRead(refused.sentence(language)) from refused
    cells = tuple(cell for sheet in workbook.sheets for cell in _cells(sheet))
    beside = tuple(one for sheet in workbook.sheets for one in _beside(sheet))
    exports = {cell.export for cell in cells}
    return Read(next(iter(exports)) if len(exports) == 1 else None, cells, frozenset(), beside)


def _beside(sheet: Sheet) -> Iterator[Beside]:
    """The sender of a point is that of its statement, and is looked at there."""
    said = {text.strip(): column for column, text in sheet.own_texts(min(sheet.rows, default=0))}
    places = {what: _place(said, names) for what, names in headings_beside().items()}
    quotes = _place(said, headings_that_hold("s"))
    for row in sorted(sheet.rows):
        mark = next((mark for _column, text in sheet.own_texts(row) if (mark := read_mark(text.strip()))), None)
        if mark is None:
            continue
        kind, number = mark.key[0], _text(sheet, row, 0)
        wanted = {"s": (SENDER, DATE), "p": (TAGS,), "g": (NAME,)}[kind]
        looked_at = [(what, places[what]) for what in wanted] + ([(QUOTE, quotes)] if kind == "p" else [])
        for what, column in looked_at:
            if column is not None:
                yield Beside(f"{kind}{mark.key[2:]}", what, number, plain(_text(sheet, row, column)))


def _cells(sheet: Sheet) -> Iterator[ReadCell]:
    columns = _columns(sheet)
    for row in sorted(sheet.rows):
        marks = [mark for _column, text in sheet.own_texts(row) if (mark := read_mark(text.strip()))]
        if not marks:
            continue
        number = _text(sheet, row, 0)
        for field, column in columns.items():
            if key := _key(marks[0], field):
                yield ReadCell(key, marks[0].export, number, field, plain(_text(sheet, row, column)))


def _columns(sheet: Sheet) -> dict[str, int]:
    """Where the texts stand, by what the first row says; somebody may have moved the columns."""
    first = min(sheet.rows, default=0)
    said = {text.strip(): column for column, text in sheet.own_texts(first)}
    found = {field: _place(said, headings_that_hold(field)) for field in ("s", "a")}
    if found["s"] is not None:  # there a column of the same name says which answer a point has in common
        found["a"] = _place(said, headings_that_hold("a") - headings_of_common_answers())
    return {field: column for field, column in found.items() if column is not None}


def _place(said: Mapping[str, int], names: Collection[str]) -> int | None:
    return next((column for text, column in said.items() if text in names), None)


def _key(mark: Mark, field: str) -> str:
    """The mark of a row is that of its last column; a statement has a summary as well."""
    if field == "a":
        return mark.key
    return f"ss{mark.key[2:]}" if mark.key.startswith("sa") else ""


def _text(sheet: Sheet, row: int, column: int) -> str:
    cell = sheet.cell(row, column)
    if cell is None:
        return ""
    return cell.value if isinstance(cell.value, str) else cell.text
