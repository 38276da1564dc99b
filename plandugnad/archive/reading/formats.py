"""One function per format. Each adds to `Found` as it goes, so that what is read when time is up is kept."""

import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import docx
import pptx
from defusedxml import ElementTree
from docx.table import Table
from openpyxl import load_workbook
from pypdf import PdfReader

from plandugnad.archive.reading import packed
from plandugnad.archive.reading.found import MOST_CELLS, MOST_PAGES, MOST_UNPACKED_BYTES, Found, Full, Unreadable

_TEXT_BYTES = 4 * 1024**2
_ODF_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_ODF_DATE = "{http://purl.org/dc/elements/1.1/}date"
_DEEPEST_TABLE = 5


def read_pdf(path: Path, found: Found) -> None:
    reader = PdfReader(path, strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        raise Unreadable("encrypted")
    found.pages = len(reader.pages)
    if reader.metadata is not None:
        found.dated(_asked(reader.metadata, "modification_date") or _asked(reader.metadata, "creation_date"))
    for number, page in enumerate(reader.pages):
        if number >= MOST_PAGES:
            found.is_part = True
            return
        found.add(_text_of(page))


def _asked(about: object, name: str) -> object:
    """A date somebody has written by hand must not cost the whole text."""
    try:
        return getattr(about, name)
    except (ValueError, TypeError, AttributeError):
        return None


def _text_of(page: Any) -> str:
    """One page that is broken is left out; the others have their text."""
    try:
        return str(page.extract_text())
    except (Full, MemoryError, RecursionError):
        raise
    except Exception:
        return ""


def read_docx(path: Path, found: Found) -> None:
    packed.check(path)
    document = docx.Document(str(path))
    found.dated(document.core_properties.modified)
    for section in document.sections:
        found.add_all(paragraph.text for paragraph in section.header.paragraphs)
    found.add_all(_blocks(document, 0))


def _blocks(holder: Any, depth: int) -> Iterator[str]:
    for block in holder.iter_inner_content():
        if not isinstance(block, Table):
            yield block.text
        elif depth < _DEEPEST_TABLE:
            for row in block.rows:
                for cell in dict.fromkeys(row.cells):
                    yield from _blocks(cell, depth + 1)


# Who reads the text on the page of the file sees where a cell ends; the search takes no notice of it.
BETWEEN_CELLS = " · "


def read_xlsx(path: Path, found: Found) -> None:
    packed.check(path)
    with path.open("rb") as file:  # by a path, the library wants an ending, and ours are named by checksum
        workbook = load_workbook(file, read_only=True, data_only=True, keep_links=False)
        found.dated(workbook.properties.modified)
        for sheet in workbook.worksheets:
            found.add(sheet.title)
            _read_rows(sheet.iter_rows(values_only=True), found)


def _read_rows(rows: Iterable[tuple[object, ...]], found: Found) -> None:
    for row in rows:
        found.cells += len(row) + 1
        found.add(BETWEEN_CELLS.join(_written(value) for value in row if value is not None))
        if found.cells > MOST_CELLS:
            found.is_part = True
            raise Full


def _written(value: object) -> str:
    return value.date().isoformat() if isinstance(value, datetime) else str(value)


def read_pptx(path: Path, found: Found) -> None:
    packed.check(path)
    show = pptx.Presentation(str(path))
    found.dated(show.core_properties.modified)
    found.pages = len(show.slides)
    for slide in show.slides:
        found.add_all(_shapes(slide.shapes, 0))
        if slide.has_notes_slide and (notes := slide.notes_slide.notes_text_frame) is not None:
            found.add(notes.text)


def _shapes(shapes: Any, depth: int) -> Iterator[str]:
    for shape in shapes:
        if shape.has_text_frame:
            yield from shape.text_frame.text.splitlines()
        elif getattr(shape, "has_table", False):
            yield from (cell.text for row in shape.table.rows for cell in row.cells)
        elif hasattr(shape, "shapes") and depth < _DEEPEST_TABLE:
            yield from _shapes(shape.shapes, depth + 1)


def read_odf(path: Path, found: Found) -> None:
    """Text, tables and slides alike: their words stand in paragraphs and headings."""
    packed.check(path)
    with zipfile.ZipFile(path) as archive:
        if "META-INF/manifest.xml" in archive.namelist() and b"encryption-data" in _part(
            archive, "META-INF/manifest.xml"
        ):
            raise Unreadable("encrypted")
        if "meta.xml" in archive.namelist():
            dated = ElementTree.fromstring(_part(archive, "meta.xml")).find(f".//{_ODF_DATE}")
            found.dated(_moment(dated.text if dated is not None else None))
        with archive.open("content.xml") as content:
            for _event, element in ElementTree.iterparse(content):
                if element.tag in (f"{_ODF_TEXT}p", f"{_ODF_TEXT}h"):
                    found.add(" ".join(element.itertext()))
                    element.clear()


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as part:
        return part.read(MOST_UNPACKED_BYTES // 10)


def _moment(text: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat((text or "")[:19])
    except ValueError:
        return None


def read_text(path: Path, found: Found) -> None:
    with path.open("rb") as file:
        content = file.read(_TEXT_BYTES)
        found.is_part = bool(file.read(1))
    found.add_all(re.split(r"[\r\n]+", _decoded(content)))


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "ignore")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # A file cut off in the middle of a letter is still UTF-8.
        return content.decode("utf-8", "ignore") if len(content) == _TEXT_BYTES else content.decode("cp1252", "replace")


READERS: Mapping[str, Callable[[Path, Found], None]] = {
    "pdf": read_pdf,
    "docx": read_docx,
    "xlsx": read_xlsx,
    "pptx": read_pptx,
    "odt": read_odf,
    "ods": read_odf,
    "odp": read_odf,
    "text": read_text,
}
