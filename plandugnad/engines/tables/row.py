"""From a row of cells to a plan: everything its cells say, weighed together by the rules."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from plandugnad.engines.tables.columns import ColumnGuess
from plandugnad.engines.tables.dates import has_year, is_year
from plandugnad.engines.tables.draft import Draft
from plandugnad.engines.tables.grid import Grid
from plandugnad.engines.tables.guess import TableGuess
from plandugnad.engines.tables.kinds import plan_kind
from plandugnad.engines.tables.names import period_in_name, read_name
from plandugnad.engines.tables.plan_row import PlanRow, RowError
from plandugnad.engines.tables.sections import section_text
from plandugnad.engines.tables.sheet import Cell
from plandugnad.engines.tables.text import even, is_blank
from plandugnad.engines.tables.when import When

_SHORTEST_GROUP = 4
_BETWEEN_NOTES = " · "
_DATES = ("adopted", "last_revised", "revision_due")
# A painted cell under a year says no more, and no less, than a cross.
_CROSS = Cell("x", filled=True)


class RowReader:
    """Reads rows in order; `section` is the nearest section row above."""

    def __init__(
        self, grid: Grid, guess: TableGuess, *, numbered: bool, fill_down: bool,
        painted: frozenset[tuple[int, int]] = frozenset(),
    ) -> None:  # fmt: skip
        self.grid, self.guess, self.painted = grid, guess, painted
        self.numbered, self.fill_down = numbered, fill_down
        self.section: str | None = None
        self._section_column_above: str | None = None
        self.columns = [column for column in guess.columns if column.field]
        self.beside = guess.beside
        self.name_column = guess.column_of("name")
        self.group_column = _without_heading_beside(guess, self.name_column)

    def read(self, row: int) -> PlanRow | RowError | None:
        """The plan, what is wrong with it, or None when the row holds nothing that could be one."""
        held = {column.index: cell for column in self.columns if (cell := self._cell(row, column)) is not None}
        name = self._name(row, held)
        if name is None:
            return self._nameless(row)
        plan, draft = self._weighed(row, name, held)
        return self._mended_wrongly(row, name, held, draft) or self._faults(plan, draft) or plan

    def _weighed(self, row: int, name: str, held: dict[int, Cell]) -> tuple[PlanRow, Draft]:
        draft = Draft(read_name(name, numbered=self.numbered))
        for column in self.columns:
            if column.field != "name" and column.index in held:
                draft.read(column, held[column.index])
        draft.finish_name()
        return self._plan(row, draft, held), draft

    def _cell(self, row: int, column: ColumnGuess) -> Cell | None:
        assert column.field is not None
        if (row, column.index) in self.painted:
            return _CROSS
        return self.grid.held(row, column.index, across=column.field.startswith("year_"))

    def _name(self, row: int, held: dict[int, Cell]) -> str | None:
        cell = held.get(self.name_column.index) if self.name_column else None
        text = cell.text if cell else ""
        if is_blank(text) and self.group_column is not None:
            cell = self.grid.sheet.cell(row, self.group_column)
            text = cell.text if cell and sum(map(str.isalpha, cell.text)) >= _SHORTEST_GROUP else ""
        return None if is_blank(text) or isinstance(cell and cell.value, bool) else text

    def _nameless(self, row: int) -> RowError | None:
        own = self.grid.own(row).items()
        if not any(_is_dated(cell) for column, cell in own if column not in self.beside):
            return None
        return RowError("name_missing", self.grid.sheet.name, row, self.name_column, "", ("name",))

    def _plan(self, row: int, draft: Draft, held: dict[int, Cell]) -> PlanRow:
        first, from_case = draft.adoption_given()
        revised = draft.revised.adopted
        name, texts = draft.name.text, draft.texts
        section = self._section_of(texts)
        adopted = revised or first
        status, decision = _weigh(draft, adopted)
        return PlanRow(
            source_row=row,
            name=name,
            plan_type=plan_kind(name, texts.get("plan_type", ""), texts.get("legal_basis", ""), section or ""),
            section=section,
            status=status,
            decision=decision,
            adopted=adopted,
            last_revised=revised,
            period=draft.period or draft.adoption.period or period_in_name(name),
            revision_due=draft.due(),
            case_reference=draft.case_reference or next((case.number for case in draft.cases), None),
            responsible=texts.get("responsible"),
            priority=texts.get("priority"),
            notes=self._notes(row, draft, held, first, revised),
            legal_basis=texts.get("legal_basis"),
            cells=self._positions(row, held),
            year_marked_from_case=bool(adopted and (draft.revised.from_case if revised else from_case)),
        )

    def _section_of(self, texts: dict[str, str]) -> str | None:
        own = texts.get("section")
        if own:
            self._section_column_above = section_text(own)
            return self._section_column_above
        if self.fill_down and self._section_column_above:
            return self._section_column_above
        return self.section

    def _notes(
        self, row: int, draft: Draft, held: dict[int, Cell], first: When | None, revised: When | None
    ) -> str | None:
        """The notes columns, the comments of the row's cells, then the texts that were simplified."""
        columns = [column for column in self.columns if column.field == "notes" and column.index in held]
        parts = [text for column in columns if not is_blank(text := held[column.index].text)]
        parts += [text for cell in self.grid.own(row).values() if cell.comment and (text := even(cell.comment))]
        simplified = list(draft.simplified)
        if first and revised and draft.adoption.adopted and not draft.adoption.revised:
            simplified = [(column, text) for column, text in simplified if text != draft.adoption_text]
            parts.append(f"{draft.adoption_header} {draft.adoption_text}".strip())
        parts += [text for _, text in sorted(simplified, key=lambda pair: pair[0])]
        return _BETWEEN_NOTES.join(dict.fromkeys(parts)) or None

    def _positions(self, row: int, held: dict[int, Cell]) -> dict[str, tuple[int, int]]:
        positions: dict[str, tuple[int, int]] = {}
        for column in self.columns:
            if column.field and column.index in held:
                positions.setdefault(column.field, (row, column.index))
        return positions

    def _mended_wrongly(self, row: int, name: str, held: dict[int, Cell], draft: Draft) -> RowError | None:
        """A date a person has mended with what is no date: then the first fault is hidden, not mended."""
        for column in self.columns:
            field = column.field or ""
            typed = self.grid.amendments.get((row, column.index))
            if typed is None or field not in _DATES or is_blank(text := even(typed)) or draft.has_date(field):
                continue
            if (was := self.grid.sheet.cell(row, column.index)) and was.text == text:
                continue
            plan, without = self._weighed(row, name, {index: held[index] for index in held if index != column.index})
            further = self._faults(plan, without)
            mended = further.row if further else plan
            return RowError("not_a_date", self.grid.sheet.name, row, column, text, (field,), {}, mended)
        return None

    def _faults(self, plan: PlanRow, draft: Draft) -> RowError | None:
        first, _ = draft.adoption_given()
        if first and plan.last_revised and plan.last_revised.is_before(first):
            mended = replace(plan, adopted=first, last_revised=None)
            return self._fault(
                "revised_before_adopted", plan, ("last_revised", "adopted"), first, self._without_early_due(mended)
            )
        if plan.adopted and plan.revision_due and plan.revision_due.is_before(plan.adopted):
            return self._fault(
                "revision_before_adoption",
                plan,
                ("revision_due", "adopted"),
                plan.adopted,
                self._without_early_due(plan),
            )
        return None

    def _without_early_due(self, plan: PlanRow) -> PlanRow:
        if plan.adopted and plan.revision_due and plan.revision_due.is_before(plan.adopted):
            return replace(plan, revision_due=None)
        return plan

    def _fault(self, code: str, plan: PlanRow, fields: tuple[str, ...], adopted: When, mended: PlanRow) -> RowError:
        value = plan.last_revised if fields[0] == "last_revised" else plan.revision_due
        told = value.told if value else ""
        column = self._column_at_fault(fields[0], plan)
        cell = self._cell(plan.source_row, column) if column else None
        return RowError(
            code, self.grid.sheet.name, plan.source_row, column, cell.text if cell else told,
            fields, {"value": told, "adopted": adopted.told}, mended,
        )  # fmt: skip

    def _column_at_fault(self, field: str, plan: PlanRow) -> ColumnGuess | None:
        """The column of the field; a revision may also stand as crosses under years, or beside a status."""
        wanted: Iterable[str] = (
            field,
            *(name for name in plan.cells if name.startswith("year_")),
            "decision",
            "status",
            "adopted",
        )
        for name in wanted:
            column = self.guess.column_of(name)
            if column and name in plan.cells:
                return column
        return None


def _without_heading_beside(guess: TableGuess, name: ColumnGuess | None) -> int | None:
    """The column left of the names that shares their heading: its groups can be plans with cells of their own."""
    if name is None or not name.header:
        return None
    left = next((column for column in guess.columns if column.index == name.index - 1), None)
    return left.index if left and not left.header and left.field is None else None


def _weigh(draft: Draft, adopted: When | None) -> tuple[str | None, str | None]:
    """Status and decision as the row as a whole says them."""
    status, decision = draft.status_word, draft.decision_word
    if status == "in_process" and adopted:
        status = "under_revision"
    is_adopted = bool(adopted) or status in ("adopted", "under_revision")
    if decision is None and draft.work_years:
        decision = "revise" if is_adopted else "new"
    if decision == "new" and is_adopted:
        decision = "revise"
    if status is None:
        status = "adopted" if adopted else "decided" if decision == "new" else None
    return status, decision


def _is_dated(cell: Cell) -> bool:
    if isinstance(cell.value, date):
        return True
    if isinstance(cell.value, int | float) and not isinstance(cell.value, bool):
        return is_year(cell.value)
    return has_year(cell.text)
