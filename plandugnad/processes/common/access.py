"""Who may do what with what a collaboration has agreed on. It is no secret of anybody's, and not for guests either."""

from dataclasses import dataclass

from plandugnad.regions.actor import Actor
from plandugnad.regions.models import Collaboration


@dataclass(frozen=True)
class CommonAbilities:
    """`can_see`: those who work in it or for its members, and those who help it. `can_write`: who coordinates it."""

    can_see: bool
    can_write: bool


def common_abilities(actor: Actor, collaboration: Collaboration) -> CommonAbilities:
    return CommonAbilities(
        can_see=collaboration.id in actor.has_part_in, can_write=collaboration.id in actor.coordinates
    )
