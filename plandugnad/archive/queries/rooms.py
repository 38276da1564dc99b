"""The rooms of a place, and one of them with what it is asked about."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet, Sum
from django.http import Http404

from plandugnad.archive.access import Place, manages
from plandugnad.archive.kinds import RoomAudience
from plandugnad.archive.models import File, Room, RoomOpening
from plandugnad.core.norwegian import search_key
from plandugnad.regions.actor import Actor
from plandugnad.regions.models import Collaboration, Organisation, Role

Found = TypeVar("Found")
MOST_ROOMS = 200
MOST_OFFERED = 20


@dataclass(frozen=True)
class RoomCard:
    id: UUID
    name: str
    purpose: str
    place: str
    files: int
    size_bytes: int
    changed_at: datetime | None
    is_limited: bool
    is_opened: bool
    can_see: bool


def find_collaboration(id: UUID) -> Collaboration:
    return _or_404(Collaboration.objects.filter(pk=id).first())


def find_municipality(number: str) -> Organisation:
    return _or_404(Organisation.objects.municipalities().filter(number=number).first())


def find_organisation(id: UUID) -> Organisation:
    return _or_404(Organisation.objects.exclude(kind="municipality").filter(pk=id).first())


def find_room(id: UUID, rooms: "QuerySet[Room] | None" = None, *, is_deleted: bool | None = False) -> Room:
    found = Room.objects.select_related("organisation", "collaboration") if rooms is None else rooms
    rows = found.filter(pk=id)
    return _or_404((rows if is_deleted is None else rows.filter(deleted_at__isnull=not is_deleted)).first())


def _or_404(found: Found | None) -> Found:
    if found is None:
        raise Http404
    return found


def rooms_of(actor: Actor, place: Place) -> tuple[list[RoomCard], list[RoomCard]]:
    """Those one may read, and for those who manage the place the names of the others; and those of others that are
    opened for it."""
    to = {"collaboration": place} if isinstance(place, Collaboration) else {"organisation": place}
    opened = Q(pk__in=RoomOpening.objects.filter(**to).values("room_id"))
    readable = Q(reader_keys__overlap=sorted(actor.keys))
    own = Q(**to) if manages(actor, place) else Q(**to) & readable
    rooms = Room.objects.kept().filter(own | (opened & readable)).select_related("organisation", "collaboration")
    found = rooms.annotate(openings_count=Count("openings")).order_by("sort_key", "name", "id")
    listed = list(found[:MOST_ROOMS])
    held = _held(room.pk for room in listed)
    cards = [(room.place.pk == place.pk, _card(room, held.get(room.pk, {}), actor.keys)) for room in listed]
    return [card for is_own, card in cards if is_own], [card for is_own, card in cards if not is_own]


def _held(rooms: Iterable[UUID]) -> Mapping[UUID, Mapping[str, object]]:
    rows = (
        File.objects.kept()
        .filter(room_id__in=list(rooms))
        .values("room_id")
        .annotate(files=Count("id"), size=Sum("latest__stored__size_bytes"), last=Max("changed_at"))
    )
    return {row["room_id"]: row for row in rows}


def _card(room: Room, held: Mapping[str, object], keys: frozenset[str]) -> RoomCard:
    can_see = not keys.isdisjoint(room.reader_keys)
    last = held.get("last")
    return RoomCard(
        id=room.pk,
        name=room.name,
        purpose=room.purpose,
        place=room.place.name,
        files=int(str(held.get("files") or 0)),
        size_bytes=int(str(held.get("size") or 0)),
        changed_at=last if isinstance(last, datetime) and can_see else None,
        is_limited=room.readers == RoomAudience.ROLES,
        is_opened=bool(getattr(room, "openings_count", 0)),
        can_see=can_see,
    )


def deleted_rooms(place: Place) -> list[Room]:
    rows = Room.objects.filter(deleted_at__isnull=False).at(place)
    return list(rows.order_by("-deleted_at")[:MOST_ROOMS])


def roles_in(place: Place) -> list[Role]:
    """The roles somebody may have there, and in a collaboration also those of its members."""
    scopes = {"collaboration", "municipality"} if isinstance(place, Collaboration) else {place.kind}
    return [role for role in Role.objects.order_by("order", "code") if scopes & set(role.scopes)]


def role_names(codes: Iterable[str]) -> list[str]:
    return [str(role) for role in Role.objects.filter(code__in=list(codes)).order_by("order", "code")]


def openings_of(room: Room) -> list[RoomOpening]:
    if not getattr(room, "has_openings", True):  # asked for with the room: `rooms_to_list`
        return []
    rows = RoomOpening.objects.filter(room=room).select_related("organisation", "collaboration")
    return list(rows.order_by("made_at", "id")[:MOST_ROOMS])


def find_opening(room: Room, id: UUID) -> RoomOpening:
    rows = RoomOpening.objects.select_related("organisation", "collaboration", "room")
    return _or_404(rows.filter(room=room, pk=id).first())


@dataclass(frozen=True)
class Audience:
    """`code` is what the form sends: 'o' or 's' (samarbeid), and the id."""

    code: str
    name: str
    kind: str


def audiences(actor: Actor, room: Room, query: str) -> list[Audience]:
    """The actor's own collaborations, and what the register has for the words."""
    words = search_key(query).split()
    near = Collaboration.objects.filter(id__in=actor.collaborations).order_by("name")[:MOST_OFFERED]
    found = [Audience(f"s{one.id}", one.name, str(one._meta.verbose_name)) for one in near]
    found = [one for one in found if all(word in search_key(one.name) for word in words)]
    if not words:
        return found
    register = Organisation.objects.current()
    for word in words:
        register = register.filter(search_key__contains=word)
    rows = register.in_norwegian_order()[:MOST_OFFERED]
    return found + [Audience(f"o{one.id}", one.name, one.get_kind_display()) for one in rows]


def find_audience(actor: Actor, code: str) -> Place | None:
    """Only what could have been offered: an organisation of the register, or a collaboration one is in."""
    try:
        id = UUID(code[1:])
    except ValueError:
        return None
    if code[:1] == "s":
        return Collaboration.objects.filter(pk=id, id__in=actor.collaborations).first()
    return Organisation.objects.current().filter(pk=id).first() if code[:1] == "o" else None
