"""Workbooks in the formats municipalities keep, and how an expected reading is written by hand."""

import io
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import xlwt
from odf import opendocument, style, table, text
from odf.office import Annotation
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

_FIELDS = (
    "name", "plan_type", "status", "adopted", "period", "revision_due", "case_reference", "responsible", "section",
    "decision",
    "priority", "notes",
)  # fmt: skip


def row(source_row: int, name: str, plan_type: str | None, **said: Any) -> dict[str, Any]:
    """One expected row; what is not said is null."""
    assert not set(said) - set(_FIELDS), set(said) - set(_FIELDS)
    return {"source_row": source_row, **dict.fromkeys(_FIELDS), "name": name, "plan_type": plan_type, **said}


class Xlsx:
    """`sheet("Planer")` for each sheet, in order; then `content()`."""

    def __init__(self) -> None:
        self.book = Workbook()
        self._first = True

    def sheet(self, name: str) -> Any:
        if self._first:
            self._first = False
            sheet = self.book.active
            assert sheet is not None
            sheet.title = name
            return sheet
        return self.book.create_sheet(name)

    def content(self) -> bytes:
        kept = io.BytesIO()
        self.book.save(kept)
        return kept.getvalue()


def fill(sheet: Any, rows: Sequence[Sequence[Any]], *, bold: Sequence[int] = (), filled: Sequence[int] = ()) -> None:
    for number, values in enumerate(rows, start=1):
        for column, value in enumerate(values, start=1):
            if value is not None:
                cell = sheet.cell(number, column, value)
                if number in bold:
                    cell.font = Font(bold=True)
                if number in filled:
                    cell.fill = PatternFill("solid", fgColor="FFCCE5CC")


def comment(sheet: Any, reference: str, words: str) -> None:
    sheet[reference].comment = Comment(words, "Planavdelingen")


def xls_content(
    sheets: Mapping[str, Sequence[Sequence[Any]]],
    *,
    bold: Sequence[int] = (),
    year_only: Sequence[tuple[int, int]] = (),
) -> bytes:
    """`bold` rows and `year_only` cells count rows from 1, columns from 0. (value, rows) is merged down."""
    book = xlwt.Workbook(encoding="utf-8")
    plain, heavy = xlwt.XFStyle(), xlwt.easyxf("font: bold on")
    day, year = xlwt.easyxf(num_format_str="dd.mm.yyyy"), xlwt.easyxf(num_format_str="yyyy")
    for name, rows in sheets.items():
        sheet = book.add_sheet(name)
        for number, values in enumerate(rows):
            for column, value in enumerate(values):
                look = heavy if number + 1 in bold else plain
                if isinstance(value, date):
                    look = year if (number + 1, column) in year_only else day
                if isinstance(value, tuple):
                    sheet.write_merge(number, number + value[1] - 1, column, column, value[0], look)
                elif value is not None:
                    sheet.write(number, column, value, look)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def ods_content(
    sheets: Mapping[str, Sequence[Sequence[Any]]],
    *,
    bold: Sequence[int] = (),
    comments: dict[tuple[int, int], str] | None = None,
    merged_down: dict[tuple[int, int], int] | None = None,
    hidden_rows: Sequence[int] = (),
) -> bytes:
    """Rows counted from 1, columns from 0."""
    book = opendocument.OpenDocumentSpreadsheet()
    heavy = style.Style(name="heavy", family="table-cell")
    heavy.addElement(style.TextProperties(fontweight="bold"))
    book.automaticstyles.addElement(heavy)
    for name, rows in sheets.items():
        sheet = table.Table(name=name)
        for number, values in enumerate(rows, start=1):
            line = table.TableRow(**({"visibility": "collapse"} if number in hidden_rows else {}))
            for column, value in enumerate(values):
                spanned = (merged_down or {}).get((number, column), 1)
                line.addElement(_ods_cell(value, number in bold, (comments or {}).get((number, column)), spanned))
            sheet.addElement(line)
        # LibreOffice ends a sheet with the million rows nobody has used.
        sheet.addElement(table.TableRow(numberrowsrepeated=1_048_000))
        book.spreadsheet.addElement(sheet)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def _ods_cell(value: Any, bold: bool, words: str | None, spanned: int) -> Any:
    looks: dict[str, Any] = {"stylename": "heavy"} if bold else {}
    if spanned > 1:
        looks |= {"numberrowsspanned": spanned, "numbercolumnsspanned": 1}
    if isinstance(value, date):
        looks |= {"valuetype": "date", "datevalue": value.isoformat()}
    elif isinstance(value, int | float):
        looks |= {"valuetype": "float", "value": value}
    elif value is not None:
        looks |= {"valuetype": "string"}
    cell = table.TableCell(**looks)
    if words:
        note = Annotation()
        note.addElement(text.P(text=words))
        cell.addElement(note)
    if value is not None:
        for line in str(value).split("\n"):
            cell.addElement(text.P(text=line))
    return cell


def compared(got: dict[str, Any], wanted: dict[str, Any]) -> None:
    """As the example files are compared: notes by containment, everything else exactly."""
    for key in ("municipality", "language", "sheet", "header_row", "columns", "skipped_rows", "possible_duplicates"):
        if key in wanted:
            assert got[key] == wanted[key], key
    assert [error["source_row"] for error in got["errors"]] == wanted.get("errors", [])
    assert [one["source_row"] for one in got["rows"]] == [one["source_row"] for one in wanted["rows"]]
    for one, other in zip(got["rows"], wanted["rows"], strict=True):
        assert {**one, "notes": None} == {**other, "notes": None}
        for part in (other["notes"] or "").split(" · "):
            assert part in (one["notes"] or ""), one
