"""What somebody has chosen to move, and the rooms it may be moved to."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from plandugnad.archive.actions.moving import FILE_MOVED, FOLDER_MOVED
from plandugnad.archive.models import File, Folder, Room
from plandugnad.archive.names import name_key
from plandugnad.archive.queries.folder import kept_folders, way_to
from plandugnad.core.audit import By
from plandugnad.core.models import AuditEvent
from plandugnad.regions.actor import Actor

MOST_AT_ONCE = 100
MOST_ROOMS = 30


@dataclass(frozen=True)
class Chosen:
    folders: tuple[Folder, ...]
    files: tuple[File, ...]
    are_gone: bool  # some of what was asked for is not in the room

    @property
    def things(self) -> tuple[Folder | File, ...]:
        return (*self.folders, *self.files)


@dataclass(frozen=True)
class Target:
    """Where one stands while choosing: the room or folder, the way there, and what one may go into from it."""

    room: Room
    folder: Folder | None
    way: tuple[Folder, ...]
    inner: tuple[Folder, ...]

    @property
    def name(self) -> str:
        return " / ".join([self.room.name, *(step.name for step in self.way)])


def chosen_things(room: Room, files: Iterable[str], folders: Iterable[str]) -> Chosen:
    file_ids, folder_ids = _ids(files), _ids(folders)
    found_folders = Folder.objects.kept().filter(room=room, pk__in=folder_ids).order_by("sort_key", "name", "id")
    found_files = File.objects.kept().filter(room=room, pk__in=file_ids).order_by("sort_key", "name", "id")
    chosen = tuple(found_folders), tuple(found_files)
    return Chosen(*chosen, are_gone=sum(map(len, chosen)) < len(file_ids) + len(folder_ids))


def _ids(texts: Iterable[str]) -> set[UUID]:
    return {id_in(text) for text in texts}


def id_in(text: str) -> UUID:
    """What is no identity is found missing, as what is gone."""
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)


def folder_if_there(room: Room, text: str) -> Folder | None:
    found: Folder | None = Folder.objects.kept().filter(room=room, pk=id_in(text)).first() if text else None
    return found


def target_in(room: Room, folder: Folder | None, chosen: Chosen) -> Target:
    """A folder that is to be moved is nothing to go into."""
    folders = kept_folders(room)
    inner = [
        one
        for one in folders.values()
        if one.parent_id == (folder.pk if folder else None) and one not in chosen.folders
    ]
    ordered = sorted(inner, key=lambda one: (one.sort_key, one.name))
    return Target(room, folder, way_to(folders, folder), tuple(ordered))


def rooms_to_move_to(actor: Actor, words: str, without: Room) -> list[Room]:
    """Those one both reads and writes in; the last changed first."""
    keys = sorted(actor.keys)
    rooms = Room.objects.visible_to(keys).filter(writer_keys__overlap=keys).exclude(pk=without.pk)
    for part in name_key(words).split():
        rooms = rooms.filter(name__icontains=part)
    return list(rooms.select_related("organisation", "collaboration").order_by("-changed_at", "id")[:MOST_ROOMS])


def moves_of(by: By, batch_id: UUID) -> list[AuditEvent]:
    """What one person moved at one time, in the order it was done."""
    events = AuditEvent.objects.filter(batch_id=batch_id, by_id=by.id, verb__in=(FILE_MOVED, FOLDER_MOVED))
    return list(events.order_by("made_at", "id"))
