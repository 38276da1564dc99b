"""Two days of the same strategy held against each other. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from plandugnad.strategies.living.content import Content, Line, OutsideLine
from plandugnad.strategies.living.standing import Group


class Change(StrEnum):
    NEW = "new"
    GONE = "gone"
    MOVED = "moved"  # another promise
    CHANGED = "changed"  # it goes otherwise
    SAME = "same"


@dataclass(frozen=True)
class Difference:
    """`change` is the weightiest: what is moved may go otherwise too."""

    change: Change
    before: Line | None
    after: Line | None

    @property
    def sides(self) -> tuple[Line | None, Line | None]:
        return self.before, self.after

    @property
    def line(self) -> Line:
        found = self.after or self.before
        assert found
        return found


@dataclass(frozen=True)
class Comparison:
    before: Content
    after: Content
    differences: tuple[Difference, ...]
    new_outside: tuple[OutsideLine, ...]
    gone_outside: tuple[OutsideLine, ...]

    def number(self, change: Change) -> int:
        return sum(1 for one in self.differences if one.change is change)


def compare(before: Content, after: Content) -> Comparison:
    was, has = ({one.plan_id: one for one in content.outside} for content in (before, after))
    return Comparison(
        before,
        after,
        tuple(_differences(before, after)),
        tuple(one for id, one in has.items() if id not in was),
        tuple(one for id, one in was.items() if id not in has),
    )


def _differences(before: Content, after: Content) -> Iterator[Difference]:
    was = {line.need_id: line for line in before.lines}
    for line in after.lines:
        old = was.pop(line.need_id, None)
        yield Difference(_change(old, line), old, line)
    for line in was.values():
        yield Difference(Change.GONE, line, None)


def _change(old: Line | None, new: Line) -> Change:
    if old is None:
        return Change.NEW
    if (old.begins, old.ends, old.decision, old.name) != (new.begins, new.ends, new.decision, new.name):
        return Change.MOVED
    if old.track is None and new.track and new.track.group is Group.AS_PROMISED:
        return Change.SAME  # frozen as it was promised, and so it goes
    said = [(one.said.track, one.said.because) if one.said else None for one in (old, new)]
    standings = [one.track.standing if one.track else None for one in (old, new)]
    ends = [one.track.ends if one.track else None for one in (old, new)]
    is_same = said[0] == said[1] and standings[0] == standings[1] and ends[0] == ends[1]
    return Change.SAME if is_same else Change.CHANGED
