"""Text out of files, and what is said of those that mean harm. Each is read by the process that reads them for real."""

import io
from pathlib import Path

import openpyxl
import pptx
import pytest
from odf.opendocument import OpenDocumentText
from odf.text import P
from pypdf import PdfWriter

from plandugnad.archive.kinds import TextState
from plandugnad.archive.reading import apart
from plandugnad.archive.reading.apart import Answer, read_apart
from plandugnad.core.apart import surroundings
from tests.archive.builders import packed, word


def read(tmp_path: Path, kind: str, data: bytes) -> Answer:
    path = tmp_path / "fil"
    path.write_bytes(data)
    return read_apart(kind, path)


def pdf_with(text: str) -> bytes:
    stream = f"BT /F1 12 Tf 72 700 Td ({text}) Tj ET".encode("latin-1")
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R "
        b"/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
    ]
    out, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    start = len(out)
    out += b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % start


def slides(text: str) -> bytes:
    show, out = pptx.Presentation(), io.BytesIO()
    slide = show.slides.add_slide(show.slide_layouts[0])
    assert slide.shapes.title is not None
    slide.shapes.title.text = text
    show.save(out)
    return out.getvalue()


def sheet(text: str) -> bytes:
    workbook, out = openpyxl.Workbook(), io.BytesIO()
    assert workbook.active is not None
    workbook.active["B2"] = text
    workbook.save(out)
    return out.getvalue()


def odt(text: str) -> bytes:
    document, out = OpenDocumentText(), io.BytesIO()
    document.text.addElement(P(text=text))
    document.write(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("kind", "make"),
    [("pdf", pdf_with), ("docx", word), ("pptx", slides), ("xlsx", sheet), ("odt", odt), ("text", str.encode)],
)
def test_the_text_of_each_format_is_found(tmp_path: Path, kind: str, make: object) -> None:
    assert callable(make)
    answer = read(tmp_path, kind, make("Planforum i Fjordvik"))
    assert answer.state == TextState.READ
    assert "Planforum i Fjordvik" in answer.text


def test_where_a_cell_and_a_line_of_a_slide_ends_is_seen_in_the_text(tmp_path: Path) -> None:
    workbook, out = openpyxl.Workbook(), io.BytesIO()
    assert workbook.active is not None
    workbook.active.append(["Fjordvik", None, 2100])
    workbook.save(out)
    assert "Fjordvik · 2100" in read(tmp_path, "xlsx", out.getvalue()).text.splitlines()
    assert read(tmp_path, "pptx", slides("Arealdelen\nKlimaplan")).text.splitlines() == ["Arealdelen", "Klimaplan"]


def test_a_scanned_page_has_no_text(tmp_path: Path) -> None:
    writer, out = PdfWriter(), io.BytesIO()
    writer.add_blank_page(100, 100)
    writer.write(out)
    assert read(tmp_path, "pdf", out.getvalue()).state == TextState.EMPTY


def test_a_file_locked_with_a_password_is_said_to_be_so(tmp_path: Path) -> None:
    writer, out = PdfWriter(), io.BytesIO()
    writer.add_blank_page(100, 100)
    writer.encrypt("hemmelig", algorithm="AES-256")
    writer.write(out)
    assert read(tmp_path, "pdf", out.getvalue()).state == TextState.ENCRYPTED


def bomb() -> bytes:
    return packed([("word/document.xml", b"0" * (301 * 1024**2))])


def billion_laughs() -> bytes:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "lol"}">' for n in range(10))
    xml = f'<?xml version="1.0"?><!DOCTYPE x [{entities}]><office:x xmlns:office="o">&l9;</office:x>'
    return packed([("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", xml.encode())])


def outside() -> bytes:
    xml = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'
    return packed([("content.xml", xml)])


def cut_off(data: bytes) -> bytes:
    return data[: len(data) // 2]


@pytest.mark.parametrize(
    ("kind", "data", "state"),
    [
        ("docx", bomb(), TextState.TOO_LARGE),
        ("odt", billion_laughs(), TextState.BROKEN),
        ("odt", outside(), TextState.BROKEN),
        ("docx", cut_off(word("Hei")), TextState.BROKEN),
        ("xlsx", b"PK\x03\x04 ikke et regneark", TextState.BROKEN),
        ("pptx", packed([("ppt/presentation.xml", b"<x/>")]), TextState.BROKEN),
        ("pdf", b"%PDF-1.7\nikke mer", TextState.BROKEN),
        ("zip", b"", TextState.UNSUPPORTED),
    ],
)
def test_hostile_and_broken_files_get_a_state_and_nothing_else_happens(
    tmp_path: Path, kind: str, data: bytes, state: TextState
) -> None:
    answer = read(tmp_path, kind, data)
    assert answer == Answer(state)


def test_a_reader_that_never_ends_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "WALL_SECONDS", 0.01)
    assert read(tmp_path, "docx", word("Hei")).state == TextState.TOO_LARGE


def test_the_reading_process_is_given_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANDUGNAD_SECRET_KEY", "hemmelig")
    assert "hemmelig" not in surroundings().values()
    assert not {"DATABASE_URL", "PLANDUGNAD_SECRET_KEY"} & set(surroundings())
