"""Writing what was previewed: all of it, or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from plandugnad.core import audit
from plandugnad.core.audit import By
from plandugnad.core.bulk import insert_rows, update_rows
from plandugnad.core.models import AuditEvent
from plandugnad.imports.kept_runs import NotADraft, record_run
from plandugnad.imports.matching.comparison import Outcome, Planned, Plannings
from plandugnad.imports.matching.standing_plans import ids_of
from plandugnad.imports.models import ImportedPlan, ImportRun, RunState
from plandugnad.imports.queries.planned import is_of_other_municipality, planned_for
from plandugnad.imports.telling import tell_of_run
from plandugnad.plans.kinds import IN_FORCE
from plandugnad.plans.models import Plan
from plandugnad.plans.snapshot import apply, snapshot
from plandugnad.plans.telling import PlanSource
from plandugnad.projections.filling import refresh
from plandugnad.regions.models import Organisation

# Told on the page of what was done; a table with more than this is better mended as a whole.
_MOST_TOLD = 1000
_NOT_CHANGED_BY_IMPORT = {"id", "made_at", "organisation", "deleted_at", "became"}


class PlansHaveChanged(Exception):
    """What would be written is not what was shown: a plan was changed, or the run was, in another tab."""


class OtherMunicipality(Exception):
    """The table names another municipality, and nobody has said that it is right."""


class NothingToWrite(Exception):
    """No row would make or change a plan."""


@transaction.atomic
def write_run(by: By, run: ImportRun, seen: str) -> ImportRun:
    """`seen` is the digest of the preview the person said yes to. Raises when something else would be written."""
    # Held until the end, so that no plan can be added here meanwhile and two imports take turns.
    organisation = Organisation.objects.select_for_update().get(pk=run.organisation_id)
    locked = ImportRun.objects.select_for_update().filter(pk=run.pk).first()
    if locked is None or not locked.is_draft:
        raise NotADraft
    locked.organisation = organisation
    if is_of_other_municipality(locked):
        raise OtherMunicipality
    plannings = planned_for(locked)
    if plannings.digest() != seen:
        raise PlansHaveChanged
    if not plannings.to_write:
        raise NothingToWrite
    written = _write(by, locked, plannings)
    locked.state, locked.written_at = RunState.WRITTEN, timezone.now()
    locked.outcome = _outcome(plannings)
    # What the plans were and became is kept with them.
    locked.save(update_fields=["state", "written_at", "outcome", *locked.let_go_of_table()])
    record_run(by, "import_written", locked, file=locked.file_name, **_counts(plannings))
    in_force = sum(plan.status in IN_FORCE for plan in written)
    tell_of_run(by, "import_written", locked, len(plannings.to_write), in_force)
    return locked


def _write(by: By, run: ImportRun, plannings: Plannings) -> list[Plan]:
    created = [(planned, _new_plan(run, planned.values)) for planned in plannings.of(Outcome.CREATED)]
    standing = _locked(planned for planned in plannings.rows if planned.plan)
    changed = plannings.of(Outcome.CHANGED)
    events: list[AuditEvent] = []
    imported: list[ImportedPlan] = []
    for planned, plan in created:
        after = snapshot(plan)
        events.append(_event(by, "plan_created", plan, run, None, after))
        imported.append(_imported(run, planned, plan, None, after))
    for planned in changed:
        plan = standing[planned.plan.id]  # type: ignore[union-attr]  # a changed row has a plan
        old, new = _apply(plan, planned)
        events.append(_event(by, "plan_changed", plan, run, old, new))
        imported.append(_imported(run, planned, plan, old, _left(planned, plan)))
    for planned in plannings.of(Outcome.UNCHANGED):
        if planned.row.own_id:  # says nothing the plan does not; what an earlier table said still counts
            continue
        plan = standing[planned.plan.id]  # type: ignore[union-attr]
        imported.append(_imported(run, planned, plan, {}, _left(planned, plan)))
    made, mended = [plan for _, plan in created], [standing[row.plan.id] for row in changed if row.plan]
    insert_rows(made)
    save_changed(mended)
    insert_rows(events)
    insert_rows(imported)
    refresh(PlanSource.key, [plan.id for plan in (*made, *mended)])
    return [*made, *mended]


def _left(planned: Planned, plan: Plan) -> dict[str, Any]:
    """The plan as imports left it. What a person edited and the table did not win over is still hers next time."""
    earlier = (planned.plan.imported if planned.plan else None) or {}
    return snapshot(plan) | {change.field: earlier[change.field] for change in planned.kept}


def save_changed(plans: Iterable[Plan]) -> None:
    """Many plans at once, each with its own changes."""
    fields = [field.name for field in Plan._meta.concrete_fields if field.name not in _NOT_CHANGED_BY_IMPORT]
    for plan in (kept := list(plans)):
        plan.version += 1
        plan.set_keys()
    update_rows(kept, fields)


def _new_plan(run: ImportRun, values: Mapping[str, Any]) -> Plan:
    plan = Plan(organisation=run.organisation)
    apply(plan, dict(values))
    plan.set_keys()
    return plan


def _locked(planned: Iterable[Planned]) -> dict[str, Plan]:
    ids = ids_of(row.plan for row in planned if row.plan)
    found = Plan.objects.select_for_update(of=("self",)).filter(id__in=ids).order_by("id")
    return {str(plan.id): plan for plan in found}


def _apply(plan: Plan, planned: Planned) -> tuple[dict[str, Any], dict[str, Any]]:
    """The changed fields as they were and as they are. A plan that moved after it was compared stops the import."""
    if planned.plan and plan.version != planned.plan.version:
        raise PlansHaveChanged
    apply(plan, {change.field: change.new for change in planned.changes})
    return {c.field: c.old for c in planned.changes}, {c.field: c.new for c in planned.changes}


def _event(by: By, verb: str, plan: Plan, run: ImportRun, before: Any, after: Any) -> AuditEvent:
    return audit.event(
        by, verb, plan, organisation_id=plan.organisation_id, before=before, after=after, batch_id=run.id
    )


def _imported(run: ImportRun, planned: Planned, plan: Plan, before: Any, after: Any) -> ImportedPlan:
    row = planned.row
    return ImportedPlan(
        run=run,
        plan=plan,
        sheet=row.sheet_name[:255],
        source_row=row.row,
        before=before,
        after=after,
        said=_said(planned),
    )


def _said(planned: Planned) -> dict[str, Any]:
    """A row of our own table holds only what was changed in it; the rest is as an earlier table said."""
    earlier = planned.plan.said if planned.plan and planned.row.own_id else {}
    return {**earlier, **planned.row.values}


def _counts(plannings: Plannings) -> dict[str, int]:
    return {str(outcome): count for outcome, count in plannings.counts().items()}


def _outcome(plannings: Plannings) -> dict[str, Any]:
    told = [
        {"sheet": planned.row.sheet_name, "row": planned.row.row, "name": planned.row.name, "outcome": planned.outcome}
        for planned in plannings.left_out
    ]
    return {"counts": _counts(plannings), "left_out": told[:_MOST_TOLD]}
