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
        ("daily", "2026-03-29 06:59", "2026-03-28 07:00"),
        ("weekly", "2026-03-30 07:00", "2026-03-30 07:00"),  # the Monday after, in summer time
        ("weekly", "2026-03-29 23:30", "2026-03-23 07:00"),
        ("hourly", "2026-03-29 03:30", "2026-03-29 03:00"),  # right after the hour there was none of
        ("daily", "2026-12-31 23:59", "2026-12-31 07:00"),
        ("daily", "2027-01-01 06:59", "2026-12-31 07:00"),  # over the year's end
        ("weekly", "2027-01-01 12:00", "2026-12-28 07:00"),
        ("daily", "2028-02-29 07:00", "2028-02-29 07:00"),  # a leap day
        ("daily", "2028-03-01 06:00", "2028-02-29 07:00"),
        ("weekly", "2028-03-01 06:00", "2028-02-28 07:00"),
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


def test_the_hour_that_comes_twice_in_autumn_has_two_turns_an_hour_apart() -> None:
    """02.30 before and after the clocks are put back are two moments, and each has its own turn."""
    before = datetime.fromisoformat("2026-10-25T02:30+02:00")
    after = datetime.fromisoformat("2026-10-25T02:30+01:00")
    first, second = last_turn("hourly", before), last_turn("hourly", after)
    assert first is not None
    assert second is not None
    assert (before - first, after - second) == (timedelta(minutes=30), timedelta(minutes=30))
    assert is_turn("hourly", after, waiting_since=before, sent_at=first)


@pytest.mark.parametrize("days", ["2026-03-28", "2026-10-24", "2026-12-30", "2028-02-27"])
def test_the_hourly_job_sends_one_daily_mail_a_day_also_when_a_day_is_an_hour_longer_or_shorter(days: str) -> None:
    begun, sent_at = at(f"{days} 07:00"), at(f"{days} 07:00")
    sent = []
    for hour in range(1, 24 * 3 + 2):
        now = begun + timedelta(hours=hour)
        if is_turn("daily", now, waiting_since=begun, sent_at=sent_at):
            sent_at = now
            sent.append(timezone.localtime(now))
    assert [moment.hour for moment in sent] == [7, 7, 7]
    assert len({moment.date() for moment in sent}) == 3
