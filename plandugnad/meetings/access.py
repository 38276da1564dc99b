"""Who may see, read and write the meetings of a place."""

from dataclasses import dataclass

from plandugnad.meetings.kinds import OFFICIAL
from plandugnad.meetings.models import Body, Place
from plandugnad.projections import audience
from plandugnad.regions.actor import Actor
from plandugnad.regions.models import Collaboration


@dataclass(frozen=True)
class MeetingAbilities:
    """`can_see` is the calendar: that a meeting is held, when and where. `can_read` is also agenda and minutes."""

    can_see: bool
    can_read: bool
    can_write: bool


def place_abilities(actor: Actor, place: Place) -> MeetingAbilities:
    can_read = _works_in(actor, place)
    return MeetingAbilities(
        can_see=can_read or (not isinstance(place, Collaboration) and place.id in actor.reads_adopted),
        can_read=can_read,
        can_write=can_read and _writes(actor, place),
    )


def body_abilities(actor: Actor, body: Body) -> MeetingAbilities:
    """Fellow members see the calendar of elected bodies; a working group is its place's own."""
    found = place_abilities(actor, body.place)
    return found if found.can_read or body.kind in OFFICIAL else MeetingAbilities(False, False, False)


def _works_in(actor: Actor, place: Place) -> bool:
    if isinstance(place, Collaboration):
        return place.id in actor.works_in
    return place.id in actor.reads or place.id in actor.inside


def _writes(actor: Actor, place: Place) -> bool:
    """In a collaboration: the coordinator, and those who write plans in a member municipality."""
    if isinstance(place, Collaboration):
        return place.id in actor.inside or bool(actor.writes)
    return place.id in actor.writes


def readers_of(body: Body) -> list[str]:
    """The same, as what an entry holds; a test keeps the two together."""
    if body.collaboration_id:
        return [audience.inside(body.collaboration_id)]
    assert body.organisation_id is not None
    keys = [audience.readers_of(body.organisation_id), audience.inside(body.organisation_id)]
    return [*keys, audience.readers_of_adopted(body.organisation_id)] if body.kind in OFFICIAL else keys


def workers_of(body: Body) -> list[str]:
    """Those who read agenda and minutes: what was promised in a meeting is known to them."""
    if body.collaboration_id:
        return [audience.inside(body.collaboration_id)]
    assert body.organisation_id is not None
    return [audience.readers_of(body.organisation_id), audience.inside(body.organisation_id)]
