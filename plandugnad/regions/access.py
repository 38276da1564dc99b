"""Who may invite, see people, and take care of the installation."""

from dataclasses import dataclass

from plandugnad.regions.actor import Actor
from plandugnad.regions.models import Collaboration, Organisation


@dataclass(frozen=True)
class PlaceAbilities:
    can_see_people: bool
    can_invite: bool


@dataclass(frozen=True)
class CollaborationAbilities:
    can_see: bool
    can_change: bool


def place_abilities(actor: Actor, place: Organisation | Collaboration) -> PlaceAbilities:
    belongs = any(place.id == mine.id for mine in actor.places)
    can_invite = actor.is_administrator or place.id in actor.invites
    return PlaceAbilities(can_see_people=belongs or can_invite, can_invite=can_invite)


def collaboration_abilities(actor: Actor, collaboration: Collaboration) -> CollaborationAbilities:
    return CollaborationAbilities(
        can_see=collaboration.id in actor.collaborations,
        can_change=actor.is_administrator,
    )
