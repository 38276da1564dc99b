"""At most one mail per chosen rhythm, at seven o'clock as people's clocks show it."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from plandugnad.notices.models import Rhythm
from plandugnad.notices.turns import is_turn, last_turn


def at(text: str) -> datetime:
    return timezone.make_aware(datetime.fromisoformat(text))


@pytest.mark.parametrize(
    ("rhythm", "now", "turn"),
    [
        ("hourly", "2026-11-18 10:59", "2026-11-18 10:00"),
        ("daily", "2026-11-18 07:00", "2026-11-18 07:00"),
        ("daily", "2026-11-18 06:59", "2026-11-17 07:00"),
        ("weekly", "2026-11-18 10:00", "2026-11-16 07:00"),
        ("weekly", "2026-11-16 07:00", "2026-11-16 07:00"),
        ("weekly", "2026-11-16 06:00", "2026-11-09 07:00"),
        ("daily", "2026-03-29 08:00", "2026-03-29 07:00"),  # the night the clocks are put forward
        ("daily", "2026-10-25 08:00", "2026-10-25 07:00"),  # and back
    ],
)
def test_the_last_turn_is_a_moment_on_norwegian_clocks(rhythm: str, now: str, turn: str) -> None:
    assert last_turn(rhythm, at(now)) == at(turn)


def test_never_has_no_turn() -> None:
    assert last_turn(Rhythm.NEVER, at("2026-11-18 10:00")) is None


@given(
    rhythm=st.sampled_from(["hourly", "daily", "weekly"]),
    hours=st.lists(st.integers(0, 24 * 40), min_size=1, max_size=60),
)
def test_whatever_hours_the_job_runs_no_two_mails_come_in_one_period(rhythm: str, hours: list[int]) -> None:
    begun, sent_at = at("2026-03-10 00:30"), None
    sent: list[datetime] = []
    for hour in sorted(hours):
        now = begun + timedelta(hours=hour)
        if is_turn(rhythm, now, waiting_since=begun, sent_at=sent_at):
            sent_at = now
            sent.append(now)
    turns = [last_turn(rhythm, moment) for moment in sent]
    assert len(turns) == len(set(turns))


def test_what_happened_after_the_turn_waits_for_the_next() -> None:
    now = at("2026-11-18 09:00")
    assert not is_turn("daily", now, waiting_since=at("2026-11-18 08:00"), sent_at=None)
    assert is_turn("daily", now, waiting_since=at("2026-11-18 06:00"), sent_at=None)
