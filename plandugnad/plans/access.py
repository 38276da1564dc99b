"""Who may do what with a municipality's plans. One answer, used by pages, commands and the API."""

from collections.abc import Iterable
from dataclasses import dataclass

from plandugnad.plans.area.rows import AreaRow, Sight
from plandugnad.plans.kinds import IN_FORCE
from plandugnad.plans.models import OwnerState, Plan, PlanHere, PlanOwner, PlanShare
from plandugnad.regions.actor import Actor
from plandugnad.regions.models import Organisation


@dataclass(frozen=True)
class PortfolioAbilities:
    """About all plans of one municipality. `can_see` means its page exists for the actor, not that every plan shows."""

    can_see: bool
    can_see_all: bool
    can_write: bool
    can_import: bool
    can_take_out: bool


@dataclass(frozen=True)
class PlanAbilities:
    can_see: bool
    can_write: bool
    can_share: bool
    can_see_internal: bool  # what the owner intends but has not adopted: INTERNAL in plans.fields
    can_see_history: bool  # holds what was never adopted, so only for those who read everything in an owner


@dataclass(frozen=True)
class OwnerAbilities:
    """About one municipality's part in a joint plan."""

    can_answer: bool  # yes or no, also to lead the work
    can_write: bool  # what it decides and intends; leaving
    can_see_internal: bool


def portfolio_abilities(actor: Actor, organisation: Organisation) -> PortfolioAbilities:
    id = organisation.id
    can_see_all = id in actor.reads
    can_see = can_see_all or id in actor.reads_adopted or _is_something_shared(actor, organisation)
    return PortfolioAbilities(
        can_see=organisation.is_municipality and can_see,
        can_see_all=can_see_all,
        can_write=id in actor.writes,
        can_import=id in actor.imports,
        can_take_out=id in actor.writes,
    )


def _is_something_shared(actor: Actor, organisation: Organisation) -> bool:
    if not actor.shared_with:
        return False
    shared = PlanShare.objects.reaching(actor).values("plan_id")
    return PlanHere.objects.kept().of(organisation).filter(id__in=shared, is_led=True).exists()


def plan_abilities(actor: Actor, plan: Plan) -> PlanAbilities:
    can_write = plan.organisation_id in actor.writes
    can_see_internal = plan.deleted_at is None and _can_see_internal(actor, plan)
    through = _through_owners(actor, plan) if plan.deleted_at is None else _NO_WAY
    is_seen = can_see_internal or through.is_seen or _is_seen_as_adopted(actor, plan)
    return PlanAbilities(
        can_see=plan.deleted_at is None and is_seen,
        can_write=can_write and plan.deleted_at is None,
        can_share=can_write and plan.deleted_at is None,
        can_see_internal=can_see_internal,
        can_see_history=plan.deleted_at is None and (plan.organisation_id in actor.reads or through.is_read),
    )


@dataclass(frozen=True)
class _Through:
    """Whether a plan is seen because of another municipality than the leading one, and whether everything is read."""

    is_seen: bool = False
    is_read: bool = False


_NO_WAY = _Through()


def _through_owners(actor: Actor, plan: Plan) -> _Through:
    if plan.organisation_id in actor.reads or not (actor.reads or actor.reads_adopted):
        return _NO_WAY
    if (owners := getattr(plan, "owners_here", None)) is None:  # asked for with the plan: `find_plan_page`
        owners = list(PlanOwner.objects.seen_by(actor).filter(plan=plan).values_list("organisation_id", flat=True))
    return _Through(bool(owners), any(id in actor.reads for id in owners))


def owner_abilities(actor: Actor, owner: PlanOwner) -> OwnerAbilities:
    is_there = owner.plan.deleted_at is None
    writes = is_there and owner.organisation_id in actor.writes
    owns = owner.state is OwnerState.OWNS
    return OwnerAbilities(
        can_answer=writes and owner.state in {OwnerState.INVITED, OwnerState.DECLINED},
        can_write=writes and owns,
        can_see_internal=is_there and owns and owner.organisation_id in actor.reads,
    )


def _is_seen_as_adopted(actor: Actor, plan: Plan) -> bool:
    return plan.organisation_id in actor.reads_adopted and plan.status in IN_FORCE


def _can_see_internal(actor: Actor, plan: Plan) -> bool:
    """As `with_internal` in plans.queries.narrowing has it of many."""
    if plan.organisation_id in actor.reads:
        return True
    if (is_shared := getattr(plan, "is_shared_here", None)) is not None:  # asked for with the plan: `find_plan_page`
        return bool(is_shared)
    return bool(actor.shared_with) and PlanShare.objects.reaching(actor).filter(plan=plan).exists()


def can_see_area(rows: Iterable[AreaRow]) -> bool:
    """The page of a county or a state administrator's area is for those who see plans in one of its municipalities."""
    return any(row.sight != Sight.NONE for row in rows)
