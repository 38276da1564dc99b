"""Small valid things of every kind that is read."""

import io
import json
import zipfile
from uuid import UUID

import openpyxl
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P
from openpyxl.comments import Comment
from openpyxl.styles import Font

from plandugnad.consultations.table.document import document
from tests.archive.builders import word
from tests.archive.test_reading import odt, pdf_with, slides
from tests.archive.test_reading import sheet as sheet_with
from tests.consultations import mails as written
from tests.consultations.tables import contents

GRID: list[list[str | int | None]] = [
    ["Plan", "Vedtatt", "Status", "Skal revideres", "Merknad"],
    ["Kulturplan 2018–2022", "12.06.2019", "gjeldende", 2027, "K-sak 45/19"],
    ["Helseplan", 2015, "skal rulleres", "høst 2026", None],
    ["Energi og klima", "2019-2023", "utgått", "x", "slås sammen med Helseplan"],
]
MEETINGS = "Kommunestyret 2027\n12. februar kl 18:00 Rådhuset\n5.3., 2.4. og 7.5.\nUtsatt: tirsdag 8. juni 09.30–12\n"
CALENDAR = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Eksempel//NO\r\nBEGIN:VEVENT\r\nUID:1@eksempel\r\n"
    "SUMMARY:Kommunestyret\r\nDTSTART;TZID=Europe/Oslo:20270212T180000\r\nDTEND:20270212T190000Z\r\n"
    "RRULE:FREQ=MONTHLY;BYDAY=2TH;COUNT=5\r\nEXDATE;VALUE=DATE:20270311\r\nLOCATION:Rådhuset\r\nSTATUS:CANCELLED\r\n"
    "END:VEVENT\r\nBEGIN:VEVENT\r\nUID:2@eksempel\r\nSUMMARY:Formannskapet\r\nDTSTART;VALUE=DATE:20270301\r\n"
    "RECURRENCE-ID;VALUE=DATE:20270301\r\nDURATION:PT2H\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)
EXTENT = json.dumps(
    {
        "type": "FeatureCollection",
        "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::4326"}},
        "features": [
            {
                "type": "Feature",
                "properties": {},
                "geometry": {
                    "type": "Polygon",
                    "coordinates": [[[7.0, 58.2], [7.02, 58.2], [7.02, 58.21], [7.0, 58.21], [7.0, 58.2]]],
                },
            },
            {"type": "Feature", "properties": None, "geometry": {"type": "Point", "coordinates": [7, 58]}},
        ],
    }
)
PROCESSES = (
    "plan_type: REG\ntoday: 2026-04-01\nchoices: {private: true, large: ja}\ndurations: {REG-5: 12 weeks}\n"
    "meetings: [2026-06-18, 2026-10-01]\noverrides:\n- {step: REG-6, date: 2026-06-30, reason: avtalt}\nevents:\n"
    "- {step: REG-5, date: 2026-03-03, confirmed: true}\n- {step: REG-6, mark: stopped, date: 2026-03-20}\n"
    "- {step: REG-6, mark: resumed, date: 2026-04-10}\n- {step: REG-7, date: 2026-05-04}\n",
    '{"plan_type": "KPA", "today": "2027-05-17", "year": 2027, "events": [{"step": "KPA-9", "date": "2028-02-29", '
    '"municipality": "9901"}]}',
)
DATES = (
    "2019-06-12",
    "2019",
    "2024/2026",
    "12.06.2019",
    "juni 2019",
    "høst 2026",
    "ca. 2015",
    "K-sak 45/19 2018",
    "43628",
)
IMAGE = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x02\x00\x00\x00"
PAGE = (
    "<html><head><title>x</title><style>p{}</style></head><body><!-- y --><p>Hei&nbsp;<b>du</b><br>og<ul><li>en<li>to"
    "</ul><script>1</script><a href='https://kart.example'>kartet</a><table><tr><td>1<td>2</table></body></html>"
)
DRAWING = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>1</script></svg>'


def tabbed() -> str:
    return "\n".join("\t".join("" if cell is None else str(cell) for cell in row) for row in GRID)


def csv() -> bytes:
    return tabbed().replace("\t", ";").encode()


def html() -> bytes:
    rows = "".join("<tr>" + "".join(f"<td colspan=1>{cell}</td>" for cell in row) + "</tr>" for row in GRID)
    return f"<html><meta charset=utf-8><table border=1>{rows}</table></html>".encode()


def xlsx() -> bytes:
    book, made = openpyxl.Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    for row in GRID:
        sheet.append(row)
    sheet["A1"].font = Font(bold=True, strike=True)
    sheet["B2"].comment = Comment("sjekk", "Ingrid")
    sheet.merge_cells("A6:C6")
    sheet["D3"].number_format = "dd.mm.yyyy"
    book.save(made)
    return made.getvalue()


def xls() -> bytes:
    book, made = xlwt.Workbook(), io.BytesIO()
    sheet = book.add_sheet("Planer")
    for number, row in enumerate(GRID):
        for column, cell in enumerate(row):
            sheet.write(number, column, cell)
    book.save(made)
    return made.getvalue()


def ods() -> bytes:
    book, made = OpenDocumentSpreadsheet(), io.BytesIO()
    table = Table(name="Planer")
    for row in GRID:
        line = TableRow()
        for cell in row:
            held = TableCell(valuetype="string")
            held.addElement(P(text=str(cell or "")))
            line.addElement(held)
        table.addElement(line)
    book.spreadsheet.addElement(table)
    book.write(made)
    return made.getvalue()


def lean(content: bytes) -> bytes:
    """Without the parts that are large and beside the point (themes, layouts), so that changes strike what is read."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if "theme" not in name and "Thumbnail" not in name:
                new.writestr(name, old.read(name))
    return made.getvalue()


def documents() -> dict[str, bytes]:
    return {
        "pdf": pdf_with("Referat fra kommunestyret"),
        "docx": word("Referat", "Vedtak i sak 45/19"),
        "pptx": slides("Planprogram"),
        "xlsx": sheet_with("Kulturplan"),
        "odt": odt("Samfunnsdel"),
        "odp": odt("Lysbilder"),  # the same parts, and the same reader
        "ods": ods(),
        "text": "Merknad\nmed æøå\n".encode(),
    }


def statement_table() -> bytes:
    return document(contents("Ønsker fortau.", "", "Fortauet\ntas inn.", "Vi vil ha fortau."), UUID(int=3))


def mails() -> list[bytes]:
    made = [written.a_mail(), written.with_page(PAGE, "Hei\n"), written.with_page(PAGE), written.with_attachments()]
    made += [written.sent_on_within(), written.sent_on_below()]
    flowed = written.raw("From: =?iso-8859-1?Q?=D8?= <o@eksempel.no>", "Content-Type: text/plain; format=flowed")
    return [*(each.as_bytes() for each in made), flowed]
