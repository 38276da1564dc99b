"""The statement table as XLSX: a row for each statement and each point, to be filtered and sorted."""

import io
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any
from uuid import UUID

import xlsxwriter
from django.utils.translation import gettext as _
from django.utils.translation import override

from plandugnad.consultations.table.cells import key_of, written_mark
from plandugnad.consultations.table.contents import Contents, PointLine, StatementLine
from plandugnad.consultations.table.headings import facts
from plandugnad.core.word_files import plain
from plandugnad.plans.exports.spreadsheet import AS_TEXT, cut

Cell = str | int | date
MARKS_COLUMN = 10


def spreadsheet(contents: Contents, export: UUID) -> bytes:
    out = io.BytesIO()
    with override(contents.choices.language), xlsxwriter.Workbook(out, {**AS_TEXT, "in_memory": True}) as book:
        book.set_properties({"title": plain(contents.title)[:200], "company": "Plandugnad"})
        _statements(book, contents, export)
        _groups(book, contents, export)
        _objections(book, contents)
        _about(book, contents)
    return out.getvalue()


def _statements(book: Any, contents: Contents, export: UUID) -> None:
    columns = [
        (_("Nr."), 8), (_("Hva"), 12), (_("Avsender"), 32), (_("Hvem"), 18), (_("Dato"), 12), (_("Merkelapper"), 28),
        (_("Sammendrag og punkter"), 60), (_("Kommunens vurdering"), 60), (_("Felles svar"), 12), (_("Svaret er"), 12),
    ]  # fmt: skip
    rows = (row for one in contents.statements for row in _rows(one, export))
    sheet = _sheet(book, contents, _("Uttalelser"), columns, rows)
    # What each row is, so that it is known again when it has been sorted.
    sheet.set_column(MARKS_COLUMN, MARKS_COLUMN, None, None, {"hidden": True})
    last = len(contents.statements) + sum(len(one.points) for one in contents.statements)
    for first, end in ((0, 5), (8, 9)):
        _only_to_read(sheet, last, first, end)


def _rows(one: StatementLine, export: UUID) -> Iterator[list[Cell]]:
    who: list[Cell] = [one.sender, one.party_name, one.received_on]
    mark = written_mark(key_of("sa", one.id), export)
    yield [one.number, _("Uttalelse"), *who, "", one.summary, one.assessment, "", "", mark]
    for point in one.points:
        mark = written_mark(key_of("pa", point.id), export)
        said = [", ".join(point.tags), point.quote, point.answer, point.group, _state(point), mark]
        yield [point.number, _("Punkt"), *who, *said]


def _state(point: PointLine) -> str:
    if not point.answer:
        return ""
    return _("utkast") if point.is_draft else _("ferdig")


def _groups(book: Any, contents: Contents, export: UUID) -> None:
    if contents.groups:
        columns = [(_("Nr."), 8), (_("Hva det gjelder"), 40), (_("Punkter"), 30), (_("Felles svar"), 80)]
        marks = {one.id: written_mark(key_of("ga", one.id), export) for one in contents.groups}
        rows: Iterator[list[Cell]] = (
            [one.number, one.name, ", ".join(one.points), one.answer, marks[one.id]] for one in contents.groups
        )
        sheet = _sheet(book, contents, _("Felles svar"), columns, rows)
        sheet.set_column(4, 4, None, None, {"hidden": True})
        _only_to_read(sheet, len(contents.groups), 0, 2)


def _only_to_read(sheet: Any, last: int, first_column: int, last_column: int) -> None:
    """A locked sheet cannot be sorted. This refuses what is typed, and says why."""
    if last:
        sheet.data_validation(1, first_column, last, last_column, {
            "validate": "custom",
            "value": "=FALSE",
            "ignore_blank": False,
            "error_title": _("Leses ikke inn igjen")[:32],
            "error_message": _("Bare sammendrag, vurdering og svar kan endres her. Resten retter du i Plandugnad."),
        })  # fmt: skip


def _objections(book: Any, contents: Contents) -> None:
    if contents.objections:
        columns = [
            (_("Nr."), 8), (_("Fra"), 32), (_("Hva i planen"), 40), (_("Grunnlag"), 70), (_("Bestemmelse"), 28),
            (_("Status"), 24), (_("Siden"), 12),
        ]  # fmt: skip
        rows: Iterator[list[Cell]] = (
            [one.number, one.sender, one.against, one.ground, one.provision, one.state_name, one.since or ""]
            for one in contents.objections
        )
        _sheet(book, contents, _("Innsigelser"), columns, rows)


def _about(book: Any, contents: Contents) -> None:
    sheet = book.add_worksheet(_("Om tabellen"))
    bold, text = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 20)
    sheet.set_column(1, 1, 80)
    said = facts(contents)
    if contents.about.is_example:
        said.append((_("Merk"), _("EKSEMPEL. Alt her er oppdiktet.")))
    for row, (label, value) in enumerate(said):
        sheet.write_string(row, 0, label, bold)
        sheet.write_string(row, 1, cut(plain(value)), text)


def _sheet(
    book: Any, contents: Contents, name: str, columns: Sequence[tuple[str, int]], rows: Iterator[list[Cell]]
) -> Any:
    sheet = book.add_worksheet(name)
    heading = book.add_format({"bold": True, "bottom": 2, "valign": "top", "text_wrap": True, "bg_color": "#DCE8EA"})
    day = book.add_format({"num_format": "dd.mm.yyyy", "align": "left", "valign": "top"})
    text = book.add_format({"text_wrap": True, "valign": "top", "align": "left"})
    for index, (said, width) in enumerate(columns):
        sheet.set_column(index, index, width)
        sheet.write_string(0, index, said, heading)
    last = 1
    for last, row in enumerate(rows, start=1):
        for index, cell in enumerate(row):
            _write(sheet, last, index, cell, day, text)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, last, len(columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_footer(f"&L{contents.about.plan.replace('&', '&&')[:80]}&R&P / &N")
    return sheet


def _write(sheet: Any, row: int, index: int, cell: Cell, day: Any, text: Any) -> None:
    if isinstance(cell, date):
        sheet.write_datetime(row, index, cell, day)
    elif isinstance(cell, int):
        sheet.write_number(row, index, cell, text)
    else:
        sheet.write_string(row, index, cut(plain(cell)), text)
