"""Groups of texts that say the same: near copies first, then what is alike on average.

Two steps, so that the work does not grow with the square of a campaign:
1. Texts that are near copies of one another become one unit. Leader clustering (Hartigan 1975) in an order given by
   the texts, with prefix filtering (Chaudhuri, Ganti & Kaushik 2006; Bayardo, Ma & Srikant 2007): with the rarest
   features first, only the first part of each text needs to be in the index.
2. Units join while their *average* likeness is above the threshold (UPGMA, Sokal & Michener 1958), so that a chain of
   texts each a little like the next does not become one group.

Whoever is for and whoever is against are never put together, as far as their words tell. The order texts come in
changes nothing.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from plandugnad.engines.alike.joining import join
from plandugnad.engines.alike.pairs import Unit, alike_pairs, near_copies
from plandugnad.engines.alike.vectors import Features, Vector, counted, names_of, overlap, product, vectors_of

# Chosen on one half of the labelled points, tried on the other: docs/measurements.md.
THRESHOLD = 0.26
# From here texts are one unit before anything else is asked: a letter of a campaign with the name changed.
SAME = 0.85

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Member:
    """`likeness` to the group's medoid: 1 is the same words, 0 no word in common."""

    id: str
    likeness: float


@dataclass(frozen=True)
class AlikeGroup:
    """`members` begin with the medoid, the one that is most like all the others; then the most alike first."""

    members: tuple[Member, ...]

    @property
    def medoid(self) -> str:
        return self.members[0].id


def groups_of(
    texts: Iterable[tuple[str, str]], threshold: float = THRESHOLD, progress: Progress | None = None
) -> list[AlikeGroup]:
    """Of (id, text), the groups of two and more, largest first. A text is in one group at most, or in none.

    `progress` is told how much is done of how much; it may raise to stop the work.
    """
    told = progress or (lambda _done, _total: None)
    known = sorted(((id, counted(text)) for id, text in texts), key=lambda one: (one[1].stems, one[1].wish, one[0]))
    known = [one for one in known if one[1].stems]
    _refuse_doubles([id for id, _text in known])
    size = len(known)
    told(0, size * 3)
    read = _Read([id for id, _text in known], [text.features for _id, text in known], vectors_of([t for _, t in known]))
    wishes = [text.wish for _id, text in known]
    copies = near_copies(read.features, wishes, SAME, lambda done: told(size + done, size * 3))
    names = names_of([text for _id, text in known])
    units = [Unit(read.features[one[0]], read.vectors[one[0]], wishes[one[0]], one, names[one[0]]) for one in copies]
    # Of the last third, as many as there are units.
    pairs = alike_pairs(units, threshold, lambda done: told(size * 2 + done * size // len(units), size * 3))
    joined = join([unit.size for unit in units], [unit.wish for unit in units], pairs, threshold)
    groups = [read.group(sorted(text for place in places for text in units[place].texts)) for places in joined]
    told(size * 3, size * 3)
    return sorted((one for one in groups if len(one.members) > 1), key=lambda one: (-len(one.members), one.medoid))


def likeness(one: str, other: str) -> float:
    """How much of two texts is word for word the same, 0 to 1, without asking which words are rare among others."""
    return round(overlap(counted(one).features, counted(other).features), 6)


@dataclass(frozen=True)
class _Read:
    """The texts, in the order given by what they say."""

    ids: Sequence[str]
    features: Sequence[Features]
    vectors: Sequence[Vector]

    def group(self, texts: Sequence[int]) -> AlikeGroup:
        middle = self._medoid(texts)
        found = [Member(self.ids[text], self._likeness(text, middle)) for text in texts]
        medoid = self.ids[middle]
        return AlikeGroup(tuple(sorted(found, key=lambda one: (one.id != medoid, -one.likeness, one.id))))

    def _likeness(self, one: int, other: int) -> float:
        """Rounded, so that the order of a sum is no difference."""
        alike = product(self.vectors[one], self.vectors[other])
        return round(max(alike, overlap(self.features[one], self.features[other])), 6)

    def _medoid(self, texts: Sequence[int]) -> int:
        """The product with the sum of all is the sum of the products: nobody is compared with everybody."""
        together: Vector = defaultdict(float)
        for text in texts:
            for feature, weight in self.vectors[text].items():
                together[feature] += weight
        central = {text: sum([weight * together[f] for f, weight in self.vectors[text].items()]) for text in texts}
        return max(texts, key=lambda text: (round(central[text], 9), -text))


def _refuse_doubles(ids: Sequence[str]) -> None:
    if len(set(ids)) < len(ids):
        raise ValueError("Two texts have the same id.")
