"""Events → arcs and marks on a wheel. Pure geometry: lengths in the drawing's own units, angles in turns from the top,
clockwise. Nothing is drawn over anything else in its ring: what happens at once lies on tracks of its own.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import cos, pi, sin

from plandugnad.core.marks import month_name
from plandugnad.strategies.terms import Term
from plandugnad.strategies.wheel.events import Ring, Standing, WheelEvent, first_day, share, shares

SIZE = 1000
CENTRE = SIZE / 2
OUTER = 448.0
# Of each ring its outer and inner radius.
RINGS: dict[Ring, tuple[float, float]] = {
    Ring.COUNCIL: (440.0, 374.0),
    Ring.MASTER_PLAN: (366.0, 318.0),
    Ring.YEARLY: (310.0, 262.0),
    Ring.PLANS: (254.0, 96.0),
}
_THINNEST, _THICKEST, _BETWEEN = 13.0, 24.0, 3.0
_A_DAY = 0.0085  # turns: what has one day is drawn this wide, to be seen and pressed
_SIGN = 0.56  # of the type size: how wide a letter is, a little more than it is
_TYPE = 13.0
_ROOM = 14.0  # beside the words on an arc
_FEWEST_SIGNS = 10  # with fewer nobody knows it again


@dataclass(frozen=True)
class Arc:
    """`path` is its outline, `line` what words on it follow; `label` is empty where they do not fit. `number` is its
    place in the list."""

    event: WheelEvent
    number: int
    path: str
    line: str
    label: str
    x: float
    y: float
    is_small: bool


@dataclass(frozen=True)
class Tick:
    x1: float
    y1: float
    x2: float
    y2: float
    label: str = ""
    x: float = 0
    y: float = 0
    is_year: bool = False


@dataclass(frozen=True)
class Wheel:
    """`left_out` are in the list and not in the drawing: there was no room for more tracks."""

    arcs: tuple[Arc, ...]
    ticks: tuple[Tick, ...]
    bands: tuple[tuple[float, float], ...]
    today: Tick | None
    left_out: int
    size: int = SIZE


def wheel(events: Sequence[WheelEvent], term: Term, today_share: float | None = None) -> Wheel:
    """`events` in the order of the list."""
    numbered = list(enumerate(events, start=1))
    arcs: list[Arc] = []
    left_out = 0
    for ring, (outer, inner) in RINGS.items():
        mine = [(number, event) for number, event in numbered if event.ring is ring]
        tracks = tracks_of([_drawn(event, term) for _number, event in mine])
        thickness, most = _thickness(outer - inner, max(tracks, default=0) + 1)
        for (number, event), track in zip(mine, tracks, strict=True):
            if track >= most:
                left_out += 1
                continue
            top = outer - track * (thickness + _BETWEEN)
            arcs.append(_arc(event, number, _drawn(event, term), top, top - thickness))
    bands = tuple((round((outer + inner) / 2, 1), round(outer - inner, 1)) for outer, inner in RINGS.values())
    today = (
        _tick(today_share, RINGS[Ring.PLANS][1] - 20, OUTER + 34)
        if today_share is not None and 0 <= today_share < 1
        else None
    )
    return Wheel(tuple(sorted(arcs, key=lambda arc: arc.number)), tuple(_ticks(term)), bands, today, left_out)


def tracks_of(spans: Sequence[tuple[float, float]]) -> list[int]:
    """For each span the innermost free track, taken in order of time: spans on one track do not meet."""
    ends: list[float] = []
    tracks = [0] * len(spans)
    for index in sorted(range(len(spans)), key=lambda one: spans[one]):
        begins, until = spans[index]
        track = next((number for number, end in enumerate(ends) if end <= begins), len(ends))
        if track == len(ends):
            ends.append(until)
        ends[track] = until
        tracks[index] = track
    return tracks


def _drawn(event: WheelEvent, term: Term) -> tuple[float, float]:
    begins, ends = shares(event, term)
    if ends - begins >= _A_DAY:
        return begins, ends
    begins = min(begins, 1 - _A_DAY)
    return begins, begins + _A_DAY


def _thickness(room: float, tracks: int) -> tuple[float, int]:
    most = max(int((room + _BETWEEN) // (_THINNEST + _BETWEEN)), 1)
    used = min(tracks, most)
    return min((room + _BETWEEN) / used - _BETWEEN, _THICKEST), most


def _arc(event: WheelEvent, number: int, span: tuple[float, float], outer: float, inner: float) -> Arc:
    begins, ends = span
    middle, radius = (begins + ends) / 2, (outer + inner) / 2
    length = (ends - begins) * 2 * pi * radius
    x, y = _point(middle, radius)
    return Arc(
        event=event,
        number=number,
        path=_sector(begins, ends, outer, inner),
        line=_line(begins, ends, radius),
        label=_fitting(event.title, length - _ROOM),
        x=x,
        y=y,
        is_small=length < 26,
    )


def _fitting(title: str, length: float) -> str:
    """The title where there is room for it, or so much of it that it can be known again."""
    signs = int(length / (_TYPE * _SIGN))
    if len(title) <= signs:
        return title
    if signs < _FEWEST_SIGNS:
        return ""
    cut = title[:signs]
    whole, _space, _rest = cut.rpartition(" ")
    return f"{whole if len(whole) >= _FEWEST_SIGNS - 1 else cut[:-1].rstrip()}…"


def _point(share: float, radius: float) -> tuple[float, float]:
    angle = share * 2 * pi
    return round(CENTRE + radius * sin(angle), 1), round(CENTRE - radius * cos(angle), 1)


def _sector(begins: float, ends: float, outer: float, inner: float) -> str:
    """A whole turn cannot be one arc in SVG: its two ends would be the same."""
    ends = min(ends, begins + 0.9999)
    large = int(ends - begins > 0.5)
    (x1, y1), (x2, y2) = _point(begins, outer), _point(ends, outer)
    (x3, y3), (x4, y4) = _point(ends, inner), _point(begins, inner)
    return f"M{x1} {y1}A{outer:g} {outer:g} 0 {large} 1 {x2} {y2}L{x3} {y3}A{inner:g} {inner:g} 0 {large} 0 {x4} {y4}Z"


def _line(begins: float, ends: float, radius: float) -> str:
    """Words read from left to right also in the lower half, where the way round is turned."""
    ends = min(ends, begins + 0.9999)
    is_low = 0.25 < (begins + ends) / 2 < 0.75
    large = int(ends - begins > 0.5)
    # The line lies under the middle of the letters: half of what they are high.
    radius = round(radius + (4.5 if is_low else -4.5), 1)
    (x1, y1), (x2, y2) = _point(begins, radius), _point(ends, radius)
    if is_low:
        return f"M{x2} {y2}A{radius:g} {radius:g} 0 {large} 0 {x1} {y1}"
    return f"M{x1} {y1}A{radius:g} {radius:g} 0 {large} 1 {x2} {y2}"


def _ticks(term: Term) -> Iterator[Tick]:
    first = first_day(term)
    for month in range(48):
        years, number = divmod(first.month - 1 + month, 12)
        day = date(first.year + years, number + 1, 1)
        at = share(day, term)
        if day.month == 1:
            yield _tick(at, RINGS[Ring.PLANS][1], OUTER + 8, str(day.year), is_year=True)
        else:
            yield _tick(at, OUTER, OUTER + 8, month_name(day.month)[:3] if day.month % 3 == 1 else "")


def _tick(at: float, inner: float, outer: float, label: str = "", *, is_year: bool = False) -> Tick:
    (x1, y1), (x2, y2), (x, y) = _point(at, inner), _point(at, outer), _point(at, outer + 20)
    return Tick(x1, y1, x2, y2, label, x, y, is_year)


def standings_in(arcs: Iterable[Arc]) -> list[Standing]:
    """Those there is something of, for the key beside the drawing."""
    there = {arc.event.standing for arc in arcs}
    return [standing for standing in Standing if standing in there]
