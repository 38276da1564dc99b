"""Rooms, folders and files by the hundred, for those who read them a page at a time."""

from django.db.models import QuerySet

from plandugnad.archive.models import File, FileVersion, Folder, Room, RoomQuerySet
from plandugnad.regions.actor import Actor


def visible_rooms(actor: Actor) -> RoomQuerySet:
    return Room.objects.visible_to(actor.keys).select_related("organisation", "collaboration")


def folders_in(room: Room) -> QuerySet[Folder]:
    return Folder.objects.kept().filter(room=room)


def files_in(room: Room) -> QuerySet[File]:
    return File.objects.kept().filter(room=room).select_related("latest__stored")


def versions_of(file: File) -> QuerySet[FileVersion]:
    return FileVersion.objects.filter(file=file).select_related("stored")
