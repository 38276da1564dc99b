"""Plans as .xlsx: real dates, years as numbers, and text that never becomes a formula."""

import io
from datetime import date
from typing import Any

import xlsxwriter
from django.utils.translation import gettext

from plandugnad.engines.tables.when import When
from plandugnad.plans.exports.contents import Cell, Contents, about

LONGEST_CELL = 32_767  # the format's own limit; a longer text would be left out altogether
AS_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def spreadsheet(contents: Contents) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {**AS_TEXT, "in_memory": True}) as book:
        book.set_properties({"title": _title(contents), "company": "Plandugnad", "comments": _mark(contents)})
        _write_plans(book, contents)
        _write_about(book, contents)
    return out.getvalue()


def _write_plans(book: Any, contents: Contents) -> None:
    sheet = book.add_worksheet(gettext("Planer"))
    heading = book.add_format({"bold": True, "bottom": 2, "valign": "top", "text_wrap": True})
    day = book.add_format({"num_format": "dd.mm.yyyy", "align": "left", "valign": "top"})
    year = book.add_format({"num_format": "0", "align": "left", "valign": "top"})
    text = book.add_format({"text_wrap": True, "valign": "top"})
    for index, column in enumerate(contents.columns):
        sheet.set_column(index, index, column.width)
        sheet.write_string(0, index, str(column.heading), heading)
    for row, plan in enumerate(contents.plans, start=1):
        for index, column in enumerate(contents.columns):
            _write(sheet, row, index, column.cell(plan, contents), day, year, text)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(len(contents.plans), 1), len(contents.columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_footer(f"&L{_title(contents)}&C{_mark(contents)}&R&P / &N")


def _write(sheet: Any, row: int, index: int, cell: Cell, day: Any, year: Any, text: Any) -> None:
    if isinstance(cell, When):
        if cell.day and cell.day.year >= 1900:  # earlier days do not exist in the format
            sheet.write_datetime(row, index, cell.day, day)
        elif cell.precision == "year":
            sheet.write_number(row, index, cell.year, year)
        else:
            sheet.write_string(row, index, written_when(cell), text)
    elif cell:
        sheet.write_string(row, index, cut(cell), text)


def written_when(when: When) -> str:
    return when.day.strftime("%d.%m.%Y") if when.day else when.written


def cut(text: str) -> str:
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - 1] + "…"


def _write_about(book: Any, contents: Contents) -> None:
    sheet = book.add_worksheet(gettext("Om"))
    bold = book.add_format({"bold": True, "valign": "top"})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 20)
    sheet.set_column(1, 1, 70)
    for row, (name, value) in enumerate(about(contents, _written(contents.made_on))):
        sheet.write_string(row, 0, name, bold)
        sheet.write_string(row, 1, cut(value), wrap)


def _written(day: date) -> str:
    return day.strftime("%d.%m.%Y")


def _title(contents: Contents) -> str:
    return gettext("Planer i %(municipality)s") % {"municipality": contents.place.name}


def _mark(contents: Contents) -> str:
    return gettext("Eksempeldata") if contents.place.is_example else ""
