"""Files by checksum in a local folder. Written before the row is committed, so a row never lacks its file."""

import hashlib
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

from plandugnad.core.models import StoredFile


def path_of(sha256: str) -> Path:
    folder: Path = settings.FILES_FOLDER
    return folder / sha256[:2] / sha256


def store(chunks: Iterable[bytes]) -> StoredFile:
    """Keeps the bytes and returns their row. The same content again gives the same row."""
    folder: Path = settings.FILES_FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    handle, temporary = tempfile.mkstemp(dir=folder, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as out:
            for chunk in chunks:
                digest.update(chunk)
                size += len(chunk)
                out.write(chunk)
            out.flush()
            os.fsync(out.fileno())
        place = path_of(digest.hexdigest())
        place.parent.mkdir(exist_ok=True)
        Path(temporary).replace(place)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    row, _made = StoredFile.objects.get_or_create(sha256=digest.hexdigest(), defaults={"size_bytes": size})
    return row


def read(file: StoredFile) -> bytes:
    return path_of(file.sha256).read_bytes()
