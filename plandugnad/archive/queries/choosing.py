"""Rooms, folders and files for other features to link to: those the actor may open."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from plandugnad.archive.access import Place
from plandugnad.archive.models import File, Folder, Room
from plandugnad.archive.names import name_key
from plandugnad.archive.queries.search import matching
from plandugnad.regions.actor import Actor

MOST_CHOSEN = 20
Chosen = Room | Folder | File


@dataclass(frozen=True)
class Choice:
    """`code` is what a form sends: 'rom', 'mappe' or 'fil', and the id."""

    code: str
    name: str
    where: str


def places_to_choose(actor: Actor, words: str) -> list[Choice]:
    """Rooms and folders by name; without words the rooms that were last changed."""
    parts = name_key(words).split()
    rooms = Room.objects.visible_to(actor.keys).select_related("organisation", "collaboration").order_by("-changed_at")
    folders = _folders(actor)
    for part in parts:
        rooms, folders = rooms.filter(name__icontains=part), folders.filter(name_key__contains=part)
    found = [Choice(f"rom:{room.pk}", room.name, room.place.name) for room in rooms[:MOST_CHOSEN]]
    if parts:
        found += [Choice(f"mappe:{one.pk}", one.name, _in(one.room)) for one in folders[:MOST_CHOSEN]]
    return found[:MOST_CHOSEN]


def files_to_choose(actor: Actor, words: str, place: Place | None = None) -> list[Choice]:
    """The newest, or those the words find; of one place's archive where it is given."""
    rows = matching(actor.keys, words, place, None) if words.strip() else _newest(actor.keys)
    if place is not None:
        rows = rows.filter(room__in=Room.objects.at(place))
    return [Choice(f"fil:{file.pk}", file.name, _in(file.room)) for file in rows[:MOST_CHOSEN]]


def find_chosen(actor: Actor, code: str) -> Chosen | None:
    """What a form names, if it is there and the actor may open it."""
    kind, _colon, text = code.partition(":")
    try:
        id = UUID(text)
    except ValueError:
        return None
    if kind == "rom":
        return Room.objects.visible_to(actor.keys).filter(pk=id).first()
    if kind == "mappe":
        return _folders(actor).filter(pk=id).first()
    return _newest(actor.keys).filter(pk=id).first() if kind == "fil" else None


def _in(room: Room) -> str:
    return f"{room.place.name}, {room.name}"


def _folders(actor: Actor) -> "QuerySet[Folder]":
    rows: QuerySet[Folder] = Folder.objects.kept().filter(room__in=Room.objects.visible_to(actor.keys))
    return rows.select_related("room__organisation", "room__collaboration").order_by("sort_key", "name", "id")


def _newest(keys: Iterable[str]) -> "QuerySet[File]":
    rows = File.objects.kept().filter(room__in=Room.objects.visible_to(keys)).order_by("-changed_at", "id")
    found: QuerySet[File] = rows.select_related("room__organisation", "room__collaboration", "latest")
    return found
