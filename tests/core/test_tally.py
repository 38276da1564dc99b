"""Counting calls across processes, without a database."""

import os
import threading
from pathlib import Path

import pytest
from pytest_django import Settings

from plandugnad.core import tally

NOON_S = 1_800_000_000.0 - 1_800_000_000 % 60


@pytest.fixture(autouse=True)
def _own_file(settings: Settings, tmp_path: Path) -> None:
    settings.DATA = tmp_path


def test_each_is_counted_for_herself_and_begins_anew_with_the_minute() -> None:
    assert [tally.add("a", NOON_S), tally.add("a", NOON_S + 59), tally.add("b", NOON_S)] == [1, 2, 1]
    assert tally.add("a", NOON_S + 60) == 1


def test_processes_and_threads_count_together() -> None:
    child = os.fork()
    if child == 0:
        for _ in range(100):
            tally.add("a", NOON_S)
        os._exit(0)
    threads = [threading.Thread(target=lambda: [tally.add("a", NOON_S) for _ in range(100)]) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    os.waitpid(child, 0)
    assert tally.add("a", NOON_S) == 301


def test_those_who_fall_on_the_same_place_do_not_count_for_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tally, "_SLOTS", 8)
    assert {tally.add(f"caller {number}", NOON_S) for number in range(8)} == {1}
    assert {tally.add(f"caller {number}", NOON_S) for number in range(8)} == {2}
    assert tally.add("one more than there is room for", NOON_S) == 1


def test_no_address_can_be_read_in_the_file(tmp_path: Path) -> None:
    tally.add("address:192.0.2.77", NOON_S)
    kept = (tmp_path / "tally").read_bytes()
    assert b"192.0.2" not in kept
    assert (tmp_path / "tally").stat().st_mode & 0o077 == 0
