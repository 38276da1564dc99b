"""The council's decision: the strategy's plan is adopted, and every plan is given what was decided of it. All of it or
nothing, and all of it can be taken back in one stroke."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from plandugnad.core.audit import By
from plandugnad.plans import actions as plans
from plandugnad.plans import owning
from plandugnad.plans.kinds import KINDS, Decision, PlanStatus, PlanType
from plandugnad.plans.models import Plan, PlanOwner
from plandugnad.plans.snapshot import snapshot
from plandugnad.processes.actions import set_dates
from plandugnad.processes.dates import NO_DATES, Dates, Place, kept_dates
from plandugnad.processes.models import Process
from plandugnad.strategies import deciding
from plandugnad.strategies.actions import ChangedMeanwhile, locked, record
from plandugnad.strategies.deciding.lawful import DECIDED, open_process, refusal
from plandugnad.strategies.deciding.models import StrategyAdoption
from plandugnad.strategies.document.keeping import as_json
from plandugnad.strategies.document.laying import lay_out
from plandugnad.strategies.document.models import DocumentEdition, EditionKind
from plandugnad.strategies.document.queries import latest_proposal
from plandugnad.strategies.models import PlanNeed, Strategy

OF_STRATEGY = ("status", "adopted", "adopted_by", "case_reference")
PARTS = ("community_choice", "community_because", "land_use_choice", "land_use_because")


@transaction.atomic
def set_parts(by: By, strategy: Strategy, values: Mapping[str, str], *, seen: int | None = None) -> Strategy:
    """What is proposed of the two parts of the municipal master plan. Raises ChangedMeanwhile where somebody else has
    saved another choice since."""
    current = locked(strategy)
    if standing_adoption(current) is not None:
        raise ValidationError(_("Planstrategien er vedtatt. Angre vedtaket først."))
    before = {name: getattr(current, name) for name in PARTS}
    after = {name: values[name] for name in PARTS}
    if before == after:
        return current
    if seen is not None and seen != current.version:
        raise ChangedMeanwhile(current)
    for name, value in after.items():
        setattr(current, name, value)
    current.version += 1
    current.save(update_fields=[*PARTS, "version"])
    record(by, "strategy_parts_set", current, before=before, after=after)
    return current


def standing_adoption(strategy: Strategy) -> StrategyAdoption | None:
    return StrategyAdoption.objects.filter(strategy=strategy, undone_at=None).first()


@transaction.atomic
def adopt(
    by: By,
    strategy: Strategy,
    *,
    decided_on: date,
    council: str,
    case_reference: str,
    today: date,
    is_public: bool = True,
) -> StrategyAdoption:
    """Raises ValidationError in words where the law's conditions are not met. Sent twice, it is adopted once."""
    current = locked(strategy)
    if (made := standing_adoption(current)) is not None:
        return made
    _refuse(current, decided_on, today)
    batch = uuid4()
    kept: dict[str, Any] = {"plan": _adopt_plan(by, current, decided_on, council, case_reference, batch)}
    kept["needs"] = [done for need in _decided_needs(current) if (done := _write_need(by, current, need, batch))]
    kept["process"] = _date_process(by, current, decided_on)
    adoption = StrategyAdoption.objects.create(
        strategy=current,
        decided_on=decided_on,
        council=council,
        case_reference=case_reference,
        batch_id=batch,
        kept=kept,
    )
    current = Strategy.objects.select_related("plan", "organisation").get(pk=current.pk)
    DocumentEdition.objects.create(
        strategy=current, kind=EditionKind.ADOPTED, content=as_json(lay_out(current, today)), public_on=decided_on,
        counts_from=decided_on, withdrawn_at=None if is_public else timezone.now(),
    )  # fmt: skip
    for also in deciding.adopted:
        also(by, current)
    told = {"decided_on": decided_on.isoformat(), "council": council, "plans": len(kept["needs"])}
    record(by, "strategy_adopted", current, after=told, batch_id=batch)
    return adoption


def _refuse(strategy: Strategy, decided_on: date, today: date) -> None:
    if not (strategy.community_choice and strategy.land_use_choice):
        raise ValidationError(
            _("Velg først om samfunnsdelen og arealdelen revideres eller videreføres. Det skal kommunestyret avgjøre.")
        )
    if decided_on > today:
        raise ValidationError({"decided_on": _("Møtet har ikke vært ennå. Før vedtaket når det er gjort.")})
    proposal = latest_proposal(strategy)
    is_out = proposal is not None and proposal.withdrawn_at is None
    if said := refusal(strategy, proposal.counts_from if proposal and is_out else None, decided_on):
        raise ValidationError({"decided_on": said})


def _adopt_plan(by: By, strategy: Strategy, day: date, council: str, case: str, batch: UUID) -> dict[str, Any]:
    before = _said(strategy.plan)
    values = {"status": PlanStatus.ADOPTED.value, "adopted": day.isoformat(), "adopted_by": council}
    after = plans.change_plan(by, strategy.plan, values | ({"case_reference": case} if case else {}), batch_id=batch)
    return {"before": before, "after": _said(after)}


def _said(plan: Plan) -> dict[str, Any]:
    whole = snapshot(plan)
    return {name: whole[name] for name in OF_STRATEGY}


def _decided_needs(strategy: Strategy) -> list[PlanNeed]:
    needs = PlanNeed.objects.kept().filter(strategy=strategy).exclude(decision="").select_related("plan")
    return list(needs.in_order())


def _write_need(by: By, strategy: Strategy, need: PlanNeed, batch: UUID) -> dict[str, Any] | None:
    """What was done, or None where there was nothing to do: a plan that is not there is only made when it is decided
    to be made, and once."""
    if need.plan is None:
        return _make_plan(by, strategy, need, batch) if need.decision == Decision.NEW else None
    plan, row = need.plan, _own_row(strategy, need.plan)
    if plan.deleted_at is not None or row is None or row.decision == need.decision:
        return None
    before = row.decision
    _set_decision(by, row, need.decision, batch)
    return {"need": str(need.pk), "plan": str(plan.pk), "name": plan.name, "before": before, "after": need.decision}


def _own_row(strategy: Strategy, plan: Plan) -> Plan | PlanOwner | None:
    """Where this municipality says what it intends: of a plan it leads on the plan, of another's in its own row."""
    if plan.organisation_id == strategy.organisation_id:
        return plan
    return PlanOwner.objects.standing().filter(plan=plan, organisation=strategy.organisation_id).first()


def _set_decision(by: By, row: Plan | PlanOwner, decision: str, batch: UUID | None = None) -> None:
    if isinstance(row, Plan):
        plans.change_plan(by, row, {"decision": decision}, batch_id=batch)
    else:
        owning.change_own(by, row, {"decision": decision})


def _make_plan(by: By, strategy: Strategy, need: PlanNeed, batch: UUID) -> dict[str, Any]:
    values: dict[str, Any] = {
        "name": need.name,
        "plan_type": need.plan_type,
        "status": PlanStatus.DECIDED,
        "decision": Decision.NEW,
        "owner_unit": need.responsible,
        "legal_basis": KINDS[PlanType(need.plan_type)].section if need.plan_type in PlanType.values else "",
    }
    made = plans.create_plan(by, strategy.organisation, values, batch_id=batch)
    PlanNeed.objects.filter(pk=need.pk).update(plan=made)
    return {"need": str(need.pk), "made": str(made.pk), "name": made.name, "version": made.version}


def _date_process(by: By, strategy: Strategy, day: date) -> dict[str, Any] | None:
    process = open_process(strategy)
    if process is None:
        return None
    place = Place(DECIDED)
    stands = kept_dates(process.dates.all()).get(place, NO_DATES)
    becomes = Dates(stands.planned_on, day, stands.is_settled)
    set_dates(by, process, {place: becomes})
    return {"id": str(process.pk), "before": stands.as_json(), "after": becomes.as_json()}


@dataclass(frozen=True)
class TakenBack:
    """`left` is what somebody has worked on since, by name, which stands as it is."""

    left: tuple[str, ...]


@transaction.atomic
def take_back(by: By, adoption: StrategyAdoption) -> TakenBack:
    """As it was before: exactly what the adoption changed. What somebody has changed since is left and told of. Raises
    ValidationError, with nothing changed, where the strategy's own plan says something else now."""
    current = locked(adoption.strategy)
    there = standing_adoption(current)
    if there is None or there.pk != adoption.pk:
        raise ValidationError(_("Vedtaket er angret allerede."))
    of_plan = there.kept["plan"]
    if _said(current.plan) != of_plan["after"]:
        raise ValidationError(
            _("Planstrategien er endret i planoversikten siden den ble vedtatt. Ingenting er angret; endre den der.")
        )
    plans.change_plan(by, current.plan, of_plan["before"], batch_id=there.batch_id)
    left = [done["name"] for done in there.kept["needs"] if not _take_back_need(by, current, done, there.batch_id)]
    _take_back_date(by, there.kept.get("process"))
    DocumentEdition.objects.filter(strategy=current, kind=EditionKind.ADOPTED, deleted_at=None).update(
        deleted_at=timezone.now()
    )
    there.undone_at = timezone.now()
    there.save(update_fields=["undone_at"])
    current = Strategy.objects.select_related("plan", "organisation").get(pk=current.pk)
    for also in deciding.taken_back:
        also(by, current)
    record(by, "strategy_adoption_undone", current, after={"left": left}, batch_id=there.batch_id)
    return TakenBack(tuple(left))


def _take_back_need(by: By, strategy: Strategy, done: Mapping[str, Any], batch: UUID) -> bool:
    plan = Plan.objects.filter(pk=done.get("made") or done["plan"]).first()
    if plan is None or plan.deleted_at is not None:
        return True
    if "made" in done:
        if plan.version != done["version"] or Process.objects.kept().filter(plan=plan).exists():
            return False
        PlanNeed.objects.filter(pk=done["need"], plan=plan).update(plan=None)
        plans.delete_plan(by, plan)
        return True
    row = _own_row(strategy, plan)
    if row is None or row.decision != done["after"]:
        return False
    _set_decision(by, row, done["before"], batch)
    return True


def _take_back_date(by: By, kept: Mapping[str, Any] | None) -> None:
    process = Process.objects.kept().filter(pk=kept["id"]).first() if kept else None
    if process is None or kept is None:
        return
    place = Place(DECIDED)
    stands = kept_dates(process.dates.all()).get(place, NO_DATES)
    if stands == Dates.from_json(kept["after"]):
        set_dates(by, process, {place: Dates.from_json(kept["before"])})
