"""Which municipalities border on each other, read off the outlines in use: their shared edges have the same corners."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from plandugnad.boundaries.models import Boundary
from plandugnad.boundaries.queries import current_set

Corner = tuple[int, int]


@dataclass(frozen=True)
class Neighbours:
    """By number, and what the outlines were read from."""

    numbers: frozenset[str]
    source: str
    year: int


def neighbours_of(number: str) -> Neighbours | None:
    """Nothing when its outline is not known. Who meet only in a corner are no neighbours."""
    current = current_set()
    found = _bordering(current.pk).get(number) if current else None
    return None if found is None or current is None else Neighbours(found, current.source, current.year)


@lru_cache(maxsize=2)
def _bordering(set_id: UUID) -> Mapping[str, frozenset[str]]:
    """What is in one set never changes. In few corners, which is enough: an edge two share is kept for both."""
    rows = dict(Boundary.objects.filter(boundary_set_id=set_id).values_list("number", "coarse"))
    sides: defaultdict[frozenset[Corner], set[str]] = defaultdict(set)
    for number, rings in rows.items():
        for ring in rings:
            for edge in _edges(ring):
                sides[edge].add(number)
    found: defaultdict[str, set[str]] = defaultdict(set)
    for numbers in sides.values():
        for number in numbers:
            found[number] |= numbers - {number}
    return {number: frozenset(found[number]) for number in rows}


def _edges(ring: list[int]) -> Iterator[frozenset[Corner]]:
    corners = list(zip(ring[::2], ring[1::2], strict=True))
    for place, corner in enumerate(corners):
        after = corners[(place + 1) % len(corners)]
        if after != corner:
            yield frozenset((corner, after))
