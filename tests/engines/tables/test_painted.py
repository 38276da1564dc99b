"""Years marked by colour alone, in every format that keeps colours."""

import io
from typing import Any

import xlwt
from odf import opendocument, style, table, text
from openpyxl import Workbook
from openpyxl.styles import PatternFill

from plandugnad.engines.tables import Reading, open_workbook, read_file
from plandugnad.engines.tables import Workbook as Opened
from tests.engines.tables.tables import PLACES

_HEADINGS: list[str | int | None] = ["Plan", "Vedtatt", 2025, 2026, 2027, "Ansvarlig"]
_PLANS: list[tuple[str, int | None, str]] = [
    ("Kulturplan", 2018, "Kultur"),
    ("Helseplan", None, "Helse"),
    ("Klimaplan", 2020, "Plan"),
    ("Skolebruksplan", 2021, "Oppvekst"),
]


def _rows() -> list[list[str | int | None]]:
    return [_HEADINGS, *([name, adopted, None, None, None, unit] for name, adopted, unit in _PLANS)]


def xlsx(painted: list[tuple[int, int]], **crosses: str) -> bytes:
    """`painted` cells count rows and columns from 1."""
    book = Workbook()
    sheet: Any = book.active
    for values in _rows():
        sheet.append(values)
    for row, column in painted:
        sheet.cell(row, column).fill = PatternFill("solid", fgColor="FF92D050")
    for at, words in crosses.items():
        sheet[at] = words
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def xls(painted: list[tuple[int, int]]) -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Planer")
    paint = xlwt.easyxf("pattern: pattern solid, fore_colour light_green")
    for row, values in enumerate(_rows()):
        for column, value in enumerate(values):
            if (row + 1, column + 1) in painted:
                sheet.write(row, column, None, paint)
            elif value is not None:
                sheet.write(row, column, value)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def ods(painted: list[tuple[int, int]]) -> bytes:
    book = opendocument.OpenDocumentSpreadsheet()
    green = style.Style(name="green", family="table-cell")
    green.addElement(style.TableCellProperties(backgroundcolor="#92d050"))
    book.automaticstyles.addElement(green)
    sheet = table.Table(name="Planer")
    for number, values in enumerate(_rows(), start=1):
        line = table.TableRow()
        for column, value in enumerate(values, start=1):
            cell = table.TableCell(
                **({"stylename": "green"} if (number, column) in painted else {}),
                **({} if value is None else {"valuetype": "string"}),
            )  # fmt: skip
            if value is not None:
                cell.addElement(text.P(text=str(value)))
            line.addElement(cell)
        sheet.addElement(line)
    book.spreadsheet.addElement(sheet)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def read(content: bytes, filename: str = "planer.xlsx") -> Reading:
    workbook = open_workbook(content, filename)
    assert Opened.from_json(workbook.to_json()) == workbook
    return read_file(workbook, places=PLACES)


def due(reading: Reading) -> list[str | None]:
    return [row.revision_due.iso if row.revision_due else None for row in reading.rows]


def test_a_painted_cell_under_a_year_is_work_that_year() -> None:
    painted = [(2, 3), (3, 4), (3, 5)]
    for content, filename in ((xlsx(painted), "a.xlsx"), (xls(painted), "a.xls"), (ods(painted), "a.ods")):
        reading = read(content, filename)
        assert due(reading) == ["2025", "2026/2027", None, None], filename
        assert [row.decision for row in reading.rows] == ["revise", "new", None, None], filename


def test_paint_says_nothing_where_crosses_are_written() -> None:
    assert due(read(xlsx([(2, 3), (3, 4)], E4="x"))) == [None, None, "2027", None]


def test_a_row_painted_all_the_way_across_is_only_striped() -> None:
    assert due(read(xlsx([(3, column) for column in range(1, 7)]))) == [None, None, None, None]


def test_a_column_painted_all_the_way_down_is_only_striped() -> None:
    assert due(read(xlsx([(row, 4) for row in range(1, 6)]))) == [None, None, None, None]
