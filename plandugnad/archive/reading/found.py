"""What reading gives, and how much it may gather."""

import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

MOST_SIGNS = 400_000
MOST_PAGES = 3_000
MOST_CELLS = 500_000
# What a packed file may unfold to, as it says itself and as it turns out.
MOST_UNPACKED_BYTES = 300 * 1024**2
MOST_PARTS = 20_000
# After this long what has been read so far is kept; the process itself is ended a little later.
SOFT_SECONDS = 40


class Unreadable(Exception):
    """`state` is one of `TextState`'s words for a file without text."""

    def __init__(self, state: str) -> None:
        super().__init__(state)
        self.state = state


class Full(Exception):
    """There is as much text as we keep, or no more time; what is gathered stands."""


@dataclass
class Found:
    pages: int | None = None
    dated_on: date | None = None
    is_part: bool = False
    cells: int = 0
    _lines: list[str] = field(default_factory=list)
    _signs: int = 0
    _until: float = field(default_factory=lambda: time.monotonic() + SOFT_SECONDS)

    def add(self, text: str) -> None:
        line = " ".join(clean(text).split())
        if line:
            self._lines.append(line[: MOST_SIGNS - self._signs])
            self._signs += len(line) + 1
        if self._signs >= MOST_SIGNS or time.monotonic() > self._until:
            self.is_part = True
            raise Full

    def add_all(self, texts: Iterable[str]) -> None:
        for text in texts:
            self.add(text)

    def dated(self, moment: object) -> None:
        """The day a document says it was last changed; a year no document is from is left out."""
        if isinstance(moment, datetime) and 1980 <= moment.year <= 2100:
            self.dated_on = moment.date()

    @property
    def text(self) -> str:
        return "\n".join(self._lines)


def clean(text: str) -> str:
    """Without what a database or a page cannot hold: NUL, and halves of signs."""
    return text.replace("\x00", " ").encode("utf-8", "ignore").decode()
