"""Who may invite, see people, and take care of the installation."""

from dataclasses import dataclass

from plandugnad.regions.actor import Actor
from plandugnad.regions.models import Collaboration, Member, Organisation


@dataclass(frozen=True)
class PlaceAbilities:
    can_see_people: bool
    can_invite: bool


@dataclass(frozen=True)
class CollaborationAbilities:
    can_see: bool
    can_change: bool


def place_abilities(actor: Actor, place: Organisation | Collaboration) -> PlaceAbilities:
    """Partners and guests read what is shared with them, and that is not the list of people and their addresses."""
    can_invite = actor.is_administrator or place.id in actor.invites
    return PlaceAbilities(can_see_people=can_invite or place.id in actor.inside, can_invite=can_invite)


def installation_abilities(actor: Actor) -> PlaceAbilities:
    """The installation has people of its own: those who take care of it."""
    return PlaceAbilities(can_see_people=actor.is_administrator, can_invite=actor.is_administrator)


def collaboration_abilities(actor: Actor, collaboration: Collaboration) -> CollaborationAbilities:
    return CollaborationAbilities(
        can_see=collaboration.id in actor.collaborations,
        can_change=actor.is_administrator,
    )


def can_give_import_consent(actor: Actor, member: Member) -> bool:
    """It is for those who write the municipality's plans to say who else may."""
    return member.organisation_id in actor.writes
