"""How often each caller has called this minute: counted by all page workers together, without asking the database.

One small file mapped into memory by every process. It holds no address and no name: only a keyed digest of who called.
"""

import fcntl
import hashlib
import mmap
import os
import struct
import threading
from pathlib import Path

from django.conf import settings

MINUTE_S = 60
_SLOT = struct.Struct("<QII")  # who, in which minute, how often
_SLOTS = 1 << 16
_TRIED = 8  # slots one caller may stand in, so that those who fall on the same one do not count for each other
_lock = threading.Lock()
_opened: dict[int, tuple[Path, int, mmap.mmap]] = {}


def add(who: str, moment_s: float) -> int:
    """Counts one more call, and tells how many there are now in the minute of this moment."""
    digest = hashlib.blake2b(who.encode(), digest_size=8, key=settings.SECRET_KEY.encode()[:64]).digest()
    number, minute = int.from_bytes(digest, "little"), int(moment_s) // MINUTE_S
    with _lock:
        descriptor, cells = _file()
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        try:
            return _count(cells, number, minute)
        finally:
            fcntl.flock(descriptor, fcntl.LOCK_UN)


def _count(cells: mmap.mmap, number: int, minute: int) -> int:
    free = None
    for step in range(_TRIED):
        at = (number + step) % _SLOTS * _SLOT.size
        known, when, count = _SLOT.unpack_from(cells, at)
        if known == number and when == minute:
            _SLOT.pack_into(cells, at, number, minute, count + 1)
            return int(count) + 1
        if free is None and when != minute:
            free = at
    if free is not None:
        _SLOT.pack_into(cells, free, number, minute, 1)
    return 1  # with no room to count in, nobody is turned away


def _file() -> tuple[int, mmap.mmap]:
    """By process: a lock taken through a file opened before a fork would be shared with the one forked."""
    path: Path = settings.DATA / "tally"
    kept = _opened.get(os.getpid())
    if kept is None or kept[0] != path:
        for _path, descriptor, cells in _opened.values():
            cells.close()
            os.close(descriptor)
        _opened.clear()
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        if os.fstat(descriptor).st_size < _SLOTS * _SLOT.size:
            os.ftruncate(descriptor, _SLOTS * _SLOT.size)
        kept = _opened[os.getpid()] = (path, descriptor, mmap.mmap(descriptor, _SLOTS * _SLOT.size))
    return kept[1], kept[2]
