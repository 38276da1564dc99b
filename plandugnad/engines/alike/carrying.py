"""Places in one text → the same places in nearly the same text, as when many have sent the same letter."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from math import sqrt

from plandugnad.engines.alike.comparing import NEAR_COPY
from plandugnad.engines.alike.grouping import likeness

Place = tuple[int, int]

_WORD = re.compile(r"\S+")
_LONGEST = 3_000  # words; comparing takes the square of it
# So much of what stood in a place must stand in the other, word for word. Less is perhaps something else.
_LEAST_CARRIED = 0.6
# Fewer words in common, in whatever order, and texts are no near copies: asked before anything slower is.
_WORTH_COMPARING = 0.6


def near_copies_of(text: str, others: Iterable[tuple[str, str]]) -> list[tuple[str, float]]:
    """Of (id, text), those that are nearly the same as `text`, with how alike they are (`NEAR_COPY` to 1), most first.

    Two thousand letters of 250 words, nearly half of them copies, take half a second of one core.
    """
    mine = _bag(text)
    found = [
        (id, alike)
        for id, other in others
        if _shared(mine, _bag(other)) >= _WORTH_COMPARING and (alike := likeness(text, other)) >= NEAR_COPY
    ]
    return sorted(found, key=lambda one: (-one[1], one[0]))


def carried(text: str, places: Sequence[Place], other: str) -> list[Place | None]:
    """For each (start, end) in `text`, counted in signs, the same in `other`. None where too little of it is there.

    What has been put in between the words is taken along, what has been put in before or after is not.
    """
    mine, theirs = list(_WORD.finditer(text)), list(_WORD.finditer(other))
    if len(mine) > _LONGEST or len(theirs) > _LONGEST:
        return [None for _place in places]
    same, moved = _matched([word[0].casefold() for word in mine], [word[0].casefold() for word in theirs])
    starts, ends = [word.start() for word in mine], [word.end() for word in mine]
    found: list[Place | None] = []
    for start, end in places:
        words = range(bisect_right(ends, start), bisect_left(starts, end))
        where = [moved[word] for word in words if word in moved]
        if not where or sum(word in same for word in words) < _LEAST_CARRIED * len(words):
            found.append(None)
            continue
        first, last = min(one[0] for one in where), max(one[1] for one in where)
        found.append((theirs[first].start(), theirs[last - 1].end()))
    return found


def _matched(mine: list[str], theirs: list[str]) -> tuple[set[int], Mapping[int, Place]]:
    """Words that are the same, and for each word that is there in some form, from which to which of theirs."""
    same: set[int] = set()
    moved: dict[int, Place] = {}
    matcher = SequenceMatcher(None, mine, theirs, autojunk=False)
    for kind, start, end, their_start, their_end in matcher.get_opcodes():
        if kind == "equal":
            same.update(range(start, end))
        moved.update(_in_step(start, end, their_start, their_end))
    return same, moved


def _in_step(start: int, end: int, their_start: int, their_end: int) -> Iterator[tuple[int, Place]]:
    """Where some words are put for others: each gets its share of them, so that a place takes no more than its own."""
    number, theirs = end - start, their_end - their_start
    for word in range(number) if theirs else ():
        first, last = their_start + word * theirs // number, their_start + -(-(word + 1) * theirs // number)
        yield start + word, (first, last)


def _bag(text: str) -> frozenset[str]:
    return frozenset(text.casefold().split())


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / sqrt(len(one) * len(other)) if one and other else 0.0
