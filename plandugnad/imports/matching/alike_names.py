"""Names so alike that a person should say whether they are one plan: a letter wrong, other order, a filler word."""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Generic, TypeVar

from plandugnad.core.norwegian import search_key

_FILLERS = frozenset(
    {"for", "i", "og", "av", "om", "til", "pa", "ved", "med", "den", "det", "de", "en", "ei", "et"}
    | {"kommune", "kommunen", "kommunes", "kommunal"}
)
_LEAST_LETTERS = 5
_LEAST_LIKENESS = 0.85
# Names that differ in one word of a common pattern can be many; a question with more than these helps nobody.
_MOST = 20

Id = TypeVar("Id", bound=Hashable)


@lru_cache(maxsize=20_000)
def core_of(name: str) -> tuple[str, ...]:
    """The words that tell plans apart, in a fixed order."""
    words = search_key(name).split()
    return tuple(sorted(word for word in words if word not in _FILLERS)) or tuple(sorted(words))


class AlikeNames(Generic[Id]):
    """Finds names alike without comparing each with each: names one word apart share the rest of their words."""

    def __init__(self, named: Iterable[tuple[Id, str]]) -> None:
        self._by_core: dict[tuple[str, ...], list[Id]] = defaultdict(list)
        self._by_rest: dict[tuple[Hashable, ...], list[tuple[str, Id]]] = defaultdict(list)
        for id, name in named:
            core = core_of(name)
            self._by_core[core].append(id)
            for word, key in _rests(core):
                self._by_rest[key].append((word, id))

    def of(self, name: str) -> list[Id]:
        core = core_of(name)
        found = dict.fromkeys(self._by_core.get(core, [])[:_MOST])
        for word, key in _rests(core):
            for other, id in self._by_rest.get(key, [])[:_MOST]:
                if id not in found and is_misspelling(word, other):
                    found[id] = None
        return list(found)


def is_misspelling(word: str, other: str) -> bool:
    """One long word written almost as the other. Numbers, and short words as «øst» and «vest», are never the same."""
    if min(len(word), len(other)) < _LEAST_LETTERS or not (word.isalpha() and other.isalpha()):
        return False
    likeness = SequenceMatcher(None, word, other, autojunk=False)
    return likeness.real_quick_ratio() >= _LEAST_LIKENESS and likeness.ratio() >= _LEAST_LIKENESS


def _rests(core: tuple[str, ...]) -> Iterable[tuple[str, tuple[Hashable, ...]]]:
    """Each word with the others; the word's beginning and end are part of the key, so that a bucket stays small."""
    for place, word in enumerate(core):
        if len(word) >= _LEAST_LETTERS:
            rest = (*core[:place], *core[place + 1 :])
            yield word, (rest, "^", word[:3])
            yield word, (rest, "$", word[-3:])
