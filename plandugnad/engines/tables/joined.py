"""Lists of plans that stood beside one another on a sheet, told as the one table a person sees there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from plandugnad.engines.tables.duplicates import possible_duplicates
from plandugnad.engines.tables.reading import Reading
from plandugnad.engines.tables.sheet import Sheet


def joined(parts: Sequence[Reading], sheets: Sequence[Sheet]) -> Reading:
    """The first reading with the rows of the others; a row of the sheets is skipped when no part makes a plan of it."""
    first = parts[0]
    if len(sheets) == 1:
        return first
    rows = sorted((row for part in parts for row in part.rows), key=lambda row: row.source_row)
    errors = sorted((error for part in parts for error in part.errors), key=lambda error: error.source_row)
    told = {row.source_row for row in rows} | {error.source_row for error in errors}
    filled = {row for sheet in sheets for row in sheet.rows if row > first.header_row and any(sheet.own_texts(row))}
    return replace(
        first,
        columns=tuple(column for part in parts for column in part.columns),
        rows=tuple(rows),
        errors=tuple(errors),
        skipped_rows=tuple(sorted(filled - told)),
        possible_duplicates=possible_duplicates(rows),
    )
