"""What people do with plans. Each is one transaction with its line of history; the caller has asked `access`."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from plandugnad.core import audit
from plandugnad.core.audit import By
from plandugnad.core.models import AuditEvent, StoredFile
from plandugnad.plans.kinds import LinkKind
from plandugnad.plans.models import Plan, PlanDocument, PlanLink, PlanShare, PlanTypeUse
from plandugnad.plans.snapshot import EDITABLE, apply, changes, snapshot
from plandugnad.regions.models import Collaboration, Organisation


class ChangedMeanwhile(Exception):
    """Somebody saved the plan after this person opened it. Holds what stands now, so that nothing typed is lost."""

    def __init__(self, plan: Plan) -> None:
        super().__init__(_("Noen andre har endret planen mens du skrev."))
        self.plan = plan


@transaction.atomic
def create_plan(by: By, organisation: Organisation, values: Mapping[str, Any]) -> Plan:
    plan = Plan(organisation=organisation)
    apply(plan, dict(values))
    _check_parent(plan)
    plan.save(force_insert=True)
    _record(by, "plan_created", plan, after=snapshot(plan))
    return plan


@transaction.atomic
def change_plan(by: By, plan: Plan, values: Mapping[str, Any], *, seen_version: int | None = None) -> Plan:
    """Changes the fields given. `seen_version` is the version the person had before them when they began."""
    current = Plan.objects.select_for_update().get(pk=plan.pk)
    before = snapshot(current)
    apply(current, dict(values))
    was, becomes = changes(before, snapshot(current))
    if not becomes:
        return current
    if seen_version is not None and seen_version != current.version:
        _refuse_if_same_fields_changed(current, before, becomes, seen_version)
    _check_parent(current)
    current.version += 1
    current.save()
    _record(by, "plan_changed", current, before=was, after=becomes)
    return current


def _refuse_if_same_fields_changed(plan: Plan, stands: dict[str, Any], mine: dict[str, Any], seen: int) -> None:
    """Two people editing different fields do not disturb each other; only the same field is a conflict."""
    newer = plan.version - seen
    events = AuditEvent.objects.filter(subject_id=plan.pk, after__isnull=False)[: max(newer, 0)]
    touched = {name for event in events for name in event.after or {}}
    if touched & set(mine):
        apply(plan, stands)
        raise ChangedMeanwhile(plan)


@transaction.atomic
def delete_plan(by: By, plan: Plan) -> None:
    """Takes the plan out of sight. Nothing is destroyed: `undelete_plan` brings it back with all that belongs to it."""
    plan.deleted_at = timezone.now()
    plan.save(update_fields=["deleted_at"])
    _record(by, "plan_deleted", plan)


@transaction.atomic
def undelete_plan(by: By, plan: Plan) -> None:
    taken = Plan.objects.kept().of(plan.organisation).filter(national_plan_id=plan.national_plan_id)
    if plan.national_plan_id and taken.exists():
        raise ValidationError(_("En annen plan har fått samme nasjonale arealplan-ID. Endre den først."))
    plan.deleted_at = None
    plan.save(update_fields=["deleted_at"])
    _record(by, "plan_undeleted", plan)


@transaction.atomic
def restore_plan(by: By, plan: Plan, event: AuditEvent) -> Plan:
    """Sets every field as it was right after `event`, as a new line of history. Later lines stay."""
    return change_plan(by, plan, state_after(plan, event))


def state_after(plan: Plan, event: AuditEvent) -> dict[str, Any]:
    """Walks back from what stands now, undoing the events later than `event`."""
    state = snapshot(plan)
    later = AuditEvent.objects.filter(subject_id=plan.pk, before__isnull=False)
    for newer in later:
        if (newer.made_at, newer.id) <= (event.made_at, event.id):
            break
        state |= {name: value for name, value in (newer.before or {}).items() if name in EDITABLE}
    return state


def _check_parent(plan: Plan) -> None:
    """The parent is in the same municipality (or a regional plan), and no plan is above itself."""
    if plan.parent_id is None:
        return
    above = dict(Plan.objects.of(plan.organisation).values_list("id", "parent_id"))
    seen = {plan.id}
    step: UUID | None = _as_id(plan.parent_id)
    if step not in above:
        raise ValidationError({"parent": _("Planen over må finnes i samme kommune.")})
    while step is not None:
        if step in seen:
            raise ValidationError({"parent": _("En plan kan ikke ligge under seg selv.")})
        seen.add(step)
        step = above.get(step)


def _as_id(value: UUID | str) -> UUID:
    return value if isinstance(value, UUID) else UUID(value)


@transaction.atomic
def link_plans(by: By, plan: Plan, kind: LinkKind, other: Plan) -> PlanLink:
    link, is_new = PlanLink.objects.get_or_create(plan=plan, kind=kind, other=other)
    if is_new:
        _record(by, "plan_linked", plan, about={"kind": kind, "other": str(other.id), "name": other.name})
    return link


@transaction.atomic
def unlink_plans(by: By, link: PlanLink) -> None:
    _record(by, "plan_unlinked", link.plan, about={"kind": link.kind, "name": link.other.name})
    link.delete()


@transaction.atomic
def add_address(by: By, plan: Plan, title: str, address: str) -> PlanDocument:
    document = PlanDocument.objects.create(plan=plan, title=title, address=address)
    _record(by, "document_added", plan, about={"title": title})
    return document


@transaction.atomic
def add_file(by: By, plan: Plan, title: str, file: StoredFile, file_name: str) -> PlanDocument:
    document = PlanDocument.objects.create(plan=plan, title=title, file=file, file_name=file_name)
    _record(by, "document_added", plan, about={"title": title})
    return document


@transaction.atomic
def remove_document(by: By, document: PlanDocument) -> None:
    document.deleted_at = timezone.now()
    document.save(update_fields=["deleted_at"])
    _record(by, "document_removed", document.plan, about={"title": document.title, "document": str(document.id)})


@transaction.atomic
def bring_back_document(by: By, document: PlanDocument) -> None:
    document.deleted_at = None
    document.save(update_fields=["deleted_at"])
    _record(by, "document_added", document.plan, about={"title": document.title})


@transaction.atomic
def share_plan(by: By, plan: Plan, audience: Organisation | Collaboration) -> PlanShare:
    to = {"collaboration": audience} if isinstance(audience, Collaboration) else {"organisation": audience}
    share, is_new = PlanShare.objects.get_or_create(plan=plan, **to)
    if is_new:
        _record(by, "plan_shared", plan, about={"with": audience.name})
    return share


@transaction.atomic
def unshare_plan(by: By, share: PlanShare) -> None:
    audience = share.organisation or share.collaboration
    _record(by, "plan_unshared", share.plan, about={"with": audience.name if audience else ""})
    share.delete()


@transaction.atomic
def describe_plan_type(by: By, organisation: Organisation, plan_type: str, *, is_used: bool, text: str) -> None:
    """One row of the municipality's own plan system: whether it uses the type, and its text about it."""
    row = PlanTypeUse.objects.filter(organisation=organisation, plan_type=plan_type).first()
    before = {"is_used": row.is_used, "text": row.text} if row else None
    after = {"is_used": is_used, "text": text}
    if before == after:
        return
    PlanTypeUse.objects.update_or_create(organisation=organisation, plan_type=plan_type, defaults=after)
    audit.record(
        by,
        "plan_type_described",
        organisation,
        organisation_id=organisation.id,
        before=before,
        after={**after, "plan_type": plan_type},
    )


def _record(by: By, verb: str, plan: Plan, *, before: Any = None, after: Any = None, about: Any = None) -> AuditEvent:
    """`about` tells of what is beside the plan's own fields, and so is never part of what restore brings back."""
    return audit.record(
        by, verb, plan, organisation_id=plan.organisation_id, before=before, after=after if about is None else {"about": about}
    )
