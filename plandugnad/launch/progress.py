"""Lines that show that something slow is under way."""

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager


def say(sentence: str) -> None:
    print(sentence, flush=True)


def complain(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


@contextmanager
def progress(sentence: str) -> Iterator[None]:
    """'Lager databasen … 3 s': the seconds tick on a terminal and come at the end elsewhere."""
    started = time.monotonic()
    done = threading.Event()
    print(f"{sentence} …", end="", flush=True)
    ticker = threading.Thread(target=_tick, args=(sentence, started, done), daemon=True)
    if sys.stdout.isatty():
        ticker.start()
    try:
        yield
    finally:
        done.set()
        if ticker.is_alive():
            ticker.join()
        print(f"{_back(sentence)} {_seconds(time.monotonic() - started)}", flush=True)


def _tick(sentence: str, started: float, done: threading.Event) -> None:
    while not done.wait(1):
        print(f"\r{sentence} … {time.monotonic() - started:.0f} s", end="", flush=True)


def _back(sentence: str) -> str:
    return f"\r{sentence} …" if sys.stdout.isatty() else ""


def _seconds(seconds: float) -> str:
    return f"{seconds:.1f} s".replace(".", ",") if seconds < 10 else f"{seconds:.0f} s"
