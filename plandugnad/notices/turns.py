"""When it is somebody's turn: the last moment, before now, at which mail of her rhythm goes out."""

from datetime import UTC, datetime, time, timedelta

from django.utils import timezone

from plandugnad.notices.models import Rhythm

HOUR = time(7)


def last_turn(rhythm: str, now: datetime) -> datetime | None:
    """In Norwegian time, so seven o'clock is seven o'clock also after the clocks have changed.

    Given in UTC: two moments of one zone are compared by their clocks, and in autumn one hour of those comes twice.
    """
    local = timezone.localtime(now)
    if rhythm == Rhythm.NEVER:
        return None
    if rhythm == Rhythm.HOURLY:
        return local.replace(minute=0, second=0, microsecond=0).astimezone(UTC)
    day = local.date() if local.time() >= HOUR else local.date() - timedelta(days=1)
    if rhythm == Rhythm.WEEKLY:
        day -= timedelta(days=day.weekday())
    return timezone.make_aware(datetime.combine(day, HOUR)).astimezone(UTC)


def is_turn(rhythm: str, now: datetime, *, waiting_since: datetime, sent_at: datetime | None) -> bool:
    """Something has waited since before the turn, and nothing was sent at it or after."""
    turn = last_turn(rhythm, now)
    return turn is not None and waiting_since < turn and (sent_at is None or sent_at < turn)
