"""Who may do what in a room. One answer, used by pages, search and takeout.

A room holds the keys that open it, for reading and for writing, and a person carries hers, as entries of all features
do (`projections.audience`): so many rooms are one query, and a right that ends is gone at the next request.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from plandugnad.archive.kinds import RoomAudience
from plandugnad.archive.models import Room, RoomOpening
from plandugnad.projections import audience
from plandugnad.regions.actor import Actor
from plandugnad.regions.keys import holders_of
from plandugnad.regions.models import Collaboration, Organisation

Place = Organisation | Collaboration


@dataclass(frozen=True)
class ArchiveAbilities:
    """About all of a place's rooms. Whoever may see one room may see the page they stand on."""

    can_see: bool
    can_make_rooms: bool


@dataclass(frozen=True)
class RoomAbilities:
    can_see: bool  # what lies in the room
    can_write: bool
    can_manage: bool  # its name, rights and rules, also without seeing what lies in it

    @property
    def can_know(self) -> bool:
        return self.can_see or self.can_manage


def archive_abilities(actor: Actor, place: Place) -> ArchiveAbilities:
    can_make = manages(actor, place)
    is_inside = place.id in actor.inside or place.id in actor.works_in
    can_see = can_make or is_inside or Room.objects.visible_to(actor.keys).at(place).exists()
    return ArchiveAbilities(can_see=can_see, can_make_rooms=can_make)


def room_abilities(actor: Actor, room: Room) -> RoomAbilities:
    is_there = room.deleted_at is None
    can_see = is_there and not actor.keys.isdisjoint(room.reader_keys)
    return RoomAbilities(
        can_see=can_see,
        can_write=can_see and not actor.keys.isdisjoint(room.writer_keys),
        can_manage=is_there and manages(actor, room.place),
    )


def manages(actor: Actor, place: Place) -> bool:
    """In a municipality those who write its plans; elsewhere those who have their role in the place itself."""
    if isinstance(place, Organisation) and place.is_municipality:
        return place.id in actor.writes
    return place.id in actor.inside


def set_keys(room: Room, openings: Iterable[RoomOpening]) -> None:
    """Writes on the room the keys that its rights and openings mean."""
    opened = list(openings)
    readers = _of_place(room.place, room.readers, room.reader_roles, _everybody_who_reads)
    writers = _of_place(room.place, room.writers, room.writer_roles, everybody_who_writes)
    room.reader_keys = sorted({*readers, *(audience.shared_with(one.audience.id) for one in opened)})
    room.writer_keys = sorted({*writers, *(everybody_who_writes(one.audience) for one in opened if one.can_write)})


def _of_place(place: Place, chosen: str, roles: Iterable[str], everybody: "_Everybody") -> set[str]:
    if chosen == RoomAudience.ROLES:
        return {holders_of(place.id, code) for code in roles}
    return {everybody(place)}


class _Everybody(Protocol):
    def __call__(self, place: Place) -> str: ...


def _everybody_who_reads(place: Place) -> str:
    return audience.inside(place.id)


def everybody_who_writes(place: Place) -> str:
    """An elected representative has a part of the work in her municipality, and reads; she does not file for it."""
    if isinstance(place, Organisation) and place.is_municipality:
        return audience.writers_of(place.id)
    return audience.inside(place.id)
