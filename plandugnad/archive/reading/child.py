"""Run as a process of its own: `python -m plandugnad.archive.reading.child KIND PATH`. Prints what it found as JSON.

It is given no secrets and no database. A file that makes it use too much makes only this process end.
"""

import contextlib
import json
import logging
import sys
import warnings
from pathlib import Path

from plandugnad.archive.reading.formats import READERS
from plandugnad.archive.reading.found import Found, Full, Unreadable

try:
    import resource
except ImportError:  # Windows has none of these; the parent still ends us when time is up
    resource = None  # type: ignore[assignment]

MEMORY_BYTES = 1024**3
CPU_SECONDS = 50


def main(kind: str, path: str) -> None:
    _limit()
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    found = Found()
    state = ""
    try:
        with contextlib.suppress(Full):
            READERS[kind](Path(path), found)
    except Unreadable as unreadable:
        state = unreadable.state
    except (MemoryError, RecursionError):
        state = "too_large"
    except Exception:
        state = "broken"
    if state and found.text:  # what came before it broke is worth finding
        state, found.is_part = "", True
    state = state or ("partly" if found.is_part and found.text else "read" if found.text else "empty")
    said = {
        "state": state,
        "text": found.text,
        "pages": found.pages,
        "dated_on": found.dated_on.isoformat() if found.dated_on else None,
    }
    sys.stdout.write(json.dumps(said))


def _limit() -> None:
    if resource is None:
        return
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 5))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main(*sys.argv[1:3])
