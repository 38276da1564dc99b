"""When a person was last here. Written at most once an hour, so that reading pages does not mean writing rows."""

from datetime import datetime, timedelta

from django.http import HttpRequest
from django.utils import timezone

from plandugnad.accounts.models import Person
from plandugnad.accounts.sessions import note_seen

NOTED_EVERY = timedelta(hours=1)
# After a pause this long it is a new visit, and what others did meanwhile is news.
VISIT_ENDS_AFTER = timedelta(hours=4)
_KEY = "visited_before_at"


def note_visit(request: HttpRequest, person: Person) -> None:
    note_seen(request)
    now, seen_at = timezone.now(), person.seen_at
    if _KEY not in request.session or seen_at is None or now - seen_at > VISIT_ENDS_AFTER:
        request.session[_KEY] = seen_at.isoformat() if seen_at else ""
    if seen_at is None or now - seen_at >= NOTED_EVERY:
        Person.objects.filter(pk=person.pk).update(seen_at=now)


def previous_visit_at(request: HttpRequest) -> datetime | None:
    """When the visit before this one ended, or None for a first visit."""
    kept = request.session.get(_KEY)
    return datetime.fromisoformat(kept) if kept else None
