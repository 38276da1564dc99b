"""What people do with a table on its way in. The caller has asked `access`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from django.db import transaction
from django.utils.translation import gettext as _

from plandugnad.core.audit import By
from plandugnad.engines.tables import Places, Refused, Workbook
from plandugnad.engines.tables.headings import normalised_heading
from plandugnad.imports.choices import KEEP, SKIP, Answer, Choices, Key, SheetChoice
from plandugnad.imports.kept_runs import locked_draft, reading_of, workbook_of
from plandugnad.imports.matching.remembered_rows import (
    SaidBefore,
    mended_before,
    remember_answers,
    remember_cells,
    said_before,
)
from plandugnad.imports.models import ImportRun, RememberedMapping, RememberedRow, RunState
from plandugnad.imports.queries.planned import planned_for
from plandugnad.imports.reading.column_meanings import is_meaning
from plandugnad.imports.reading.fingerprints import fingerprints
from plandugnad.imports.reading.register_places import known_places
from plandugnad.imports.reading.workbook import (
    Memory,
    SheetGuess,
    TableReading,
    first_reading,
    guess_sheet,
    read_workbook,
)
from plandugnad.regions.models import Organisation


class NoNames(Exception):
    """Under the row pointed out as the headings there is no column of names."""

    def __init__(self, sheet: int, row: int) -> None:
        super().__init__(sheet, row)
        self.sheet, self.row = sheet, row


@dataclass(frozen=True)
class ChosenSheet:
    """What was chosen on the page of columns. A new header row means that the columns are guessed anew."""

    is_included: bool
    header_row: int | None
    columns: Mapping[int, str]


def start_run(by: By, organisation: Organisation, workbook: Workbook) -> ImportRun:
    """Keeps the table as a draft. Raises Refused, and keeps nothing, when no sheet holds plans."""
    choices, places, memory = Choices(), known_places(), remembered(organisation)
    reading = first_reading(workbook, choices, places, memory, organisation.number)
    if _recall_mended(organisation, workbook, choices, places, memory):
        reading = read_workbook(workbook, choices, places, memory, organisation.number)
    if not reading.rows:
        raise Refused("no_plans", file=workbook.filename or _("teksten"))
    run = ImportRun(
        organisation=organisation, by_id=by.id, file_name=workbook.filename[:255], choices=choices.to_json()
    )
    run.workbook = workbook.to_json()
    run.reading, run.named_municipality = reading.to_json(), reading.municipality or ""
    run.save(force_insert=True)
    return run


def _recall_mended(
    organisation: Organisation, workbook: Workbook, choices: Choices, places: Places, memory: Memory
) -> bool:
    """Mends the cells that were mended before, in rows that come as they came then."""
    said = said_before(organisation)
    if not any(before.cells for before in said.values()):
        return False
    included = [index for index in range(len(workbook.sheets)) if choices.sheet(index).is_included]
    guesses = (guess_sheet(workbook, index, places, memory) for index in included)
    mended = mended_before(workbook, said, {guess.index: guess.headers for guess in guesses if guess})
    for index, cells in mended.items():
        choices.sheet(index).cells = {f"{row},{column}": text for (row, column), text in cells.items()}
        choices.sheet(index).remembered_rows = sorted({row for row, _ in cells})
    return bool(mended)


def remembered(organisation: Organisation) -> Memory:
    row = RememberedMapping.objects.filter(organisation=organisation).first()
    return row.fields if row else {}


def remembers_anything(organisation: Organisation) -> bool:
    rows = RememberedRow.objects.filter(organisation=organisation)
    return bool(remembered(organisation)) or rows.exists()


def forget(organisation: Organisation) -> None:
    """What columns mean, what was answered and what was mended: the next table is met as the first was."""
    with transaction.atomic():
        RememberedMapping.objects.filter(organisation=organisation).delete()
        RememberedRow.objects.filter(organisation=organisation).delete()


def choose_columns(run: ImportRun, sheets: Mapping[int, ChosenSheet]) -> None:
    """Per sheet: is it read, its header row, and what each column means. What is corrected is remembered."""
    with transaction.atomic():
        draft = locked_draft(run)
        workbook, choices, places = workbook_of(draft), Choices.from_json(draft.choices), known_places()
        memory = dict(_locked_memory(draft.organisation))
        for index, chosen in sheets.items():
            choice = choices.sheet(index)
            choice.is_included = chosen.is_included
            guess = guess_sheet(workbook, index, places, memory, choice)
            if chosen.header_row is not None and (guess is None or chosen.header_row != guess.guess.header_row):
                choice.header_row, choice.columns, choice.cells, choice.remembered_rows = chosen.header_row, {}, {}, []
                if guess_sheet(workbook, index, places, memory, choice) is None:
                    raise NoNames(index, chosen.header_row)
            elif guess is not None:
                _choose_fields(guess, choice, chosen.columns, memory)
        _remember(draft.organisation, memory)
        _read_again(draft, workbook, choices, memory)


def _choose_fields(
    guess: SheetGuess, choice: SheetChoice, columns: Mapping[int, str], memory: dict[str, str | None]
) -> None:
    headers = {column.index: normalised_heading(column.header) for column in guess.guess.columns}
    for column, field in columns.items():
        if column in headers and (not field or is_meaning(field)) and field != guess.field_of(column):
            choice.columns[str(column)] = field
            if headers[column]:
                memory[headers[column]] = field or None


def amend_cell(by: By, run: ImportRun, sheet: int, row: int, column: int, text: str) -> None:
    """What the cell should have said. The file is as it was; the table is read again with this in its place."""
    with transaction.atomic():
        draft = locked_draft(run)
        choices = Choices.from_json(draft.choices)
        choices.sheet(sheet).cells[f"{row},{column}"] = text
        _mended(by, draft, choices, sheet, row)


def undo_amendments(by: By, run: ImportRun, sheet: int, row: int) -> None:
    """The cells of the row say what the file says again, and it is asked about anew."""
    with transaction.atomic():
        draft = locked_draft(run)
        choices = Choices.from_json(draft.choices)
        cells = choices.sheet(sheet).cells
        for place in [place for place in cells if place.startswith(f"{row},")]:
            del cells[place]
        _mended(by, draft, choices, sheet, row)


def _mended(by: By, draft: ImportRun, choices: Choices, sheet: int, row: int) -> None:
    """Reads the table with its cells as they are now, and remembers those of the row."""
    workbook, memory = workbook_of(draft), remembered(draft.organisation)
    choices.sheet(sheet).remembered_rows = [each for each in choices.sheet(sheet).remembered_rows if each != row]
    _read_again(draft, workbook, choices, memory)
    if fingerprint := fingerprints(workbook).get((sheet, row)):
        guess = guess_sheet(workbook, sheet, known_places(), memory, choices.sheet(sheet))
        headers = guess.headers if guess else {}
        amended = choices.amendments(sheet).items()
        mended = {column: (headers.get(column, ""), text) for (at, column), text in amended if at == row}
        remember_cells(by, draft.organisation, fingerprint, mended)


def answer_about(by: By, run: ImportRun, key: Key, change: Callable[[Answer], None]) -> None:
    _answer(by, run, [key], lambda _, answer: change(answer))


def answer_twins(by: By, run: ImportRun, keys: list[Key], only: Key | None) -> None:
    """Rows that look like one plan: either all are plans, or `only` this one counts; an empty key is none of them."""

    def change(key: Key, answer: Answer) -> None:
        answer.twin = KEEP if only is None or key == only else SKIP

    _answer(by, run, keys, change)


def ask_again(by: By, run: ImportRun, keys: list[Key]) -> None:
    """Takes back what was answered about these rows, now and before."""
    with transaction.atomic():
        draft = locked_draft(run)
        choices = Choices.from_json(draft.choices)
        for key in keys:
            choices.answers.pop(key, None)
        asked = {row.fingerprint: SaidBefore(Answer()) for row in reading_of(draft).rows if row.key in keys}
        remember_answers(by, draft.organisation, asked)
        _save_choices(draft, choices)


def _answer(by: By, run: ImportRun, keys: list[Key], change: Callable[[Key, Answer], None]) -> None:
    """What is said of rows, now and the next time they come and say the same."""
    with transaction.atomic():
        draft = locked_draft(run)
        choices = Choices.from_json(draft.choices)
        said: dict[str, SaidBefore] = {}
        for planned in planned_for(draft).rows:
            if planned.key in keys:
                answer = choices.answers.setdefault(planned.key, replace(planned.answer))
                change(planned.key, answer)
                about = planned.twins.fingerprint if planned.twins else ""
                said[planned.row.fingerprint] = SaidBefore(answer, about, frozenset(p.id for p in planned.candidates))
        remember_answers(by, draft.organisation, said)
        _save_choices(draft, choices)


def say_municipality_is_right(run: ImportRun) -> None:
    with transaction.atomic():
        draft = locked_draft(run, with_tables=False)
        choices = Choices.from_json(draft.choices)
        choices.is_other_municipality_right = True
        _save_choices(draft, choices)


def delete_run(run: ImportRun) -> None:
    with transaction.atomic():
        locked_draft(run, with_tables=False).delete()


def discard_run(run: ImportRun) -> None:
    """The table is let go of at once. The run stands for a while, so that other tabs find out what became of it."""
    with transaction.atomic():
        draft = locked_draft(run, with_tables=False)
        draft.state, draft.file_name, draft.choices = RunState.DISCARDED, "", {}
        draft.save(update_fields=["state", "file_name", "choices", *draft.let_go_of_table()])


def _save_choices(draft: ImportRun, choices: Choices) -> None:
    draft.choices = choices.to_json()
    draft.save(update_fields=["choices"])


def _read_again(run: ImportRun, workbook: Workbook, choices: Choices, memory: Memory) -> None:
    reading: TableReading = read_workbook(workbook, choices, known_places(), memory, run.organisation.number)
    run.choices = choices.to_json()
    run.reading, run.named_municipality = reading.to_json(), reading.municipality or ""
    run.save(update_fields=["choices", "packed_reading", "named_municipality"])


def _locked_memory(organisation: Organisation) -> Memory:
    """Two tables of one municipality corrected at once take turns, so neither is forgotten."""
    RememberedMapping.objects.get_or_create(organisation=organisation)
    fields: Memory = RememberedMapping.objects.select_for_update().get(organisation=organisation).fields
    return fields


def _remember(organisation: Organisation, memory: Mapping[str, str | None]) -> None:
    RememberedMapping.objects.filter(organisation=organisation).update(fields=dict(memory))
