"""Plans as CSV the way Norwegian spreadsheet programs open it: UTF-8 with a mark at the start, and semicolons."""

import csv
import io

from django.utils.translation import gettext

from plandugnad.engines.tables.when import When
from plandugnad.plans.exports.contents import Cell, Contents
from plandugnad.plans.exports.spreadsheet import written_when

# A spreadsheet program may run a cell that begins so; an apostrophe before it makes the cell text.
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def delimited(contents: Contents) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    mark = [gettext("Eksempeldata")] if contents.place.is_example else []
    writer.writerow([*(str(column.heading) for column in contents.columns), *mark])
    for plan in contents.plans:
        writer.writerow([*(_written(column.cell(plan, contents)) for column in contents.columns), *mark])
    return out.getvalue().encode("utf-8-sig")


def _written(cell: Cell) -> str:
    if isinstance(cell, When):
        return written_when(cell)
    return harmless(cell or "")


def harmless(text: str) -> str:
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA_SIGNS) else text


def unharmed(text: str) -> str:
    """Without the apostrophe that `harmless` put before it."""
    return text[1:] if text[:1] == "'" and text[1:].lstrip(" ").startswith(_FORMULA_SIGNS) else text
