"""Why two plans overlap, as data: whoever shows it, says it in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import product

from plandugnad.engines.overlap.lexicon import SUBJECTS, is_within
from plandugnad.engines.overlap.portraits import Heads, Profile
from plandugnad.engines.overlap.weighing import held, nearness


class Why(StrEnum):
    """`SAME_TITLE`: but for years, forms of words and words like «temaplan». `SHARED_WORDS`: of one matter, in the
    titles, or in a title and what the other says elsewhere. `SHARED_THEMES`: the plans are marked with them.
    `SAME_PLACE`: names of places. `ELABORATES`: the one carries out the other, or is a part of what it is about.
    """

    SAME_TITLE = "same_title"
    SHARED_WORDS = "shared_words"
    SHARED_THEMES = "shared_themes"
    SAME_PLACE = "same_place"
    ELABORATES = "elaborates"


@dataclass(frozen=True)
class Reason:
    """`words`: what is said in the one and in the other, as they were written; none for `SAME_TITLE`.

    A word is "" where a text says it, and not a title or a theme. `elaborating`: of `ELABORATES`, the id of the plan
    that carries out the other or is a part of it; else "".
    """

    why: Why
    words: tuple[tuple[str, str], ...] = ()
    elaborating: str = ""


@dataclass(frozen=True)
class Overlap:
    """`one` and `other` are ids, `score` 0–1: 1 where nothing in their words tells them apart."""

    one: str
    other: str
    score: float
    reasons: tuple[Reason, ...]


def reasons_of(one: Profile, other: Profile) -> tuple[Reason, ...]:
    return tuple(_reasons(one, other))


def _reasons(one: Profile, other: Profile) -> Iterator[Reason]:
    if one.says_the_same(other):
        yield Reason(Why.SAME_TITLE)
    if words := _shared(one, other):
        yield Reason(Why.SHARED_WORDS, words)
    if themes := sorted(one.themes & other.themes):
        yield Reason(Why.SHARED_THEMES, tuple((one.theme_words[theme], other.theme_words[theme]) for theme in themes))
    if places := sorted(one.places & other.places):
        yield Reason(Why.SAME_PLACE, tuple((one.written[place], other.written[place]) for place in places))
    is_first, is_second = _elaborates(one, other), _elaborates(other, one)
    if is_first != is_second:
        yield Reason(Why.ELABORATES, elaborating=one.id if is_first else other.id)


def _shared(one: Profile, other: Profile) -> tuple[tuple[str, str], ...]:
    """Each word of the one with what is nearest to it in the other; of those that are the same, only these."""
    pairs = _nearest_pairs(one.key, other.key)
    words = {(one.written.get(mine, ""), other.written.get(theirs, "")): -near for near, mine, theirs in pairs}
    return tuple(sorted(words, key=lambda pair: (words[pair], pair)))


@lru_cache(maxsize=100_000)
def _nearest_pairs(one: Heads, other: Heads) -> tuple[tuple[float, str, str], ...]:
    pairs = [(nearness(mine, theirs), mine, theirs) for (mine, _), (theirs, _) in product(one, other)]
    best: dict[str, float] = {}
    for near, mine, theirs in pairs:
        best[mine], best[theirs] = max(near, best.get(mine, 0.0)), max(near, best.get(theirs, 0.0))
    return tuple(pair for pair in pairs if pair[0] and pair[0] == best[pair[1]] == best[pair[2]])


def _elaborates(one: Profile, other: Profile) -> bool:
    """Whether the first carries out the second, or is a part of what that is about."""
    if one.key == other.key and one.heads and not _is_of_the_municipal_plan(one.key):
        if one.scope != other.scope:
            return one.scope > other.scope
        return "carries_out" in one.marks and "carried_out" in other.marks
    return _is_held(one.key, other.key) or (one.scope >= other.scope and _is_part(one.key, other.key))


@lru_cache(maxsize=100_000)
def _is_part(one: Heads, other: Heads) -> bool:
    """Whether all that is near in them is a part in the first, and the whole in the second."""
    near = [is_within(mine, theirs) for (mine, _), (theirs, _) in product(one, other) if nearness(mine, theirs)]
    return bool(near) and all(near) and not _is_of_the_municipal_plan(one + other)


@lru_cache(maxsize=100_000)
def _is_held(one: Heads, other: Heads) -> bool:
    """Whether the second says all the first does, and more."""
    if not one or not other or _is_of_the_municipal_plan(one + other):
        return False
    return held(dict(one), dict(other)) == 1 > held(dict(other), dict(one))


def _is_of_the_municipal_plan(heads: Heads) -> bool:
    return any(head in SUBJECTS and SUBJECTS[head].kind == "part" for head, _weight in heads)
