"""Two texts side by side: which words differ."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

# From here two texts are so alike that a reader wants to see only what differs. Measured: docs/measurements.md.
NEAR_COPY = 0.75

_PIECE = re.compile(r"\s+|[^\s]+")
_LONGEST = 3_000  # pieces; two longer texts are shown as they are, since comparing takes the square of it


@dataclass(frozen=True)
class Piece:
    """A stretch of a text, and whether it is otherwise in the text it is compared with."""

    text: str
    differs: bool


def difference(text: str, beside: str) -> list[Piece]:
    """`text` in pieces, which put together are `text`; words that are not in `beside` at that place are marked."""
    mine, theirs = _PIECE.findall(text), _PIECE.findall(beside)
    if len(mine) > _LONGEST or len(theirs) > _LONGEST:
        return [Piece(text, differs=False)] if text else []
    matcher = SequenceMatcher(None, [_bare(one) for one in mine], [_bare(one) for one in theirs], autojunk=False)
    return list(_pieces(mine, matcher))


def _pieces(mine: list[str], matcher: "SequenceMatcher[str]") -> Iterator[Piece]:
    for kind, start, end, _their_start, _their_end in matcher.get_opcodes():
        if said := "".join(mine[start:end]):
            yield Piece(said, differs=kind != "equal" and not said.isspace())


def _bare(piece: str) -> str:
    """White space is all one: a line broken elsewhere is no difference."""
    return " " if piece.isspace() else piece.casefold()
