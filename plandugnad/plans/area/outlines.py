"""Municipalities drawn with their outlines, coloured by class, where boundaries have been read in."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from plandugnad.boundaries.queries import Land, Rings, Shape
from plandugnad.plans.area.figures import Figure
from plandugnad.plans.area.map import HEIGHT, LABEL_SIZE, MARGIN, NARROW_LABEL_SIZE, Label, Point, labels_of
from plandugnad.plans.area.rows import AreaRow
from plandugnad.plans.words.area import dot_words

# Half of the drawing's own units: as fine as anybody sees, in whole numbers, so that the page stays small.
_FINENESS = 2
_SMALL = 7.0  # an outline narrower than this both ways gets a dot as well, or nobody would see its colour
Corner = tuple[int, int]


@dataclass(frozen=True)
class Area:
    """`path` is in half units. `dot` is where a dot shows what is too small to be seen."""

    path: str
    level: int
    words: str
    dot: Point | None


@dataclass(frozen=True)
class LandDrawing:
    width: float
    height: float
    areas: tuple[Area, ...]
    edges: str  # of the counties
    labels: tuple[Label, ...]
    narrow_labels: tuple[Label, ...]
    without_outline: int
    source: str


@dataclass(frozen=True)
class _Drawn:
    path: str
    point: Point
    is_small: bool


@dataclass(frozen=True)
class _Ground:
    width: float
    height: float
    drawn: Mapping[str, _Drawn]
    edges: str


def draw_land(
    rows: Sequence[AreaRow], numbers: Iterable[str], land: Land, figure: Figure, *, is_named: bool = False
) -> LandDrawing | None:
    """`numbers` are of all there are, so that what is chosen moves nothing. None where none of them has an outline.

    Names are the counties', or with `is_named` the municipalities' own.
    """
    ground = _ground(_Shapes(land), tuple(sorted(set(numbers) & land.shapes.keys())), not is_named)
    if ground is None:
        return None
    shown = [row for row in rows if row.place.number in ground.drawn]
    points: dict[str, list[Point]] = defaultdict(list)
    for row in shown:
        points[row.place.name if is_named else row.place.county].append(ground.drawn[row.place.number].point)
    return LandDrawing(
        width=ground.width,
        height=ground.height,
        areas=tuple(_area(row, ground.drawn[row.place.number], figure) for row in shown),
        edges=ground.edges,
        labels=labels_of(points, LABEL_SIZE, ground.width),
        narrow_labels=labels_of(points, NARROW_LABEL_SIZE, ground.width),
        without_outline=sum(not row.place.is_example for row in rows if row.place.number not in ground.drawn),
        source=f"{land.source}, {land.licence}, {land.year}",
    )


def _area(row: AreaRow, drawn: _Drawn, figure: Figure) -> Area:
    return Area(drawn.path, figure.class_of(row) or 0, dot_words(row, figure), drawn.point if drawn.is_small else None)


class _Shapes:
    """A land is one and the same as long as it is kept, so its identity is enough to remember a drawing by."""

    def __init__(self, land: Land) -> None:
        self.land = land

    def __hash__(self) -> int:
        return id(self.land)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Shapes) and other.land is self.land


@dataclass(frozen=True)
class _Frame:
    """From steps of ten metres to the drawing."""

    left: int
    top: int
    scale: float

    def place(self, x: int, y: int) -> Point:
        return MARGIN + (x - self.left) * self.scale, MARGIN + (self.top - y) * self.scale

    def corners(self, ring: Sequence[int]) -> list[Corner]:
        """In half units, without those that fall together."""
        found: list[Corner] = []
        for x, y in zip(ring[::2], ring[1::2], strict=True):
            across, down = self.place(x, y)
            corner = (round(across * _FINENESS), round(down * _FINENESS))
            if not found or found[-1] != corner:
                found.append(corner)
        return found


@lru_cache(maxsize=24)
def _ground(shapes: _Shapes, numbers: tuple[str, ...], has_counties: bool) -> _Ground | None:
    chosen = [shapes.land.shapes[number] for number in numbers]
    xs = [x for shape in chosen for ring in shape.rings for x in ring[::2]]
    ys = [y for shape in chosen for ring in shape.rings for y in ring[1::2]]
    if not xs:
        return None
    wide, high = max(xs) - min(xs), max(ys) - min(ys)
    frame = _Frame(min(xs), max(ys), (HEIGHT - 2 * MARGIN) / max(high, wide, 1))
    counties = sorted({number[:2] for number in numbers}) if has_counties else []
    return _Ground(
        width=round(wide * frame.scale + 2 * MARGIN, 1),
        height=round(high * frame.scale + 2 * MARGIN, 1),
        drawn={shape.number: _drawn(shape, frame) for shape in chosen},
        edges="".join(_path(shapes.land.county_edges.get(county, ()), frame) for county in counties),
    )


def _drawn(shape: Shape, frame: _Frame) -> _Drawn:
    first = shape.rings[0] if shape.rings else (0, 0)
    span = max(max(first[::2]) - min(first[::2]), max(first[1::2]) - min(first[1::2])) * frame.scale
    across, down = frame.place(*shape.point)
    return _Drawn(_path(shape.rings, frame), (round(across, 1), round(down, 1)), span < _SMALL)


def _path(rings: Rings, frame: _Frame) -> str:
    """Each corner told from the one before: shorter, and the same for both neighbours."""
    parts = []
    for ring in rings:
        corners = frame.corners(ring)
        if len(corners) >= 3:
            steps = [f"{x - px} {y - py}" for (px, py), (x, y) in pairwise(corners)]
            parts.append(f"M{corners[0][0]} {corners[0][1]}l{' '.join(steps)}z")
    return "".join(parts)
