"""A text → the stems that carry its meaning, with bokmål and nynorsk made alike."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import yaml

_WORD = re.compile(r"[^\W_]+")
# With a capital in the middle of a sentence: after a word or a comma, and not all in capitals.
_NAMED = re.compile(r"(?<=[\w,;)] )[^\W\d_a-zæøå][^\W\d_A-ZÆØÅ][^\W_]+")
_LISTS: dict[str, str] = yaml.safe_load(Path(__file__).with_name("norwegian.yaml").read_text(encoding="utf-8"))


def _listed(name: str) -> frozenset[str]:
    return frozenset(_LISTS[name].split())


def _paired(name: str) -> dict[str, str]:
    return {one: other for one, _sign, other in (pair.partition(":") for pair in _LISTS[name].split())}


def _longest_first(words: Sequence[str] | frozenset[str]) -> list[str]:
    return sorted(words, key=lambda word: (-len(word), word))


_VARIANTS, _SPELT = _paired("variants"), _paired("spelt")
_STOP = _listed("stop")
_RESPELT = re.compile("|".join(_longest_first(frozenset(_SPELT))))
_ENDINGS = _longest_first(_listed("endings"))
_SHORTEST_STEM = 3


def plain_words(text: str) -> list[str]:
    """As they are written, in order. Unicode is composed first: å may come as two signs."""
    return _WORD.findall(unicodedata.normalize("NFKC", text))


def said_words(text: str) -> list[str]:
    """Lower-case words in order, in the form they are counted by."""
    return [form_of(word) for word in plain_words(text.casefold())]


def stems_of(words: Sequence[str]) -> list[str]:
    """The stems of the words that carry meaning, in order. Of a text with none such, all its words."""
    return [stem_of(word) for word in words if word not in _STOP] or list(words)


def named(text: str) -> frozenset[str]:
    """The stems of what is written as a name is: places, people, associations."""
    words = [form_of(word.casefold()) for word in _NAMED.findall(unicodedata.normalize("NFKC", text))]
    return frozenset(stem_of(word) for word in words if word not in _STOP)


def is_of_no_matter(word: str) -> bool:
    return word in _STOP


@lru_cache(maxsize=100_000)
def form_of(word: str) -> str:
    return _VARIANTS.get(word) or _RESPELT.sub(lambda found: _SPELT[found[0]], word)


@lru_cache(maxsize=100_000)
def stem_of(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)]
    return word
