"""Tables as WordprocessingML. Built a cell at a time in a tree, three hundred rows of ten take many seconds."""

from collections.abc import Sequence
from html import escape
from typing import Any

from docx.oxml import parse_xml

from plandugnad.core.papers.pieces import TICK, Field, Forms, Grid, widths
from plandugnad.core.papers.saying import said
from plandugnad.core.word_files import plain

_NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TWIPS = 567  # in a centimetre
CELL, STRONG, QUIET = "Rute", "Ruteoverskrift", "Stille"
LINE = "8A9699"
_LONGEST_WHOLE_ROW = 900  # characters; a longer row may be parted between two pages
_MOST_ROWS_WHOLE, _LONGEST_WHOLE_TABLE = 10, 1_500  # a table within both stands on one page
_ROW_BY_HAND = 1.1
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{LINE}"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def grid(grid: Grid, across: float, room: int) -> Any:
    """The first row is said to be a heading: it stands on each page, and a screen reader says it with each cell.

    A short table is not parted between two pages, nor is its heading left alone below.
    """
    sizes = [across * one / room for one in widths(grid, room)]
    rows = [[said(value) for value in row] for row in grid.rows] + [[""] * len(grid.heads)] * grid.blank
    height = _ROW_BY_HAND if grid.blank else 0
    last = len(rows) - 1
    is_short = len(rows) <= _MOST_ROWS_WHOLE and sum(len(text) for row in rows for text in row) <= _LONGEST_WHOLE_TABLE
    body = (
        _row(
            [_cell(text, width, held=is_short and number < last) for text, width in zip(row, sizes, strict=True)],
            row,
            height,
        )
        for number, row in enumerate(rows)
    )
    head = "".join(
        _cell(text, width, STRONG, "DCE8EA", held=bool(rows)) for text, width in zip(grid.heads, sizes, strict=True)
    )
    first = f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>"
    return _table(grid.title, sizes, [first, *body], has_heading=True)


def form(forms: Forms, across: float) -> Any:
    """Two fields beside each other: what it is called, and room."""
    sizes = [across * share for share in (0.17, 0.33, 0.17, 0.33)]
    pairs = [forms.fields[place : place + 2] for place in range(0, len(forms.fields), 2)]
    rows = [
        _row(_form_cells(pair, sizes, held=number < len(pairs) - 1), [""], _ROW_BY_HAND)
        for number, pair in enumerate(pairs)
    ]
    return _table(forms.title, sizes, rows, has_heading=False)


def boxes(number: int, across: float, height: float, title: str) -> Any:
    """Empty cards, two beside each other; one where there is but one."""
    columns = min(number, 2)
    sizes = [across / columns] * columns
    last = number - columns
    rows = [
        _row([_cell("", width, held=place < last) for width in sizes], [""], height)
        for place in range(0, number, columns)
    ]
    return _table(title, sizes, rows, has_heading=False)


def _form_cells(pair: Sequence[Field], sizes: Sequence[float], *, held: bool) -> list[str]:
    cells = []
    for place, one in enumerate(pair):
        choices = "\n".join(f"{TICK} {choice}" for choice in one.choices)
        cells.append(_cell(one.label, sizes[2 * place], STRONG, "F1F5F6", held=held))
        cells.append(_cell(choices, sizes[2 * place + 1], held=held))
    if len(pair) == 1:
        cells += [_cell("", sizes[2], held=held), _cell("", sizes[3], held=held)]
    return cells


def _table(title: str, sizes: Sequence[float], rows: Sequence[str], *, has_heading: bool) -> Any:
    twips = [round(size * _TWIPS) for size in sizes]
    columns = "".join(f'<w:gridCol w:w="{one}"/>' for one in twips)
    look = f'<w:tblLook w:val="{"0620" if has_heading else "0600"}" w:firstRow="{int(has_heading)}" w:lastRow="0"'
    return parse_xml(
        f'<w:tbl {_NAMESPACE}><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="{sum(twips)}" w:type="dxa"/>'
        f'<w:tblBorders>{_BORDERS}</w:tblBorders><w:tblLayout w:type="fixed"/>{look} w:firstColumn="0"'
        f' w:lastColumn="0" w:noHBand="1" w:noVBand="1"/><w:tblCaption w:val="{escape(plain(title))}"/></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _row(cells: Sequence[str], texts: Sequence[str], height: float) -> str:
    whole = "<w:cantSplit/>" if sum(len(text) for text in texts) <= _LONGEST_WHOLE_ROW else ""
    high = f'<w:trHeight w:val="{round(height * _TWIPS)}" w:hRule="atLeast"/>' if height else ""
    return f"<w:tr><w:trPr>{whole}{high}</w:trPr>{''.join(cells)}</w:tr>"


def _cell(text: str, width: float, style: str = CELL, shade: str = "", *, held: bool = False) -> str:
    """`held`: on the same page as the row below."""
    shaded = f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>' if shade else ""
    inside = "".join(_paragraph(line, style, held=held) for line in plain(text).split("\n"))
    return f'<w:tc><w:tcPr><w:tcW w:w="{round(width * _TWIPS)}" w:type="dxa"/>{shaded}</w:tcPr>{inside}</w:tc>'


def _paragraph(text: str, style: str, *, held: bool) -> str:
    words = "<w:tab/>".join(
        f'<w:t xml:space="preserve">{escape(part)}</w:t>' if part else "" for part in text.split("\t")
    )
    run = f"<w:r>{words}</w:r>" if words else ""
    kept = "<w:keepNext/>" if held else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{kept}</w:pPr>{run}</w:p>'
