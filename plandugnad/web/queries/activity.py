"""What has happened where this person may see it, in words."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import F, QuerySet, Window
from django.db.models.functions import RowNumber

from plandugnad.notices.places import names_of
from plandugnad.projections import words
from plandugnad.projections.activity import seen_by
from plandugnad.projections.models import ActivityEntry
from plandugnad.regions.actor import Actor
from plandugnad.web.queries.rows import place_name

PAGE_SIZE = 50
# Of one place; of each where there are several; and how many places.
NEWS_SHOWN, NEWS_SHOWN_OF_EACH, PLACES_SHOWN = 10, 3, 6
_MOST_READ = PLACES_SHOWN * (NEWS_SHOWN + 1)


@dataclass(frozen=True)
class Line:
    at: datetime
    words: str
    address: str
    place_id: UUID
    place: str = ""


@dataclass(frozen=True)
class PlaceNews:
    place_id: UUID
    place: str
    lines: tuple[Line, ...]
    has_more: bool


def news_since(actor: Actor, since: datetime) -> tuple[PlaceNews, ...]:
    """What others did, place by place, newest first. What the installation itself did is on the page of activity."""
    others = ActivityEntry.objects.visible_to(actor.keys).filter(happened_at__gt=since)
    others = others.exclude(by_id=actor.person_id).exclude(by_id=None)
    order = Window(RowNumber(), partition_by=[F("place_id")], order_by=["-happened_at", "-id"])
    newest = others.annotate(line=order).filter(line__lte=NEWS_SHOWN + 1).order_by("-happened_at", "-id")
    entries = seen_by(actor.keys).filter(pk__in=newest.values("pk")[:_MOST_READ]).annotate(place=place_name())
    by_place: dict[UUID, list[Line]] = {}
    for entry in entries:
        by_place.setdefault(entry.place_id, []).append(replace(_line(entry), place=entry.place))
    shown = NEWS_SHOWN if len(by_place) == 1 else NEWS_SHOWN_OF_EACH
    return tuple(
        PlaceNews(id, lines[0].place, tuple(lines[:shown]), has_more=len(lines) > shown)
        for id, lines in list(by_place.items())[:PLACES_SHOWN]
    )


def all_activity(actor: Actor, place_id: UUID | None) -> "Paginator[ActivityEntry]":
    seen: QuerySet[ActivityEntry] = seen_by(actor.keys)
    return Paginator(seen.filter(place_id=place_id) if place_id else seen, PAGE_SIZE)


def told(entries: Iterable[ActivityEntry]) -> list[Line]:
    """With the names of their places."""
    found = [_line(entry) for entry in entries]
    names = names_of(line.place_id for line in found)
    return [replace(line, place=names.get(line.place_id, "")) for line in found]


def _line(entry: ActivityEntry) -> Line:
    return Line(entry.happened_at, words.sentence(entry), words.address(entry), entry.place_id)


def places_to_choose(actor: Actor) -> list[tuple[UUID, str]]:
    """Where things happen that she is told of, in the order of their names."""
    names = names_of(actor.reads | actor.reads_adopted | actor.inside | actor.works_in)
    return sorted(names.items(), key=lambda named: named[1].casefold())
