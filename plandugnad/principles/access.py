"""Who may do what with the health checks of a collaboration.

They are the workers' own: counties and state administrators that help, elected representatives, guests and
administrators see neither questions nor results, so that everybody dares to answer as it is.
"""

from dataclasses import dataclass

from plandugnad.regions.actor import Actor
from plandugnad.regions.models import Collaboration


@dataclass(frozen=True)
class HealthAbilities:
    """`can_answer`: those who work in it, who also see what came of it. `can_lead`: who coordinates it."""

    can_answer: bool
    can_lead: bool


def health_abilities(actor: Actor, collaboration: Collaboration) -> HealthAbilities:
    return HealthAbilities(
        can_answer=collaboration.id in actor.works_in, can_lead=collaboration.id in actor.coordinates
    )
