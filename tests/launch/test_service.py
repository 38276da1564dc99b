from collections.abc import Callable

import pytest

from plandugnad.launch.errors import LaunchError
from plandugnad.launch.service import Kept


class Fragile:
    name = "Nettjeneren"

    def __init__(self) -> None:
        self.starts = 0
        self.has_ended = False
        self.refuses = False

    def start(self) -> None:
        if self.refuses:
            raise LaunchError("Disken er full.")
        self.starts += 1
        self.has_ended = False

    def stop(self, is_urgent: Callable[[], bool]) -> None:
        self.has_ended = True


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def die(kept: Kept, fragile: Fragile, clock: Clock) -> float:
    """Seconds until it is started again."""
    fragile.has_ended = True
    died_at, starts = clock.now, fragile.starts
    while fragile.starts == starts:
        kept.tend()
        clock.now += 0.1
    return clock.now - died_at


def test_each_death_in_a_row_gives_a_longer_pause_up_to_half_a_minute(capsys: pytest.CaptureFixture[str]) -> None:
    fragile, clock = Fragile(), Clock()
    kept = Kept(fragile, clock=clock)
    kept.start()
    pauses = [die(kept, fragile, clock) for _ in range(9)]
    assert pauses == sorted(pauses)
    assert pauses[0] < 1
    assert 29 < pauses[-1] < 32
    assert "Nettjeneren stanset uventet. Starter igjen om 0,5 s." in capsys.readouterr().err


def test_after_a_quiet_time_it_is_forgiven() -> None:
    fragile, clock = Fragile(), Clock()
    kept = Kept(fragile, clock=clock)
    kept.start()
    for _ in range(5):
        die(kept, fragile, clock)
    clock.now += 120
    assert die(kept, fragile, clock) < 1


def test_a_start_that_fails_is_said_and_tried_again(capsys: pytest.CaptureFixture[str]) -> None:
    fragile, clock = Fragile(), Clock()
    kept = Kept(fragile, clock=clock)
    kept.start()
    fragile.has_ended = fragile.refuses = True
    kept.tend()
    clock.now += 1
    kept.tend()
    assert "Disken er full." in capsys.readouterr().err
    fragile.refuses = False
    clock.now += 60
    kept.tend()
    assert fragile.starts == 2
