"""Small builders the held-out tables share: rows of plain values become the bytes of a file."""

from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO

import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import Style, TableCellProperties, TableColumnProperties, TableRowProperties, TextProperties
from odf.table import CoveredTableCell, Table, TableCell, TableColumn, TableRow
from odf.text import P
from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

Value = str | int | float | date | None
Rows = Sequence[Sequence[Value]]

GREY = PatternFill("solid", start_color="00DDDDDD")


def saved(book: Workbook) -> bytes:
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def first_sheet(book: Workbook, title: str) -> Worksheet:
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = title
    return sheet


def fill(sheet: Worksheet, rows: Rows, bold: Iterable[int] = (), merges: Iterable[str] = ()) -> None:
    """Writes the rows from row 1; the rows named in `bold` get bold type on grey; dates show as dd.mm.yyyy."""
    bold_rows = set(bold)
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row, start=1):
            if value is None:
                continue
            cell = sheet.cell(number, column, value)
            if isinstance(value, date):
                cell.number_format = "dd.mm.yyyy"
            if number in bold_rows:
                cell.font = Font(bold=True)
                cell.fill = GREY
    for area in merges:
        sheet.merge_cells(area)


def xls(title: str, rows: Rows, bold: Iterable[int] = (), merges: Iterable[tuple[int, int, int, int]] = ()) -> bytes:
    """`merges` hold first row, last row, first column, last column, all counted from 1."""
    book = xlwt.Workbook()
    sheet = book.add_sheet(title)
    bold_rows = set(bold)
    merged = {(first, left): (last, right) for first, last, left, right in merges}
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row, start=1):
            if value is None:
                continue
            pattern = "dd.mm.yyyy" if isinstance(value, date) else "General"
            style = xlwt.easyxf("font: bold on" if number in bold_rows else "", num_format_str=pattern)
            if (number, column) in merged:
                last, right = merged[number, column]
                sheet.write_merge(number - 1, last - 1, column - 1, right - 1, value, style)
            else:
                sheet.write(number - 1, column - 1, value, style)
    stream = BytesIO()
    book.save(stream)
    return bytes(stream.getvalue())


class OdsSheet:
    """One .ods sheet: rows first, then odd cells are put in with `cells` keyed by (row, column), counted from 1."""

    def __init__(self, title: str) -> None:
        self.document = OpenDocumentSpreadsheet()
        self.table = Table(name=title)
        self.bold = Style(name="Bold", family="table-cell")
        self.bold.addElement(TextProperties(fontweight="bold"))
        self.bold.addElement(TableCellProperties(backgroundcolor="#dddddd"))
        self.document.automaticstyles.addElement(self.bold)
        for element, name, properties in (
            ("table-column", "Column", TableColumnProperties),
            ("table-row", "Row", TableRowProperties),
        ):
            style = Style(name=name, family=element)
            style.addElement(properties())
            self.document.automaticstyles.addElement(style)

    def columns(self, count: int, hidden: Iterable[int] = ()) -> None:
        for number in range(1, count + 1):
            visibility = "collapse" if number in set(hidden) else "visible"
            self.table.addElement(TableColumn(stylename="Column", visibility=visibility))

    def rows(
        self,
        rows: Rows,
        bold: Iterable[int] = (),
        hidden: Iterable[int] = (),
        across: Iterable[int] = (),
        cells: dict[tuple[int, int], TableCell] | None = None,
    ) -> None:
        width = max(len(row) for row in rows)
        for number, row in enumerate(rows, start=1):
            element = TableRow(stylename="Row", visibility="collapse" if number in set(hidden) else "visible")
            for column, value in enumerate(row, start=1):
                special = (cells or {}).get((number, column))
                element.addElement(special or self.cell(value, number in set(bold), width if number in across else 1))
            if number in set(across):
                element.addElement(CoveredTableCell(numbercolumnsrepeated=str(width - 1)))
            self.table.addElement(element)

    def cell(self, value: Value, is_bold: bool = False, width: int = 1) -> TableCell:
        span: dict[str, str] = {"numbercolumnsspanned": str(width), "numberrowsspanned": "1"} if width > 1 else {}
        if is_bold:
            span["stylename"] = "Bold"
        if value is None:
            return TableCell(**span)
        if isinstance(value, date):
            return TableCell(valuetype="date", datevalue=value.isoformat(), **span)
        if isinstance(value, str):
            cell = TableCell(valuetype="string", **span)
            cell.addElement(P(text=value))
            return cell
        return TableCell(valuetype="float", value=str(value), **span)

    def saved(self) -> bytes:
        self.document.spreadsheet.addElement(self.table)
        stream = BytesIO()
        self.document.write(stream)
        return stream.getvalue()
