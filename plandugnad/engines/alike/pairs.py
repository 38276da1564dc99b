"""Which texts are worth comparing: found by the features they share, the rarest first."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil

from plandugnad.engines.alike.vectors import Features, Vector, overlap, product
from plandugnad.engines.alike.wishes import Wish

Pairs = dict[tuple[int, int], float]
Told = Callable[[int], None]

# A pair below the threshold still counts in the average of two groups, down to this part of it.
FLOOR = 0.6
# And is compared in full when it has this much of that in stems alone.
WORTH = 0.65
# What is said of one place is seldom what is said of another, however alike the words: of two texts that name places
# and none in common, this much of the likeness counts.
ELSEWHERE = 0.6
# How many steps through the index a run may take. Features that most texts have are left out of it when it is more:
# they tell the least, and pairs that have only those in common are far below the threshold.
MOST_STEPS = 3_000_000
# How many earlier ones a unit is compared with, those it shares the most with.
MOST_COMPARED = 30
_TELL_EVERY = 250


@dataclass
class Unit:
    """Texts that are near copies, by place. `features`, `vector`, `wish` and `names` are of the first of them."""

    features: Features
    vector: Vector
    wish: Wish
    texts: list[int] = field(default_factory=list)
    names: Features = frozenset()

    @property
    def size(self) -> int:
        return len(self.texts)


def near_copies(features: Sequence[Features], wishes: Sequence[Wish], near: float, told: Told) -> list[list[int]]:
    """Places in units: each text with the unit whose first text it is most like, if that is `near` or more.

    Never where one is for and the other against. The parts of a set that must hold something in common are few: of two
    sets with cosine `near`, each has at least near² of its features in the other.
    """
    counts = Counter(feature for one in features for feature in one)
    ranks = {name: rank for rank, (name, _n) in enumerate(sorted(counts.items(), key=lambda one: (one[1], one[0])))}
    units: list[list[int]] = []
    index: dict[str, list[int]] = defaultdict(list)
    for place, (mine, wish) in enumerate(zip(features, wishes, strict=True)):
        if place % _TELL_EVERY == 0:
            told(place)
        rarest = sorted(mine, key=ranks.__getitem__)
        first = rarest[: len(rarest) - ceil(len(rarest) * near * near) + 1]
        found = {unit for feature in first for unit in index.get(feature, ())}
        firsts = [(units[unit][0], unit) for unit in found]
        alike = [(overlap(mine, features[one]), -unit) for one, unit in firsts if _want_the_same(wish, wishes[one])]
        likeness, best = max(alike, default=(0.0, 0))
        if likeness >= near:
            units[-best].append(place)
            continue
        for feature in first:
            index[feature].append(len(units))
        units.append([place])
    return units


def _want_the_same(one: Wish, other: Wish) -> bool:
    """Of a unit only the first is asked, so what is not known of her must not be known of the others."""
    return one == other


def alike_pairs(units: Sequence[Unit], threshold: float, told: Told) -> Pairs:
    """How alike units are that are alike at all: by (earlier, later) place, those above the floor."""
    indexed = _rare_features(units)
    index: dict[str, list[tuple[int, float]]] = {feature: [] for feature in indexed}
    pairs: Pairs = {}
    for place, unit in enumerate(units):
        if place % _TELL_EVERY == 0:
            told(place)
        known = [(feature, weight) for feature, weight in unit.vector.items() if feature in indexed]
        for other in _worth_comparing(known, index, threshold * FLOOR * WORTH):
            likeness = product(unit.vector, units[other].vector)
            if unit.names and units[other].names and unit.names.isdisjoint(units[other].names):
                likeness *= ELSEWHERE
            if likeness >= threshold * FLOOR and not unit.wish.is_opposed_to(units[other].wish):
                pairs[other, place] = likeness
        for feature, weight in known:
            index[feature].append((place, weight))
    return pairs


def _worth_comparing(
    known: Sequence[tuple[str, float]], index: Mapping[str, list[tuple[int, float]]], least: float
) -> list[int]:
    """Those that have enough in common of the features in the index; what the rest may add is not much."""
    shared: dict[int, float] = defaultdict(float)
    for feature, weight in known:
        for other, theirs in index[feature]:
            shared[other] += weight * theirs
    enough = [(likeness, other) for other, likeness in shared.items() if likeness >= least]
    if len(enough) > MOST_COMPARED:
        enough = sorted(enough, key=lambda one: (-one[0], one[1]))[:MOST_COMPARED]
    return [other for _likeness, other in enough]


def _rare_features(units: Sequence[Unit]) -> set[str]:
    """Stems and pairs of stems, not the signs within them, as many as there are steps for, the rarest first."""
    counts = Counter(feature for unit in units for feature in unit.vector if feature[0] != "_")
    found, steps = set(), 0
    for feature, number in sorted(counts.items(), key=lambda one: (one[1], one[0])):
        steps += number * number // 2
        if steps > MOST_STEPS:
            break
        if number > 1:
            found.add(feature)
    return found
