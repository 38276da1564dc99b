"""How several municipalities come to own one plan, and how they part. The caller has asked `access`.

One leads the work and writes the plan; each of the others writes its own row: what its council decides (pbl. § 9-3)
and what it intends. Nobody owns a plan but by its own yes.
"""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from plandugnad.core import audit
from plandugnad.core.audit import By
from plandugnad.plans import actions
from plandugnad.plans.actions import ChangedMeanwhile, check_number, check_parent, one_at_a_time
from plandugnad.plans.belongings import bring_along
from plandugnad.plans.kinds import DECIDED
from plandugnad.plans.models import OwnerState, Plan, PlanHere, PlanOwner, PlanShare
from plandugnad.plans.queries.history import LEAD_TAKEN
from plandugnad.plans.snapshot import EDITABLE, OWN, Snapshot, apply, changes, snapshot
from plandugnad.plans.telling import PlanSource
from plandugnad.projections.filling import refresh
from plandugnad.regions.models import Organisation


@transaction.atomic
def invite_owner(by: By, plan: Plan, organisation: Organisation) -> PlanOwner | None:
    """Asks a municipality to own the plan too. None where it does already, or is asked."""
    current = Plan.objects.select_for_update(no_key=True).get(pk=plan.pk)
    if not organisation.is_municipality or organisation.pk == current.organisation_id or current.deleted_at:
        return None
    row = PlanOwner.objects.filter(plan=current, organisation=organisation).first()
    if row is not None and row.state in {OwnerState.OWNS, OwnerState.INVITED}:
        return None
    if row is not None:
        row.delete()  # what it decided then lives on in its own plan, and in the history
    row = PlanOwner.objects.create(plan=current, organisation=organisation, invited_by_id=by.id)
    _tell(by, "plan_owner_invited", row)
    return row


@transaction.atomic
def withdraw_owner(by: By, row: PlanOwner) -> None:
    """Takes back a question nobody has said yes to."""
    there = _locked(row)
    if there is None or there.accepted_at is not None:
        raise ValidationError(_("Kommunen har svart ja. Den som eier planen, går ut selv."))
    there.delete()
    _tell(by, "plan_owner_uninvited", there)


@transaction.atomic
def answer_ownership(by: By, row: PlanOwner, is_yes: bool, own: Plan | None = None) -> PlanOwner:
    """`own` is the plan the municipality had of it before: what it said of itself is carried over, and it goes."""
    there = _locked(row)
    if there is None or there.state not in {OwnerState.INVITED, OwnerState.DECLINED} or there.plan.deleted_at:
        raise ValidationError(_("Spørsmålet er besvart eller trukket tilbake. Åpne siden på nytt."))
    if not is_yes:
        if there.declined_at is None:
            there.declined_at = timezone.now()
            there.save()
            _tell(by, "plan_owner_declined", there)
        return there
    there.accepted_at, there.declined_at = timezone.now(), None
    if own is not None:
        _carry_over(by, there, own)
    check_number(there.organisation, there.plan_id, there.national_plan_id)
    there.save()
    _tell(by, "plan_owner_joined", there)
    return there


def _carry_over(by: By, row: PlanOwner, own: Plan) -> None:
    for name in OWN:
        setattr(row, name, getattr(own, name))
    if row.status not in DECIDED:
        row.status = ""
    if row.parent_id == row.plan_id:
        row.parent_id = None
    row.save()
    bring_along(by, own, row.plan, row.organisation)
    actions.delete_plan(by, own)
    _become(own, row.plan)
    _anchor_anew(by, row.organisation, own, row.plan)


def _become(was: Plan, becomes: Plan) -> None:
    """So that a table which still calls it what it was called finds it. What it had itself been before, comes along."""
    Plan.objects.of(was.organisation).filter(Q(pk=was.pk) | Q(became=was)).update(became=becomes)


def _anchor_anew(by: By, organisation: Organisation, was: Plan, becomes: Plan | None) -> None:
    """What the municipality had anchored in the one plan is anchored in the other."""
    for child in Plan.objects.of(organisation).filter(parent=was):
        actions.change_plan(by, child, {"parent_id": becomes.pk if becomes else None})
    rows = PlanOwner.objects.filter(organisation=organisation, parent=was)
    joint = list(rows.values_list("plan_id", flat=True))
    rows.update(parent=becomes)
    refresh(PlanSource.key, joint)


@transaction.atomic
def change_own(by: By, row: PlanOwner, values: Mapping[str, Any], *, seen_version: int | None = None) -> PlanOwner:
    """What this municipality decides and intends. Whoever began from an older version is told, and nothing is lost."""
    there = _locked(row)
    if there is None or there.state is not OwnerState.OWNS:
        raise ValidationError(_("Kommunen eier ikke lenger planen sammen med de andre."))
    before = own_snapshot(there)
    for name, value in values.items():
        if name in OWN:
            setattr(there, name, value)
    was, becomes = changes(before, own_snapshot(there))
    if not becomes:
        return there
    if seen_version is not None and seen_version != there.version:
        raise ChangedMeanwhile(there.plan)
    if {"parent_id", "national_plan_id"} & set(becomes):
        one_at_a_time(there.organisation_id)
        check_parent(there)
        check_number(there.organisation, there.plan_id, there.national_plan_id)
    there.version += 1
    there.save()
    audit.record(by, "plan_owner_changed", there, organisation_id=there.organisation_id, before=was, after=becomes)
    if {"status", "adopted"} & set(becomes):
        _tell(by, "plan_owner_decided", there)
    else:
        refresh(PlanSource.key, [there.plan_id])
    return there


def own_snapshot(row: PlanOwner) -> Snapshot:
    """As `snapshot` has it of a whole plan."""
    about = Plan()
    for name in OWN:
        setattr(about, name, getattr(row, name))
    return {name: value for name, value in snapshot(about).items() if name in OWN}


@transaction.atomic
def part(by: By, row: PlanOwner, *, keeps_plan: bool) -> Plan | None:
    """The municipality goes its own way: with a plan of its own as it stood there, or with none."""
    there = _locked(row)
    if there is None or there.state is not OwnerState.OWNS:
        raise ValidationError(_("Kommunen eier ikke lenger planen sammen med de andre."))
    one_at_a_time(there.organisation_id)
    own = _own_plan(there) if keeps_plan else None
    there.left_at = timezone.now()
    there.save()
    if own is not None:
        own.save(force_insert=True)
        actions.record(by, "plan_created", own, after=snapshot(own))
        bring_along(by, there.plan, own, there.organisation)
        Plan.objects.of(there.organisation).filter(became=there.plan).update(became=own)
    _anchor_anew(by, there.organisation, there.plan, own)
    _tell(by, "plan_owner_left", there)
    return own


def _own_plan(row: PlanOwner) -> Plan:
    here = PlanHere.objects.get(row_id=row.pk)
    own = Plan(organisation=row.organisation)
    apply(own, {name: getattr(here, name) for name in EDITABLE})
    return own


@transaction.atomic
def end_joint(by: By, plan: Plan) -> int:
    """The leading municipality ends it: each gets the plan as its own, with what its council has decided."""
    current = Plan.objects.select_for_update(no_key=True).get(pk=plan.pk)
    for row in PlanOwner.objects.invited().filter(plan=current):
        withdraw_owner(by, row)
    rows = list(PlanOwner.objects.standing().filter(plan=current).order_by("made_at", "id"))
    for row in rows:
        part(by, row, keeps_plan=True)
    return len(rows)


@transaction.atomic
def offer_lead(by: By, row: PlanOwner, *, is_offered: bool) -> None:
    """The leading municipality asks another owner to lead from now on, or takes the question back."""
    there = _locked(row)
    if there is None or there.state is not OwnerState.OWNS:
        raise ValidationError(_("Bare en kommune som eier planen, kan lede arbeidet."))
    PlanOwner.objects.filter(plan=there.plan).update(lead_offered_at=None)
    there.lead_offered_at = timezone.now() if is_offered else None
    there.save()
    if is_offered:
        _tell(by, "plan_lead_offered", there)
    else:
        refresh(PlanSource.key, [there.plan_id])


@transaction.atomic
def take_lead(by: By, row: PlanOwner) -> Plan:
    """The two change places: each keeps what its own council decided and what it intends."""
    there = _locked(row)
    if there is None or there.state is not OwnerState.OWNS or there.lead_offered_at is None:
        raise ValidationError(_("Spørsmålet om å lede arbeidet er trukket tilbake. Åpne siden på nytt."))
    plan = Plan.objects.select_for_update(no_key=True).select_related("organisation").get(pk=there.plan_id)
    former = plan.organisation
    for share in PlanShare.objects.filter(plan=plan).select_related("plan", "organisation", "collaboration"):
        actions.unshare_plan(by, share)  # a share also shows what the one who leads intends
    theirs, here = snapshot(plan), PlanHere.objects.get(row_id=there.pk)
    ours = {name: getattr(here, name) for name in OWN}
    there.delete()
    plan.organisation, plan.is_adopted_year_from_case = here.organisation, False
    apply(plan, ours)
    plan.save()
    leader = PlanOwner(plan=plan, organisation=former, accepted_at=timezone.now())
    apply_own(leader, theirs)
    leader.save()
    about = {"with": former.name}
    actions.record(by, LEAD_TAKEN, plan, about=about)
    return plan


def apply_own(row: PlanOwner, values: Snapshot) -> None:
    about = Plan()
    apply(about, {name: values[name] for name in OWN})
    for name in OWN:
        setattr(row, name, getattr(about, name))


def _locked(row: PlanOwner) -> PlanOwner | None:
    rows = PlanOwner.objects.select_for_update(of=("self",), no_key=True).select_related("plan", "organisation")
    return rows.filter(pk=row.pk).first()


def _tell(by: By, verb: str, row: PlanOwner) -> None:
    """In the history of the plan, which all its owners read."""
    about = {"with": row.organisation.name, "organisation": str(row.organisation_id)}
    if verb == "plan_owner_decided":
        about |= {"status": row.status, "adopted": row.adopted.iso if row.adopted else ""}
    actions.record(by, verb, row.plan, about=about)
