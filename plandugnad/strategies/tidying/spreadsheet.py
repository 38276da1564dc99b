"""All that is chosen, as .xlsx for the case to the council."""

import io
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from plandugnad.plans.exports.spreadsheet import AS_TEXT, cut
from plandugnad.strategies.tidying.result import Result


def spreadsheet(result: Result) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {**AS_TEXT, "in_memory": True}) as book:
        mark = _("Eksempeldata") if result.organisation.is_example else ""
        title = _("Rydding i planene i %(name)s") % {"name": result.organisation.name}
        book.set_properties({"title": title, "company": "Plandugnad", "comments": mark})
        _choices(book, result, mark)
        _counts(book, result)
    return out.getvalue()


def _choices(book: Any, result: Result, mark: str) -> None:
    sheet = book.add_worksheet(_("Valg"))
    heading = book.add_format({"bold": True, "bottom": 2, "valign": "top", "text_wrap": True})
    text = book.add_format({"text_wrap": True, "valign": "top"})
    headings = [_("Plan"), _("Plantype"), _("Valg"), _("Slås sammen med"), _("Begrunnelse"), _("Det vi så")]
    for index, (name, width) in enumerate(zip(headings, (44, 24, 24, 36, 44, 60), strict=True)):
        sheet.set_column(index, index, width)
        sheet.write_string(0, index, name, heading)
    for row, one in enumerate(result.chosen, start=1):
        cells = [one.name, one.type_name, one.outcome, one.into, one.because, " ".join(one.reasons)]
        for index, cell in enumerate(cells):
            sheet.write_string(row, index, cut(cell), text)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(len(result.chosen), 1), len(headings) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_footer(f"&L{result.organisation.name}&C{mark}&R&P / &N")


def _counts(book: Any, result: Result) -> None:
    sheet = book.add_worksheet(_("Antall"))
    bold = book.add_format({"bold": True, "bottom": 2})
    sheet.set_column(0, 0, 40)
    for index, name in enumerate((_("Plantype"), _("Før"), _("Etter"))):
        sheet.write_string(0, index, name, bold)
    for row, counted in enumerate(result.counted, start=1):
        sheet.write_string(row, 0, counted.name)
        sheet.write_number(row, 1, counted.before)
        sheet.write_number(row, 2, counted.after)
    last = len(result.counted) + 1
    total = book.add_format({"bold": True, "top": 1})
    sheet.write_string(last, 0, _("Til sammen"), total)
    sheet.write_number(last, 1, result.before, total)
    sheet.write_number(last, 2, result.after, total)
