import errno
import fcntl
import os
from pathlib import Path

from plandugnad.launch.errors import AlreadyRunningError


class FolderLock:
    """Held by one process at a time; the kernel lets go of it even after kill -9."""

    def __init__(self, path: Path, sentence: str) -> None:
        self._path = path
        self._sentence = sentence
        self._descriptor: int | None = None

    def take(self) -> None:
        descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(descriptor)
            if error.errno in (errno.EWOULDBLOCK, errno.EACCES):
                raise AlreadyRunningError(self._sentence) from None
            raise
        self._descriptor = descriptor

    def give_back(self) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None
