"""The preview as the page shows it: one page of rows, with everything said in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils.translation import gettext as _

from plandugnad.imports import words
from plandugnad.imports.comparison import Change, Outcome, Planned, Plannings, Question
from plandugnad.imports.fields import plan_field_in_words
from plandugnad.imports.matching import Standing
from plandugnad.imports.models import ImportRun
from plandugnad.imports.table_row import TableRow
from plandugnad.imports.writing import is_of_other_municipality, planned_for
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


@dataclass(frozen=True)
class FilterChip:
    label: str
    address: str
    is_on: bool
    count: int


@dataclass(frozen=True)
class Preview:
    summary: str
    write_label: str
    left_out: str
    can_write: bool
    digest: str
    chips: tuple[FilterChip, ...]
    page: Page[Any]
    has_sheets: bool
    other_municipality: str
    chosen: str = ""
    kept_count: int = 0
    notices: tuple[str, ...] = field(default_factory=tuple)


def read_preview(run: ImportRun, chosen: str, page: str | None) -> Preview:
    plannings = planned_for(run)
    counts = plannings.counts()
    only = FILTERS.get(chosen)
    rows = sorted(
        (planned for planned in plannings.rows if only is None or planned.outcome is only), key=lambda p: _order(p)
    )
    found: Page[Any] = Paginator(rows, ROWS_A_PAGE).get_page(page)
    has_sheets = len({planned.row.sheet for planned in plannings.rows}) > 1
    told = [told_row(planned) for planned in found.object_list]
    found.object_list = _with_pages(told, rows, chosen if only else "")
    is_other = is_of_other_municipality(run)
    return Preview(
        summary=words.summary(counts),
        write_label=words.write_label(counts),
        left_out=words.left_out(counts),
        can_write=bool(plannings.to_write) and not is_other,
        digest=plannings.digest(),
        chips=_chips(run, counts, chosen if only else ""),
        page=found,
        has_sheets=has_sheets,
        other_municipality=_name_of(run.named_municipality) if is_other else "",
        chosen=chosen if only else "",
        kept_count=_kept_count(plannings),
    )


def _order(planned: Planned) -> tuple[bool, bool, int, int]:
    """What somebody must look at first; the rest as in the table, and what is no plan last."""
    is_skipped = planned.outcome is Outcome.SKIPPED and not planned.needs_somebody
    return not planned.needs_somebody, is_skipped, planned.row.sheet, planned.row.row


def _kept_count(plannings: Plannings) -> int:
    return sum(bool(planned.kept) for planned in plannings.rows)


def _name_of(number: str) -> str:
    found = Organisation.objects.municipalities().filter(number=number).first()
    return found.name if found else number


def _chips(run: ImportRun, counts: dict[Outcome, int], chosen: str) -> tuple[FilterChip, ...]:
    address = reverse("import_preview", args=[run.id])
    labels = {
        "sporsmal": _("Må svares på"),
        "feil": _("Feil"),
        "nye": _("Nye"),
        "endres": _("Endres"),
        "uendret": _("Uendret"),
        "ikke-med": _("Ikke med"),
    }
    return tuple(
        FilterChip(label, address if chosen == word else f"{address}?vis={word}", chosen == word, counts[FILTERS[word]])
        for word, label in labels.items()
        if counts[FILTERS[word]] or chosen == word
    )


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


def told_row(planned: Planned) -> PreviewRow:
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
        outcome_label=words.outcome_in_words(planned.outcome),
        facts=_facts(row.values, _SHOWN),
        more=_facts(row.values, _SHOWN_MORE),
        changes=tuple(_changed(change) for change in planned.changes if change.field != "is_adopted_year_from_case"),
        kept=tuple(_changed(change) for change in planned.kept),
        question=str(planned.question),
        twins=_twins(planned),
        asked_at=_asked_at(planned),
        candidates=tuple(map(_told_plan, planned.candidates)) if planned.question == Question.PLAN else (),
        is_answered=asked and planned.outcome is not Outcome.QUESTION,
        fault=_fault(planned) if planned.outcome is Outcome.ERROR else None,
        without=words.without_in_words(planned.without_fault) if planned.without_fault else "",
        mended=row.mended,
        plan_id=planned.plan.id if planned.plan else "",
        why_not=_why_not(planned),
    )


def _facts(values: Any, names: Sequence[str]) -> tuple[Told, ...]:
    return tuple(
        Told(
            name,
            plan_field_in_words(name),
            words.value_in_words(name, values[name]),
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
        words.value_in_words(change.field, change.new),
        change.field in WHEN_FIELDS,
        was=words.value_in_words(change.field, change.old),
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
    why, remedy = words.fault_in_words(fault)
    without = words.without_in_words(fault) if fault.may_do_without else ""
    return ToldFault(fault.row, fault.column, fault.letter, fault.header, fault.value, why, remedy, without)


def _why_not(planned: Planned) -> str:
    if planned.outcome is not Outcome.SKIPPED:
        return ""
    if planned.is_chosen_away:
        return _("Du valgte å la den være ute.")
    return _("Ikke en plan: overskrift, gruppe, sum eller forklaring.")
