"""Has a file read by a process of its own, and believes no more of its answer than what can be kept."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from plandugnad.core.apart import surroundings
from plandugnad.engines.boundaries.refusal import Refused

WALL_SECONDS = 60
# From the command line nobody waits for a page.
PATIENT_SECONDS = 900
_READER = "plandugnad.engines.boundaries.child"


@dataclass(frozen=True)
class Read:
    system: str
    dated: str
    counties: int
    points: int
    units: list[dict[str, Any]]
    county_edges: dict[str, list[list[int]]]


def read_apart(path: Path, seconds: int = WALL_SECONDS) -> Read:
    """Raises Refused."""
    command = [sys.executable, "-m", _READER, str(path)]
    given = surroundings(PROJ_NETWORK="OFF")
    try:
        # The command is ours; only the path to a file of ours varies.
        done = subprocess.run(command, capture_output=True, timeout=seconds, env=given, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise Refused("too_much") from None
    if done.returncode:
        raise Refused("too_much" if done.returncode < 0 else "broken")
    said = json.loads(done.stdout)
    if "refused" in said:
        raise Refused(said["refused"], said["about"])
    return Read(**said["outlines"])
