"""The map as it is drawn: a dot for each municipality, larger and darker the higher its class."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from plandugnad.plans.area.figures import Figure
from plandugnad.plans.area.inset import Inset, inset_of
from plandugnad.plans.area.map import Ground, Label, ground_of
from plandugnad.plans.area.rows import AreaRow, Place
from plandugnad.plans.words.area import dot_words

RADII = (2.6, 3.2, 3.8, 4.4, 5.0, 5.6)


@dataclass(frozen=True)
class Dot:
    """`level` is the class from 1, or 0 where there is nothing to show."""

    x: float
    y: float
    radius: float
    level: int
    words: str
    name: str


@dataclass(frozen=True)
class Key:
    """One class as it is explained beside the map. Its dot is drawn in a square of 14."""

    label: str
    count: int
    level: int
    radius: float


@dataclass(frozen=True)
class MapDrawing:
    width: float
    height: float
    dots: tuple[Dot, ...]
    labels: tuple[Label, ...]
    narrow_labels: tuple[Label, ...]
    keys: tuple[Key, ...]
    without_point: int
    inset: Inset | None
    inset_dots: tuple[Dot, ...]


def draw_map(
    rows: Sequence[AreaRow], places: Sequence[Place], figure: Figure, corner: tuple[float, float] | None = None
) -> MapDrawing:
    """`places` are all there are: what is chosen moves neither dots nor names.

    `corner` is the lower right of another drawing the invented ones are to stand in.
    """
    ground: Ground = ground_of(places)
    inset = inset_of(places, *(corner or (ground.width, ground.height))) if ground.points else None
    spots = {spot.number: (spot.x, spot.y) for spot in inset.spots} if inset else {}
    shown = [row for row in rows if row.place.number in ground.points]
    invented = [row for row in rows if row.place.number in spots]
    # The largest last, so that no small dot hides a large one's edge.
    dots = sorted((_dot(row, ground.points, figure) for row in shown), key=lambda dot: dot.level)
    return MapDrawing(
        width=ground.width,
        height=ground.height,
        dots=tuple(dots),
        labels=ground.labels,
        narrow_labels=ground.narrow_labels,
        keys=keys_of([*shown, *invented], figure),
        without_point=len(rows) - len(shown) - len(invented),
        inset=inset if invented else None,
        inset_dots=tuple(_dot(row, spots, figure) for row in invented),
    )


def keys_of(rows: Sequence[AreaRow], figure: Figure) -> tuple[Key, ...]:
    *counts, none = figure.counts(rows)
    keys = [
        Key(str(label), count, level, _radius(level, figure))
        for level, (label, count) in enumerate(zip(figure.classes, counts, strict=True), start=1)
    ]
    return (*keys, Key("", none, 0, _radius(0, figure))) if none else tuple(keys)


def _dot(row: AreaRow, points: Mapping[str, tuple[float, float]], figure: Figure) -> Dot:
    x, y = points[row.place.number]
    level = figure.class_of(row) or 0
    return Dot(x, y, _radius(level, figure), level, dot_words(row, figure), row.place.name)


def _radius(level: int, figure: Figure) -> float:
    """Five classes are spread over the same sizes as six."""
    return RADII[0] if level == 0 else RADII[round((level - 1) * (len(RADII) - 1) / (len(figure.classes) - 1))]
