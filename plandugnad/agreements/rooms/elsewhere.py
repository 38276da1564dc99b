"""The systems that stay, told on the front page of the archive."""

from collections.abc import Sequence

from plandugnad.agreements.access import agreement_abilities
from plandugnad.agreements.rooms.planning import staying_systems
from plandugnad.archive.access import Place
from plandugnad.archive.elsewhere import KeptElsewhere, add_elsewhere
from plandugnad.regions.actor import Actor
from plandugnad.regions.models import Collaboration


class StayingSystems:
    def kept(self, actor: Actor, place: Place) -> Sequence[KeptElsewhere]:
        if not isinstance(place, Collaboration) or not agreement_abilities(actor, place).can_see:
            return []
        return [KeptElsewhere(one.name, one.stays_for or one.used_for, one.owner) for one in staying_systems(place)]


add_elsewhere(StayingSystems())
