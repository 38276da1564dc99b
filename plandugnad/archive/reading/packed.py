"""Office files are zip archives. How much they unfold to is looked at before any of it is unfolded."""

import zipfile
from pathlib import Path
from typing import IO

from plandugnad.archive.reading.found import MOST_PARTS, MOST_UNPACKED_BYTES, Unreadable


def check(path: Path | IO[bytes]) -> None:
    """A part cannot give more than it says: zipfile stops there, and says that the file is broken."""
    with zipfile.ZipFile(path) as archive:
        parts = archive.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED_BYTES:
        raise Unreadable("too_large")
    if any(part.flag_bits & 0x1 for part in parts):
        raise Unreadable("encrypted")
