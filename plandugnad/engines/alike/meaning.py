"""Stems → what they are about: synonyms of planning are one, and a compound is also its parts."""

from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

import yaml

from plandugnad.engines.alike.words import said_words, stems_of

_TABLE = yaml.safe_load(Path(__file__).with_name("planning.yaml").read_text(encoding="utf-8"))
_SHORTEST_COMPOUND, _SHORTEST_PART = 7, 4
_LINKS = ("", "s", "e")
# A part tells less than the word it is in.
PART = 0.6


def _stem(word: str) -> str:
    return stems_of(said_words(word))[0]


def _synonyms() -> dict[str, str]:
    found: dict[str, str] = {}
    for line in _TABLE["same"]:
        first, *others = map(_stem, line.split())
        for stem in (first, *others):
            found.setdefault(stem, first)
    return found


_SAME = _synonyms()
_KNOWN = frozenset(stem for stem in _SAME if len(stem) > 2)


def is_of_planning(stem: str) -> bool:
    return stem in _SAME


def concept(stem: str) -> str:
    return _SAME.get(stem, stem)


def splitting(stems: Iterable[str]) -> Callable[[str], tuple[str, ...]]:
    """What the parts of a compound are about, by the words that stand alone among these texts or in the table."""
    alone = _KNOWN | {stem for stem in stems if len(stem) >= _SHORTEST_PART}

    @cache
    def parts(stem: str) -> tuple[str, ...]:
        if len(stem) < _SHORTEST_COMPOUND:
            return ()
        return tuple(dict.fromkeys(concept(part) for part in _parts(stem, alone)))

    return parts


def _parts(stem: str, alone: frozenset[str]) -> list[str]:
    """Both parts where both are known, the longest last part first; else the one that is."""
    one: list[str] = []
    for at in range(3, len(stem) - 2):
        tail = stem[at:] if stem[at:] in alone else ""
        head = next((known for link in _LINKS if (known := _without(stem[:at], link)) in alone), "")
        if head and tail:
            return [head, tail]
        one = one or [part for part in (head, tail) if len(part) > _SHORTEST_PART]
    return one


def _without(head: str, link: str) -> str:
    return head[: -len(link)] if link and head.endswith(link) else head
