"""What somebody changed in a text, so that it can be done again on a text others have changed meanwhile."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORDS = re.compile(r"\w+|\s+|[^\w\s]")
_MOST = 4_000_000  # of pairs of words; beyond it the middle is taken as written anew


@dataclass(frozen=True, slots=True)
class Edit:
    """From `start` to `end` in the text before, `text` instead."""

    start: int
    end: int
    text: str


def edits(before: str, after: str) -> list[Edit]:
    """From the front; word by word, so that what is left alone stays the writing of whoever wrote it."""
    head = _alike(before, after)
    tail = _alike(before[head:][::-1], after[head:][::-1])
    old, new = _WORDS.findall(before[head : len(before) - tail]), _WORDS.findall(after[head : len(after) - tail])
    if not old and not new:
        return []
    if len(old) * len(new) > _MOST:
        return [Edit(head, len(before) - tail, after[head : len(after) - tail])]
    places = [head]
    for word in old:
        places.append(places[-1] + len(word))
    return [
        Edit(places[a], places[b], "".join(new[c:d]))
        for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
        if kind != "equal"
    ]


def on(now: str, before: str, made: Sequence[Edit]) -> list[Edit]:
    """The same edits where `before` has become `now`: only what still stands of it is taken away, nothing of others."""
    if now == before:
        return list(made)
    since = edits(before, now)
    found: list[Edit] = []
    for one in made:
        pieces = [(_moved(start, since), _moved(start, since) + end - start) for start, end in _left(one, since)]
        at = pieces[0][0] if pieces else _moved(one.start, since)
        if one.text:
            found.append(Edit(at, at, one.text))
        found += [Edit(start, end, "") for start, end in pieces]
    return found


def _left(one: Edit, since: Sequence[Edit]) -> list[tuple[int, int]]:
    """What of the span the others have left, in places of the text before."""
    pieces, start = [], one.start
    for other in since:
        if other.end <= start and other.start < start:
            continue
        if other.start >= one.end:
            break
        if start < other.start:
            pieces.append((start, other.start))
        start = max(start, other.end)
    if start < one.end:
        pieces.append((start, one.end))
    return pieces


def _moved(place: int, since: Sequence[Edit]) -> int:
    """Where a place in the text before is now: after what others wrote just there."""
    starts = [one.start for one in since]
    known = bisect_right(starts, place)
    moved = place
    for one in since[:known]:
        moved += len(one.text) - (min(one.end, place) - one.start)
    return moved


def _alike(one: str, other: str) -> int:
    number = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        number += 1
    return number
