"""The municipalities that own a plan together, and what each council has decided (pbl. § 9-3)."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from plandugnad.core.norwegian import search_key
from plandugnad.engines.tables.when import When
from plandugnad.plans.access import owner_abilities
from plandugnad.plans.kinds import DECIDED, ENDED, IN_FORCE
from plandugnad.plans.models import OwnerState, Plan, PlanOwner
from plandugnad.plans.queries.owner_rows import rows_of
from plandugnad.plans.queries.plan import ShownField, shown_field
from plandugnad.plans.queries.sharing import MOST_OFFERED
from plandugnad.plans.snapshot import OWN
from plandugnad.plans.words.names import status_name
from plandugnad.regions.actor import Actor
from plandugnad.regions.models import Member, Organisation

MOST_OWN = 12


@dataclass(frozen=True)
class OwnerLine:
    """One owner, the leading one first. What its council has not decided is nobody's matter but the owners'."""

    id: UUID
    name: str
    number: str
    state: OwnerState
    status: str
    adopted: When | None
    adopted_by: str
    case_reference: str
    is_led: bool = False
    is_lead_offered: bool = False
    is_mine: bool = False  # the reader writes there

    @property
    def owns(self) -> bool:
        return self.state is OwnerState.OWNS

    @property
    def has_adopted(self) -> bool:
        return self.status in IN_FORCE

    @property
    def has_decided(self) -> bool:
        return self.status in DECIDED

    @property
    def status_name(self) -> str:
        return status_name(self.status)


def owners_of(actor: Actor, plan: Plan) -> list[OwnerLine]:
    others = [_line(actor, row.organisation, row, row.state) for row in rows_of(plan)]
    return [_line(actor, plan.organisation, plan, OwnerState.OWNS, is_led=True), *others] if others else []


def _line(
    actor: Actor, place: Organisation, row: Plan | PlanOwner, state: OwnerState, *, is_led: bool = False
) -> OwnerLine:
    return OwnerLine(
        id=place.id,
        name=place.name,
        number=place.number,
        state=state,
        status=row.status,
        adopted=row.adopted,
        adopted_by=row.adopted_by,
        case_reference=row.case_reference,
        is_led=is_led,
        is_lead_offered=isinstance(row, PlanOwner) and row.lead_offered_at is not None,
        is_mine=place.id in actor.writes,
    )


@dataclass(frozen=True)
class OwnPart:
    """What one owner has decided and intends, as those who read everything there see it."""

    row: PlanOwner
    fields: tuple[ShownField, ...]
    can_write: bool


def own_parts(actor: Actor, plan: Plan) -> list[OwnPart]:
    able = ((row, owner_abilities(actor, row)) for row in rows_of(plan))
    return [OwnPart(row, tuple(_filled(row)), can.can_write) for row, can in able if can.can_see_internal]


def _filled(row: PlanOwner) -> Iterator[ShownField]:
    for name in OWN:
        if name == "parent_id":  # drawn in the municipality's own hierarchy
            continue
        field = shown_field(row, name)
        if not field.is_empty:
            yield field


def possible_owners(actor: Actor, plan: Plan, query: str) -> list[Organisation]:
    """Without words: fellow members of the leading municipality's collaborations. With: what the register has."""
    there = PlanOwner.objects.filter(plan=plan, left_at=None, declined_at=None).values("organisation_id")
    rows = Organisation.objects.municipalities().current().exclude(pk=plan.organisation_id).exclude(pk__in=there)
    if words := search_key(query).split():
        for word in words:
            rows = rows.filter(search_key__contains=word)
    else:
        mine = Member.objects.filter(organisation=plan.organisation).values("collaboration_id")
        fellows = Member.objects.filter(collaboration_id__in=mine).values("organisation_id")
        rows = rows.filter(pk__in=fellows)
    return list(rows.in_norwegian_order()[:MOST_OFFERED])


def find_owner(plan_id: UUID, organisation_id: UUID) -> PlanOwner | None:
    rows = PlanOwner.objects.select_related("plan__organisation", "organisation", "invited_by")
    return rows.filter(plan_id=plan_id, organisation_id=organisation_id).first()


def own_plans_like(row: PlanOwner) -> list[Plan]:
    """What the municipality has that may be the same plan: of the same name first, then of the same type."""
    shared = PlanOwner.objects.standing().values("plan_id")
    mine = Plan.objects.kept().of(row.organisation).exclude(status__in=ENDED).exclude(id__in=shared)
    same_name = list(mine.filter(sort_key=row.plan.sort_key)[:MOST_OWN])
    same_type = mine.filter(plan_type=row.plan.plan_type).exclude(plan_type="").in_norwegian_order()[:MOST_OWN]
    return list(dict.fromkeys([*same_name, *same_type]))[:MOST_OWN]
