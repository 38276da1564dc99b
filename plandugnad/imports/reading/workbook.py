"""The workbook read as the person has chosen: pure, so that it can be done again after each correction."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from plandugnad.engines.tables import (
    LANGUAGES,
    Limits,
    Places,
    PlanRow,
    Reading,
    Refused,
    RowError,
    Sheet,
    TableGuess,
    Workbook,
    apply_memory,
    column_letter,
    guess_table,
    read_all,
    read_table,
)
from plandugnad.engines.tables.headings import normalised_heading
from plandugnad.imports.choices import Choices, SheetChoice
from plandugnad.imports.reading.column_meanings import LENGTHS, NATIONAL_PLAN_ID, is_national_plan_id
from plandugnad.imports.reading.fingerprints import fingerprints
from plandugnad.imports.reading.own_tables import as_own_rows, own_header_row, own_sheets, with_own_headings
from plandugnad.imports.reading.plan_values import Values, values_of
from plandugnad.imports.reading.table_row import ERROR, PLAN, SKIPPED, Fault, TableRow

Memory = Mapping[str, str | None]
NAME_TOO_LONG = "name_too_long"
_LONGEST_LINE = 160
_SURE = 0.5
_MOST_PLANS = Limits().plans
_DEDUCIBLE = ("plan_type", "status", "decision", "period")
_NO_CROSS = ("", "-", "–", "nei", "nei.", "0")


@dataclass(frozen=True)
class SheetGuess:
    """What a sheet means with all corrections laid over the guess."""

    index: int
    name: str
    guess: TableGuess
    national_plan_id: int | None  # the column that holds it

    def field_of(self, column: int) -> str:
        if column == self.national_plan_id:
            return NATIONAL_PLAN_ID
        return next((guessed.field or "" for guessed in self.guess.columns if guessed.index == column), "")

    @property
    def headers(self) -> dict[int, str]:
        return {column.index: column.header for column in self.guess.columns}

    @property
    def is_sure(self) -> bool:
        """Whether the person may go straight to the preview."""
        meant = [column for column in self.guess.columns if column.field]
        return self.guess.header_row > 0 and len(meant) > 1 and all(column.confidence >= _SURE for column in meant)


@dataclass(frozen=True)
class TableReading:
    rows: tuple[TableRow, ...]
    municipality: str | None  # the number a table says it is of, when that is another than the run's

    def to_json(self) -> dict[str, Any]:
        return {"rows": [row.to_json() for row in self.rows], "municipality": self.municipality}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> TableReading:
        return cls(tuple(map(TableRow.from_json, stored["rows"])), stored["municipality"])


def first_reading(workbook: Workbook, choices: Choices, places: Places, memory: Memory, number: str) -> TableReading:
    """Says of every sheet whether it is read (those that hold plans, as far as the engine can tell), and reads them."""
    ours = own_sheets(workbook)
    holding = _holding(workbook, places, ours)
    for index, sheet in enumerate(workbook.sheets):
        choices.sheet(index).is_included = index in ours if ours else sheet.name in holding
    return read_workbook(workbook, choices, places, memory, number, already_read=holding)


def _holding(workbook: Workbook, places: Places, ours: Collection[int]) -> dict[str | None, Reading]:
    try:
        holding = {reading.sheet: reading for reading in read_all(workbook, places)}
    except Refused:
        if ours:  # an empty table of our own, or one the engine does not know as plans
            return {}
        raise
    if not any(reading.header_row for reading in holding.values()) and _has_headings(workbook, places):
        return {}
    return holding


def _has_headings(workbook: Workbook, places: Places) -> bool:
    """Whether a sheet is a table of plans with nothing under its headings: then prose on another sheet is no list."""
    guesses = (guess_table(sheet, workbook.filename, places) for sheet in workbook.sheets)
    return any(guess.header_row and sum(bool(c.field) for c in guess.columns) > 2 for guess in guesses if guess)


def guess_sheet(
    workbook: Workbook, index: int, places: Places, memory: Memory, choice: SheetChoice | None = None
) -> SheetGuess | None:
    """None when nothing on the sheet looks like plans."""
    sheet = workbook.sheets[index]
    choice = choice or SheetChoice()
    header_row = own_header_row(sheet) if choice.header_row is None else choice.header_row
    guess = guess_table(sheet, workbook.filename, places, header_row=header_row)
    if guess is None:
        return None
    guess = apply_memory(guess, {heading: field for heading, field in memory.items() if field != NATIONAL_PLAN_ID})
    guess = with_own_headings(guess)
    number = _number_column(guess, memory)
    for column, field in choice.columns.items():
        if field == NATIONAL_PLAN_ID:
            number = int(column)
        elif number == int(column):
            number = None
        guess = guess.with_field(int(column), field if field and field != NATIONAL_PLAN_ID else None)
    return SheetGuess(index, sheet.name or "", guess, number)


def _number_column(guess: TableGuess, memory: Memory) -> int | None:
    """The column of national plan ids: as a person once said, or by its heading. The engine knows none."""
    for column in guess.columns:
        heading = normalised_heading(column.header)
        if memory.get(heading) == NATIONAL_PLAN_ID:
            return column.index
        if not column.field and heading not in memory and is_national_plan_id(column.header):
            return column.index
    return None


def read_workbook(
    workbook: Workbook,
    choices: Choices,
    places: Places,
    memory: Memory,
    number: str,
    *,
    already_read: Mapping[str | None, Reading] | None = None,
) -> TableReading:
    """Every sheet that is to be read, for the municipality `number`. Raises Refused when the plans are too many."""
    rows: list[TableRow] = []
    named: list[str] = []
    told_apart = fingerprints(workbook)
    for index, sheet in enumerate(workbook.sheets):
        choice = choices.sheets.get(str(index), SheetChoice())
        found = guess_sheet(workbook, index, places, memory, choice) if choice.is_included else None
        if found is None:
            continue
        amendments = choices.amendments(index)
        reading = _as_guessed(found, already_read) or read_table(sheet, found.guess, amendments=amendments)
        if reading.municipality:
            named.append(reading.municipality)
        remembered = choice.remembered_rows
        for row in _rows(sheet, found, reading, amendments, number):
            fingerprint = told_apart.get((index, row.row), "")
            rows.append(replace(row, fingerprint=fingerprint, is_mended_before=row.row in remembered))
    if sum(row.state != SKIPPED for row in rows) > _MOST_PLANS:
        raise Refused("too_many_plans", file=workbook.filename or _("teksten"), limit=_MOST_PLANS)
    others = [name for name in named if name != number]
    return TableReading(tuple(rows), others[0] if others else None)


def _as_guessed(found: SheetGuess, already_read: Mapping[str | None, Reading] | None) -> Reading | None:
    """The engine's own reading, when nothing remembered says otherwise: reading is the slow part of a large table."""
    reading = (already_read or {}).get(found.guess.sheet)
    return reading if reading and reading.columns == found.guess.columns else None


def _rows(
    sheet: Sheet, found: SheetGuess, reading: Reading, amendments: Mapping[tuple[int, int], str], number: str
) -> Iterable[TableRow]:
    mended: dict[int, list[str]] = {}
    for row, column in sorted(amendments):
        mended.setdefault(row, []).append(column_letter(column))
    found_rows = [
        *(_plan(sheet, found, row, amendments) for row in reading.rows),
        *(_error(sheet, found, error, amendments) for error in reading.errors),
        *(_skipped(sheet, found, row) for row in reading.skipped_rows),
    ]
    found_rows.sort(key=lambda row: row.row)
    found_rows = [replace(row, mended=tuple(mended[row.row])) if row.row in mended else row for row in found_rows]
    return as_own_rows(sheet, found.guess, found_rows, amendments, number)


def _plan(sheet: Sheet, found: SheetGuess, row: PlanRow, amendments: Mapping[tuple[int, int], str]) -> TableRow:
    values = _values(sheet, found, row, amendments)
    if len(row.name) <= LENGTHS["name"]:
        return TableRow(
            found.index, found.name, row.source_row, PLAN, values["name"], values, deduced=_deduced(row, values)
        )
    at, column = row.cells.get("name", (row.source_row, _name_column(found.guess)))
    header = _header(found.guess, column)
    fault = Fault(NAME_TOO_LONG, at, column, column_letter(column), header, row.name, {}, {}, fields=("name",))
    return TableRow(found.index, found.name, row.source_row, ERROR, row.name[:_LONGEST_LINE], values, fault)


def _error(sheet: Sheet, found: SheetGuess, error: RowError, amendments: Mapping[tuple[int, int], str]) -> TableRow:
    column = error.column.index if error.column else None
    at = error.source_row
    if error.row and error.fields and error.fields[0] in error.row.cells:
        at, column = error.row.cells[error.fields[0]]
    fault = Fault(
        code=error.code,
        row=at,
        column=column,
        letter=error.column.letter if error.column else "",
        header=error.column.header if error.column else "",
        value=error.value,
        why={form: error.why_in(form) for form in LANGUAGES},
        remedy={form: error.remedy_in(form) for form in LANGUAGES},
        may_do_without=error.row is not None and bool(error.row.name),
        fields=error.fields,
    )
    values = _values(sheet, found, error.row, amendments) if error.row else {}
    name = error.row.name if error.row else ""
    return TableRow(
        found.index, found.name, error.source_row, ERROR, name or _line(sheet, error.source_row), values, fault
    )


def _deduced(row: PlanRow, values: Values) -> tuple[str, ...]:
    return tuple(name for name in _DEDUCIBLE if name in values and name not in row.cells)


def _skipped(sheet: Sheet, found: SheetGuess, row: int) -> TableRow:
    return TableRow(found.index, found.name, row, SKIPPED, _line(sheet, row))


def _line(sheet: Sheet, row: int) -> str:
    """The row as one line, for what has no plan's name."""
    line = " · ".join(text for _, text in sheet.own_texts(row))
    return line if len(line) <= _LONGEST_LINE else line[: _LONGEST_LINE - 1] + "…"


def _values(sheet: Sheet, found: SheetGuess, row: PlanRow, amendments: Mapping[tuple[int, int], str]) -> Values:
    number = _national_plan_id(sheet, found, row.source_row, amendments)
    return values_of(row, national_plan_id=number, work_years=_work_years(sheet, row, amendments))


def _work_years(sheet: Sheet, row: PlanRow, amendments: Mapping[tuple[int, int], str]) -> list[str]:
    """The years with a cross, when the table has a column for each."""
    crossed = []
    for field, at in row.cells.items():
        if field.startswith("year_"):
            cell = sheet.cell(*at)
            if amendments.get(at, cell.text if cell else "").casefold() not in _NO_CROSS:
                crossed.append(field.removeprefix("year_"))
    return sorted(crossed)


def _national_plan_id(sheet: Sheet, found: SheetGuess, row: int, amendments: Mapping[tuple[int, int], str]) -> str:
    if found.national_plan_id is None:
        return ""
    at = (row, found.national_plan_id)
    cell = sheet.cell(*at)
    text = amendments.get(at, cell.text if cell else "").strip()
    return text if any(map(str.isdigit, text)) else ""


def _name_column(guess: TableGuess) -> int:
    column = guess.column_of("name")
    return column.index if column else 0


def _header(guess: TableGuess, column: int) -> str:
    return next((guessed.header for guessed in guess.columns if guessed.index == column), "")
