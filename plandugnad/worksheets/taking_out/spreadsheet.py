"""What is tables in a sheet, as XLSX, a page for each. Numbers and days stand as such; no text becomes a formula."""

import io
import math
import re
from collections.abc import Sequence
from datetime import date
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _
from django.utils.translation import override

from plandugnad.core.papers.pieces import Grid, Outlay, Value, widths
from plandugnad.core.papers.saying import said
from plandugnad.core.word_files import plain
from plandugnad.plans.exports.spreadsheet import AS_TEXT, cut
from plandugnad.worksheets.taking_out.content import Content
from plandugnad.worksheets.taking_out.outlay import lay_out

_LONGEST_NAME = 31
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\'\x00-\x1f]")
_ACROSS, _WIDEST = 120, 60  # signs: a page, a column
_LABEL, _TOLD = 20, 70
_LINE, _HIGHEST = 15, 409  # points; the format has no higher row
_FIRST_DAY = date(1900, 3, 1)  # before it the format counts a day that never was


def spreadsheet(content: Content) -> bytes:
    out = io.BytesIO()
    with override(content.about.language), xlsxwriter.Workbook(out, {**AS_TEXT, "in_memory": True}) as book:
        laid = lay_out(content)
        book.set_properties({"title": plain(laid.title)[:200], "company": "Plandugnad"})
        taken = {_("Om arket").lower()}
        for part in laid.parts:
            if part.table:
                _write_table(book, _name(part.title, taken), part.table, laid)
        _write_about(book, laid)
    return out.getvalue()


def _name(title: str, taken: set[str]) -> str:
    """As Excel takes it: short, without some signs, and no two alike."""
    plainly = _NOT_IN_NAMES.sub(" ", plain(title)).strip()[:_LONGEST_NAME].strip() or "1"
    name, number = plainly, 2
    while name.lower() in taken:
        ending = f" {number}"
        name, number = plainly[: _LONGEST_NAME - len(ending)].rstrip() + ending, number + 1
    taken.add(name.lower())
    return name


def _write_table(book: Any, name: str, table: Grid, laid: Outlay) -> None:
    sheet = book.add_worksheet(name)
    lines = {"border": 1, "border_color": "#8A9699", "valign": "top"}
    heading = book.add_format({**lines, "bold": True, "text_wrap": True, "bg_color": "#DCE8EA"})
    day = book.add_format({**lines, "num_format": "dd.mm.yyyy", "align": "left"})
    text = book.add_format({**lines, "text_wrap": True, "align": "left"})
    sizes = widths(table, max(_ACROSS, 14 * len(table.heads)))
    for index, (head, size) in enumerate(zip(table.heads, sizes, strict=True)):
        sheet.set_column(index, index, min(size, _WIDEST))
        sheet.write_string(0, index, plain(head), heading)
    sheet.set_row(0, _high(table.heads, sizes))
    for number, row in enumerate(table.rows, start=1):
        sheet.set_row(number, _high(row, sizes))
        for index, value in enumerate(row):
            _write(sheet, number, index, value, day, text)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(len(table.rows), 1), len(table.heads) - 1)
    sheet.set_landscape()
    sheet.repeat_rows(0)
    _on_paper(sheet, laid)


def _high(row: Sequence[Value], sizes: Sequence[float]) -> float:
    """Points. Not every program finds out by itself how high a row of several lines must be."""
    signs = [min(size, _WIDEST) for size in sizes]
    lines = (
        sum(max(1, math.ceil(len(line) / most)) for line in said(value).split("\n"))
        for value, most in zip(row, signs, strict=True)
    )
    return min(_LINE * max(lines, default=1) + 2, _HIGHEST)


def _on_paper(sheet: Any, laid: Outlay) -> None:
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.set_footer(f"&L{plain(laid.title).replace('&', '&&')[:80]}&R&P / &N")


def _write(sheet: Any, row: int, index: int, value: Value, day: Any, text: Any) -> None:
    if isinstance(value, date) and value >= _FIRST_DAY:
        sheet.write_datetime(row, index, value, day)
    elif isinstance(value, float):
        sheet.write_number(row, index, value, text)
    elif value not in (None, ""):
        sheet.write_string(row, index, cut(plain(said(value))), text)
    else:
        sheet.write_blank(row, index, None, text)


def _write_about(book: Any, laid: Outlay) -> None:
    sheet = book.add_worksheet(_("Om arket"))
    bold, text = book.add_format({"bold": True, "valign": "top"}), book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, _LABEL)
    sheet.set_column(1, 1, _TOLD)
    told: Sequence[tuple[str, str]] = ((_("Tittel"), laid.title), *laid.facts)
    if laid.is_example:
        told = (*told, (_("Merk"), _("EKSEMPEL. Alt her er oppdiktet.")))
    for row, (label, value) in enumerate(told):
        sheet.write_string(row, 0, label, bold)
        sheet.write_string(row, 1, cut(plain(value)), text)
        sheet.set_row(row, _high((label, value), (_LABEL, _TOLD)))
    _on_paper(sheet, laid)
