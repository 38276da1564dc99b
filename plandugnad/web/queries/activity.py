"""What has happened where this person may see it, in words."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import QuerySet

from plandugnad.notices.places import names_of
from plandugnad.projections import words
from plandugnad.projections.activity import seen_by
from plandugnad.projections.models import ActivityEntry
from plandugnad.regions.actor import Actor

PAGE_SIZE = 50
NEWS_SHOWN = 10


@dataclass(frozen=True)
class Line:
    at: datetime
    words: str
    address: str
    place_id: UUID
    place: str = ""


def news_since(actor: Actor, since: datetime) -> list[Line]:
    """What others did. What the installation itself did is nobody's doing, and is on the page of activity."""
    others = seen_by(actor.keys).filter(happened_at__gt=since).exclude(by_id=actor.person_id).exclude(by_id=None)
    return lines(others[:NEWS_SHOWN])


def all_activity(actor: Actor, place_id: UUID | None) -> "Paginator[ActivityEntry]":
    seen: QuerySet[ActivityEntry] = seen_by(actor.keys)
    return Paginator(seen.filter(place_id=place_id) if place_id else seen, PAGE_SIZE)


def told(entries: Iterable[ActivityEntry]) -> list[Line]:
    """With the names of their places."""
    found = lines(entries)
    names = names_of(line.place_id for line in found)
    return [replace(line, place=names.get(line.place_id, "")) for line in found]


def lines(entries: Iterable[ActivityEntry]) -> list[Line]:
    return [Line(entry.happened_at, words.sentence(entry), words.address(entry), entry.place_id) for entry in entries]


def places_to_choose(actor: Actor) -> list[tuple[UUID, str]]:
    """Where things happen that she is told of, in the order of their names."""
    names = names_of(actor.reads | actor.inside | actor.works_in)
    return sorted(names.items(), key=lambda named: named[1].casefold())
