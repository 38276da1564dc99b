"""What each column of each sheet is taken to mean, as the page shows it."""

from __future__ import annotations

from collections.abc import Mapping as Sent
from dataclasses import dataclass, replace
from itertools import islice

from plandugnad.engines.tables import ColumnGuess, Sheet, column_letter
from plandugnad.imports.actions import ChosenSheet, remembered
from plandugnad.imports.choices import Choices, SheetChoice
from plandugnad.imports.kept_runs import workbook_of
from plandugnad.imports.models import ImportRun
from plandugnad.imports.reading.column_meanings import CROSSES, MEANINGS, meaning_in_words
from plandugnad.imports.reading.register_places import known_places
from plandugnad.imports.reading.workbook import SheetGuess, guess_sheet

_HEADER_ROWS_SHOWN = 25
_TEXTS_IN_A_ROW = 5
_LONGEST_TEXT = 24


@dataclass(frozen=True)
class HeaderRow:
    row: int
    line: str


@dataclass(frozen=True)
class MappedColumn:
    index: int
    letter: str
    header: str
    field: str
    is_sure: bool
    samples: tuple[str, ...]
    own_year: tuple[str, str] | None  # the meaning only this column may have, by its heading


@dataclass(frozen=True)
class MappedSheet:
    index: int
    name: str
    is_included: bool
    header_row: int
    header_rows: tuple[HeaderRow, ...]
    columns: tuple[MappedColumn, ...]
    error: str = ""


@dataclass(frozen=True)
class Mapping:
    sheets: tuple[MappedSheet, ...]
    without_plans: tuple[str, ...]
    meanings: tuple[tuple[str, str], ...]
    crosses: tuple[tuple[str, str], ...]
    is_remembered: bool

    def with_sent(self, chosen: Sent[int, ChosenSheet], errors: Sent[int, str]) -> Mapping:
        """As the person left the page, with what is wrong, so that nothing must be chosen twice."""
        sheets = (_as_sent(sheet, chosen[sheet.index], errors.get(sheet.index, "")) for sheet in self.sheets)
        return replace(self, sheets=tuple(sheets))


def read_mapping(run: ImportRun) -> Mapping:
    workbook, choices = workbook_of(run), Choices.from_json(run.choices)
    places, memory = known_places(), remembered(run.organisation)
    sheets: list[MappedSheet] = []
    without: list[str] = []
    for index, sheet in enumerate(workbook.sheets):
        choice = choices.sheets.get(str(index), SheetChoice())
        found = guess_sheet(workbook, index, places, memory, choice)
        if found is None:
            without.append(sheet.name or "")
        else:
            sheets.append(_sheet(sheet, found, choice))
    return Mapping(
        sheets=tuple(sheets),
        without_plans=tuple(without),
        meanings=tuple((field, str(label)) for field, label in MEANINGS.items()),
        crosses=tuple((field, str(label)) for field, label in CROSSES.items()),
        is_remembered=bool(memory),
    )


def _as_sent(sheet: MappedSheet, chosen: ChosenSheet, error: str) -> MappedSheet:
    columns = (replace(column, field=chosen.columns.get(column.index, "")) for column in sheet.columns)
    header_row = sheet.header_row if chosen.header_row is None else chosen.header_row
    return replace(sheet, is_included=chosen.is_included, header_row=header_row, columns=tuple(columns), error=error)


def is_sure(run: ImportRun) -> bool:
    """Whether every sheet that is read has a guess to go on with."""
    workbook, choices = workbook_of(run), Choices.from_json(run.choices)
    places, memory = known_places(), remembered(run.organisation)
    included = [int(index) for index, choice in choices.sheets.items() if choice.is_included]
    found = [guess_sheet(workbook, index, places, memory, choices.sheet(index)) for index in included]
    return bool(found) and all(guess is not None and guess.is_sure for guess in found)


def _sheet(sheet: Sheet, found: SheetGuess, choice: SheetChoice) -> MappedSheet:
    return MappedSheet(
        index=found.index,
        name=found.name,
        is_included=choice.is_included,
        header_row=found.guess.header_row,
        header_rows=_header_rows(sheet, found.guess.header_row),
        columns=tuple(_column(found, column) for column in found.guess.columns),
    )


def _column(found: SheetGuess, column: ColumnGuess) -> MappedColumn:
    field = found.field_of(column.index)
    own = column.field if (column.field or "").startswith("year_") else None
    return MappedColumn(
        index=column.index,
        letter=column_letter(column.index),
        header=column.header,
        field=field,
        is_sure=not field or column.confidence >= 0.5,
        samples=column.samples,
        own_year=(own, meaning_in_words(own)) if own else None,
    )


def _header_rows(sheet: Sheet, chosen: int) -> tuple[HeaderRow, ...]:
    rows = list(islice(sorted(sheet.rows), _HEADER_ROWS_SHOWN))
    if chosen and chosen not in rows:
        rows.append(chosen)
    lines = ((row, [text for _, text in sheet.own_texts(row)]) for row in rows)
    return tuple(HeaderRow(row, _line(texts)) for row, texts in lines if texts)


def _line(texts: list[str]) -> str:
    short = (
        text if len(text) <= _LONGEST_TEXT else text[: _LONGEST_TEXT - 1] + "…" for text in texts[:_TEXTS_IN_A_ROW]
    )
    return " · ".join(short)
