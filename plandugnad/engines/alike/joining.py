"""Average linkage over the pairs that are alike; a pair that is not there counts as nothing alike."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from heapq import heapify, heappop, heappush

from plandugnad.engines.alike.wishes import Wish

Sums = dict[int, dict[int, float]]


def join(
    sizes: Sequence[int], wishes: Sequence[Wish], pairs: Mapping[tuple[int, int], float], threshold: float
) -> list[list[int]]:
    """Places 0..n-1 in groups: two groups join while the mean likeness between their members is `threshold` or more,
    the most alike first, if what they want is not opposed. A place counts as many times as its size.
    """
    groups: dict[int, list[int]] = {place: [place] for place in range(len(sizes))}
    weight, wish = list(sizes), list(wishes)
    near: Sums = defaultdict(dict)  # the sum of likenesses between the members of two groups
    for (one, other), likeness in pairs.items():
        near[one][other] = near[other][one] = likeness * sizes[one] * sizes[other]
    heap = [(-likeness, one, other) for (one, other), likeness in pairs.items() if likeness >= threshold]
    heapify(heap)
    while heap:
        _likeness, one, other = heappop(heap)
        if one not in groups or other not in groups or wish[one].is_opposed_to(wish[other]):
            continue
        made = len(weight)
        groups[made] = sorted(groups.pop(one) + groups.pop(other))
        weight.append(weight[one] + weight[other])
        wish.append(wish[one].with_those_of(wish[other]))
        _merge(near, made, one, other)
        for third, together in near[made].items():
            mean = together / (weight[made] * weight[third])
            if mean >= threshold:
                heappush(heap, (-mean, third, made))
    return sorted(groups.values())


def _merge(near: Sums, made: int, one: int, other: int) -> None:
    for gone in (one, other):
        for third, together in near.pop(gone, {}).items():
            if third in (one, other):
                continue
            del near[third][gone]
            near[made][third] = near[third][made] = near[made].get(third, 0.0) + together
