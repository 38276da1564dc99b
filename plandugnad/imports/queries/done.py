"""What an import did, and what an undo took back, for the page that tells it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Case, IntegerField, Value, When
from django.utils.translation import gettext as _

from plandugnad.imports import sentences
from plandugnad.imports.matching.comparison import Outcome
from plandugnad.imports.models import ImportedPlan, ImportRun
from plandugnad.imports.reading.column_meanings import plan_field_in_words
from plandugnad.imports.writing.undo import Kept

ROWS_A_PAGE = 100


@dataclass(frozen=True)
class WrittenPlan:
    id: str
    name: str
    is_gone: bool
    happened: str
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
    left_out: tuple[LeftOut, ...]  # of an import that stands
    left_out_heading: str
    undo: Undo | None


def read_done(run: ImportRun, page: str | None) -> Done:
    outcome = run.outcome or {}
    counts = outcome.get("counts", {})
    plans = ImportedPlan.objects.filter(run=run).exclude(before={}).select_related("plan")
    is_change = Case(When(before__isnull=True, then=Value(0)), default=Value(1), output_field=IntegerField())
    found: Page[Any] = Paginator(plans.order_by(is_change, "plan__sort_key", "id"), ROWS_A_PAGE).get_page(page)
    told = outcome.get("undo")
    found.object_list = [_written(imported, told) for imported in found.object_list]
    undo = _undo(told) if told else None
    waiting = [] if undo else outcome.get("left_out", [])
    changed = counts.get("changed", 0)
    return Done(
        created=counts.get("created", 0),
        changed=changed,
        lead=sentences.undone(undo.removed, undo.restored)
        if undo
        else sentences.imported(changed, counts.get("unchanged", 0), run.file_name or _("den innlimte tabellen")),
        page=found,
        left_out=tuple(map(_left_out, waiting)),
        left_out_heading=sentences.rows_left_out(counts.get("question", 0) + counts.get("error", 0)),
        undo=undo,
    )


def _written(imported: ImportedPlan, undo: dict[str, Any] | None) -> WrittenPlan:
    return WrittenPlan(
        id=str(imported.plan_id),
        name=imported.plan.name,
        is_gone=imported.plan.deleted_at is not None,
        happened=_taken_back(imported, undo) if undo else sentences.happened(_fields(imported)),
        sheet=imported.sheet,
        row=imported.source_row,
    )


def _taken_back(imported: ImportedPlan, undo: dict[str, Any]) -> str:
    kept = [told for told in undo["kept"] if told["plan"] == str(imported.plan_id)]
    if any(told["why"] == Kept.DELETED for told in kept):
        return _("Slettet fra før")
    fields = _fields(imported, {name for told in kept for name in told["fields"]})
    return sentences.taken_back(fields) if fields or not kept else _("Står fortsatt")


def _fields(imported: ImportedPlan, without: Collection[str] = ()) -> list[str] | None:
    """Those the import changed, in words; nothing when it made the plan."""
    if imported.before is None:
        return None
    left_out = {"is_adopted_year_from_case", *without}
    return [plan_field_in_words(name) for name in imported.before if name not in left_out]


def _left_out(told: dict[str, Any]) -> LeftOut:
    return LeftOut(told["name"], told["sheet"], told["row"], sentences.outcome_not_written(Outcome(told["outcome"])))


def _undo(told: dict[str, Any]) -> Undo:
    return Undo(told["removed"], told["restored"], tuple(map(_kept, told["kept"])))


def _kept(told: dict[str, Any]) -> KeptPlan:
    why = sentences.kept_in_words(told["why"], told["fields"])
    return KeptPlan(told["plan"], told["name"], why, is_gone=told["why"] == "deleted")
