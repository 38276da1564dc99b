"""What the children say: kept in files that are rotated, warnings passed on to the screen."""

import logging
import re
import threading
from collections import deque
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import IO

_FILE_BYTES = 2_000_000
_OLD_FILES = 4
_REMEMBERED_LINES = 60
_LONGEST_SHOWN = 300
_WARNING = re.compile(r"\b(WARNING|CRITICAL|ERROR)\b")
# PostgreSQL reports every broken constraint as ERROR; the page that caused it tells the user.
_EXPECTED = r"starting up|shutting down|not yet accepting|terminating connection"
_DATABASE_WARNING = re.compile(rf"\b(PANIC|FATAL):(?!.*({_EXPECTED}))")


class _QuietRotatingFile(RotatingFileHandler):
    def handleError(self, record: logging.LogRecord) -> None:
        """A full disk must not fill the screen too."""


class ChildLog:
    def __init__(self, path: Path | None, show: Callable[[str], None] | None = None, *, database: bool = False) -> None:
        self.path = path
        self._show = show
        self._pattern = _DATABASE_WARNING if database else _WARNING
        self._last_shown = ""
        self._tail: deque[str] = deque(maxlen=_REMEMBERED_LINES)
        self._file = self._open(path) if path else None
        self._threads: list[threading.Thread] = []

    @staticmethod
    def _open(path: Path) -> _QuietRotatingFile:
        return _QuietRotatingFile(path, maxBytes=_FILE_BYTES, backupCount=_OLD_FILES, encoding="utf-8", delay=True)

    def follow(self, stream: IO[bytes] | None) -> None:
        if stream is None:
            return
        if self.path:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        thread = threading.Thread(target=self._read, args=(stream,), daemon=True)
        thread.start()
        self._threads.append(thread)

    def finish(self) -> None:
        """Wait for what is still in the pipes; grandchildren may hold them open a little longer."""
        for thread in self._threads:
            thread.join(1)
        self._threads.clear()
        if self._file:
            self._file.close()

    def tail(self) -> str:
        return "\n".join(self._tail)

    def _read(self, stream: IO[bytes]) -> None:
        with stream:
            for raw in stream:
                self._take(raw.decode("utf-8", "replace").rstrip())

    def _take(self, line: str) -> None:
        self._tail.append(line)
        if self._file:
            self._file.emit(logging.makeLogRecord({"msg": line}))
        if self._show and self._pattern.search(line) and line != self._last_shown:
            self._last_shown = line
            self._show(line[:_LONGEST_SHOWN])
