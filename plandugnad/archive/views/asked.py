"""What the pages of the archive begin with: the room or file that is asked for, or 404; and the way there."""

from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from plandugnad.archive.access import Place, RoomAbilities, room_abilities
from plandugnad.archive.models import File, Folder, Room
from plandugnad.archive.queries.file import find_file
from plandugnad.archive.queries.folder import kept_folders, rooms_to_list, way_to
from plandugnad.archive.queries.rooms import find_room
from plandugnad.core.pieces import Crumb
from plandugnad.regions.actor import Actor
from plandugnad.regions.http import not_found_unless
from plandugnad.regions.models import Collaboration, Organisation


@dataclass(frozen=True)
class Asked:
    room: Room
    abilities: RoomAbilities


def room_known(actor: Actor, id: UUID, *, is_deleted: bool | None = False) -> Asked:
    room = find_room(id, is_deleted=is_deleted)
    return Asked(room, room_abilities(actor, room))


def room_to_list(actor: Actor, id: UUID) -> Asked:
    """For the page of its files; it may still be one she only manages."""
    room = find_room(id, rooms_to_list())
    return Asked(room, room_abilities(actor, room))


def room_to_see(actor: Actor, id: UUID) -> Asked:
    asked = room_known(actor, id)
    not_found_unless(asked.abilities.can_see)
    return asked


def room_to_write(actor: Actor, id: UUID) -> Asked:
    asked = room_known(actor, id)
    not_found_unless(asked.abilities.can_write)
    return asked


def room_to_manage(actor: Actor, id: UUID) -> Asked:
    asked = room_known(actor, id)
    not_found_unless(asked.abilities.can_manage)
    return asked


def file_to_see(actor: Actor, id: UUID) -> tuple[File, RoomAbilities]:
    file = find_file(id)
    abilities = room_abilities(actor, file.room)
    not_found_unless(abilities.can_see)
    return file, abilities


def file_to_write(actor: Actor, id: UUID, *, is_deleted: bool | None = False) -> File:
    file = find_file(id, is_deleted=is_deleted)
    not_found_unless(room_abilities(actor, file.room).can_write)
    return file


def archive_address(place: Place) -> str:
    if isinstance(place, Collaboration):
        return reverse("archive_collaboration", args=[place.pk])
    if place.is_municipality:
        return reverse("archive_municipality", args=[place.number])
    return reverse("archive_organisation", args=[place.pk])


def _place_crumbs(place: Place) -> list[Crumb]:
    if isinstance(place, Collaboration):
        return [
            Crumb(_("Samarbeid"), reverse("collaborations")),
            Crumb(place.name, reverse("collaboration", args=[place.pk])),
        ]
    return [Crumb(_("Kommuner"), reverse("register")), Crumb(place.name, _address_of(place))]


def _address_of(place: Organisation) -> str:
    if place.is_municipality:
        return reverse("portfolio", args=[place.number])
    return reverse("organisation", args=[place.pk])


def archive_crumbs(place: Place) -> list[Crumb]:
    return [*_place_crumbs(place), Crumb(_("Arkiv"), archive_address(place))]


def room_crumbs(room: Room, *further: Crumb) -> list[Crumb]:
    return [*archive_crumbs(room.place), Crumb(room.name, reverse("archive_room", args=[room.pk])), *further]


def folder_crumbs(
    room: Room, folder: Folder | None, *further: Crumb, way: tuple[Folder, ...] | None = None
) -> list[Crumb]:
    """`way` is to the folder, where it is known already."""
    if way is None:
        is_inner = folder is not None and folder.parent_id is not None
        way = way_to(kept_folders(room), folder) if is_inner else (folder,) if folder is not None else ()
    steps = [Crumb(one.name, reverse("archive_folder", args=[room.pk, one.pk])) for one in way]
    return room_crumbs(room, *steps, *further)


def folder_address(room_id: UUID, folder_id: UUID | None) -> str:
    if folder_id is None:
        return reverse("archive_room", args=[room_id])
    return reverse("archive_folder", args=[room_id, folder_id])
