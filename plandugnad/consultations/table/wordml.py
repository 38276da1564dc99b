"""Pieces of WordprocessingML as text. A table of ten thousand rows is written in a second this way; built as a tree of
elements it takes a minute."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from plandugnad.core.word_files import plain

_TWIPS_IN_CM = 567
# A row with more than this may be parted between two pages; a shorter one is moved whole to the next.
_LONGEST_WHOLE_ROW = 900
_MOST_ROWS = 10_000_000
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="8A9699"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
BODY, QUIET, STRONG = "Tabell", "Tabellmerke", "Tabellnummer"


@dataclass(frozen=True)
class Editable:
    """A text that comes back: around it stands a content control, which Word keeps when rows are moved and edited."""

    mark: str
    label: str
    text: str
    when_empty: str


@dataclass(frozen=True)
class Said:
    text: str
    style: str = BODY


Content = Editable | Said


@dataclass(frozen=True)
class Line:
    """A row: what stands in each cell. `bookmark` stands in the first of them."""

    cells: Sequence[Sequence[Content]]
    bookmark: str = ""
    is_shaded: bool = False


def rows(lines: Iterable[Line], widths: Sequence[float], place: int) -> Iterable[str]:
    """`place` among the tables: no two controls or bookmarks of a document have the same number."""
    twips = [str(round(width * _TWIPS_IN_CM)) for width in widths]
    for number, line in enumerate(lines, start=1 + place * _MOST_ROWS):
        yield _row(line, twips, number)


def header(headings: Sequence[str], widths: Sequence[float]) -> str:
    """Said to be a heading, so that it stands on each page and a screen reader says it with each cell."""
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{round(width * _TWIPS_IN_CM)}" w:type="dxa"/>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="DCE8EA"/></w:tcPr>{_paragraph(heading, STRONG)}</w:tc>'
        for heading, width in zip(headings, widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>"


def opened(widths: Sequence[float], title: str) -> str:
    twips = [round(width * _TWIPS_IN_CM) for width in widths]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in twips)
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/>'
        f'<w:tblW w:w="{sum(twips)}" w:type="dxa"/><w:tblBorders>{_BORDERS}</w:tblBorders>'
        '<w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" '
        f'w:noVBand="1"/><w:tblCaption w:val="{escape(plain(title))}"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
    )


# Word wants a paragraph between a table and what comes after.
CLOSED = f'</w:tbl><w:p><w:pPr><w:pStyle w:val="{BODY}"/></w:pPr></w:p>'


def _row(line: Line, widths: Sequence[str], number: int) -> str:
    signs = max(sum(len(part.text) for part in cell) for cell in line.cells)
    look = "<w:trPr><w:cantSplit/></w:trPr>" if signs <= _LONGEST_WHOLE_ROW else ""
    shade = '<w:shd w:val="clear" w:color="auto" w:fill="F1F5F6"/>' if line.is_shaded else ""
    cells = []
    for column, (width, cell) in enumerate(zip(widths, line.cells, strict=True)):
        inside = "".join(_content(part, number * 10 + column) for part in cell) or _paragraph("", BODY)
        if column == 0 and line.bookmark:
            inside = _bookmarked(inside, line.bookmark, number)
        cells.append(f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>{inside}</w:tc>')
    return f"<w:tr>{look}{''.join(cells)}</w:tr>"


def _bookmarked(paragraph: str, name: str, number: int) -> str:
    before, sign, after = paragraph.partition("</w:pPr>")
    start = f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'
    return f'{before}{sign}{start}{after.removesuffix("</w:p>")}<w:bookmarkEnd w:id="{number}"/></w:p>'


def _content(part: Content, number: int) -> str:
    if isinstance(part, Said):
        return "".join(_paragraph(line, part.style) for line in plain(part.text).split("\n"))
    text = plain(part.text)
    if text:
        inside, is_empty = "".join(_paragraph(line, BODY) for line in text.split("\n")), ""
    else:
        inside, is_empty = _paragraph(part.when_empty, BODY, "PlaceholderText"), "<w:showingPlcHdr/>"
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="{escape(part.label)}"/><w:tag w:val="{part.mark}"/><w:id w:val="{number}"/>'
        f"{is_empty}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"
    )


def _paragraph(text: str, style: str, look: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{_run(text, look)}</w:p>'


def _run(text: str, look: str) -> str:
    if not text:
        return ""
    words = "<w:tab/>".join(
        f'<w:t xml:space="preserve">{escape(part)}</w:t>' if part else "" for part in plain(text).split("\t")
    )
    marks = f'<w:rPr><w:rStyle w:val="{look}"/></w:rPr>' if look else ""
    return f"<w:r>{marks}{words}</w:r>"
