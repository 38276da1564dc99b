"""What has happened, as one line a reader understands. The full history of a thing is its audit events."""

from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from plandugnad.core.audit import By
from plandugnad.projections.entries import About
from plandugnad.projections.models import ActivityEntry, FoundEntry

# Long enough to compare with the same time last year. The audit events stay for good.
KEPT = timedelta(days=400)
_LAST_TOLD = ("title", "address", "audience", "count", "happened_at", "by_name", "place_id")
_AT_A_TIME = 1_000

Listener = Callable[[Sequence[ActivityEntry]], None]
_listeners: list[Listener] = []


def listen(listener: Listener) -> None:
    """Called with each lot of lines as they are told, in the transaction of what they tell of."""
    _listeners.append(listener)


@transaction.atomic(savepoint=False)  # what is told stands or falls with what it tells of
def tell(
    by: By,
    verb: str,
    abouts: Iterable[About],
    audience: Iterable[str],
    *,
    batch_id: UUID | None = None,
    count: int = 1,
) -> None:
    """The same person doing the same to the same thing the same day is one line, at the last of the moments.

    `count` is how many things were touched when one line tells of them all.
    """
    moment = timezone.now()
    told = sorted(set(audience))
    entries = ActivityEntry.objects.bulk_create(
        [
            ActivityEntry(
                source=about.source,
                source_id=about.source_id,
                place_id=about.place_id,
                audience=told,
                title=about.title[:400],
                address=about.address,
                verb=verb,
                by_id=by.id,
                by_name=by.name,
                batch_id=batch_id,
                count=count,
                happened_on=timezone.localdate(moment),
                happened_at=moment,
            )
            for about in abouts
        ],
        batch_size=_AT_A_TIME,
        update_conflicts=True,
        unique_fields=("source_id", "verb", "by_id", "happened_on"),
        update_fields=_LAST_TOLD,
    )
    for listener in _listeners:
        listener(entries)


def seen_by(keys: Iterable[str]) -> "QuerySet[ActivityEntry]":
    """Newest first. `is_there` says that the thing still stands, and that this reader would find its page."""
    carried = frozenset(keys)
    standing = FoundEntry.objects.visible_to(carried).filter(source=OuterRef("source"), source_id=OuterRef("source_id"))
    told: QuerySet[ActivityEntry] = ActivityEntry.objects.visible_to(carried)
    return told.annotate(is_there=Exists(standing)).order_by("-happened_at", "-id")


def forget_old() -> int:
    return ActivityEntry.objects.filter(happened_at__lt=timezone.now() - KEPT).delete()[0]
