"""Sets of clocks, held as spans that do not meet: what of a client's is gone, and where what it made stands."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from plandugnad.engines.sheet.holders import Holder


class Gone:
    """Which clocks of one client are deleted."""

    __slots__ = ("ends", "starts")

    def __init__(self) -> None:
        self.starts: list[int] = []
        self.ends: list[int] = []

    def has(self, clock: int) -> bool:
        place = bisect_right(self.starts, clock) - 1
        return place >= 0 and clock < self.ends[place]

    def left_of(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """What of the span is not here yet."""
        place = max(bisect_right(self.starts, start) - 1, 0)
        while start < end:
            if place >= len(self.starts) or self.starts[place] >= end:
                yield start, end
                return
            if start < self.starts[place]:
                yield start, self.starts[place]
            start = max(start, self.ends[place])
            place += 1

    def add(self, start: int, end: int) -> None:
        """Spans that meet become one."""
        first = bisect_left(self.ends, start)
        last = bisect_right(self.starts, end)
        if first < last:
            start, end = min(start, self.starts[first]), max(end, self.ends[last - 1])
        self.starts[first:last] = [start]
        self.ends[first:last] = [end]


Place = tuple[Holder | None, str | None]


class Made:
    """Where each thing one client has made stands: what holds it, and under which key. There are no gaps."""

    __slots__ = ("first", "places", "starts", "state")

    def __init__(self, state: int = 0) -> None:
        self.first = state
        self.starts: list[int] = []
        self.places: list[Place] = []
        self.state = state

    def at(self, clock: int) -> Place:
        return self.places[bisect_right(self.starts, clock) - 1]

    def add(self, end: int, place: Place) -> None:
        # What is typed in one go is one span. Entries of a map stay apart: each takes the place of another.
        if not self.places or place[1] is not None or self.places[-1] != place:
            self.starts.append(self.state)
            self.places.append(place)
        self.state = end

    def over(self, start: int, end: int) -> Iterator[tuple[int, int, Place]]:
        place = max(bisect_right(self.starts, start) - 1, 0)
        while start < end and place < len(self.starts):
            until = self.starts[place + 1] if place + 1 < len(self.starts) else self.state
            yield start, min(end, until), self.places[place]
            start, place = min(end, until), place + 1
