"""A heading over two columns, «Plan» over numbers and names, or over groups and the plans in them."""

import re
from collections.abc import Mapping
from dataclasses import replace

from plandugnad.engines.tables.columns import Heading
from plandugnad.engines.tables.headings import candidates
from plandugnad.engines.tables.sheet import Sheet

_NUMBERING = re.compile(r"\d{1,3}(?:[.,]\d{1,3})*[.)]?\Z|[IVX]{1,5}[.)]?\Z|[A-Za-z][.)]?\Z")
_FEWEST = 2
_NAMES_PLANS = 0.5


def with_names_in_the_right_column(sheet: Sheet, headings: list[Heading], rows: list[int]) -> list[Heading]:
    """The headings, with that of the names moved over the column that holds them.

    That is the column to the right, if it has no heading, and the one under the heading holds only outline numbers,
    or is empty wherever the other is filled.
    """
    by_index = {heading.index: heading for heading in headings}
    for heading in headings:
        right = by_index.get(heading.index + 1)
        if right is None or right.text or not _is_of_names(heading):
            continue
        left_cells, right_cells = _texts(sheet, rows, heading.index), _texts(sheet, rows, right.index)
        if len(right_cells) >= _FEWEST and _are_names(right_cells) and _gives_way(left_cells, right_cells):
            moved = {heading.index: replace(heading, text="", above=""), right.index: replace(right, text=heading.text)}
            return [moved.get(one.index, one) for one in headings]
    return headings


def _is_of_names(heading: Heading) -> bool:
    return any(field == "name" and sureness >= _NAMES_PLANS for field, sureness in candidates(heading.text))


def _texts(sheet: Sheet, rows: list[int], column: int) -> dict[int, str]:
    return {
        row: text for row in rows if (cell := sheet.cell(row, column)) and (text := cell.text)
    }  # fmt: skip


def _are_names(texts: Mapping[int, str]) -> bool:
    return sum(sum(map(str.isalpha, text)) >= 4 for text in texts.values()) * 2 > len(texts)


def _gives_way(left: Mapping[int, str], right: Mapping[int, str]) -> bool:
    if not left:
        return True
    numbers = sum(bool(_NUMBERING.match(text)) for text in left.values())
    return numbers * 2 > len(left) or not left.keys() & right.keys()
