"""What people do with plans. Each is one transaction with its line of history; the caller has asked `access`."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from plandugnad.archive.models import File, Folder, Room
from plandugnad.core import audit
from plandugnad.core.audit import By
from plandugnad.core.models import AuditEvent, StoredFile
from plandugnad.plans import telling
from plandugnad.plans.kinds import LinkKind
from plandugnad.plans.models import (
    Plan,
    PlanArchiveLink,
    PlanDocument,
    PlanHere,
    PlanLink,
    PlanOwner,
    PlanShare,
    PlanTypeUse,
)
from plandugnad.plans.snapshot import EDITABLE, apply, changes, snapshot
from plandugnad.plans.telling import PlanSource
from plandugnad.plans.words.names import listed
from plandugnad.projections.filling import refresh
from plandugnad.regions.models import Collaboration, Organisation


class ChangedMeanwhile(Exception):
    """Somebody saved the plan after this person opened it. Holds what stands now, so that nothing typed is lost."""

    def __init__(self, plan: Plan, fields: frozenset[str] = frozenset(), by_name: str = "") -> None:
        super().__init__(_("Noen andre har endret planen mens du skrev."))
        self.plan = plan
        self.fields = fields
        self.by_name = by_name


class MadeElsewhere(ValidationError):
    """A form or a call was sent twice, and between the two another municipality came to lead the plan it made."""

    def __init__(self) -> None:
        super().__init__(
            _("Planen er lagt inn før, og en annen kommune leder arbeidet med den nå. Ingenting er lagret.")
        )


class TextChangedMeanwhile(Exception):
    """Somebody saved this text of the plan system after this person opened it. Holds the row as it stands now."""

    def __init__(self, row: PlanTypeUse) -> None:
        super().__init__(_("Noen andre har endret teksten mens du skrev."))
        self.row = row


@transaction.atomic
def create_plan(
    by: By,
    organisation: Organisation,
    values: Mapping[str, Any],
    *,
    id: UUID | None = None,
    batch_id: UUID | None = None,
) -> Plan:
    """Makes a plan. With the `id` its form was given, a form sent twice makes one plan: the second finds the first."""
    one_at_a_time(organisation.pk)
    if id is not None and (made := Plan.objects.filter(pk=id).first()):
        if made.organisation_id != organisation.pk:
            raise MadeElsewhere
        return made
    plan = Plan(organisation=organisation, **({"id": id} if id else {}))
    apply(plan, dict(values))
    check_parent(plan)
    _check_national_plan_id(plan)
    plan.save(force_insert=True)
    record(by, "plan_created", plan, after=snapshot(plan), batch_id=batch_id)
    return plan


@transaction.atomic
def change_plan(
    by: By,
    plan: Plan,
    values: Mapping[str, Any],
    *,
    seen_version: int | None = None,
    verb: str = "plan_changed",
    about: Mapping[str, Any] | None = None,
    batch_id: UUID | None = None,
) -> Plan:
    """Changes the fields given. `seen_version` is the version the person had before them when they began. `batch_id`
    is of what else is changed in the same stroke."""
    # `no_key`: a new plan below this one takes a key lock on it, and must not wait for us while we wait for it.
    current = Plan.objects.select_for_update(no_key=True).get(pk=plan.pk)
    before = snapshot(current)
    apply(current, dict(values))
    was, becomes = changes(before, snapshot(current))
    if not becomes:
        return current
    if seen_version is not None and seen_version != current.version:
        _refuse_if_same_fields_changed(current, before, becomes, seen_version)
    if {"parent_id", "national_plan_id"} & set(becomes):
        one_at_a_time(current.organisation_id)
        check_parent(current)
        _check_national_plan_id(current)
    current.version += 1
    current.save()
    after = becomes | ({"about": dict(about)} if about else {})
    record(by, verb, current, before=was, after=after, batch_id=batch_id)
    return current


def _refuse_if_same_fields_changed(plan: Plan, stands: dict[str, Any], mine: dict[str, Any], seen: int) -> None:
    """Two people editing different fields do not disturb each other; only the same field is a conflict."""
    # One version is one event with a `before`; links, documents and shares have none and are not counted.
    events = AuditEvent.objects.filter(subject_id=plan.pk, before__isnull=False)[: max(plan.version - seen, 0)]
    touched = {name: event.by_name for event in reversed(events) for name in event.after or {}}
    both = frozenset(touched) & frozenset(mine)
    if both:
        apply(plan, stands)
        raise ChangedMeanwhile(plan, both, touched[min(both)])


def one_at_a_time(organisation_id: UUID) -> None:
    """Rules about several plans (no plan above itself, one plan per id) are checked by one change at a time."""
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation_id)


def _check_national_plan_id(plan: Plan) -> None:
    if plan.deleted_at is None:
        check_number(plan.organisation, plan.pk, plan.national_plan_id)


def check_number(organisation: Organisation, plan_id: UUID, number: str) -> None:
    """Among all the municipality has, also what it owns with others."""
    same = PlanHere.objects.kept().of(organisation).filter(national_plan_id=number).exclude(id=plan_id)
    other = same.first() if number else None
    if other is not None:
        raise ValidationError({"national_plan_id": _("«%(plan)s» har denne planID-en fra før.") % {"plan": other.name}})


@transaction.atomic
def delete_plan(by: By, plan: Plan) -> None:
    """Takes the plan out of sight. Nothing is destroyed: `undelete_plan` brings it back with all that belongs to it.

    A plan that others own too is not one municipality's to take away.
    """
    current = Plan.objects.select_for_update(no_key=True).get(pk=plan.pk)
    if current.deleted_at is None:
        _refuse_if_joint(current)
        _set_deleted(current, timezone.now())
        record(by, "plan_deleted", current)
    plan.deleted_at = current.deleted_at


def _refuse_if_joint(plan: Plan) -> None:
    owners = PlanOwner.objects.standing().filter(plan=plan).select_related("organisation")
    if names := [owner.organisation.name for owner in owners.order_by("organisation__sort_key")]:
        said = _("Planen er felles med %(places)s. Avslutt fellesskapet først, så får hver kommune sin egen plan.")
        raise ValidationError(said % {"places": listed(names)})


def _set_deleted(plan: Plan, moment: datetime | None) -> None:
    plan.deleted_at = moment
    plan.save(update_fields=["deleted_at"])


@transaction.atomic
def undelete_plan(by: By, plan: Plan) -> None:
    current = Plan.objects.select_for_update(no_key=True).get(pk=plan.pk)
    one_at_a_time(current.organisation_id)
    if current.deleted_at is not None:
        taken = PlanHere.objects.kept().of(current.organisation).filter(national_plan_id=current.national_plan_id)
        if current.national_plan_id and taken.exists():
            raise ValidationError(_("En annen plan har fått samme nasjonale arealplan-ID. Endre den først."))
        _set_deleted(current, None)
        record(by, "plan_undeleted", current)
    plan.deleted_at = None


@transaction.atomic
def restore_plan(by: By, plan: Plan, event: AuditEvent, *, only: str = "") -> Plan:
    """Sets every field, or `only` one, as it was right after `event`, as a new line of history. Later lines stay."""
    as_of = {"as_of": event.made_at.isoformat()}
    state = {name: value for name, value in state_after(plan, event).items() if not only or name == only}
    return change_plan(by, plan, state, verb="plan_restored", about=as_of)


def state_after(plan: Plan, event: AuditEvent) -> dict[str, Any]:
    """Walks back from what stands now, undoing the events later than `event`."""
    state = snapshot(plan)
    later = AuditEvent.objects.filter(subject_id=plan.pk, before__isnull=False)
    for newer in later:
        if (newer.made_at, newer.id) <= (event.made_at, event.id):
            break
        state |= {name: value for name, value in (newer.before or {}).items() if name in EDITABLE}
    return state


def check_parent(plan: Plan | PlanOwner) -> None:
    """The parent is one of the same municipality's plans, joint ones too, and no plan is above itself."""
    if plan.parent_id is None:
        return
    above = dict(PlanHere.objects.of(plan.organisation).values_list("id", "parent_id"))
    seen = {plan.plan_id if isinstance(plan, PlanOwner) else plan.id}
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
    if kind == LinkKind.CONFLICTS and (said := PlanLink.objects.filter(plan=other, kind=kind, other=plan).first()):
        return said  # a conflict is the same seen from both sides
    link, is_new = PlanLink.objects.get_or_create(plan=plan, kind=kind, other=other)
    if is_new:
        record(by, "plan_linked", plan, about={"kind": kind, "other": str(other.id), "name": other.name})
    return link


@transaction.atomic
def unlink_plans(by: By, link: PlanLink) -> None:
    record(
        by, "plan_unlinked", link.plan, about={"kind": link.kind, "other": str(link.other_id), "name": link.other.name}
    )
    link.delete()


@transaction.atomic
def add_address(by: By, plan: Plan, title: str, address: str) -> PlanDocument:
    document = PlanDocument.objects.create(plan=plan, title=title, address=address)
    record(by, "document_added", plan, about={"title": title})
    return document


@transaction.atomic
def add_file(by: By, plan: Plan, title: str, file: StoredFile, file_name: str) -> PlanDocument:
    document = PlanDocument.objects.create(plan=plan, title=title, file=file, file_name=file_name)
    record(by, "document_added", plan, about={"title": title})
    return document


@transaction.atomic
def remove_document(by: By, document: PlanDocument) -> None:
    if not PlanDocument.objects.filter(pk=document.pk, deleted_at=None).update(deleted_at=timezone.now()):
        return
    record(by, "document_removed", document.plan, about={"title": document.title, "document": str(document.id)})


@transaction.atomic
def bring_back_document(by: By, document: PlanDocument) -> None:
    if not PlanDocument.objects.filter(pk=document.pk, deleted_at__isnull=False).update(deleted_at=None):
        return
    record(by, "document_added", document.plan, about={"title": document.title})


@transaction.atomic
def link_to_archive(
    by: By, plan: Plan, to: Room | Folder | File, *, fixed_number: int | None = None
) -> PlanArchiveLink:
    """Said once of each thing; another choice of version replaces the one there was."""
    column = {Room: "room", Folder: "folder", File: "file"}[type(to)]
    made, is_new = PlanArchiveLink.objects.kept().get_or_create(
        plan=plan, **{column: to}, defaults={"fixed_number": fixed_number}
    )
    if not is_new and made.fixed_number != fixed_number:
        made.fixed_number = fixed_number
        made.save(update_fields=["fixed_number"])
    elif not is_new:
        return made
    record(by, "archive_linked", plan, about={"link": str(made.id), "kind_of_link": column})
    return made


@transaction.atomic
def unlink_from_archive(by: By, link: PlanArchiveLink) -> None:
    if PlanArchiveLink.objects.kept().filter(pk=link.pk).update(deleted_at=timezone.now()):
        record(by, "archive_unlinked", link.plan, about={"link": str(link.id)})


@transaction.atomic
def link_to_archive_again(by: By, link: PlanArchiveLink) -> None:
    """After «Angre», which may be pressed twice, or when it has been linked anew meanwhile."""
    same = {"plan": link.plan, "room_id": link.room_id, "folder_id": link.folder_id, "file_id": link.file_id}
    if link.deleted_at is None or PlanArchiveLink.objects.kept().filter(**same).exists():
        return
    link.deleted_at = None
    link.save(update_fields=["deleted_at"])
    record(by, "archive_linked", link.plan, about={"link": str(link.id)})


@transaction.atomic
def share_plan(by: By, plan: Plan, audience: Organisation | Collaboration) -> PlanShare:
    to = {"collaboration": audience} if isinstance(audience, Collaboration) else {"organisation": audience}
    share, is_new = PlanShare.objects.get_or_create(plan=plan, **to)
    if is_new:
        record(by, "plan_shared", plan, about={"with": audience.name})
    return share


@transaction.atomic
def unshare_plan(by: By, share: PlanShare) -> None:
    audience = share.organisation or share.collaboration
    share.delete()
    record(by, "plan_unshared", share.plan, about={"with": audience.name if audience else ""})


@transaction.atomic
def describe_plan_type(
    by: By, organisation: Organisation, plan_type: str, *, is_used: bool, text: str, seen: str | None = None
) -> None:
    """One row of the municipality's own plan system: whether it uses the type, and its text about it.

    `seen` is the `fingerprint` of the row the person had before them; another one now refuses to overwrite it.
    """
    one_at_a_time(organisation.pk)
    row = PlanTypeUse.objects.filter(organisation=organisation, plan_type=plan_type).first()
    before = {"is_used": row.is_used, "text": row.text} if row else None
    after = {"is_used": is_used, "text": text}
    if before == after:
        return
    if row is not None and seen is not None and seen != fingerprint(row):
        raise TextChangedMeanwhile(row)
    PlanTypeUse.objects.update_or_create(organisation=organisation, plan_type=plan_type, defaults=after)
    about = {**after, "plan_type": plan_type}
    audit.record(by, "plan_type_described", organisation, organisation_id=organisation.id, before=before, after=about)


def fingerprint(row: PlanTypeUse | None) -> str:
    """Tells two states of a row apart without sending the whole text to the page and back."""
    if row is None:
        return ""
    return hashlib.sha256(f"{row.is_used}\n{row.text}".encode()).hexdigest()[:24]


def record(
    by: By,
    verb: str,
    plan: Plan,
    *,
    before: Any = None,
    after: Any = None,
    about: Any = None,
    batch_id: UUID | None = None,
) -> AuditEvent:
    """`about` tells of what is beside the plan's own fields, and so is never part of what restore brings back."""
    after = after if about is None else {"about": about}
    refresh(PlanSource.key, [plan.id])
    telling.tell_of(by, verb, plan, before)
    place = plan.organisation_id
    return audit.record(by, verb, plan, organisation_id=place, before=before, after=after, batch_id=batch_id)
