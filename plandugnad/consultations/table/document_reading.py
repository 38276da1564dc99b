"""A statement table as DOCX, edited by somebody in Word or LibreOffice, read again.

Which text a cell holds is known by its content control; where a program has dropped those, by the bookmark of the row
and the heading of the column; where that is gone too, by the number one sees in the row.
"""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO, Any
from uuid import UUID
from xml.etree.ElementTree import ParseError
from xml.parsers.expat import ExpatError
from zlib import error as BrokenDeflate

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException
from django.utils.translation import gettext as _

from plandugnad.archive.reading import packed
from plandugnad.archive.reading.found import Unreadable
from plandugnad.consultations.table.cells import Mark, read_mark, read_row
from plandugnad.consultations.table.document import PROPERTY
from plandugnad.consultations.table.headings import (
    QUOTE,
    SENDER,
    headings_beside,
    headings_that_hold,
    is_placeholder,
    is_prompt_of_word,
)
from plandugnad.consultations.table.markup import elements
from plandugnad.consultations.table.read import Beside, NotRead, Read, ReadCell
from plandugnad.consultations.table.wordtext import Lists, W, Words, inner
from plandugnad.core.word_files import plain

# A table of two thousand statements with ten thousand points has a tenth of these.
_MOST_ELEMENTS = 6_000_000
_DEEPEST = 150
_MOST_BYTES_ELSEWHERE = 10_000_000
_ROW = f"{W}tr"
_HOLDERS = {_ROW, f"{W}tbl", f"{W}sdt", f"{W}p"}
_OLD_OFFICE, _PDF = b"\xd0\xcf\x11\xe0", b"%PDF"
_KINDS = {("s", "s"): "ss", ("s", "a"): "sa", ("p", "a"): "pa", ("g", "a"): "ga"}
_BROKEN = (
    zipfile.BadZipFile, ParseError, ExpatError, DefusedXmlException, BrokenDeflate, EOFError, LookupError,
    NotImplementedError, OSError, RuntimeError, ValueError, RecursionError,
)  # fmt: skip


def read_document(content: bytes) -> Read:
    if content.startswith(_OLD_OFFICE):
        raise NotRead(
            _("Dette er en eldre Word-fil, eller en som er låst med passord. Lagre den som .docx uten passord.")
        )
    if content.startswith(_PDF):
        raise NotRead(_("Dette er en PDF. Last opp Word-filen (.docx) den ble laget av."))
    if not content.startswith(b"PK"):
        raise NotRead(_("Dette er ikke en Word-fil (.docx). Last opp tabellen du hentet herfra."))
    try:
        packed.check(io.BytesIO(content))
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return _read(package)
    except NotRead:
        raise
    except Unreadable as unreadable:
        raise NotRead(_too_large() if unreadable.state == "too_large" else _broken()) from unreadable
    except _BROKEN as broken:
        raise NotRead(_broken()) from broken


def _too_large() -> str:
    return _("Filen er for stor til å være en uttalelsestabell. Ingenting er lest.")


def _broken() -> str:
    return _("Filen er skadet og kan ikke leses. Åpne den i Word, lagre den på nytt som .docx, og prøv igjen.")


def _read(package: zipfile.ZipFile) -> Read:
    names = set(package.namelist())
    if "mimetype" in names and package.read("mimetype")[:60].startswith(b"application/vnd.oasis"):
        raise NotRead(_("Dette er en OpenDocument-fil (.odt). Lagre den som Word-fil (.docx), og last den opp igjen."))
    if "word/document.xml" not in names:
        raise NotRead(_("Dette er ikke en Word-fil (.docx). Last opp tabellen du hentet herfra."))
    lists = Lists.read(_part(package, "word/numbering.xml"), _part(package, "word/styles.xml"))
    reading = _Reading(Words(lists))
    with package.open("word/document.xml") as body:
        _stream(body, reading)
    return Read(_export(package), tuple(reading.cells), frozenset(reading.words.remarks), tuple(reading.beside))


def _part(package: zipfile.ZipFile, name: str) -> Any:
    if name not in package.namelist():
        return None
    if package.getinfo(name).file_size > _MOST_BYTES_ELSEWHERE:
        raise NotRead(_too_large())
    return ElementTree.fromstring(package.read(name))


def _export(package: zipfile.ZipFile) -> UUID | None:
    root = _part(package, "docProps/custom.xml")
    for one in root if root is not None else ():
        if one.get("name") == PROPERTY:
            try:
                return UUID("".join(one.itertext()).strip())
            except ValueError:
                return None
    return None


def _stream(body: IO[bytes], reading: "_Reading") -> None:
    """Each row is read and let go, so that a long table is not held in memory."""
    above: list[Any] = []
    # How many tables, rows, controls and paragraphs we are in, how many of them are rows, and how many have begun.
    holding = rows = begun = 0
    for event, element in elements(body):
        tag = element.tag
        if event == "start":
            begun += 1
            above.append(element)
            if begun > _MOST_ELEMENTS or len(above) > _DEEPEST:
                raise NotRead(_too_large())
            if tag in _HOLDERS:
                holding, rows = holding + 1, rows + (tag == _ROW)
            continue
        above.pop()
        if tag in _HOLDERS:
            holding, rows = holding - 1, rows - (tag == _ROW)
            if not rows:
                _ended(element, above, reading, is_held=holding > 0)
        elif not holding:
            _ended(element, above, reading, is_held=False)


def _ended(element: Any, above: list[Any], reading: "_Reading", *, is_held: bool) -> None:
    """What has ended is the last of what it stands in."""
    tag = element.tag
    if tag == _ROW:
        if not above:
            raise ValueError("a row that stands in nothing")
        reading.row(element)
    elif tag == f"{W}tbl":
        reading.columns = None
    elif tag == f"{W}sdt" and not is_held:
        reading.control(element)
    if above and (tag == _ROW or (not is_held and tag != f"{W}body")):
        del above[-1][-1]


@dataclass
class _Reading:
    words: Words
    cells: list[ReadCell] = field(default_factory=list)
    # Which columns of the table we are in hold texts that may be edited, when its first row has said so.
    columns: dict[int, str] | None = None
    # Which hold what is only looked at.
    looked_at: dict[int, str] = field(default_factory=dict)
    beside: list[Beside] = field(default_factory=list)

    def row(self, row: Any) -> None:
        if inner(row, f"{W}trPr", f"{W}del") is not None:
            self.words.remarks.add("tracked")
            return
        cells = list(_cells(row))
        if self.columns is None:
            self.columns = self._heading([self.words.of(cell) for _place, cell, _controls in cells])
            if self.columns:
                return
        known = {column: self.columns.get(column, "") for column, _cell, _controls in cells}
        number = self.words.of(cells[0][1]).strip() if cells else ""
        about = next((found for name in _bookmarks(row) if (found := read_row(name))), None)
        keys = {f"{about[0]}{about[1]}"} if about else set()
        for column, cell, controls in cells:
            marked = list(self._marked(cell, controls))
            keys |= {f"{mark.key[0]}{mark.key[2:]}" for mark, _text in marked}
            if marked:
                self.cells += [ReadCell(mark.key, mark.export, number, mark.key[1], text) for mark, text in marked]
            elif known[column]:
                self._unmarked(cell, number, about, known[column])

        if len(keys) == 1:
            self._look_at(next(iter(keys)), number, cells)

    def _look_at(self, row: str, number: str, cells: list[tuple[int, Any, list[Any]]]) -> None:
        for column, cell, _controls in cells:
            what = self.looked_at.get(column, "")
            if row[0] == "p":
                what = QUOTE if (self.columns or {}).get(column) == "s" else ""
            if what:
                text = plain(self.words.of(cell))
                # Below the sender stands what kind she is.
                self.beside.append(Beside(row, what, number, text.split("\n")[0] if what == SENDER else text))

    def _heading(self, texts: list[str]) -> dict[int, str]:
        found: dict[int, str] = {}
        self.looked_at = {
            column: what
            for what, names in headings_beside().items()
            for column, text in enumerate(texts)
            if text.strip() in names
        }
        for kind in ("s", "a"):
            names = headings_that_hold(kind)
            found |= {column: kind for column, text in enumerate(texts) if text.strip() in names}
        return found

    def _marked(self, cell: Any, around: list[Any]) -> Iterator[tuple[Mark, str]]:
        """A cell with one mark is that text, also what somebody wrote beside the control."""
        marked = [(one, mark) for one in (*around, *cell.iter(f"{W}sdt")) if (mark := _mark(one))]
        marks = {mark for _control, mark in marked}
        for control, mark in marked:
            inside = self.words.of(control)
            text = self.words.of(cell) if len(marks) == 1 else inside
            if _is_empty(control, inside):
                text = text.replace(inside, "", 1).strip("\n")
            yield mark, plain(text)
            if len(marks) == 1:
                return

    def _unmarked(self, cell: Any, number: str, about: tuple[str, str] | None, column: str) -> None:
        text = plain(self.words.of(cell))
        text = "" if is_placeholder(text) else text
        kind = _KINDS.get((about[0], column), "") if about else ""
        if about and not kind:
            return  # what is quoted of a statement is not edited
        self.cells.append(ReadCell(f"{kind}{about[1]}" if about else "", None, number, column, text))

    def control(self, control: Any) -> None:
        """One that somebody has moved out of the table."""
        for one in control.iter(f"{W}sdt"):
            if mark := _mark(one):
                text = self.words.of(one)
                self.cells.append(
                    ReadCell(mark.key, mark.export, "", mark.key[1], "" if _is_empty(one, text) else plain(text))
                )


def _cells(row: Any) -> Iterator[tuple[int, Any, list[Any]]]:
    """Each cell with its column, counted as in the grid, and the controls it stands in."""
    column = 0
    for cell, around in _unwrapped(row, []):
        yield column, cell, around
        span = inner(cell, f"{W}tcPr", f"{W}gridSpan")
        said = span.get(f"{W}val", "1") if span is not None else "1"
        column += int(said) if said.isdecimal() and len(said) < 4 else 1


def _unwrapped(element: Any, around: list[Any]) -> Iterator[tuple[Any, list[Any]]]:
    for child in element:
        if child.tag == f"{W}tc":
            yield child, around
        elif child.tag == f"{W}sdt":
            yield from _unwrapped(child, [*around, child])
        elif child.tag in (f"{W}sdtContent", f"{W}customXml", f"{W}ins"):
            yield from _unwrapped(child, around)


def _bookmarks(row: Any) -> Iterator[str]:
    return (str(one.get(f"{W}name", "")) for one in row.iter(f"{W}bookmarkStart"))


def _mark(control: Any) -> Mark | None:
    tag = inner(control, f"{W}sdtPr", f"{W}tag")
    return read_mark(tag.get(f"{W}val", "")) if tag is not None else None


def _is_empty(control: Any, text: str) -> bool:
    """It shows what stands there until somebody writes: Word puts its own words there when all is deleted."""
    if inner(control, f"{W}sdtPr", f"{W}showingPlcHdr") is None:
        return False
    # Not by how it looks: some programs let the mark and the look stand when somebody has written over the words.
    return is_placeholder(text) or is_prompt_of_word(text)
