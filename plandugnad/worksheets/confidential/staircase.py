"""The staircase with who stands where, as a drawing. The table beside it says the same, and names in full.

Form tells what colour tells: a filled mark is the last round, an open one the round before. No step is red: being high
up is where help is needed, and nobody's fault.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

WIDTH = 360
_INSET, _STEP, _NAME, _PAD, _GAP = 17, 30, 21, 8, 3
_LETTERS = 24  # of the smallest step, which is the highest


@dataclass(frozen=True)
class Mark:
    """One party on a step; `is_before` where she stood there in the round before, and does no longer."""

    name: str
    x: float
    y: float
    is_before: bool


@dataclass(frozen=True)
class Stair:
    """`tone` is how far up it is, in four."""

    label: str
    tone: int
    x: int
    y: int
    width: int
    height: int
    marks: Sequence[Mark]

    @property
    def label_x(self) -> int:
        return self.x + 10

    @property
    def label_y(self) -> int:
        return self.y + 20


@dataclass(frozen=True)
class Staircase:
    stairs: Sequence[Stair]
    height: int
    has_before: bool
    width: int = WIDTH


def draw(
    titles: Sequence[str], names: Mapping[UUID, str], now: Mapping[UUID, int], before: Mapping[UUID, int]
) -> Staircase:
    """`titles` from the lowest step; `now` and `before`: by person the number of her step, from 1."""
    stairs, y = [], 0
    for number in range(len(titles), 0, -1):
        standing = [(id, False) for id, step in now.items() if step == number]
        standing += [(id, True) for id, step in before.items() if step == number and now.get(id) != number]
        height = _STEP + _NAME * len(standing) + (_PAD if standing else 0)
        x = (number - 1) * _INSET
        marks = [
            Mark(_short(names[id]), x + 17, y + _STEP + _NAME * place + 8, is_before)
            for place, (id, is_before) in enumerate(standing)
        ]
        tone = round((number - 1) / max(1, len(titles) - 1) * 3) + 1
        stairs.append(Stair(f"{number}. {titles[number - 1]}", tone, x, y, WIDTH - x, height, marks))
        y += height + _GAP
    return Staircase(stairs, y - _GAP, any(mark.is_before for stair in stairs for mark in stair.marks))


def _short(name: str) -> str:
    return name if len(name) <= _LETTERS else f"{name[: _LETTERS - 1]}…"
