"""What there are people for: needs in order of priority, laid out on half-years, against the working days there are.

Strict, as a council reads a list: what does not fit keeps its place in the queue, so nothing below it is let past in
silence. That is why adding a need never makes room for another. What would fit if something above it were taken out is
said, and by what.

Days are fractions, so that a sum is exactly what is shown.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

NOTHING = Fraction(0)


class Standing(StrEnum):
    FITS = "fits"
    NO_ROOM = "no_room"
    NO_DAYS = "no_days"  # how much work it is, nobody has said
    NO_TIME = "no_time"  # when, nobody has said: its days count in the term as a whole
    NO_CAPACITY = "no_capacity"  # how many days there are then, nobody has said
    OUTSIDE = "outside"  # all of it before or after the term


@dataclass(frozen=True)
class Work:
    """`first` and `last` number half-years one by one, both included."""

    id: str
    days: int | None = None
    first: int | None = None
    last: int | None = None

    def __post_init__(self) -> None:
        if self.days is not None and self.days < 0:
            raise ValueError("a need takes no fewer than 0 days")
        if self.first is not None and self.last is not None and self.last < self.first:
            raise ValueError("a need ends no earlier than it begins")

    @property
    def halves(self) -> range | None:
        """With one end said, that half-year alone; with none, None."""
        first = self.last if self.first is None else self.first
        last = self.first if self.last is None else self.last
        return None if first is None or last is None else range(first, last + 1)


@dataclass(frozen=True)
class Fit:
    """How one need stands. `short` is how many days there are too few, by half-year. `if_out` are needs above it that
    have no room themselves, and without which it would fit: empty where that would not help."""

    id: str
    standing: Standing
    load: Mapping[int, Fraction]
    short: Mapping[int, Fraction]
    is_short_in_term: bool = False
    if_out: tuple[str, ...] = ()


@dataclass(frozen=True)
class Half:
    """`fits` is what is taken by what fits, `over` what there is no room for. `room` is None where nobody has said."""

    number: int
    room: Fraction | None
    fits: Fraction
    over: Fraction

    @property
    def load(self) -> Fraction:
        return self.fits + self.over

    @property
    def too_much(self) -> Fraction:
        return NOTHING if self.room is None else max(NOTHING, self.load - self.room)


@dataclass(frozen=True)
class Fitted:
    """`without_time` is the days of those that nobody has said when; `without_days` how many have no days."""

    fits: tuple[Fit, ...]
    halves: tuple[Half, ...]
    without_time: Fraction
    without_days: int

    @property
    def by_id(self) -> dict[str, Fit]:
        return {one.id: one for one in self.fits}

    @property
    def load(self) -> Fraction:
        return sum((half.load for half in self.halves), self.without_time)

    @property
    def room(self) -> Fraction | None:
        """Of the whole term; None where a half-year is not known."""
        return _sum_known(half.room for half in self.halves)

    @property
    def too_much(self) -> Fraction:
        return NOTHING if self.room is None else max(NOTHING, self.load - self.room)

    @property
    def no_room(self) -> tuple[str, ...]:
        return tuple(one.id for one in self.fits if one.standing is Standing.NO_ROOM)

    @property
    def unknown(self) -> tuple[str, ...]:
        known = (Standing.FITS, Standing.NO_ROOM, Standing.OUTSIDE)
        return tuple(one.id for one in self.fits if one.standing not in known)


def fit(works: Iterable[Work], room: Mapping[int, Fraction | None]) -> Fitted:
    """`works` in order of priority; `room` the days there are in each half-year of the term, all of them named."""
    queue: list[_Placed] = []
    for work in works:
        queue.append(_place(work, room, queue))
    fits = tuple(one.fit for one in queue)
    halves = tuple(
        Half(number, room[number], _taken(queue, number, is_in=True), _taken(queue, number, is_in=False))
        for number in sorted(room)
    )
    without_time = sum((one.loose for one in queue), NOTHING)
    return Fitted(fits, halves, without_time, sum(1 for one in fits if one.standing is Standing.NO_DAYS))


@dataclass(frozen=True)
class _Placed:
    fit: Fit
    loose: Fraction = NOTHING

    @property
    def total(self) -> Fraction:
        return sum(self.fit.load.values(), self.loose)


def _place(work: Work, room: Mapping[int, Fraction | None], above: Sequence[_Placed]) -> _Placed:
    if work.days is None:
        return _Placed(Fit(work.id, Standing.NO_DAYS, {}, {}))
    if work.halves is None:
        loose = Fraction(work.days)
        is_short = _is_short_in_term(loose, room, above)
        standing = Standing.NO_ROOM if is_short else Standing.NO_TIME
        return _Placed(Fit(work.id, standing, {}, {}, is_short), loose)
    each = Fraction(work.days, len(work.halves))
    load = {number: each for number in work.halves if number in room}
    if not load:
        return _Placed(Fit(work.id, Standing.OUTSIDE, {}, {}))
    short, is_short = _shortage(load, room, above)
    if not short and not is_short:
        is_known = all(room[number] is not None for number in load)
        return _Placed(Fit(work.id, Standing.FITS if is_known else Standing.NO_CAPACITY, load, {}))
    stopping = [one for one in above if one.fit.standing is Standing.NO_ROOM]
    kept = [one for one in above if one.fit.standing is not Standing.NO_ROOM]
    still_short, still = _shortage(load, room, kept)
    helps = () if still_short or still else tuple(one.fit.id for one in stopping if _meets(one, load, is_short))
    return _Placed(Fit(work.id, Standing.NO_ROOM, load, short, is_short, helps))


def _meets(one: _Placed, load: Mapping[int, Fraction], is_short_in_term: bool) -> bool:
    return is_short_in_term or any(number in load for number in one.fit.load)


def _shortage(
    load: Mapping[int, Fraction], room: Mapping[int, Fraction | None], above: Sequence[_Placed]
) -> tuple[dict[int, Fraction], bool]:
    """By half-year, and whether the term as a whole is short."""
    short = {}
    for number, days in load.items():
        here, taken = room[number], sum((one.fit.load.get(number, NOTHING) for one in above), NOTHING)
        if here is not None and days and taken + days > here:
            short[number] = min(days, taken + days - here)
    return short, _is_short_in_term(sum(load.values(), NOTHING), room, above)


def _is_short_in_term(days: Fraction, room: Mapping[int, Fraction | None], above: Sequence[_Placed]) -> bool:
    whole = _sum_known(room.values())
    return whole is not None and bool(days) and sum((one.total for one in above), days) > whole


def _taken(queue: Sequence[_Placed], number: int, *, is_in: bool) -> Fraction:
    return sum(
        (one.fit.load.get(number, NOTHING) for one in queue if (one.fit.standing is not Standing.NO_ROOM) is is_in),
        NOTHING,
    )


def _sum_known(rooms: Iterable[Fraction | None]) -> Fraction | None:
    total = NOTHING
    for one in rooms:
        if one is None:
            return None
        total += one
    return total


def by_half(by_year: Mapping[int, int], halves: Iterable[tuple[int, int]]) -> dict[int, Fraction | None]:
    """Days of a year are divided evenly on its two half-years. `halves` are (number, year)."""
    return {number: Fraction(by_year[year], 2) if by_year.get(year) is not None else None for number, year in halves}
