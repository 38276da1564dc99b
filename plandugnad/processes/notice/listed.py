"""The list of recipients for whatever does the sending: a spreadsheet, or CSV as Norwegian programs open it."""

import csv
import io
from collections.abc import Sequence

import xlsxwriter
from django.utils.translation import gettext as _

from plandugnad.plans.exports.delimited import harmless
from plandugnad.plans.exports.spreadsheet import AS_TEXT, cut

Line = tuple[str, str, str, str]


def headings() -> Line:
    return _("Navn"), _("Adresse eller e-post"), _("Organisasjonsnummer"), _("Hvorfor")


def spreadsheet(rows: Sequence[Line], title: str) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {**AS_TEXT, "in_memory": True}) as book:
        book.set_properties({"title": title, "company": "Plandugnad"})
        sheet = book.add_worksheet(_("Mottakere"))
        bold, text = book.add_format({"bold": True, "bottom": 2}), book.add_format({"text_wrap": True, "valign": "top"})
        for column, (heading, width) in enumerate(zip(headings(), (40, 44, 22, 70), strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, heading, bold)
        for number, row in enumerate(rows, start=1):
            for column, cell in enumerate(row):
                sheet.write_string(number, column, cut(cell), text)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(len(rows), 1), 3)
    return out.getvalue()


def delimited(rows: Sequence[Line], title: str) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(headings())
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")
