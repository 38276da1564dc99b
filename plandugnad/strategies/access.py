"""Who may do what with a planning strategy. One answer, used by pages, files and commands.

Those who read everything in the municipality, elected representatives among them, follow it while it is made. When it
is adopted it is public, but not what was weighed on the way.
"""

from dataclasses import dataclass

from plandugnad.regions.actor import Actor
from plandugnad.regions.models import Organisation
from plandugnad.strategies.models import Strategy


@dataclass(frozen=True)
class StrategyAbilities:
    """`can_see_all`: also needs as they are weighed, who is asked, and what planners write to each other."""

    can_see: bool
    can_see_all: bool
    can_write: bool


def strategy_abilities(actor: Actor, strategy: Strategy) -> StrategyAbilities:
    id, is_kept = strategy.organisation_id, strategy.deleted_at is None
    can_see_all = is_kept and id in actor.reads
    return StrategyAbilities(
        can_see=can_see_all or (is_kept and strategy.is_adopted and id in actor.reads_adopted),
        can_see_all=can_see_all,
        can_write=is_kept and id in actor.writes,
    )


def can_begin(actor: Actor, organisation: Organisation) -> bool:
    return organisation.is_municipality and organisation.id in actor.writes
