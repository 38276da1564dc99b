"""Run as a process of its own: `python -m plandugnad.engines.boundaries.child PATH`. Prints the outlines as JSON.

It is given no secrets and no database. A file that makes it use too much, or breaks a library, ends only this process.
"""

import contextlib
import json
import logging
import sys
import warnings
from dataclasses import asdict
from pathlib import Path

from plandugnad.engines.boundaries import geojson, geopackage, gml
from plandugnad.engines.boundaries.found import Found
from plandugnad.engines.boundaries.outlines import Outlines, outlines_of
from plandugnad.engines.boundaries.refusal import Refused

try:
    import resource
except ImportError:  # Windows has none of these; the parent still ends us when time is up
    resource = None  # type: ignore[assignment]

MEMORY_BYTES = 3 * 1024**3
MOST_BYTES = 250 * 1024**2


def main(path: str) -> None:
    _limit()
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    said: dict[str, object]
    try:
        said = {"outlines": asdict(read(Path(path)))}
    except Refused as refused:
        said = {"refused": refused.code, "about": refused.about}
    except (MemoryError, RecursionError):
        said = {"refused": "too_much", "about": {}}
    sys.stdout.write(json.dumps(said))


def read(path: Path) -> Outlines:
    """Its content decides what it is, not its name."""
    if path.stat().st_size > MOST_BYTES:
        raise Refused("size", {"most": str(MOST_BYTES // 1024**2)})
    with path.open("rb") as file:
        head = file.read(512).lstrip(b"\xef\xbb\xbf \t\r\n")
    found = Found()
    if head.startswith(b"SQLite format 3\0"):
        geopackage.read(path, found)
    elif head.startswith(b"{"):
        geojson.read(path, found)
    elif head.startswith(b"<"):
        gml.read(path, found)
    elif head.startswith(b"PK"):
        raise Refused("zip")
    else:
        raise Refused("unknown")
    return outlines_of(found)


def _limit() -> None:
    if resource is None:
        return
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main(sys.argv[1])
