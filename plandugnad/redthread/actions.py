"""What is done with goals, measures, budget lines and what they are anchored in. The caller has asked `access`."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from plandugnad.core.audit import By
from plandugnad.core.ids import new_id
from plandugnad.plans.models import PlanHere
from plandugnad.redthread.history import record, shot
from plandugnad.redthread.models import Anchor, BudgetLine, CommunityGoal, Measure
from plandugnad.regions.models import Organisation

Thing = CommunityGoal | Measure | BudgetLine
_FIELD = {Measure: "measure_id", BudgetLine: "line_id"}


class ChangedMeanwhile(Exception):
    """Somebody saved the same after this person opened it. `stands` is the row as it is now."""

    def __init__(self, stands: Any) -> None:
        super().__init__("changed meanwhile")
        self.stands = stands


def one_at_a_time(organisation_id: UUID) -> None:
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation_id)


@transaction.atomic
def save_thing(
    by: By,
    organisation: Organisation,
    row: Thing,
    values: Mapping[str, Any],
    goals: Collection[UUID] | None = None,
    *,
    seen: int = 0,
    batch: UUID | None = None,
) -> UUID:
    """New, or changed where it stands as it was `seen`. Gives the batch it can be undone by."""
    one_at_a_time(organisation.pk)
    batch = batch or new_id()
    is_new = row._state.adding
    before = None
    if not is_new:
        row = type(row)._base_manager.select_for_update().get(pk=row.pk)
        if seen and seen != row.version:
            raise ChangedMeanwhile(row)
        before = shot(row)
    for name, value in values.items():
        setattr(row, name, value)
    if isinstance(row, CommunityGoal):
        _check_goal(row, organisation)
    if before is None or shot(row) != before:
        row.version += 0 if is_new else 1
        row.save(force_insert=is_new)
        verb = f"{_NAMES[type(row)]}_{'made' if is_new else 'changed'}"
        record(by, verb, row, organisation.pk, batch, before=before, after=shot(row))
    if goals is not None and not isinstance(row, CommunityGoal):
        _set_goals(by, organisation, _FIELD[type(row)], row.pk, goals, batch)
    return batch


_NAMES: dict[type, str] = {CommunityGoal: "community_goal", Measure: "measure", BudgetLine: "budget_line"}


def _check_goal(row: CommunityGoal, organisation: Organisation) -> None:
    """One level: a sub goal has no sub goals, and is where its main goal is."""
    if row.parent is None:
        return
    if row.parent.parent_id is not None:
        raise ValidationError({"parent": _("«%(goal)s» er et delmål. Velg hovedmålet.") % {"goal": row.parent.name}})
    if not row._state.adding and row.sub_goals.filter(deleted_at=None).exists():
        raise ValidationError({"parent": _("Målet har delmål under seg, og kan ikke selv være et delmål.")})
    row.section_id, row.plan_id = row.parent.section_id, row.parent.plan_id
    row.organisation_id = row.parent.organisation_id


@transaction.atomic
def remove_thing(by: By, organisation: Organisation, row: Thing) -> UUID:
    """It can be brought back by its batch. A goal goes with its sub goals."""
    one_at_a_time(organisation.pk)
    batch, now = new_id(), timezone.now()
    rows: list[Thing] = [row]
    if isinstance(row, CommunityGoal):
        rows += row.sub_goals.filter(deleted_at=None)
    for one in rows:
        before = shot(one)
        one.deleted_at = now
        one.version += 1
        one.save(update_fields=["deleted_at", "version"])
        record(by, f"{_NAMES[type(one)]}_removed", one, organisation.pk, batch, before=before, after=shot(one))
    return batch


@dataclass(frozen=True)
class Chosen:
    """What is to be anchored: ids of each kind."""

    plans: frozenset[UUID] = frozenset()
    measures: frozenset[UUID] = frozenset()
    lines: frozenset[UUID] = frozenset()


@transaction.atomic
def anchor(by: By, organisation: Organisation, chosen: Chosen, goal: CommunityGoal, how: str = "") -> tuple[UUID, int]:
    """Each of them in the goal too. What is not this municipality's is passed by; what is there already, stands."""
    one_at_a_time(organisation.pk)
    batch, made = new_id(), 0
    here = PlanHere.objects.kept().of(organisation).filter(id__in=chosen.plans).values_list("id", flat=True)
    measures = Measure.objects.kept().filter(organisation=organisation, id__in=chosen.measures)
    lines = BudgetLine.objects.kept().filter(organisation=organisation, id__in=chosen.lines)
    for field, ids in (
        ("plan_id", sorted(set(here))),
        ("measure_id", measures.values_list("id", flat=True)),
        ("line_id", lines.values_list("id", flat=True)),
    ):
        standing = Anchor.objects.filter(organisation=organisation, goal=goal, **{f"{field}__in": list(ids)})
        there = set(standing.values_list(field, flat=True))
        for id in ids:
            if id not in there:
                _make(by, organisation, {field: id, "goal_id": goal.pk, "how": how}, batch)
                made += 1
    return batch, made


@transaction.atomic
def set_plan_goals(by: By, organisation: Organisation, plan_id: UUID, goals: Collection[UUID], how: str = "") -> UUID:
    one_at_a_time(organisation.pk)
    batch = new_id()
    _set_goals(by, organisation, "plan_id", plan_id, goals, batch, how)
    return batch


def _set_goals(
    by: By, organisation: Organisation, field: str, id: UUID, goals: Iterable[UUID], batch: UUID, how: str | None = None
) -> None:
    wanted = set(goals)
    for row in Anchor.objects.filter(organisation=organisation, **{field: id}).order_by("id"):
        if row.goal_id not in wanted:
            record(by, "anchor_removed", row, organisation.pk, batch, before=shot(row))
            row.delete()
        elif how is not None and row.how != how:
            before, row.how = shot(row), how
            row.save(update_fields=["how"])
            record(by, "anchor_changed", row, organisation.pk, batch, before=before, after=shot(row))
        wanted.discard(row.goal_id)
    for goal_id in sorted(wanted):
        _make(by, organisation, {field: id, "goal_id": goal_id, "how": how or ""}, batch)


def _make(by: By, organisation: Organisation, values: Mapping[str, Any], batch: UUID) -> None:
    row = Anchor.objects.create(organisation=organisation, **values)
    record(by, "anchor_made", row, organisation.pk, batch, after=shot(row))
