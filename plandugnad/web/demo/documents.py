"""Small real files for the example archive. Each says in its first line that it is an example."""

import io
from collections.abc import Iterable

import docx
import xlsxwriter

from plandugnad.core.word_files import describe

MARK = "Eksempel. Alt i denne filen er oppdiktet."
_LINES_A_PAGE = 40


def word(heading: str, *paragraphs: str) -> bytes:
    document = docx.Document()
    describe(document, heading, "", "nb")
    document.add_paragraph(MARK)
    document.add_heading(heading, level=1)
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def report(title: str, sections: Iterable[tuple[str, Iterable[str]]]) -> bytes:
    """With headings that lead through it, and in the language it is written in."""
    document = docx.Document()
    describe(document, title, "", "nb")
    document.add_paragraph(MARK)
    document.add_heading(title, level=1)
    for heading, paragraphs in sections:
        document.add_heading(heading, level=2)
        for paragraph in paragraphs:
            document.add_paragraph(paragraph)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def spreadsheet(heading: str, *rows: tuple[str | int, ...]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet(heading[:31])
        sheet.write_string(0, 0, MARK)
        for number, row in enumerate(rows, start=2):
            sheet.write_row(number, 0, row)
        sheet.set_column(0, 0, 24)
    return out.getvalue()


def pdf(*lines: str) -> bytes:
    """One page of Helvetica, which every reader has (PDF 32000-1, 9.6.2.2), in the letters of Western Europe."""
    shown = [MARK, "", *lines][:_LINES_A_PAGE]
    text = "".join(f"({_escaped(line)}) Tj T*\n" for line in shown)
    drawing = f"BT /F1 12 Tf 16 TL 60 780 Td\n{text}ET".encode("cp1252")
    parts = (
        b"<< /Type /Catalog /Pages 2 0 R /Lang (nb) >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawing), drawing),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    )
    out, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(parts) + 1
    head = b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    return out + head + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(out))


def _escaped(line: str) -> str:
    return line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
