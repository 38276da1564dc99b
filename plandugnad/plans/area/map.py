"""A map where each municipality is a dot, and the dots are the land. It is worked out from the register alone."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import cos, hypot, pi, sin

from plandugnad.plans.area.projection import projected
from plandugnad.plans.area.rows import Place
from plandugnad.plans.hierarchy.text_width import width_of

HEIGHT = 860.0  # of the drawing, in its own units
MARGIN = 12.0
APART = 11.5  # dots nearer each other are pushed so far apart
_ROUNDS = 80
LABEL_SIZE = 16.0
# Where the drawing is narrow its letters are larger, and so find other places.
NARROW_LABEL_SIZE = 27.0
_RINGS, _ANGLES = range(0, 180, 6), 24

Point = tuple[float, float]
Spot = tuple[str, str, float, float]  # number, county, longitude, latitude


@dataclass(frozen=True)
class Label:
    """The name of a county, in the middle of `x`; with a line to its middle where it stands outside."""

    text: str
    x: float
    y: float
    to_x: float
    to_y: float
    has_line: bool


@dataclass(frozen=True)
class Ground:
    """Where the dots of the municipalities and the names of the counties stand."""

    width: float
    height: float
    points: dict[str, Point]  # by municipality number
    labels: tuple[Label, ...]
    narrow_labels: tuple[Label, ...]


def ground_of(places: Iterable[Place]) -> Ground:
    return _ground(
        tuple(
            (place.number, place.county, place.longitude, place.latitude)
            for place in places
            if place.longitude is not None and place.latitude is not None
        )
    )


@lru_cache(maxsize=16)
def _ground(spots: tuple[Spot, ...]) -> Ground:
    """The register changes once a year, so this is worked out once in the life of a process."""
    if not spots:
        return Ground(0, 0, {}, (), ())
    kilometres = [projected(longitude, latitude) for _number, _county, longitude, latitude in spots]
    left, right = min(x for x, _ in kilometres), max(x for x, _ in kilometres)
    bottom, top = min(y for _, y in kilometres), max(y for _, y in kilometres)
    scale = (HEIGHT - 2 * MARGIN) / max(top - bottom, (right - left) * 0.8, 1)
    points = _spread([(MARGIN + (x - left) * scale, MARGIN + (top - y) * scale) for x, y in kilometres])
    counties: dict[str, list[Point]] = defaultdict(list)
    for (_number, county, *_), point in zip(spots, points, strict=True):
        counties[county].append(point)
    labels, narrow = (tuple(_labels(counties, points, size)) for size in (LABEL_SIZE, NARROW_LABEL_SIZE))
    sized = [(label, LABEL_SIZE) for label in labels] + [(label, NARROW_LABEL_SIZE) for label in narrow]
    sides = [point[0] for point in points]
    sides += [label.x + way * width_of(label.text, size) / 2 for label, size in sized for way in (-1, 1)]
    heights = [point[1] for point in points] + [y for label, size in sized for y in (label.y, label.y - size)]
    shift_x, shift_y = MARGIN - min(sides), MARGIN - min(heights)
    return Ground(
        width=round(max(sides) + shift_x + MARGIN, 1),
        height=round(max(heights) + shift_y + MARGIN, 1),
        points={
            spot[0]: (round(x + shift_x, 1), round(y + shift_y, 1)) for spot, (x, y) in zip(spots, points, strict=True)
        },
        labels=tuple(_moved(label, shift_x, shift_y) for label in labels),
        narrow_labels=tuple(_moved(label, shift_x, shift_y) for label in narrow),
    )


def _moved(label: Label, x: float, y: float) -> Label:
    return replace(
        label,
        x=round(label.x + x, 1),
        y=round(label.y + y, 1),
        to_x=round(label.to_x + x, 1),
        to_y=round(label.to_y + y, 1),
    )


def _spread(points: list[Point]) -> list[Point]:
    """Pushes dots that would lie on each other apart, each pair a little in every round."""
    moved = list(points)
    for _round in range(_ROUNDS):
        is_still = True
        for one, other in _near(moved):
            (ax, ay), (bx, by) = moved[one], moved[other]
            away = hypot(bx - ax, by - ay)
            if away >= APART - 0.1:
                continue
            is_still = False
            push = (APART - away) / 2
            dx, dy = ((bx - ax) / away, (by - ay) / away) if away else (cos(one), sin(one))
            moved[one] = (ax - dx * push, ay - dy * push)
            moved[other] = (bx + dx * push, by + dy * push)
        if is_still:
            break
    return moved


def _near(points: Sequence[Point]) -> Iterator[tuple[int, int]]:
    """Pairs that may be nearer than APART: those in the same or neighbouring squares."""
    squares: dict[tuple[int, int], list[int]] = defaultdict(list)
    for index, (x, y) in enumerate(points):
        squares[int(x // APART), int(y // APART)].append(index)
    for (column, row), here in list(squares.items()):
        around = [(column + dx, row + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)]
        beside = [index for square in around for index in squares.get(square, ())]
        yield from ((one, other) for one in here for other in beside if one < other)


def _labels(counties: dict[str, list[Point]], dots: Sequence[Point], size: float) -> Iterator[Label]:
    """Each county's name as near its middle as it finds room, those with the least room first."""
    taken: list[tuple[float, float, float, float]] = []
    for county, own in sorted(counties.items(), key=lambda item: (len(item[1]), item[0])):
        middle = (sum(x for x, _ in own) / len(own), sum(y for _, y in own) / len(own))
        half = width_of(county, size) / 2 + 3
        at = next((spot for spot in _around(middle) if _has_room(spot, half, size, dots, taken)), middle)
        taken.append((at[0] - half, at[1] - size, at[0] + half, at[1] + 4))
        to = min(own, key=lambda dot: hypot(dot[0] - at[0], dot[1] - at[1]))
        yield Label(county, at[0], at[1], to[0], to[1], has_line=hypot(to[0] - at[0], to[1] - at[1]) > half + 12)


def labels_of(places: dict[str, list[Point]], size: float, width: float) -> tuple[Label, ...]:
    """The names as they stand over a drawing made elsewhere, each kept within it."""
    found = (_moved(label, 0, 0) for label in _labels(places, (), size))
    halves = ((label, width_of(label.text, size) / 2 + 2) for label in found)
    return tuple(replace(label, x=round(min(max(label.x, half), width - half), 1)) for label, half in halves)


def _around(middle: Point) -> Iterator[Point]:
    for ring in _RINGS:
        for step in range(_ANGLES if ring else 1):
            angle = 2 * pi * step / _ANGLES
            yield middle[0] + ring * 1.3 * cos(angle), middle[1] + ring * sin(angle)


def _has_room(
    at: Point, half: float, size: float, dots: Sequence[Point], taken: Sequence[tuple[float, float, float, float]]
) -> bool:
    left, top, right, bottom = at[0] - half, at[1] - size, at[0] + half, at[1] + 4
    if any(left - 6 < x < right + 6 and top - 5 < y < bottom + 5 for x, y in dots):
        return False
    return not any(left < other[2] and other[0] < right and top < other[3] and other[1] < bottom for other in taken)
