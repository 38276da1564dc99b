"""Who may ask, answer, and see what was asked."""

from dataclasses import dataclass

from plandugnad.regions.actor import Actor
from plandugnad.regions.models import Collaboration, Member
from plandugnad.strategies.jointly.models import JointAsk


@dataclass(frozen=True)
class AskAbilities:
    can_see: bool
    can_answer: bool
    can_withdraw: bool


def ask_abilities(actor: Actor, ask: JointAsk) -> AskAbilities:
    """Those who read everything in one of the two. Who has left the collaboration is still answered."""
    stands = ask.withdrawn_at is None
    return AskAbilities(
        can_see=stands and bool({ask.asker_id, ask.asked_id} & actor.reads),
        can_answer=stands and ask.asked_id in actor.writes,
        can_withdraw=stands and not ask.answer and ask.asker_id in actor.writes,
    )


def asks_for(actor: Actor, collaboration: Collaboration) -> bool:
    """Whether the reader writes plans in one of the members."""
    members = Member.objects.filter(collaboration=collaboration, organisation_id__in=actor.writes)
    return bool(actor.writes) and members.exists()
