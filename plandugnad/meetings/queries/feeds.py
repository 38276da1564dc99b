"""Whose calendar an address gives, and what may stand in it at this moment."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from plandugnad.meetings.access import place_abilities
from plandugnad.meetings.actions.feeds import digest
from plandugnad.meetings.models import Feed, Place
from plandugnad.projections import audience
from plandugnad.regions.actor import Actor
from plandugnad.regions.models import Collaboration, Member


@dataclass(frozen=True)
class FeedRow:
    """A calendar one may subscribe to, and whether one does. `place_id` is None for one's own."""

    place_id: UUID | None
    name: str
    feed_id: UUID | None
    made_at: datetime | None
    fetched_at: datetime | None


def open_feed(token: str) -> Feed | None:
    """None for unknown and closed ones, and for people who cannot sign in any more."""
    rows = Feed.objects.select_related("person", "organisation", "collaboration")
    return rows.filter(token_digest=digest(token), revoked_at=None, person__is_active=True).first()


def keys_of(feed: Feed, actor: Actor) -> frozenset[str]:
    """Her own keys as they are now; for a place those of its readers, as far as she has them still."""
    place = feed.place
    if place is None:
        return actor.keys
    if not place_abilities(actor, place).can_read:
        return frozenset()
    if not isinstance(place, Collaboration):
        return frozenset({audience.readers_of(place.id), audience.inside(place.id)}) & actor.keys
    own = {audience.inside(place.id), audience.shared_with(place.id)} & actor.keys
    members = Member.objects.filter(collaboration=place).values_list("organisation_id", flat=True)
    seen = actor.reads | actor.reads_adopted
    return frozenset(own | {audience.readers_of_adopted(id) for id in members if id in seen})


def feeds_of(actor: Actor, own_name: str) -> list[FeedRow]:
    rows = Feed.objects.filter(person=actor.person_id, revoked_at=None)
    made = {row.organisation_id or row.collaboration_id: row for row in rows}
    places = [(None, own_name), *((place.id, place.name) for place in readable_places(actor))]
    return [_row(place_id, name, made.get(place_id)) for place_id, name in places]


def _row(place_id: UUID | None, name: str, feed: Feed | None) -> FeedRow:
    if feed is None:
        return FeedRow(place_id, name, None, None, None)
    return FeedRow(place_id, name, feed.id, feed.made_at, feed.fetched_at)


def readable_places(actor: Actor) -> list[Place]:
    """Where she works: her organisations, and the collaborations she works in through them or by herself."""
    own = [place for place in actor.places if place_abilities(actor, place).can_read]
    known = {place.id for place in own}
    others = Collaboration.objects.filter(id__in=actor.works_in - known).order_by("name")
    return [*own, *others]


def find_own_feed(actor: Actor, feed_id: UUID) -> Feed | None:
    return Feed.objects.filter(pk=feed_id, person=actor.person_id, revoked_at=None).first()
