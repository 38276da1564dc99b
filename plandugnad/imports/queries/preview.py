"""The preview as the page shows it: one page of rows, with everything said in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils.translation import gettext as _

from plandugnad.imports import sentences
from plandugnad.imports.matching.comparison import Change, Outcome, Planned, Plannings, Question
from plandugnad.imports.matching.matches import Standing
from plandugnad.imports.models import ImportRun
from plandugnad.imports.queries.planned import is_of_other_municipality, planned_for
from plandugnad.imports.reading.column_meanings import plan_field_in_words
from plandugnad.imports.reading.table_row import TableRow
from plandugnad.plans.snapshot import WHEN_FIELDS
from plandugnad.regions.models import Organisation

ROWS_A_PAGE = 100
TWINS_SHOWN = 5
# Words in the address, which people read and send to each other.
FILTERS = {
    "nye": Outcome.CREATED,
    "endres": Outcome.CHANGED,
    "uendret": Outcome.UNCHANGED,
    "sporsmal": Outcome.QUESTION,
    "feil": Outcome.ERROR,
    "ikke-med": Outcome.SKIPPED,
}
REMEMBERED = "husket"
_SHOWN = ("plan_type", "status", "adopted", "period", "revision_due", "decision")
_SHOWN_MORE = (
    *("last_revised", "case_reference", "section", "responsible", "priority"),
    *("legal_basis", "national_plan_id", "work_years", "notes"),
)


@dataclass(frozen=True)
class Told:
    """A field and its value; a date is written out by the page."""

    field: str
    label: str
    value: str
    is_date: bool
    was: str = ""
    is_marked: bool = False  # the year was taken from a case number


@dataclass(frozen=True)
class ToldPlan:
    id: str
    name: str
    facts: tuple[Told, ...]


@dataclass(frozen=True)
class ToldTwin:
    key: str
    sheet_name: str
    row: int
    name: str
    differs: tuple[Told, ...]  # what is not the same for all that are shown


@dataclass(frozen=True)
class ToldTwins:
    """The question about rows that look like one plan, on the first of them. The others say where it stands."""

    count: int
    shown: tuple[ToldTwin, ...]
    more: int
    is_one_number: bool


@dataclass(frozen=True)
class AskedAt:
    row: int
    sheet_name: str
    address: str


@dataclass(frozen=True)
class ToldFault:
    row: int
    column: int | None
    letter: str
    header: str
    value: str
    why: str
    remedy: str
    without: str  # what the choice to do without the value is called; empty when there is none


@dataclass(frozen=True)
class PreviewRow:
    key: str
    element: str  # an id on the page
    sheet: int
    sheet_name: str
    row: int
    name: str
    outcome: str
    outcome_label: str
    facts: tuple[Told, ...]
    more: tuple[Told, ...]
    changes: tuple[Told, ...]
    kept: tuple[Told, ...]
    question: str
    twins: ToldTwins | None
    asked_at: AskedAt | None
    candidates: tuple[ToldPlan, ...]
    is_answered: bool
    fault: ToldFault | None
    without: str
    mended: tuple[str, ...]
    plan_id: str
    why_not: str
    said_before: str
    is_mended_before: bool
    contradiction: str


@dataclass(frozen=True)
class FilterChip:
    label: str
    address: str
    is_on: bool
    count: int


@dataclass(frozen=True)
class LeftAlone:
    """Rows that nothing happens to, folded together at the end. The rest of many are found by the filters."""

    words: str
    rows: tuple[PreviewRow, ...]
    more: int
    is_open: bool  # when somebody is at work on one of them


@dataclass(frozen=True)
class Preview:
    summary: str
    write_label: str
    left_out: str
    mend_label: str
    mend_address: str
    can_write: bool
    digest: str
    chips: tuple[FilterChip, ...]
    page: Page[Any]
    left_alone: LeftAlone | None
    has_sheets: bool
    other_municipality: str
    chosen: str = ""
    kept_count: int = 0

    def has_on_page(self, element: str) -> bool:
        is_alone = self.left_alone is not None and self.left_alone.is_open
        return is_alone or any(row.element == element for row in self.page)


def read_preview(run: ImportRun, chosen: str, page: str | None, reader_id: str = "", answered: str = "") -> Preview:
    """`answered`: the row that is at work on, by its id on the page."""
    plannings = planned_for(run)
    counts = plannings.counts()
    chosen = chosen if chosen in FILTERS or chosen == REMEMBERED else ""
    shown = sorted((planned for planned in plannings.rows if _is_chosen(planned, chosen)), key=_order)
    alone = [planned for planned in shown if _is_left_alone(planned)] if not chosen else []
    rows = [planned for planned in shown if not _is_left_alone(planned)] if not chosen else shown
    found: Page[Any] = Paginator(rows, ROWS_A_PAGE).get_page(page)
    told = [told_row(planned, reader_id) for planned in found.object_list]
    found.object_list = _with_pages(told, rows, chosen)
    is_other = is_of_other_municipality(run)
    return Preview(
        summary=sentences.summary(plannings),
        write_label=sentences.write_label(counts),
        left_out=sentences.left_out(counts),
        mend_label=sentences.mend_label(counts),
        mend_address=_first_left_out(run, sorted(plannings.rows, key=_order)),
        can_write=bool(plannings.to_write) and not is_other,
        digest=plannings.digest(),
        chips=_chips(run, plannings, chosen),
        page=found,
        left_alone=_left_alone(alone, reader_id, answered) if alone and not found.has_next() else None,
        has_sheets=len({planned.row.sheet for planned in plannings.rows}) > 1,
        other_municipality=_name_of(run.named_municipality) if is_other else "",
        chosen=chosen,
        kept_count=_kept_count(plannings),
    )


def _is_chosen(planned: Planned, chosen: str) -> bool:
    if chosen == REMEMBERED:
        return planned.is_remembered
    return not chosen or planned.outcome is FILTERS[chosen]


def _is_left_alone(planned: Planned) -> bool:
    return planned.outcome in (Outcome.UNCHANGED, Outcome.SKIPPED) and not planned.needs_somebody


def _left_alone(alone: list[Planned], reader_id: str, answered: str) -> LeftAlone:
    skipped = [planned for planned in alone if planned.outcome is Outcome.SKIPPED]
    away = sum(planned.is_chosen_away for planned in skipped)
    rows = tuple(told_row(planned, reader_id) for planned in alone[:ROWS_A_PAGE])
    return LeftAlone(
        words=sentences.left_alone(len(alone) - len(skipped), away, len(skipped) - away),
        rows=rows,
        more=len(alone) - len(rows),
        is_open=any(row.element == answered for row in rows),
    )


def _order(planned: Planned) -> tuple[int, ...]:
    """Errors, questions, what is kept from the table; then as in the table. What is dealt with stays where it was."""
    row = planned.row
    if not planned.needs_somebody:
        return 4 if planned.outcome is Outcome.SKIPPED else 3, row.sheet, row.row
    if row.fault or row.mended:
        return 0, row.sheet, row.row
    if planned.twins or planned.candidates:
        first = planned.twins.rows[0] if planned.twins else row
        return 1, first.sheet, first.row, row.sheet, row.row
    return 2, row.sheet, row.row


def _kept_count(plannings: Plannings) -> int:
    return sum(bool(planned.kept) for planned in plannings.rows)


def _name_of(number: str) -> str:
    found = Organisation.objects.municipalities().filter(number=number).first()
    return found.name if found else number


def _chips(run: ImportRun, plannings: Plannings, chosen: str) -> tuple[FilterChip, ...]:
    address = reverse("import_preview", args=[run.id])
    counts = plannings.counts()
    labels = {
        "feil": (_("Feil"), counts[Outcome.ERROR]),
        "sporsmal": (_("Spørsmål"), plannings.questions),
        "nye": (_("Nye"), counts[Outcome.CREATED]),
        "endres": (_("Endres"), counts[Outcome.CHANGED]),
        REMEMBERED: (_("Husket fra sist"), sum(planned.is_remembered for planned in plannings.rows)),
        "uendret": (_("Uendret"), counts[Outcome.UNCHANGED]),
        "ikke-med": (_skipped_in_words(plannings), counts[Outcome.SKIPPED]),
    }
    return tuple(
        FilterChip(label, address if chosen == word else f"{address}?vis={word}", chosen == word, count)
        for word, (label, count) in labels.items()
        if count or chosen == word
    )


def _skipped_in_words(plannings: Plannings) -> str:
    skipped = plannings.of(Outcome.SKIPPED)
    away = sum(planned.is_chosen_away for planned in skipped)
    return sentences.skipped(away, len(skipped) - away)


def _first_left_out(run: ImportRun, rows: list[Planned]) -> str:
    """Where the first row that has to be dealt with stands, among all rows in their order."""
    waiting = (place for place, planned in enumerate(rows) if planned.outcome in (Outcome.ERROR, Outcome.QUESTION))
    place = next(waiting, None)
    if place is None:
        return ""
    page = place // ROWS_A_PAGE + 1
    query = f"?side={page}" if page > 1 else ""
    return f"{reverse('import_preview', args=[run.id])}{query}#{_element(rows[place].row)}"


def _with_pages(told: list[PreviewRow], rows: list[Planned], chosen: str) -> list[PreviewRow]:
    """Where the question about a row stands may be another page."""
    asked = {row.asked_at.address for row in told if row.asked_at}
    if not asked:
        return told
    pages = {
        element: number // ROWS_A_PAGE + 1
        for number, planned in enumerate(rows)
        if (element := _element(planned.row)) in asked
    }
    filtered = {"vis": chosen} if chosen else {}
    return [
        replace(row, asked_at=replace(row.asked_at, address=f"?{urlencode({**filtered, 'side': pages[at]})}#{at}"))
        if row.asked_at and (at := row.asked_at.address) in pages
        else row
        for row in told
    ]


def _element(row: TableRow) -> str:
    return f"rad-{row.sheet}-{row.row}"


def told_row(planned: Planned, reader_id: str = "") -> PreviewRow:
    row = planned.row
    asked = bool(planned.twins or planned.candidates)
    return PreviewRow(
        key=row.key,
        element=_element(row),
        sheet=row.sheet,
        sheet_name=row.sheet_name,
        row=row.row,
        name=row.name,
        outcome=str(planned.outcome),
        outcome_label=sentences.outcome_in_words(planned.outcome),
        facts=_facts(row.values, _SHOWN),
        more=_facts(row.values, _SHOWN_MORE),
        changes=tuple(_changed(change) for change in planned.changes if change.field != "is_adopted_year_from_case"),
        kept=tuple(_changed(change) for change in planned.kept),
        question=str(planned.question),
        twins=_twins(planned),
        asked_at=_asked_at(planned),
        candidates=tuple(map(_told_plan, planned.candidates)) if planned.question == Question.PLAN else (),
        is_answered=(asked or planned.recalled is not None) and planned.outcome is not Outcome.QUESTION,
        fault=_fault(planned) if planned.outcome is Outcome.ERROR else None,
        without=sentences.without_in_words(planned.without_fault) if planned.without_fault else "",
        mended=row.mended,
        plan_id=planned.plan.id if planned.plan else "",
        why_not=_why_not(planned),
        said_before=sentences.said_before(planned, reader_id) if planned.is_remembered else "",
        is_mended_before=row.is_mended_before,
        contradiction=_contradiction(planned),
    )


def _contradiction(planned: Planned) -> str:
    if planned.outcome not in (Outcome.CREATED, Outcome.CHANGED, Outcome.QUESTION):
        return ""
    return sentences.contradiction_in_words(planned.row.name, planned.values.get("plan_type", ""))


def _facts(values: Any, names: Sequence[str]) -> tuple[Told, ...]:
    return tuple(
        Told(
            name,
            plan_field_in_words(name),
            sentences.value_in_words(name, values[name]),
            name in WHEN_FIELDS,
            is_marked=name == "adopted" and bool(values.get("is_adopted_year_from_case")),
        )
        for name in names
        if values.get(name)
    )


def _changed(change: Change) -> Told:
    return Told(
        change.field,
        plan_field_in_words(change.field),
        sentences.value_in_words(change.field, change.new),
        change.field in WHEN_FIELDS,
        was=sentences.value_in_words(change.field, change.old),
    )


def _told_plan(plan: Standing) -> ToldPlan:
    return ToldPlan(plan.id, plan.name, _facts(plan.values, ("plan_type", "period", "adopted", "status")))


def _twins(planned: Planned) -> ToldTwins | None:
    group = planned.twins
    if group is None or planned.question != Question.TWIN or group.asking != planned.row:
        return None
    shown = group.left[:TWINS_SHOWN]
    names = [name for name in (*_SHOWN, *_SHOWN_MORE) if len({twin.values.get(name) for twin in shown}) > 1]
    told = (ToldTwin(twin.key, twin.sheet_name, twin.row, twin.name, _facts(twin.values, names)) for twin in shown)
    return ToldTwins(len(group.left), tuple(told), len(group.left) - len(shown), group.is_one_number)


def _asked_at(planned: Planned) -> AskedAt | None:
    group = planned.twins
    if group is None or planned.question != Question.TWIN or group.asking in (None, planned.row):
        return None
    first = group.asking
    return AskedAt(first.row, first.sheet_name, _element(first))


def _fault(planned: Planned) -> ToldFault | None:
    fault = planned.row.fault
    if fault is None:
        return None
    why, remedy = sentences.fault_in_words(fault)
    without = sentences.without_in_words(fault) if fault.may_do_without else ""
    return ToldFault(fault.row, fault.column, fault.letter, fault.header, fault.value, why, remedy, without)


def _why_not(planned: Planned) -> str:
    if planned.outcome is not Outcome.SKIPPED:
        return ""
    if planned.plan is not None and planned.plan.led_by:
        return sentences.led_by_another(planned.plan.led_by)
    if planned.is_chosen_away:
        return "" if planned.recalled else _("Du valgte å la den være ute.")
    return _("Ikke en plan: overskrift, gruppe, sum eller forklaring.")
