"""What is laid out as DOCX, to go on working in."""

import io
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from plandugnad.core.papers import wordml
from plandugnad.core.papers.paper import as_png
from plandugnad.core.papers.pieces import (
    Axes,
    Boxes,
    Bullets,
    Forms,
    Grid,
    Outlay,
    Picture,
    Piece,
    Rich,
    Rings,
    Ruled,
    Subheading,
    Words,
)
from plandugnad.core.papers.rich import RichWriting
from plandugnad.core.word_files import describe, plain

_MARGIN, _NARROW = 2.0, 1.5
_WIDEST_PICTURE = 16.0
_DARK, _GREY = RGBColor(0x00, 0x30, 0x38), RGBColor(0x47, 0x4F, 0x52)


def as_word(laid: Outlay, author: str, language: str) -> bytes:
    """In the language that is chosen as it is called, which `language` names."""
    writing = _Writing(laid, author, language)
    writing.write()
    out = io.BytesIO()
    writing.made.save(out)
    return out.getvalue()


class _Writing:
    def __init__(self, laid: Outlay, author: str, language: str) -> None:
        self.made: Any = Document()
        self.laid = laid
        self.across = (29.7 if laid.is_wide else 21.0) - 2 * _margin(laid)
        describe(self.made, plain(laid.title), plain(author), language)
        _set_up(self.made, laid, language)

    def write(self) -> None:
        self.made.add_paragraph(plain(self.laid.title), style="Title")
        for label, value in self.laid.facts:
            paragraph = self.made.add_paragraph()
            paragraph.paragraph_format.space_after = Pt(0)
            paragraph.add_run(f"{label}: ").bold = True
            paragraph.add_run(plain(value))
        if self.laid.why:
            self.made.add_paragraph(plain(self.laid.why)).paragraph_format.space_before = Pt(10)
        for part in self.laid.parts:
            heading = self.made.add_heading(plain(part.title), level=1)
            heading.paragraph_format.page_break_before = part.begins_page or None
            if part.prompt:
                self.made.add_paragraph(plain(part.prompt), style=wordml.QUIET).paragraph_format.keep_with_next = True
            for piece in part.pieces:
                self.piece(piece, part.title)

    def piece(self, piece: Piece, title: str) -> None:
        match piece:
            case Words():
                self.words(piece)
            case Subheading():
                self.made.add_heading(plain(piece.text), level=2)
            case Bullets():
                for one in piece.items:
                    self.made.add_paragraph(plain(one), style="List Bullet")
            case Rich():
                RichWriting(self.made).blocks(piece.blocks)
            case Picture():
                self.picture(piece)
            case _:
                for table in _tables(piece, self.across, self.laid.room, title):
                    self.table(table)

    def picture(self, piece: Picture) -> None:
        """With what it shows in words, where programs that read aloud look for it."""
        width = min(self.across, _WIDEST_PICTURE)
        self.made.add_picture(io.BytesIO(as_png(piece.svg)), width=Cm(width))
        properties = self.made.inline_shapes[-1]._inline.docPr
        properties.set("descr", plain(piece.said))
        properties.set("title", plain(piece.title))

    def words(self, piece: Words) -> None:
        """Lines that belong together, as boxes to tick, stand close and on one page."""
        lines = plain(piece.text).split("\n")
        for number, line in enumerate(lines, start=1):
            paragraph = self.made.add_paragraph(line, style=wordml.QUIET if piece.is_quiet else None)
            if number < len(lines):
                paragraph.paragraph_format.space_after, paragraph.paragraph_format.keep_with_next = Pt(2), True

    def table(self, table: Any) -> None:
        """Word wants a paragraph between a table and what comes after."""
        self.made.element.body.insert_element_before(table, "w:sectPr")
        between = self.made.add_paragraph().paragraph_format
        between.space_after = Pt(4)
        if self.laid.is_dense:
            between.line_spacing = Pt(1)


def _margin(laid: Outlay) -> float:
    return _NARROW if laid.is_dense else _MARGIN


def _to_place(piece: Axes | Rings, title: str) -> Grid:
    """What paper has as a drawing, is a table to type in here."""
    if isinstance(piece, Rings):
        return Grid(title, piece.names, (), 6)
    x, y = piece.x, piece.y
    sides = [f"{x.title}: {side}" for side in (x.low, x.high)]
    rows = tuple((f"{y.title}: {side}", "\n" * 6, "") for side in (y.high, y.low))
    return Grid(title, (f"{y.title} / {x.title}", *sides), rows)


def _tables(piece: Grid | Forms | Boxes | Ruled | Axes | Rings, across: float, room: int, title: str) -> Iterator[Any]:
    match piece:
        case Grid():
            yield wordml.grid(piece, across, room)
        case Forms():
            for _number in range(piece.number):
                yield wordml.form(piece, across)
        case Boxes():
            yield wordml.boxes(piece.number, across, 3.4, title)
        case Ruled():
            yield wordml.boxes(1, across, piece.number * 0.9, title)
        case Axes() | Rings() if not piece.points:
            yield wordml.grid(_to_place(piece, title), across, room)


def _set_up(made: Any, laid: Outlay, language: str) -> None:
    for marked in made.styles.element.iter(qn("w:lang")):
        marked.set(qn("w:val"), "en-GB" if language == "en" else f"{language}-NO")
    section = made.sections[0]
    long, short = Cm(29.7), Cm(21)
    section.orientation = WD_ORIENT.LANDSCAPE if laid.is_wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (long, short) if laid.is_wide else (short, long)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(_margin(laid))
    if laid.is_example:
        section.header.paragraphs[0].text = _("EKSEMPEL. Alt her er oppdiktet.")
    _page_number(section.footer.paragraphs[0], plain(laid.title))
    normal = made.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(9.5 if laid.is_dense else 11)
    first = (("Title", 16), ("Heading 1", 11)) if laid.is_dense else (("Title", 24), ("Heading 1", 16))
    for name, size in (*first, ("Heading 2", 13), ("Heading 3", 12), ("Heading 4", 11)):
        style = made.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = "Calibri", Pt(size), _DARK
        fonts = style.element.rPr.rFonts
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
    for line in made.styles["Title"].element.iter(qn("w:bottom")):
        line.set(qn("w:color"), wordml.LINE)
    cell = made.styles.add_style(wordml.CELL, WD_STYLE_TYPE.PARAGRAPH)
    cell.base_style = normal
    cell.font.size = Pt(8 if laid.is_dense else 9 if laid.is_wide else 10)
    cell.paragraph_format.space_after = Pt(0 if laid.is_dense else 2)
    if laid.is_dense:
        normal.paragraph_format.space_after = made.styles["List Bullet"].paragraph_format.space_after = Pt(3)
        made.styles["Heading 1"].paragraph_format.space_before = Pt(6)
    cell.paragraph_format.line_spacing = 1.0
    strong = made.styles.add_style(wordml.STRONG, WD_STYLE_TYPE.PARAGRAPH)
    strong.base_style, strong.font.bold = cell, True
    quiet = made.styles.add_style(wordml.QUIET, WD_STYLE_TYPE.PARAGRAPH)
    quiet.base_style, quiet.font.color.rgb = normal, _GREY


def _page_number(paragraph: Any, title: str) -> None:
    before, after = _("Side %(number)s av %(all)s").split("%(number)s")
    between, end = after.split("%(all)s")
    paragraph.add_run(f"{title[:80]} · ")
    for words, field in ((before, "PAGE"), (between, "NUMPAGES")):
        paragraph.add_run(words)
        run = paragraph.add_run("1")
        simple = OxmlElement("w:fldSimple")
        simple.set(qn("w:instr"), field)
        paragraph._p.append(simple)
        simple.append(run._r)
    paragraph.add_run(end)
