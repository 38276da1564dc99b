"""The invented municipalities, in a frame beside the map: they are in no real place, and must not be taken for one."""

from collections.abc import Sequence
from dataclasses import dataclass

from plandugnad.plans.area.rows import Place

COLUMN, ROW, TOP, SIDE = 150.0, 58.0, 44.0, 16.0
COLUMNS = 2


@dataclass(frozen=True)
class Spot:
    """Where a dot stands within the frame, with its name beside it."""

    number: str
    name: str
    x: float
    y: float


@dataclass(frozen=True)
class Inset:
    """The frame, and where its upper left corner is in the drawing it is put into."""

    x: float
    y: float
    width: float
    height: float
    spots: tuple[Spot, ...]


def inset_of(places: Sequence[Place], right: float, bottom: float) -> Inset | None:
    """In the lower right corner, where the map of Norway has only Sweden. None where nothing is invented."""
    invented = sorted(
        (place for place in places if place.is_example and place.longitude is None), key=lambda place: place.sort_key
    )
    if not invented:
        return None
    rows = -(-len(invented) // COLUMNS)
    width, height = COLUMNS * COLUMN + SIDE, TOP + rows * ROW
    spots = tuple(
        Spot(place.number, place.name, SIDE + 8 + index % COLUMNS * COLUMN, TOP + 20 + index // COLUMNS * ROW)
        for index, place in enumerate(invented)
    )
    return Inset(round(right - width - 2, 1), round(bottom - height - 2, 1), width, height, spots)
