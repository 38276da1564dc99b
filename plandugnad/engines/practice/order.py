"""Which steps stand in another order, so that one that is moved is one finding and not all it was moved past."""

from bisect import bisect_left
from collections.abc import Sequence


def moved(places: Sequence[int]) -> frozenset[int]:
    """The fewest of `places` that must be put elsewhere for the rest to stand in rising order. All are different.

    What both orders have in common is their longest common subsequence. Where every place is there once, that is the
    longest rising one: found in n log n, by the least end a rising row of each length can have (Fredman 1975).
    """
    ends: list[int] = []
    length_at: list[int] = []
    for place in places:
        length = bisect_left(ends, place)
        ends[length : length + 1] = [place]
        length_at.append(length)
    kept: set[int] = set()
    length, least = len(ends) - 1, max(places, default=0) + 1
    for place, at in zip(reversed(places), reversed(length_at), strict=True):
        if at == length and place < least:
            kept.add(place)
            length, least = length - 1, place
    return frozenset(places) - kept
