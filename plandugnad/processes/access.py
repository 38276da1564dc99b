"""Who may do what with how a plan is made. It follows the plan: who writes the plan runs its process."""

from dataclasses import dataclass
from uuid import UUID

from plandugnad.plans.access import plan_abilities
from plandugnad.plans.models import OwnerState, Plan
from plandugnad.plans.queries.owner_rows import rows_of
from plandugnad.regions.actor import Actor


@dataclass(frozen=True)
class ProcessAbilities:
    """`can_see`: for those who read all that one of its owners has. A plan that is shared does not share its process.

    `can_see_all`: also what is the leading municipality's own: whom it notifies, what it writes to the one who takes
    over, its consultations. `writes_for`: the owners she writes for, whose councils' days she sets in a joint plan.
    """

    can_see: bool
    can_write: bool
    can_see_all: bool = False
    writes_for: frozenset[UUID] = frozenset()

    def may_date(self, council: UUID | None) -> bool:
        return self.can_write or council in self.writes_for

    def may_take(self, owner: UUID, *, to_plan: bool) -> bool:
        """What is offered between the process and the plan: each owner writes its own decision."""
        return owner in self.writes_for if to_plan else self.may_date(owner)


def process_abilities(actor: Actor, plan: Plan) -> ProcessAbilities:
    abilities = plan_abilities(actor, plan)
    return ProcessAbilities(
        can_see=abilities.can_see_history,
        can_write=abilities.can_write,
        can_see_all=plan.deleted_at is None and plan.organisation_id in actor.reads,
        writes_for=_writes_for(actor, plan) if abilities.can_see_history else frozenset(),
    )


def _writes_for(actor: Actor, plan: Plan) -> frozenset[UUID]:
    own = frozenset({plan.organisation_id} & actor.writes)
    if not actor.writes - own:
        return own
    return own | {row.organisation_id for row in rows_of(plan) if row.state is OwnerState.OWNS} & actor.writes


def can_see_law(actor: Actor) -> bool:
    """What the law says is for everybody who has an account, with or without a role: it tells nothing of anybody."""
    return actor.is_signed_in
