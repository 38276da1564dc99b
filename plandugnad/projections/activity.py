"""What has happened, as one line a reader understands. The full history of a thing is its audit events."""

from collections.abc import Iterable
from uuid import UUID

from django.utils import timezone

from plandugnad.core.audit import By
from plandugnad.projections.entries import About
from plandugnad.projections.models import ActivityEntry

_LAST_TOLD = ("title", "address", "audience", "happened_at", "by_name", "place_id")


def tell(by: By, verb: str, abouts: Iterable[About], audience: Iterable[str], *, batch_id: UUID | None = None) -> None:
    """The same person doing the same to the same thing the same day is one line, at the last of the moments."""
    moment = timezone.now()
    told = sorted(set(audience))
    ActivityEntry.objects.bulk_create(
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
                happened_on=timezone.localdate(moment),
                happened_at=moment,
            )
            for about in abouts
        ],
        batch_size=1_000,
        update_conflicts=True,
        unique_fields=("source_id", "verb", "by_id", "happened_on"),
        update_fields=_LAST_TOLD,
    )
