"""Taking an import back, field by field. What somebody has done since is kept, and said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from plandugnad.core import audit
from plandugnad.core.audit import By
from plandugnad.core.bulk import insert_rows
from plandugnad.core.models import AuditEvent
from plandugnad.imports.kept_runs import record_run
from plandugnad.imports.models import ImportedPlan, ImportRun, RunState
from plandugnad.imports.telling import tell_of_run
from plandugnad.imports.writing.write import save_changed
from plandugnad.plans.models import Plan, PlanDocument, PlanHere, PlanLink, PlanOwner, PlanShare
from plandugnad.plans.snapshot import apply, snapshot
from plandugnad.plans.telling import PlanSource
from plandugnad.projections.filling import refresh
from plandugnad.regions.models import Organisation


class CannotBeUndone(Exception):
    """The run is not written, or is undone already, perhaps in another tab."""


class Kept(StrEnum):
    """Why something the import did still stands."""

    EDITED = "edited"  # a field was edited since
    HAS_CHILDREN = "has_children"
    IS_LINKED = "is_linked"
    HAS_DOCUMENTS = "has_documents"
    IS_SHARED = "is_shared"
    IS_JOINT = "is_joint"
    DELETED = "deleted"  # gone already, so there is nothing to take back
    NUMBER_IS_TAKEN = "number_is_taken"  # another plan has got the national plan id
    LED_BY_ANOTHER = "led_by_another"  # another municipality has taken over the lead, and writes it now


@dataclass
class _Undone:
    removed: list[Plan] = field(default_factory=list)
    restored: list[Plan] = field(default_factory=list)
    events: list[AuditEvent] = field(default_factory=list)
    kept: list[dict[str, Any]] = field(default_factory=list)

    def keep(self, plan: Plan, why: Kept, fields: Iterable[str] = ()) -> None:
        self.kept.append({"plan": str(plan.id), "name": plan.name, "why": why, "fields": list(fields)})


@transaction.atomic
def undo_run(by: By, run: ImportRun) -> ImportRun:
    organisation = Organisation.objects.select_for_update().get(pk=run.organisation_id)
    locked = ImportRun.objects.without_tables().select_for_update().filter(pk=run.pk).first()
    if locked is None or not locked.is_written:
        raise CannotBeUndone
    locked.organisation = organisation
    # What it made first, so that a national plan id is free again before it is put back where it was.
    imported = sorted(ImportedPlan.objects.filter(run=locked), key=lambda row: (row.before is not None, row.id))
    plans = _locked_plans(imported)
    undone = _Undone()
    made = {row.plan_id for row in imported if row.before is None}
    uses, numbers = _uses(made), _national_plan_ids(organisation)
    for row in imported:
        plan = plans[row.plan_id]
        if plan.deleted_at is not None:
            undone.keep(plan, Kept.DELETED)
        elif plan.organisation_id != organisation.pk:
            undone.keep(plan, Kept.LED_BY_ANOTHER)
        elif row.before is None:
            _take_away(by, locked, row, plan, uses, undone)
            if plan.deleted_at is not None:
                numbers.pop(plan.national_plan_id, None)
        elif row.before:
            _put_back(by, locked, row, plan, numbers, undone)
    _save(undone)
    locked.state, locked.undone_at = RunState.UNDONE, timezone.now()
    counts = {"removed": len(undone.removed), "restored": len(undone.restored)}
    locked.outcome = {**(locked.outcome or {}), "undo": {**counts, "kept": undone.kept}}
    locked.save(update_fields=["state", "undone_at", "outcome"])
    record_run(by, "import_undone", locked, file=locked.file_name, kept=len(undone.kept), **counts)
    tell_of_run(by, "import_undone", locked, sum(counts.values()))
    return locked


def _locked_plans(imported: Iterable[ImportedPlan]) -> dict[UUID, Plan]:
    ids = [row.plan_id for row in imported]
    return {plan.id: plan for plan in Plan.objects.select_for_update(of=("self",)).filter(id__in=ids).order_by("id")}


def _take_away(by: By, run: ImportRun, row: ImportedPlan, plan: Plan, uses: dict[UUID, Kept], undone: _Undone) -> None:
    if edited := _edited_since(row, plan):
        undone.keep(plan, Kept.EDITED, edited)
    elif plan.id in uses:
        undone.keep(plan, uses[plan.id])
    else:
        plan.deleted_at = timezone.now()
        undone.removed.append(plan)
        undone.events.append(
            audit.event(by, "plan_deleted", plan, organisation_id=plan.organisation_id, batch_id=run.id)
        )


def _put_back(by: By, run: ImportRun, row: ImportedPlan, plan: Plan, numbers: dict[str, UUID], undone: _Undone) -> None:
    changed: dict[str, Any] = row.before or {}
    edited = set(_edited_since(row, plan))
    back = {name: value for name, value in changed.items() if name not in edited}
    if kept := [name for name in changed if name in edited]:
        undone.keep(plan, Kept.EDITED, kept)
    if numbers.get(back.get("national_plan_id", ""), plan.id) != plan.id:
        undone.keep(plan, Kept.NUMBER_IS_TAKEN, ["national_plan_id"])
        del back["national_plan_id"]
    if not back:
        return
    stands = snapshot(plan)
    apply(plan, back)
    undone.restored.append(plan)
    before = {name: stands[name] for name in back}
    undone.events.append(
        audit.event(
            by,
            "plan_changed",
            plan,
            organisation_id=plan.organisation_id,
            before=before,
            after=back,
            batch_id=run.id,
        )
    )


def _edited_since(row: ImportedPlan, plan: Plan) -> list[str]:
    """Fields that are not as the import left them. What it did not know of then is not counted."""
    stands = snapshot(plan)
    return [name for name, value in stands.items() if name in row.after and row.after[name] != value]


def _uses(made: set[UUID]) -> dict[UUID, Kept]:
    """Plans the import made that others lean on by now, other than plans that go with them."""
    uses: dict[UUID, Kept] = {}
    shares = PlanShare.objects.filter(plan_id__in=made).values_list("plan_id", flat=True)
    uses.update(dict.fromkeys(shares, Kept.IS_SHARED))
    owners = PlanOwner.objects.filter(plan_id__in=made, left_at=None, declined_at=None).values_list(
        "plan_id", flat=True
    )
    uses.update(dict.fromkeys(owners, Kept.IS_JOINT))
    documents = PlanDocument.objects.filter(plan_id__in=made, deleted_at=None).values_list("plan_id", flat=True)
    uses.update(dict.fromkeys(documents, Kept.HAS_DOCUMENTS))
    for ends in PlanLink.objects.filter(plan_id__in=made).values_list("plan_id", "other_id"):
        uses.update(dict.fromkeys(set(ends) & made, Kept.IS_LINKED))
    for ends in PlanLink.objects.filter(other_id__in=made).values_list("plan_id", "other_id"):
        uses.update(dict.fromkeys(set(ends) & made, Kept.IS_LINKED))
    parents = Plan.objects.kept().filter(parent_id__in=made).values_list("parent_id", flat=True)
    uses.update({id: Kept.HAS_CHILDREN for id in parents if id})
    return uses


def _national_plan_ids(organisation: Organisation) -> dict[str, UUID]:
    """Among all the municipality has, also what it owns with others: as `check_number` of plans.actions has it."""
    kept = PlanHere.objects.kept().of(organisation).exclude(national_plan_id="")
    return dict(kept.values_list("national_plan_id", "id"))


def _save(undone: _Undone) -> None:
    ids = [plan.id for plan in undone.removed]
    Plan.objects.filter(id__in=ids).update(deleted_at=timezone.now())
    save_changed(undone.restored)
    insert_rows(undone.events)
    refresh(PlanSource.key, [*ids, *(plan.id for plan in undone.restored)])
