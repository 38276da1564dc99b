"""Whose turn it is: in order, so that who joins or leaves disturbs nobody's place but their own."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from plandugnad.meetings.kinds import Takes


@dataclass(frozen=True, slots=True)
class Turn:
    """`whose` is whose turn it is; who chairs and prepares follows from it, or is nobody's in turn."""

    whose: UUID | None = None
    chair: UUID | None = None
    preparer: UUID | None = None


def turns_of(count: int, order: Sequence[UUID], chairs: str, prepares: str, start: int = 0) -> list[Turn]:
    """One for each of `count` meetings. Nobody has it twice more than another."""
    if not order or Takes.WORDS == chairs == prepares:
        return [Turn()] * count
    return [_turn(order, chairs, prepares, start + number) for number in range(count)]


def _turn(order: Sequence[UUID], chairs: str, prepares: str, at: int) -> Turn:
    now, ahead = order[at % len(order)], order[(at + 1) % len(order)]
    return Turn(
        now,
        None if chairs == Takes.WORDS else now,
        {Takes.WORDS.value: None, Takes.AHEAD.value: ahead}.get(prepares, now),
    )


def next_place(order: Sequence[UUID], had: Iterable[UUID | None]) -> int:
    """Where in `order` it goes on, after those who have `had` it. Who is not in the order any more takes no place."""
    place = 0
    for whose in had:
        if whose in order:
            place = order.index(whose) + 1
    return place % len(order) if order else 0
