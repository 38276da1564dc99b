"""Places in a statement's text, counted in signs (Unicode code points) from its beginning. Pure."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

_BLANK_LINE = re.compile(r"\r?\n[^\S\r\n]*(?:\r?\n\s*)+")
# A sentence ends at a mark that is followed by room and something that may begin one; «§ 4. ledd» is read on.
_SENTENCE = re.compile(r"(?<=[.!?])[\"»”)]?\s+(?=[\"«“(–-]?[A-ZÆØÅ0-9])")


@dataclass(frozen=True)
class Span:
    """From `starts` up to, not with, `ends`."""

    starts: int
    ends: int

    def of(self, text: str) -> str:
        return text[self.starts : self.ends]


class Placed(Protocol):
    @property
    def starts(self) -> int: ...

    @property
    def ends(self) -> int: ...


@dataclass(frozen=True)
class Piece:
    """A stretch of the text with the same points over it, by number; `begins` are those that begin here."""

    text: str
    numbers: tuple[int, ...] = ()
    begins: tuple[int, ...] = ()


def tightened(text: str, span: Span) -> Span | None:
    """Without the room at either end. None where nothing is left, or where it does not lie in the text."""
    if not 0 <= span.starts < span.ends <= len(text):
        return None
    inside = span.of(text)
    starts = span.starts + len(inside) - len(inside.lstrip())
    ends = span.ends - (len(inside) - len(inside.rstrip()))
    return Span(starts, ends) if starts < ends else None


def whole(text: str) -> Span | None:
    return tightened(text, Span(0, len(text))) if text else None


def paragraphs(text: str) -> list[Span]:
    """What stands between empty lines; where there are none, each line."""
    return _between(text, _BLANK_LINE) if _BLANK_LINE.search(text.strip()) else _between(text, re.compile(r"[\r\n]+"))


def sentences(text: str) -> list[Span]:
    """As good as full stops tell. No line goes on in the next paragraph."""
    found = []
    for outer in paragraphs(text):
        inside = outer.of(text)
        found += [Span(outer.starts + one.starts, outer.starts + one.ends) for one in _between(inside, _SENTENCE)]
    return found


def pieces(text: str, points: Sequence[Placed]) -> list[Piece]:
    """The whole text in order, cut wherever a point begins or ends. Points are numbered from 1 as they are given."""
    cuts = sorted({0, len(text), *(at for point in points for at in (point.starts, point.ends))})
    over: list[list[int]] = [[] for _cut in cuts]
    begins: list[list[int]] = [[] for _cut in cuts]
    for number, point in enumerate(points, start=1):
        first, last = bisect_left(cuts, point.starts), bisect_right(cuts, point.ends) - 1
        begins[first].append(number)
        for index in range(first, last):
            over[index].append(number)
    return [
        Piece(text[start:end], tuple(over[index]), tuple(begins[index]))
        for index, (start, end) in enumerate(pairwise(cuts))
    ]


def joined(spans: Iterable[Placed]) -> Span:
    """From the first to the last of them, with what stands between."""
    every = list(spans)
    return Span(min(one.starts for one in every), max(one.ends for one in every))


def _between(text: str, divider: re.Pattern[str]) -> list[Span]:
    starts, found = 0, []
    for match in divider.finditer(text):
        found.append(Span(starts, match.start()))
        starts = match.end()
    found.append(Span(starts, len(text)))
    return [one for span in found if (one := tightened(text, span))]
