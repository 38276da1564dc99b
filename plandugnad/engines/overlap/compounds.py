"""One word → what it is made of: «trafikksikkerhetsplan» is traffic safety and a word for a plan."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from plandugnad.engines.alike.words import stem_of
from plandugnad.engines.overlap.lexicon import LEADS, STEMS, WORDS, Term, term_of

_SHORTEST_PART, _LONGEST_WORD = 3, 40
# Beside letters nobody knows, a short word is more likely a part of a name: «Skolmen», «Rusten».
_SHORTEST_BESIDE_UNKNOWN, _SHORTEST_UNKNOWN = 4, 3
_SHORTEST_MISSPELT = 7


@dataclass(frozen=True)
class Made:
    """`terms` in order; `unknown` the stem of the letters that are no word we know, or ""."""

    terms: tuple[Term, ...] = ()
    unknown: str = ""

    @property
    def subjects(self) -> tuple[str, ...]:
        return tuple(subject for term in self.terms for subject in term.subjects)


@lru_cache(maxsize=50_000)
def made_of(word: str) -> Made:
    """Of a word in the form of bokmål (`form_of`), lower case."""
    if term := term_of(word):
        return Made((term,))
    if len(word) > _LONGEST_WORD:
        return Made(unknown=root_of(word))
    if whole := _covered(word, 0):
        return Made(whole)
    if nearly := _nearest(stem_of(word)):
        return Made((nearly,))
    return _beside_unknown(word) or Made(unknown=root_of(word))


def _covered(word: str, start: int) -> tuple[Term, ...]:
    """The fewest words that make up `word` from `start`. None, when there are letters that are no word."""
    reached: dict[int, tuple[Term, ...]] = {len(word): ()}
    for at in range(len(word) - _SHORTEST_PART, start - 1, -1):
        for end in range(len(word), at + _SHORTEST_PART - 1, -1):
            if end not in reached or (at in reached and len(reached[end]) + 1 >= len(reached[at])):
                continue
            part = word[at:end]
            if term := _last(part) if end == len(word) else LEADS.get(part):
                reached[at] = (term, *reached[end])
    return reached.get(start, ())


def _last(part: str) -> Term | None:
    """Short words with an ending look like other words: «brudd» is not «bru»."""
    return term_of(part) if part in WORDS or len(stem_of(part)) > _SHORTEST_PART else None


def _beside_unknown(word: str) -> Made | None:
    """Known words after or before letters that are none, where more is known: «kulvertplan», «beredskapspln»."""
    tails = [at for at in range(_SHORTEST_UNKNOWN, len(word) - _SHORTEST_BESIDE_UNKNOWN + 1) if _covered(word, at)]
    for at in tails:
        if nearly := _nearest(_front(word, at)):
            return Made((nearly, *_covered(word, at)))
    last = len(word) - tails[0] if tails else 0
    for at in range(len(word) - 1, max(last, _SHORTEST_BESIDE_UNKNOWN), -1):
        if (term := LEADS.get(word[:at])) and term.subjects:
            return Made((term,), word[at:])
    return Made(_covered(word, tails[0]), root_of(_front(word, tails[0]))) if tails else None


def _front(word: str, at: int) -> str:
    return stem_of(word[:at].removesuffix("s") if at > _SHORTEST_UNKNOWN + 1 else word[:at])


def _nearest(stem: str) -> Term | None:
    """The one word we know that is one letter from this, if it begins alike."""
    if len(stem) < _SHORTEST_MISSPELT:
        return None
    index = _one_letter_less()
    found = {other for less in (stem, *_less(stem)) for other in index.get(less, ()) if is_misspelling(stem, other)}
    return STEMS[min(found)] if len({STEMS[other] for other in found}) == 1 else None


@cache
def _one_letter_less() -> dict[str, list[str]]:
    """All we know by what is left when a letter is taken out: two that share one are at most two letters apart."""
    found: dict[str, list[str]] = defaultdict(list)
    for stem in STEMS:
        if len(stem) >= _SHORTEST_MISSPELT - 1:
            for less in (stem, *_less(stem)):
                found[less].append(stem)
    return found


def _less(stem: str) -> Iterator[str]:
    return (stem[:at] + stem[at + 1 :] for at in range(1, len(stem)))


def root_of(word: str) -> str:
    """What is left when no ending is: of words we do not know, the stemmer does not leave the same of all forms."""
    stem = stem_of(word)
    return word if stem == word else root_of(stem)


@lru_cache(maxsize=50_000)
def is_misspelling(one: str, other: str) -> bool:
    """Long words, begun alike, with one letter too many, too few, wrong, or two in the wrong order."""
    short, long = sorted((one, other), key=len)
    if len(short) < _SHORTEST_MISSPELT - 1 or len(long) - len(short) > 1 or one[0] != other[0] or one == other:
        return False
    same = next((at for at, letter in enumerate(short) if letter != long[at]), len(short))
    if len(short) < len(long):
        return short[same:] == long[same + 1 :]
    turned = short[same : same + 2] == long[same : same + 2][::-1] and short[same + 2 :] == long[same + 2 :]
    return turned or short[same + 1 :] == long[same + 1 :]
