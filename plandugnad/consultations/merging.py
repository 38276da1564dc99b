"""Two people's changes of one text put together, line by line. Pure: no database, no clock."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import takewhile


@dataclass(frozen=True)
class Merged:
    """`text` holds all that either wrote. Where both changed the same lines it is not clean, and `text` has theirs
    and then mine there: a person must read it."""

    text: str
    is_clean: bool


@dataclass(frozen=True)
class _Change:
    """Lines `starts` up to, not with, `ends` of what both began with became `lines`."""

    starts: int
    ends: int
    lines: tuple[str, ...]
    is_mine: bool

    def meets(self, later: "_Change") -> bool:
        """What is put in between two lines meets a change of either: in which order they go is not for us to say."""
        is_between = self.starts == self.ends or later.starts == later.ends
        return later.starts < self.ends or (is_between and later.starts == self.ends)


def three_way(base: str, mine: str, theirs: str) -> Merged:
    """`base` is what both had before them. Line breaks are as in the texts; the same change by both is made once."""
    lines = base.split("\n")
    changes = [*_changes(lines, mine, is_mine=True), *_changes(lines, theirs, is_mine=False)]
    found: list[str] = []
    is_clean, reached = True, 0
    for knot in _knots(sorted(changes, key=lambda one: (one.starts, one.ends))):
        starts, ends = knot[0].starts, max(one.ends for one in knot)
        found += lines[reached:starts]
        my_side, their_side = (_side(lines, knot, starts, ends, is_mine=is_mine) for is_mine in (True, False))
        if my_side == their_side or all(not one.is_mine for one in knot):
            found += their_side
        elif all(one.is_mine for one in knot):
            found += my_side
        else:
            found += [*their_side, *my_side]
            is_clean = False
        reached = ends
    return Merged("\n".join([*found, *lines[reached:]]), is_clean)


def _changes(base: Sequence[str], text: str, *, is_mine: bool) -> Iterator[_Change]:
    lines = text.split("\n")
    before = _alike(zip(base, lines, strict=False))
    after = _alike(zip(reversed(base[before:]), reversed(lines[before:]), strict=False))
    # What is alike at both ends is laid aside first, since the matcher passes over lines that come again and again.
    matcher = SequenceMatcher(None, base[before : len(base) - after], lines[before : len(lines) - after])
    for tag, starts, ends, first, last in matcher.get_opcodes():
        if tag != "equal":
            yield _Change(before + starts, before + ends, tuple(lines[before + first : before + last]), is_mine)


def _alike(pairs: Iterable[tuple[str, str]]) -> int:
    return sum(1 for _pair in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _knots(changes: Sequence[_Change]) -> Iterator[list[_Change]]:
    knot: list[_Change] = []
    for change in changes:
        if knot and not any(one.meets(change) for one in knot):
            yield knot
            knot = []
        knot.append(change)
    if knot:
        yield knot


def _side(base: Sequence[str], knot: Sequence[_Change], starts: int, ends: int, *, is_mine: bool) -> list[str]:
    """The lines of the knot as one of the two has them."""
    found: list[str] = []
    reached = starts
    for change in knot:
        if change.is_mine is is_mine:
            found += [*base[reached : change.starts], *change.lines]
            reached = change.ends
    return [*found, *base[reached:ends]]
