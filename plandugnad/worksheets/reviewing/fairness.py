"""Whom to suggest for a panel, in a fair order. Pure: the caller counts, and hands in what draws lots."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Candidate:
    """`fits`: what she knows has to do with the case. `asked` is how often in the last twelve months."""

    person_id: UUID
    name: str
    home: str
    organisation_id: UUID
    guides: bool = False
    fits: bool = False
    asked: int = 0
    last_asked: datetime | None = None
    reasons: tuple[str, ...] = ()


def in_fair_order(candidates: Iterable[Candidate], case: UUID) -> list[Candidate]:
    """Those who fit before those who do not; in each, the least asked first, then who was asked longest ago. Who still
    stand alike are drawn for, anew in each case, so that no name is always first.
    """
    return sorted(candidates, key=lambda one: (not one.fits, one.asked, _moment(one.last_asked), _lot(case, one)))


def _moment(asked: datetime | None) -> float:
    return asked.timestamp() if asked else 0.0


def _lot(case: UUID, one: Candidate) -> bytes:
    return sha256(case.bytes + one.person_id.bytes).digest()
