"""What people do with a table on its way in. The caller has asked `access`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from plandugnad.core import audit
from plandugnad.core.audit import By
from plandugnad.engines.tables import Refused, Workbook
from plandugnad.engines.tables.headings import normalised_heading
from plandugnad.imports.choices import KEEP, SKIP, Answer, Choices, Key, SheetChoice
from plandugnad.imports.fields import is_meaning
from plandugnad.imports.models import ImportRun, RememberedMapping, RunState
from plandugnad.imports.places import known_places
from plandugnad.imports.reading import Memory, SheetGuess, TableReading, first_reading, guess_sheet, read_workbook
from plandugnad.regions.models import Organisation


class NotADraft(Exception):
    """The run has been written, or undone, by somebody, perhaps in another tab."""


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
    choices = Choices()
    reading = first_reading(workbook, choices, known_places(), remembered(organisation), organisation.number)
    if not reading.rows:
        raise Refused("no_plans", file=workbook.filename or _("teksten"))
    run = ImportRun(
        organisation=organisation, by_id=by.id, file_name=workbook.filename[:255], choices=choices.to_json()
    )
    run.workbook = workbook.to_json()
    run.reading, run.named_municipality = reading.to_json(), reading.municipality or ""
    run.save(force_insert=True)
    return run


def remembered(organisation: Organisation) -> Memory:
    row = RememberedMapping.objects.filter(organisation=organisation).first()
    return row.fields if row else {}


def forget_mapping(organisation: Organisation) -> None:
    RememberedMapping.objects.filter(organisation=organisation).delete()


def choose_columns(run: ImportRun, sheets: Mapping[int, ChosenSheet]) -> None:
    """Per sheet: is it read, its header row, and what each column means. What is corrected is remembered."""
    with transaction.atomic():
        draft = _locked_draft(run)
        workbook, choices, places = Workbook.from_json(draft.workbook), Choices.from_json(draft.choices), known_places()
        memory = dict(remembered(draft.organisation))
        for index, chosen in sheets.items():
            choice = choices.sheet(index)
            choice.is_included = chosen.is_included
            guess = guess_sheet(workbook, index, places, memory, choice)
            if chosen.header_row is not None and (guess is None or chosen.header_row != guess.guess.header_row):
                choice.header_row, choice.columns, choice.cells = chosen.header_row, {}, {}
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


def amend_cell(run: ImportRun, sheet: int, row: int, column: int, text: str) -> None:
    """What the cell should have said. The file is as it was; the table is read again with this in its place."""
    with transaction.atomic():
        draft = _locked_draft(run)
        choices = Choices.from_json(draft.choices)
        choices.sheet(sheet).cells[f"{row},{column}"] = text
        _read_again(draft, Workbook.from_json(draft.workbook), choices, remembered(draft.organisation))


def undo_amendments(run: ImportRun, sheet: int, row: int) -> None:
    """The cells of the row say what the file says again, and it is asked about anew."""
    with transaction.atomic():
        draft = _locked_draft(run)
        choices = Choices.from_json(draft.choices)
        cells = choices.sheet(sheet).cells
        for place in [place for place in cells if place.startswith(f"{row},")]:
            del cells[place]
        _read_again(draft, Workbook.from_json(draft.workbook), choices, remembered(draft.organisation))


def answer_about(run: ImportRun, key: Key, change: Callable[[Answer], None]) -> None:
    def answer(choices: Choices) -> None:
        change(choices.answer(key))

    _change_choices(run, answer)


def answer_twins(run: ImportRun, keys: list[Key], only: Key | None) -> None:
    """Rows that look like one plan: either all are plans, or `only` this one counts; an empty key is none of them."""

    def answer(choices: Choices) -> None:
        for key in keys:
            choices.answer(key).twin = KEEP if only is None or key == only else SKIP

    _change_choices(run, answer)


def ask_again(run: ImportRun, keys: list[Key]) -> None:
    """Takes back what was answered about these rows."""

    def forget(choices: Choices) -> None:
        for key in keys:
            choices.answers.pop(key, None)

    _change_choices(run, forget)


def say_municipality_is_right(run: ImportRun) -> None:
    def say(choices: Choices) -> None:
        choices.is_other_municipality_right = True

    _change_choices(run, say)


def fresh(run: ImportRun) -> ImportRun:
    """The run as the last action left it."""
    return ImportRun.objects.select_related("organisation").get(pk=run.pk)


def discard_run(run: ImportRun) -> None:
    with transaction.atomic():
        _locked_draft(run).delete()


def _change_choices(run: ImportRun, change: Callable[[Choices], None]) -> None:
    with transaction.atomic():
        draft = _locked_draft(run, with_tables=False)
        choices = Choices.from_json(draft.choices)
        change(choices)
        run.choices = draft.choices = choices.to_json()
        draft.save(update_fields=["choices"])


def _locked_draft(run: ImportRun, *, with_tables: bool = True) -> ImportRun:
    """Two tabs answering at once take turns, so neither loses what the other said."""
    runs = ImportRun.objects if with_tables else ImportRun.objects.without_tables()
    locked = runs.select_for_update(of=("self",)).select_related("organisation").get(pk=run.pk)
    if locked.state != RunState.DRAFT:
        raise NotADraft
    return locked


def _read_again(run: ImportRun, workbook: Workbook, choices: Choices, memory: Memory) -> None:
    reading: TableReading = read_workbook(workbook, choices, known_places(), memory, run.organisation.number)
    run.choices = choices.to_json()
    run.reading, run.named_municipality = reading.to_json(), reading.municipality or ""
    run.save(update_fields=["choices", "packed_reading", "named_municipality"])


def _remember(organisation: Organisation, memory: Mapping[str, str | None]) -> None:
    if memory:
        RememberedMapping.objects.update_or_create(organisation=organisation, defaults={"fields": dict(memory)})


def record_run(by: By, verb: str, run: ImportRun, **told: Any) -> None:
    audit.record(by, verb, run, organisation_id=run.organisation_id, batch_id=run.id, after={"about": told})
