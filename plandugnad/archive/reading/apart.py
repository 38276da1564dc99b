"""Asks the child, and believes no more of its answer than what can be kept."""

import json
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from plandugnad.archive.kinds import TextState
from plandugnad.archive.reading.found import MOST_SIGNS, clean
from plandugnad.core.apart import surroundings

WALL_SECONDS = 75
READABLE = frozenset({"pdf", "docx", "xlsx", "pptx", "odt", "ods", "odp", "text"})


@dataclass(frozen=True)
class Answer:
    state: TextState
    text: str = ""
    pages: int | None = None
    dated_on: date | None = None


def read_apart(kind: str, path: Path) -> Answer:
    if kind not in READABLE:
        return Answer(TextState.UNSUPPORTED)
    command = [sys.executable, "-m", "plandugnad.archive.reading.child", kind, str(path)]
    try:
        # The command is ours; only the path to a file named by its checksum varies.
        done = subprocess.run(command, capture_output=True, timeout=WALL_SECONDS, env=surroundings(), check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        return Answer(TextState.TOO_LARGE)
    if done.returncode:  # ended by a limit, or by the file
        return Answer(TextState.TOO_LARGE if done.returncode < 0 else TextState.BROKEN)
    try:
        return _answer(json.loads(done.stdout))
    except (ValueError, KeyError, TypeError):
        return Answer(TextState.BROKEN)


def _answer(said: dict[str, object]) -> Answer:
    dated = said["dated_on"]
    pages = said["pages"]
    return Answer(
        TextState(str(said["state"])),
        clean(str(said["text"]))[:MOST_SIGNS],
        pages if isinstance(pages, int) and 0 <= pages < 2**31 else None,
        date.fromisoformat(dated) if isinstance(dated, str) else None,
    )
