"""What the facilitator decides, as it is told to each who is in a sheet: by its page, the live room and plain calls."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from plandugnad.engines.sheet.belonging import Belongings
from plandugnad.worksheets.models import Document, Sheet


@dataclass(frozen=True)
class SheetNow:
    """What of a sheet is rows, and shown to all who are in it."""

    id: UUID
    phase: str
    locked: tuple[str, ...]
    presented: str
    timer_ends_at: datetime | None
    timer_seconds: int
    is_closed: bool

    def told(self, blocks: frozenset[str], rows: Belongings) -> dict[str, Any]:
        left = self.timer_ends_at - timezone.now() if self.timer_ends_at else None
        return {
            "phase": self.phase,
            "may_write": sorted(blocks),
            "rows": {block: one.told() for block, one in rows.items()},
            "locked": list(self.locked),
            "presented": self.presented,
            "timer_ms_left": None if left is None else max(0, round(left.total_seconds() * 1000)),
            "timer_seconds": self.timer_seconds,
            "closed": self.is_closed,
        }


def now_of(sheet: Sheet, document: Document, locked: frozenset[str]) -> SheetNow:
    return SheetNow(
        id=sheet.id,
        phase=sheet.phase,
        locked=tuple(sorted(locked)),
        presented=sheet.presented,
        timer_ends_at=sheet.timer_ends_at,
        timer_seconds=sheet.timer_seconds,
        is_closed=document.closed_at is not None,
    )
