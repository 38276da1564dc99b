"""Addresses for calendar programs: made, replaced, closed."""

import hashlib
import secrets
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from plandugnad.core import audit
from plandugnad.core.audit import By
from plandugnad.meetings.models import Feed, Place, columns_of

# Programs ask every few minutes; when they last did is told to the hour.
_NOTED_EVERY = timedelta(hours=1)


def digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def make_feed(by: By, person_id: UUID, place: Place | None) -> tuple[Feed, str]:
    """A new secret, told here and never again. The one there was stops working."""
    columns = {"organisation": None, "collaboration": None} | (columns_of(place) if place else {})
    Feed.objects.filter(person_id=person_id, revoked_at=None, **columns).update(revoked_at=timezone.now())
    token = secrets.token_urlsafe(32)
    feed = Feed.objects.create(person_id=person_id, token_digest=digest(token), **columns)
    audit.record(by, "feed_made", feed, organisation_id=feed.organisation_id)
    return feed, token


@transaction.atomic
def revoke_feed(by: By, feed: Feed) -> None:
    if Feed.objects.filter(pk=feed.pk, revoked_at=None).update(revoked_at=timezone.now()):
        audit.record(by, "feed_revoked", feed, organisation_id=feed.organisation_id)


def note_fetch(feed: Feed, content_digest: str, moment: datetime) -> None:
    """When it was read, and when what it says last became another."""
    changed: dict[str, object] = {}
    if feed.fetched_at is None or moment - feed.fetched_at > _NOTED_EVERY:
        changed["fetched_at"] = feed.fetched_at = moment
    if feed.content_digest != content_digest:
        changed |= {"content_digest": content_digest, "changed_at": moment}
        feed.content_digest, feed.changed_at = content_digest, moment
    if changed:
        Feed.objects.filter(pk=feed.pk).update(**changed)
