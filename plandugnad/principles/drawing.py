"""The radar, the bars of how answers are spread, and the lines of how each principle has moved. Drawn from what is
released only. Form tells what colour tells: a point is an average, a hatched bar the part of the scale most are on.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, pi, sin

from plandugnad.principles.findings import Row, written
from plandugnad.principles.release import STEPS
from plandugnad.principles.statements import Principle

Point = tuple[float, float]

# Of the radar. There is room for two words on lines of their own, and a figure, outside each axis.
WIDTH, HEIGHT, CENTRE_X, CENTRE_Y, RADIUS = 360, 312, 180, 153, 96
_TOP_STEP, _LINE, _LABEL_AT = 5, 15, 14
# Of the bars.
_BAR_EVERY, _BAR_MOST, BAR_FLOOR = 24, 26, 42
# Of the lines.
LINE_WIDTH, LINE_HEIGHT, _LINE_LEFT, _LINE_RIGHT, _LINE_TOP, _LINE_STEP = 170, 84, 32, 16, 20, 14


@dataclass(frozen=True)
class Span:
    """The part of the scale most are on."""

    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True)
class Axis:
    row: Row
    end: Point
    label: Point
    anchor: str
    words: tuple[str, ...]
    point: Point | None
    span: Span | None

    @property
    def figure_y(self) -> float:
        return round(self.label[1] + _LINE * len(self.words), 1)

    @property
    def lines(self) -> list[tuple[str, float]]:
        return [(word, round(self.label[1] + _LINE * number, 1)) for number, word in enumerate(self.words)]


@dataclass(frozen=True)
class Radar:
    """`area` and `edges` are drawn between neighbours that both have a point, so never across what is not known."""

    rings: tuple[tuple[int, str], ...]
    axes: tuple[Axis, ...]
    area: str
    edges: str
    before: str
    has_spans: bool
    width: int = WIDTH
    height: int = HEIGHT
    x: int = CENTRE_X
    y: int = CENTRE_Y


def radar(rows: Sequence[Row], before: Sequence[Row] = ()) -> Radar | None:
    """None where there is nothing to draw."""
    if not any(row.weight is not None for row in rows):
        return None
    count = len(rows)
    axes = tuple(_axis(row, number, count) for number, row in enumerate(rows))
    points = [axis.point for axis in axes]
    earlier = {row.principle.code: row.mean for row in before}
    was = [_at(earlier.get(row.principle.code), number, count) for number, row in enumerate(rows)]
    return Radar(
        rings=tuple((step, _ring(step, count)) for step in STEPS),
        axes=axes,
        area="".join(f"M{CENTRE_X} {CENTRE_Y}{_to(one)}{_to(other)}Z" for one, other in _neighbours(points)),
        edges=_edges(points),
        before=_edges(was),
        has_spans=any(axis.span for axis in axes),
    )


def _axis(row: Row, number: int, count: int) -> Axis:
    x, y = _direction(number, count)
    words = tuple(str(row.principle.short).split(" ", 1))
    # The block of words stands beside its axis: above it at the top, below it at the bottom.
    first = CENTRE_Y + (RADIUS + _LABEL_AT) * y + 4 - _LINE * len(words) / 2 + y * (_LINE * len(words) / 2 + 2)
    label = (round(CENTRE_X + (RADIUS + _LABEL_AT) * x, 1), round(first, 1))
    anchor = "middle" if abs(x) < 0.3 else "start" if x > 0 else "end"
    span = None
    if row.span:
        (x1, y1), (x2, y2) = (_on(step, number, count) for step in row.span)
        span = Span(x1, y1, x2, y2)
    return Axis(row, _on(_TOP_STEP, number, count), label, anchor, words, _at(row.mean, number, count), span)


def _direction(number: int, count: int) -> Point:
    turn = 2 * pi * number / count
    return sin(turn), -cos(turn)


def _on(step: float, number: int, count: int) -> Point:
    x, y = _direction(number, count)
    out = RADIUS * step / _TOP_STEP
    return round(CENTRE_X + out * x, 1), round(CENTRE_Y + out * y, 1)


def _at(mean: float | None, number: int, count: int) -> Point | None:
    return None if mean is None else _on(mean, number, count)


def _ring(step: int, count: int) -> str:
    return " ".join(f"{x},{y}" for x, y in (_on(step, number, count) for number in range(count)))


def _edges(points: Sequence[Point | None]) -> str:
    return "".join(f"M{one[0]} {one[1]}{_to(other)}" for one, other in _neighbours(points))


def _neighbours(points: Sequence[Point | None]) -> Iterator[tuple[Point, Point]]:
    for one, other in zip(points, [*points[1:], points[0]], strict=True):
        if one and other:
            yield one, other


def _to(point: Point) -> str:
    return f"L{point[0]} {point[1]}"


@dataclass(frozen=True)
class Bar:
    step: int
    count: int
    x: float
    y: float
    height: float

    @property
    def middle(self) -> float:
        return self.x + 8


def bars(row: Row) -> tuple[Bar, ...]:
    """How many answered each step; nothing where that is not told."""
    most = max(row.counts, default=0)
    found = []
    for number, (step, count) in enumerate(zip(STEPS, row.counts, strict=False)):
        height = round(_BAR_MOST * count / most, 1)
        found.append(Bar(step, count, 4 + number * _BAR_EVERY, BAR_FLOOR - height, height))
    return tuple(found)


@dataclass(frozen=True)
class Moved:
    """One principle along the rounds. `grid` are the heights of 1, 3 and 5."""

    principle: Principle
    points: tuple[tuple[float, float, str], ...]
    spans: tuple[Span, ...]
    path: str
    words: str
    width: int = LINE_WIDTH
    height: int = LINE_HEIGHT

    @property
    def grid(self) -> list[tuple[int, float]]:
        return [(step, _height(step)) for step in (1, 3, 5)]

    @property
    def ends(self) -> list[tuple[float, float, str]]:
        """The first and the last figure are written; the rest are in the table."""
        return [self.points[0], self.points[-1]] if len(self.points) > 1 else list(self.points)


def moved(principle: Principle, rows: Sequence[Row | None], words: str) -> Moved:
    """`rows` are of this principle, the oldest first; none where a round does not have it."""
    every = (LINE_WIDTH - _LINE_LEFT - _LINE_RIGHT) / max(len(rows) - 1, 1)
    points: list[tuple[float, float, str] | None] = []
    spans = []
    for number, row in enumerate(rows):
        x = round(_LINE_LEFT + every * number, 1)
        if row is not None and row.span:
            spans.append(Span(x, _height(row.span[0]), x, _height(row.span[1])))
        mean = row.mean if row is not None else None
        points.append(None if mean is None else (x, _height(mean), written(mean)))
    path = "".join(f"M{one[0]} {one[1]}L{other[0]} {other[1]}" for one, other in pairwise(points) if one and other)
    return Moved(principle, tuple(one for one in points if one), tuple(spans), path, words)


def _height(step: float) -> float:
    return round(_LINE_TOP + (_TOP_STEP - step) * _LINE_STEP, 1)
