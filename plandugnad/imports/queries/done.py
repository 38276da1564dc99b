"""What an import did, and what an undo took back, for the page that tells it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Case, IntegerField, Value, When
from django.utils.translation import gettext as _

from plandugnad.imports import sentences
from plandugnad.imports.matching.comparison import Outcome
from plandugnad.imports.models import ImportedPlan, ImportRun
from plandugnad.imports.reading.column_meanings import plan_field_in_words

ROWS_A_PAGE = 100


@dataclass(frozen=True)
class WrittenPlan:
    id: str
    name: str
    is_new: bool
    is_gone: bool
    fields: tuple[str, ...]
    sheet: str
    row: int


@dataclass(frozen=True)
class LeftOut:
    name: str
    sheet: str
    row: int
    why: str


@dataclass(frozen=True)
class KeptPlan:
    id: str
    name: str
    why: str
    is_gone: bool


@dataclass(frozen=True)
class Undo:
    removed: int
    restored: int
    kept: tuple[KeptPlan, ...]


@dataclass(frozen=True)
class Done:
    created: int
    changed: int
    lead: str
    page: Page[Any]
    left_out: tuple[LeftOut, ...]
    undo: Undo | None


def read_done(run: ImportRun, page: str | None) -> Done:
    outcome = run.outcome or {}
    counts = outcome.get("counts", {})
    plans = ImportedPlan.objects.filter(run=run).exclude(before={}).select_related("plan")
    is_change = Case(When(before__isnull=True, then=Value(0)), default=Value(1), output_field=IntegerField())
    found: Page[Any] = Paginator(plans.order_by(is_change, "plan__sort_key", "id"), ROWS_A_PAGE).get_page(page)
    found.object_list = [_written(imported) for imported in found.object_list]
    undo = _undo(outcome["undo"]) if "undo" in outcome else None
    changed = counts.get("changed", 0)
    return Done(
        created=counts.get("created", 0),
        changed=changed,
        lead=sentences.undone(undo.removed, undo.restored)
        if undo
        else sentences.imported(changed, counts.get("unchanged", 0), run.file_name or _("den innlimte tabellen")),
        page=found,
        left_out=tuple(_left_out(told) for told in outcome.get("left_out", [])),
        undo=undo,
    )


def _written(imported: ImportedPlan) -> WrittenPlan:
    changed = [name for name in imported.before or {} if name != "is_adopted_year_from_case"]
    return WrittenPlan(
        id=str(imported.plan_id),
        name=imported.plan.name,
        is_new=imported.before is None,
        is_gone=imported.plan.deleted_at is not None,
        fields=tuple(map(plan_field_in_words, changed)),
        sheet=imported.sheet,
        row=imported.source_row,
    )


def _left_out(told: dict[str, Any]) -> LeftOut:
    return LeftOut(told["name"], told["sheet"], told["row"], sentences.outcome_not_written(Outcome(told["outcome"])))


def _undo(told: dict[str, Any]) -> Undo:
    return Undo(told["removed"], told["restored"], tuple(map(_kept, told["kept"])))


def _kept(told: dict[str, Any]) -> KeptPlan:
    why = sentences.kept_in_words(told["why"], told["fields"])
    return KeptPlan(told["plan"], told["name"], why, is_gone=told["why"] == "deleted")
