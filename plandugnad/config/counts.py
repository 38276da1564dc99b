"""How many requests each route has answered and how fast, added up over all page workers.

Each process counts in a small file of its own that is mapped into memory; a reader adds up the files. A worker that was
killed leaves its file, so nothing counted is lost; `serve` throws them away when it starts.
"""

import mmap
import os
import threading
import zlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver

NAMELESS, STATIC, NOWHERE = "(uten navn)", "(filer)", "(ingen)"
BUCKETS_SECONDS = (0.01, 0.025, 0.05, 0.1, 0.15, 0.3, 1.0, 3.0, 10.0, float("inf"))
STATUSES = ("1xx", "2xx", "3xx", "4xx", "5xx")
_WIDTH = len(STATUSES) + len(BUCKETS_SECONDS) + 1
_BYTES = 8
_lock = threading.Lock()


@dataclass(frozen=True)
class Counted:
    route: str
    statuses: tuple[int, ...]
    buckets: tuple[int, ...]  # each with those of the faster ones
    seconds: float


def add(route: str, status: int, seconds: float) -> None:
    start = _places().get(route, _places()[NAMELESS])
    bucket = next(n for n, limit in enumerate(BUCKETS_SECONDS) if seconds <= limit)
    with _lock:
        cells = _own()
        cells[start + min(max(status // 100, 1), 5) - 1] += 1
        cells[start + len(STATUSES) + bucket] += 1
        cells[start + _WIDTH - 1] += seconds


def read() -> list[Counted]:
    """The routes that have been asked for."""
    total = [0.0] * (len(_places()) * _WIDTH)
    for cells in _everyones():
        total = [one + other for one, other in zip(total, cells, strict=True)]
    rows = ((route, total[start : start + _WIDTH]) for route, start in _places().items())
    return [_counted(route, row) for route, row in rows if any(row)]


def _counted(route: str, row: list[float]) -> Counted:
    statuses = tuple(int(count) for count in row[: len(STATUSES)])
    counts = [int(count) for count in row[len(STATUSES) : -1]]
    return Counted(route, statuses, tuple(sum(counts[: n + 1]) for n in range(len(counts))), row[-1])


@cache
def _places() -> dict[str, int]:
    """Where each route's row begins; the same in every process that runs the same code."""
    return {name: n * _WIDTH for n, name in enumerate([NAMELESS, STATIC, NOWHERE, *sorted(_names())])}


def _names() -> set[str]:
    found: set[str] = set()
    pending: list[tuple[str, URLPattern | URLResolver]] = [("", one) for one in get_resolver().url_patterns]
    while pending:
        space, pattern = pending.pop()
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            pending += [(inner, one) for one in pattern.url_patterns]
        elif pattern.name:
            found.add(space + pattern.name)
    return found


def _folder() -> Path:
    folder: Path = settings.DATA / "counts"
    return folder


def _ending() -> str:
    return f"-{zlib.crc32(' '.join(_places()).encode()):08x}"


_mapped: "dict[int, memoryview[float]]" = {}


def _own() -> "memoryview[float]":
    """By process, so that a fork counts in a file of its own."""
    cells = _mapped.get(os.getpid())
    if cells is None:
        _mapped.clear()
        cells = _mapped[os.getpid()] = memoryview(_map()).cast("d")
    return cells


def _map() -> mmap.mmap:
    size = len(_places()) * _WIDTH * _BYTES
    try:
        _folder().mkdir(mode=0o700, exist_ok=True)
        descriptor = os.open(_folder() / f"{os.getpid()}{_ending()}", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError:  # a full disk must not stop the pages; then this process is counted by itself alone
        return mmap.mmap(-1, size)
    try:
        os.ftruncate(descriptor, size)
        return mmap.mmap(descriptor, size)
    finally:
        os.close(descriptor)


def _everyones() -> list[list[float]]:
    size = len(_places()) * _WIDTH * _BYTES
    found = [path.read_bytes() for path in _folder().glob(f"*{_ending()}")] if _folder().is_dir() else []
    return [list(memoryview(cells).cast("d")) for cells in found if len(cells) == size]
