"""A municipality that leaves a collaboration closes the rooms it had opened there."""

from uuid import UUID

from plandugnad.archive.actions.rooms import close_room
from plandugnad.archive.models import RoomOpening
from plandugnad.core.audit import By
from plandugnad.regions.joining import add_parting
from plandugnad.regions.models import Collaboration


def close_rooms(by: By, collaboration: Collaboration, organisation_id: UUID) -> None:
    openings = RoomOpening.objects.filter(collaboration=collaboration, room__organisation_id=organisation_id)
    for opening in openings.select_related("room", "collaboration"):
        close_room(by, opening)


add_parting(close_rooms)
