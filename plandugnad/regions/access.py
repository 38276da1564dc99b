"""Who may invite, see people, and take care of the installation."""

from dataclasses import dataclass
from uuid import UUID

from plandugnad.regions.actor import Actor
from plandugnad.regions.models import Collaboration, Member, Organisation, OrganisationKind


@dataclass(frozen=True)
class PlaceAbilities:
    can_see_people: bool
    can_invite: bool


@dataclass(frozen=True)
class CollaborationAbilities:
    """See docs/decisions/0010. Partners and guests see the pages, and not the agreement."""

    can_see: bool
    can_change: bool  # the administrator's: the name and who is asked, and no content
    can_coordinate: bool  # what it covers, its form, whom to ask, everybody's mandate
    can_read_agreement: bool
    can_settle: bool  # points of the agreement


@dataclass(frozen=True)
class MemberAbilities:
    """About one organisation's part in one collaboration."""

    can_answer: bool  # yes, no, leaving, staying after all
    can_add_mandate: bool


def place_abilities(actor: Actor, place: Organisation | Collaboration) -> PlaceAbilities:
    """Partners and guests read what is shared with them, and that is not the list of people and their addresses."""
    can_invite = actor.is_administrator or place.id in actor.invites
    return PlaceAbilities(can_see_people=can_invite or place.id in actor.inside, can_invite=can_invite)


def installation_abilities(actor: Actor) -> PlaceAbilities:
    """The installation has people of its own: those who take care of it."""
    return PlaceAbilities(can_see_people=actor.is_administrator, can_invite=actor.is_administrator)


def collaboration_abilities(actor: Actor, collaboration: Collaboration) -> CollaborationAbilities:
    id = collaboration.id
    return CollaborationAbilities(
        can_see=id in actor.collaborations,
        can_change=actor.is_administrator,
        can_coordinate=id in actor.coordinates,
        can_read_agreement=id in actor.has_part_in,
        can_settle=id in actor.works_in,
    )


def member_abilities(actor: Actor, member: Member) -> MemberAbilities:
    """A municipality answers by those who write its plans; a county or state administrator by those who work in it."""
    organisation = member.organisation
    answers = actor.writes if organisation.is_municipality else actor.inside
    can_answer = organisation.id in answers
    is_member = not member.is_helper
    return MemberAbilities(
        can_answer=can_answer,
        can_add_mandate=is_member and (can_answer or member.collaboration_id in actor.coordinates),
    )


def answers_for(actor: Actor, organisation_id: UUID) -> bool:
    """Where there is no invitation to ask of: whether one to this organisation would have been hers to answer."""
    return organisation_id in actor.writes or organisation_id in actor.inside


def founding_places(actor: Actor) -> list[Organisation]:
    """Where one may found a collaboration from: municipalities whose plans one writes, and counties one guides in."""
    return [
        place
        for place in actor.places
        if isinstance(place, Organisation)
        and (place.id in actor.writes or (place.kind == OrganisationKind.COUNTY and place.id in actor.inside))
    ]


def can_give_import_consent(actor: Actor, member: Member) -> bool:
    """It is for those who write the municipality's plans to say who else may."""
    return member.organisation_id in actor.writes
