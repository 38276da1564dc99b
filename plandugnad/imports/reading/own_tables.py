"""A table we have made ourselves, coming in again: each row knows its plan, and only what was changed is news."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from plandugnad.engines.tables import Sheet, TableGuess, Workbook
from plandugnad.engines.tables.text import even, visible
from plandugnad.imports.matching.matches import Standing
from plandugnad.imports.reading.plan_values import NOTE_BETWEEN
from plandugnad.imports.reading.table_row import ERROR, PLAN, SKIPPED, TableRow
from plandugnad.plans.exports.own import (
    ID_HEADING,
    OwnChanges,
    own_additions,
    own_changes,
    own_choices,
    own_field,
    own_number,
)

# The headings stand on the first row as we write it; a person may have put a title above.
_LAST_ROW_OF_HEADINGS = 20
Amendments = Mapping[tuple[int, int], str]


def own_sheets(workbook: Workbook) -> frozenset[int]:
    return frozenset(index for index, sheet in enumerate(workbook.sheets) if own_header_row(sheet) is not None)


def own_header_row(sheet: Sheet) -> int | None:
    """The row of headings, when the table is ours."""
    for row in sorted(row for row in sheet.rows if row <= _LAST_ROW_OF_HEADINGS):
        if any(text == ID_HEADING for _, text in sheet.own_texts(row)):
            return row
    return None


def with_own_headings(guess: TableGuess) -> TableGuess:
    """Of our own table it is known what each column means."""
    if not any(column.header == ID_HEADING for column in guess.columns):
        return guess
    for column in guess.columns:
        field = own_field(column.header)
        if field is not None and (column.field or "") != field:
            guess = guess.with_field(column.index, field or None)
    return guess


def as_own_rows(
    sheet: Sheet, guess: TableGuess, rows: Sequence[TableRow], amendments: Amendments, number: str
) -> Sequence[TableRow]:
    """The rows with the plan they went out as and the texts of their cells, without those of other municipalities."""
    headings = {column.index: column.header for column in guess.columns}
    if ID_HEADING not in headings.values():
        return rows
    own = []
    for row in rows:
        cells = {
            heading: text for index, heading in headings.items() if (text := _text(sheet, row.row, index, amendments))
        }
        if own_number(cells) not in ("", number):
            own.append(replace(row, state=SKIPPED, values={}, fault=None))
        else:
            own.append(replace(row, own_id=even(cells.pop(ID_HEADING, "")).casefold(), own_cells=cells))
    return own


def _text(sheet: Sheet, row: int, column: int, amendments: Amendments) -> str:
    """As it stands in the cell, with its line breaks."""
    if (row, column) in amendments:
        return visible(amendments[row, column])
    cell = sheet.cell(row, column)
    if cell is None:
        return ""
    return visible(cell.value) if isinstance(cell.value, str) else cell.text


def only_changes(rows: Iterable[TableRow], standing: Iterable[Standing]) -> list[TableRow]:
    """Rows that went out from plans that stand here hold only what has been changed in them."""
    by_id = {plan.id: plan for plan in standing}
    return [_narrowed(row, by_id[row.own_id]) if row.own_id in by_id else _completed(row) for row in rows]


def _completed(row: TableRow) -> TableRow:
    """A row written into our table has our columns too, which the engine knows nothing of."""
    if not row.own_cells:
        return row
    said = own_choices(row.own_cells)
    values = {**_without_words_of_ours(row, said), **said}
    values |= own_additions(values, row.own_cells)
    return replace(row, values=values, deduced=tuple(field for field in row.deduced if field not in said))


def _without_words_of_ours(row: TableRow, said: Container[str]) -> Mapping[str, Any]:
    """The engine reads Norwegian: of a word of ours in English it has made a note, so that nothing was lost."""
    ours, notes = set(), ""
    for heading, text in row.own_cells.items():
        field = own_field(heading)
        notes = even(text) if field == "notes" else notes
        ours |= {even(text)} if field in said else set()
    noted = str(row.values.get("notes", "")).split(NOTE_BETWEEN)
    kept = NOTE_BETWEEN.join(part for part in noted if part not in ours or part in notes)
    others = {field: value for field, value in row.values.items() if field != "notes"}
    return {**others, "notes": kept} if kept else others


def _narrowed(row: TableRow, plan: Standing) -> TableRow:
    changes = own_changes(plan.values, row.own_cells)
    values: dict[str, Any] = {name: row.values[name] for name in changes.unread if name in row.values}
    values |= changes.read
    if "adopted" in values:
        values["is_adopted_year_from_case"] = "adopted" in changes.unread and row.is_year_from_case
    if notes := _notes(row, plan, changes, values):
        values["notes"] = notes
    state, fault = PLAN, None
    if row.state == ERROR and row.fault and changes.fields & set(row.fault.fields):
        state, fault = ERROR, row.fault
        values.pop(row.fault.fields[0], None)
    name = values.get("name") or plan.name
    return replace(row, state=state, fault=fault, name=name, values=values, deduced=())


def _notes(row: TableRow, plan: Standing, changes: OwnChanges, values: Mapping[str, Any]) -> str:
    """What a changed cell said beyond its field goes to the notes, as for other tables."""
    stands = values.get("notes") or plan.values.get("notes") or ""
    changed = [even(text) for heading, text in row.own_cells.items() if own_field(heading) in changes.unread]
    beyond = [
        part
        for part in str(row.values.get("notes", "")).split(NOTE_BETWEEN)
        if any(text and text in part for text in changed) and part not in even(stands)
    ]
    return NOTE_BETWEEN.join([*([stands] if stands else []), *beyond]) if beyond else str(values.get("notes", ""))
