"""Texts → sparse vectors whose product is how alike they are, 0 to 1."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import log, sqrt

from plandugnad.engines.alike.meaning import PART, concept, is_of_planning, splitting
from plandugnad.engines.alike.wishes import Wish, wish_of
from plandugnad.engines.alike.words import named, said_words, stems_of

Vector = dict[str, float]
Features = frozenset[str]
Part = dict[str, float]
Split = Callable[[str], Sequence[str]]

# How much of the likeness each part is; together 1.
WORDS, PAIRS, SIGNS = 0.60, 0.10, 0.30
_SIGNS_IN_GRAM = 4
# A word that nobody else has is a name more often than it is the matter: rarity counts, but not in full.
DAMPED = 0.5


@dataclass(frozen=True)
class Counted:
    """A text as it is compared: `stems` in order, and what it wants."""

    stems: tuple[str, ...]
    wish: Wish
    named: Features = frozenset()

    @property
    def features(self) -> Features:
        """Its stems and neighbouring stems, whether they are rare or not."""
        return frozenset((*self.stems, *_pairs(self.stems)))


def counted(text: str) -> Counted:
    words = said_words(text)
    return Counted(tuple(stems_of(words)), wish_of(words), named(text))


def vectors_of(texts: Sequence[Counted]) -> list[Vector]:
    """One vector of length 1 for each: weight by feature.

    TF-IDF (Spärck Jones 1972; Salton & Buckley 1988) of stems, of neighbouring stems, and of four signs in a row within
    a stem, so that «hyttefelt» is a little like «hytte». Each part has length 1 before it is weighed.
    """
    split = splitting(stem for text in texts for stem in text.stems)
    parts = [_parts(text.stems, split) for text in texts]
    seen: Counter[str] = Counter()
    for three in parts:
        for part in three:
            seen.update(part.keys())
    rarity = {feature: log(1 + len(texts) / number) ** DAMPED for feature, number in seen.items()}
    return [_joined(three, rarity) for three in parts]


def names_of(texts: Sequence[Counted]) -> list[Features]:
    """The names in each, also where a sentence begins with one, when it is written as a name in some text."""
    names = {stem for text in texts for stem in text.named if not is_of_planning(stem)}
    return [frozenset(names.intersection(text.stems)) for text in texts]


def product(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """The cosine, of vectors of length 1."""
    if len(one) > len(other):
        one, other = other, one
    get = other.get
    return min(sum([weight * get(feature, 0.0) for feature, weight in one.items()]), 1.0)


def overlap(one: Features, other: Features) -> float:
    """The cosine of what two texts have, where every feature weighs the same: 1 for the same words in the same order.

    Where the vectors ask what a text is about, this asks how much of it is word for word the same.
    """
    return len(one & other) / sqrt(len(one) * len(other)) if one and other else 0.0


def _pairs(stems: Sequence[str]) -> list[str]:
    return [f"{one} {other}" for one, other in pairwise(stems)]


def _parts(stems: Sequence[str], split: Split) -> tuple[Part, Part, Part]:
    signs: Counter[str] = Counter()
    for stem in stems:
        signs.update(_grams(stem))
    about: Part = dict(Counter(concept(stem) for stem in stems))
    for stem in stems:
        for part in split(stem):
            about[part] = max(about.get(part, 0.0), PART)
    return about, dict(Counter(_pairs(stems))), dict(signs)


@lru_cache(maxsize=100_000)
def _grams(stem: str) -> tuple[str, ...]:
    """Told apart from stems by the mark before them."""
    return tuple(f"_{stem[at : at + _SIGNS_IN_GRAM]}" for at in range(max(len(stem) - _SIGNS_IN_GRAM, 0) + 1))


def _times(number: float) -> float:
    """A word said again tells a little more; part of a word less than a whole one."""
    return 1 + log(number) if number > 1 else number


def _joined(parts: Iterable[Part], rarity: Mapping[str, float]) -> Vector:
    found: Vector = {}
    for share, part in zip((WORDS, PAIRS, SIGNS), parts, strict=True):
        weights = {feature: _times(number) * rarity[feature] for feature, number in part.items()}
        length = sqrt(sum([weight * weight for weight in weights.values()]))
        for feature, weight in weights.items():
            found[feature] = weight * sqrt(share) / length
    length = sqrt(sum([weight * weight for weight in found.values()]))
    return {feature: weight / length for feature, weight in found.items()}
