"""Who may do what with how a plan is made. It follows the plan: who writes the plan runs its process."""

from dataclasses import dataclass

from plandugnad.plans.access import plan_abilities
from plandugnad.plans.models import Plan
from plandugnad.regions.actor import Actor


@dataclass(frozen=True)
class ProcessAbilities:
    """`can_see`: for those who read all the municipality has. A plan that is shared does not share its process."""

    can_see: bool
    can_write: bool


def process_abilities(actor: Actor, plan: Plan) -> ProcessAbilities:
    abilities = plan_abilities(actor, plan)
    return ProcessAbilities(
        can_see=plan.deleted_at is None and plan.organisation_id in actor.reads,
        can_write=abilities.can_write,
    )


def can_see_law(actor: Actor) -> bool:
    """What the law says is for everybody who has an account, with or without a role: it tells nothing of anybody."""
    return actor.is_signed_in
