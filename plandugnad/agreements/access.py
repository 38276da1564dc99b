"""Who sees what a collaboration has agreed on, follows it up, and notes that a rule was not kept."""

from dataclasses import dataclass

from plandugnad.agreements.models import RuleNote
from plandugnad.regions import keys
from plandugnad.regions.actor import Actor
from plandugnad.regions.models import Collaboration


@dataclass(frozen=True)
class AgreementAbilities:
    """`can_see`: as the agreement between the councils. `can_follow_up`: who writes plans there. `can_note`: all who
    work in it. `can_coordinate`: reads what was noted privately, and withdraws what is published."""

    can_see: bool
    can_follow_up: bool
    can_note: bool
    can_coordinate: bool


@dataclass(frozen=True)
class NoteAbilities:
    can_see: bool
    can_settle: bool
    can_delete: bool


def agreement_abilities(actor: Actor, collaboration: Collaboration) -> AgreementAbilities:
    id = collaboration.id
    works = id in actor.works_in
    return AgreementAbilities(
        can_see=id in actor.has_part_in,
        can_follow_up=works and (id in actor.inside or bool(actor.writes)),
        can_note=works,
        can_coordinate=id in actor.coordinates,
    )


def note_abilities(actor: Actor, note: RuleNote) -> NoteAbilities:
    """A private note is its writer's and the coordinators'. The administrator of the installation reads none."""
    place = note.rule.agreement.collaboration
    here = agreement_abilities(actor, place)
    is_hers = here.can_note and actor.person_id is not None and note.by_id == actor.person_id
    can_see = here.can_coordinate or is_hers or (not note.is_private and here.can_note)
    return NoteAbilities(can_see=can_see, can_settle=can_see, can_delete=is_hers)


def readers_of(collaboration: Collaboration) -> list[str]:
    """`can_see`, as what an entry holds; a test keeps the two together."""
    return [keys.workers_of(collaboration.id)]
