"""Many plans → the pairs of them that overlap, without comparing each with each."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from plandugnad.engines.overlap.lexicon import RELATED
from plandugnad.engines.overlap.portraits import Portrait, Profile, profile_of
from plandugnad.engines.overlap.reasons import Overlap, reasons_of
from plandugnad.engines.overlap.weighing import THRESHOLD, weight

Index = Mapping[str, Sequence[int]]


def overlapping(portraits: Iterable[Portrait], at_least: float = THRESHOLD) -> tuple[Overlap, ...]:
    """The pairs of one portfolio that may be one plan, `at_least` (0–1) alike, the most alike first.

    A pair comes once, with the lesser id as `one`. What order the portraits come in changes nothing. Plans that share
    nothing but words for plans, years and «kommune» are never a pair, whatever `at_least` is.

    Raises `ValueError` when two portraits have one id, or `at_least` is not within 0 to 1.
    """
    profiles = _profiles(portraits, at_least)
    index = _index(profiles)
    pairs = (
        (profile, profiles[place])
        for at, profile in enumerate(profiles)
        for place in _candidates(profile, index)
        if place > at
    )
    return _best_first(_weighed(pairs, at_least, are_neighbours=False))


def between(ours: Iterable[Portrait], theirs: Iterable[Portrait], at_least: float = THRESHOLD) -> tuple[Overlap, ...]:
    """The pairs of one of `ours` and one of `theirs` that are about the same, the most alike first.

    `one` is the id of ours. A plan that is in both, as a joint plan is, is not paired with itself. A land plan for a
    centre or a field is about the same as a neighbour's only when both name one place.

    Raises `ValueError` when two of one list have one id, or `at_least` is not within 0 to 1.
    """
    mine, others = _profiles(ours, at_least), _profiles(theirs, at_least)
    index = _index(others)
    pairs = (
        (profile, others[place])
        for profile in mine
        for place in _candidates(profile, index)
        if profile.id != others[place].id
    )
    return _best_first(_weighed(pairs, at_least, are_neighbours=True))


def _profiles(portraits: Iterable[Portrait], at_least: float) -> list[Profile]:
    if not 0 <= at_least <= 1:
        raise ValueError(f"at_least is {at_least}, and must be within 0 to 1.")
    profiles = sorted((profile_of(portrait) for portrait in portraits), key=lambda one: one.id)
    doubles = {one.id for one, following in pairwise(profiles) if one.id == following.id}
    if doubles:
        raise ValueError(f"Two portraits have the same id: {min(doubles)}.")
    return profiles


def _index(profiles: Sequence[Profile]) -> Index:
    index: dict[str, list[int]] = defaultdict(list)
    for place, profile in enumerate(profiles):
        for key in {key for head in profile.heads for key in _keys(head)} | set(map(_place_key, profile.places)):
            index[key].append(place)
    return index


def _candidates(profile: Profile, index: Index) -> list[int]:
    """Places of those that share a name, or have a head that is near one of its heads."""
    keys = set(map(_place_key, profile.places))
    for head in profile.heads:
        keys.update(_keys(head) if head.startswith("~") else RELATED[head])
    return sorted({place for key in keys for place in index.get(key, ())})


def _keys(head: str) -> tuple[str, ...]:
    """A word we do not know may be written wrong, or stand within another: it is found by any of its letters in a row.

    Of two long words with a letter wrong, four in a row are the same at the beginning or at the end.
    """
    last = max(len(head) - _IN_A_ROW, 0)
    return tuple(f"~{head[at : at + _IN_A_ROW]}" for at in range(1, last + 1)) if head.startswith("~") else (head,)


_IN_A_ROW = 3


def _place_key(name: str) -> str:
    """Written wrong, it still begins alike."""
    return f"#{name[0]}"


def _weighed(pairs: Iterable[tuple[Profile, Profile]], at_least: float, *, are_neighbours: bool) -> Iterator[Overlap]:
    for one, other in pairs:
        score = weight(one, other, are_neighbours=are_neighbours)
        if score and score >= at_least:
            yield Overlap(one.id, other.id, score, reasons_of(one, other))


def _best_first(found: Iterable[Overlap]) -> tuple[Overlap, ...]:
    return tuple(sorted(found, key=lambda one: (-one.score, one.one, one.other)))
