"""The half-years of a term as bars: what fits, what there is no room for, and how much there is. Pure arithmetic; the
template draws. Places are in percent across and pixels up, so that letters keep their size on a small screen."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from plandugnad.engines.needs import Fitted, Half
from plandugnad.strategies.terms import HalfYear

TOP, BASE = 28, 204  # pixels: where the highest bar may reach, and where bars stand: see parts/halves.html
_BAR_SHARE = 0.56  # of the room each half-year has across


@dataclass(frozen=True)
class Bar:
    """`room_y` is None where nobody has said how many days there are."""

    half: Half
    year: HalfYear
    middle: float
    left: float
    width: float
    tick_left: float
    tick_right: float
    fits_y: float
    fits_height: float
    over_y: float
    over_height: float
    room_y: float | None

    @property
    def number_y(self) -> float:
        """Above the bar, and above the mark of how much there is where that is close."""
        top = min(self.fits_y, self.over_y)
        is_close = self.room_y is not None and top - 26 < self.room_y <= top
        return (self.room_y if is_close and self.room_y is not None else top) - 6


def bars(fitted: Fitted) -> list[Bar]:
    highest = max((max(half.load, half.room or Fraction(0)) for half in fitted.halves), default=Fraction(0))
    scale = (BASE - TOP) / float(highest) if highest else 0.0
    return [_bar(half, place, fitted.halves, scale) for place, half in enumerate(fitted.halves)]


def _bar(half: Half, place: int, halves: Sequence[Half], scale: float) -> Bar:
    slot = 100 / len(halves)
    width = slot * _BAR_SHARE
    left = slot * place + (slot - width) / 2
    fits, over = float(half.fits) * scale, float(half.over) * scale
    return Bar(
        half=half,
        year=HalfYear.numbered(half.number),
        middle=round(slot * place + slot / 2, 2),
        left=round(left, 2),
        width=round(width, 2),
        tick_left=round(slot * place + slot * 0.1, 2),
        tick_right=round(slot * place + slot * 0.9, 2),
        fits_y=round(BASE - fits, 1),
        fits_height=round(fits, 1),
        over_y=round(BASE - fits - over, 1),
        over_height=round(over, 1),
        room_y=None if half.room is None else round(BASE - float(half.room) * scale, 1),
    )
