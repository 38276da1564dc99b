"""What the table of subjects says: which words are of what, and how near two subjects are."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from plandugnad.engines.alike.words import form_of, is_of_no_matter, stem_of

# How much of one plan the other says, by what its subject is to the other's. Chosen on half of the judged pairs.
SAME, PART, PART_OF_PART, NEAR = 1.0, 0.8, 0.5, 0.76

_TABLE: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("subjects.yaml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Subject:
    """`kind` is one of those the table tells of, or "". `weight`, 0–1: how much it counts beside others."""

    key: str
    kind: str = ""
    weight: float = 1.0
    part_of: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    is_danger: bool = False
    is_setting: bool = False


@dataclass(frozen=True)
class Term:
    """What a word stands for: subjects, `only_for` whom it is, or no matter at all when there are none.

    `marks` are the lists of the table, of those that tell what sort of document it is, that the word stands in.
    """

    subjects: tuple[str, ...] = ()
    only_for: bool = False
    marks: frozenset[str] = frozenset()


SUBJECTS: Mapping[str, Subject] = {
    key: Subject(
        key,
        about.get("kind", ""),
        about.get("weight", 1.0),
        tuple(about.get("part_of", "").split()),
        tuple(about.get("near", "").split()),
        about.get("is_danger", False),
        about.get("is_setting", False),
    )
    for key, about in _TABLE["subjects"].items()
}


def spoken(words: str) -> list[tuple[str, ...]]:
    """Each entry of a list in the table as the words of it that count, in the form of bokmål."""
    entries = ([form_of(word) for word in entry.split("_")] for entry in words.split())
    return [tuple(word for word in entry if not is_of_no_matter(word)) or tuple(entry) for entry in entries]


def written(name: str) -> list[str]:
    """A list in the table, in the form of bokmål."""
    return [word for entry in spoken(_TABLE[name]) for word in entry]


def listed(name: str) -> frozenset[str]:
    """The stems of a list in the table."""
    return frozenset(map(stem_of, written(name)))


def _entries() -> Iterator[tuple[tuple[str, ...], Term]]:
    """The first that has a word, has it."""
    marks: dict[tuple[str, ...], frozenset[str]] = {}
    for name in _MARKS:
        marks |= {entry: marks.get(entry, _NONE) | {name} for entry in spoken(_TABLE[name])}
    for key, about in _TABLE["subjects"].items():
        for name in ("for", "words"):
            for entry in spoken(about.get(name, "")):
                yield entry, Term((key,), name == "for", marks.get(entry, _NONE))
    for word, keys in _TABLE["both"].items():
        yield (form_of(word),), Term(tuple(keys.split()))
    for entry in [*spoken(_TABLE["generic"]), *marks]:
        yield entry, Term(marks=marks.get(entry, _NONE))


_NONE: frozenset[str] = frozenset()
_MARKS = ("plans", "rules", "ground", "zoning", "carries_out", "carried_out")
_SHORTEST_IN_COMPOUND = 3
_ENTRIES = list(_entries())
PHRASES: Mapping[tuple[str, ...], Term] = {
    (*map(stem_of, entry[:-1]), stem_of(last)): term
    for entry, term in reversed(_ENTRIES)
    if len(entry) > 1
    for last in (entry[-1], f"{entry[-1]}er", f"{entry[-1]}en")
}
LONGEST_PHRASE = max(map(len, PHRASES))
PHRASE_STARTS = frozenset(phrase[0] for phrase in PHRASES)
WORDS: dict[str, Term] = {entry[0]: term for entry, term in reversed(_ENTRIES) if len(entry) == 1}


def _inflected(word: str) -> list[str]:
    """The stemmer is short, and does not leave the same of all forms of a word: «vedtekt», «vedtekter»."""
    bare = word.removesuffix("e")
    return [bare + ending for ending in ("er", "en", "ene", "a")]


def _stems() -> dict[str, Term]:
    """Where two words have one stem, what is of some matter comes before what is of none, and the word itself first."""
    found = {stem_of(word): term for word, term in WORDS.items()}
    for word, term in reversed(WORDS.items()):
        for form in _inflected(word) if len(word) >= _SHORTEST_INFLECTED else ():
            found.setdefault(stem_of(form), term)
    return found


_SHORTEST_INFLECTED, _SHORTEST_DOUBLE = 4, 5
STEMS: Mapping[str, Term] = _stems()


def term_of(word: str) -> Term | None:
    """Of a word standing alone, or last in a compound."""
    return WORDS.get(word) or STEMS.get(stem_of(word))


def _leads() -> dict[str, Term]:
    """What a word is before another in a compound: «skole» and «skoles», «barn» and «barne»."""
    found: dict[str, Term] = {}
    for word, term in WORDS.items():
        if len(word) >= _SHORTEST_IN_COMPOUND:
            bare = word[:-1] if word.endswith("e") and len(word) > _SHORTEST_IN_COMPOUND + 1 else word
            double = word[:-1] if word.endswith("ss") and len(word) > _SHORTEST_DOUBLE else word  # «flyplasstrategi»
            for lead in (word, f"{word}s", bare, f"{bare}e", f"{bare}s", f"{word}er", double):
                if lead not in found or lead in (word, f"{word}s"):
                    found[lead] = term
    return found


LEADS: Mapping[str, Term] = _leads()


def _relations() -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = defaultdict(dict)

    def add(one: str, other: str, how: float) -> None:
        for first, second in ((one, other), (other, one)):
            found[first][second] = max(how, found[first].get(second, 0.0))

    for key, subject in SUBJECTS.items():
        found[key][key] = SAME
        for whole in subject.part_of:
            add(key, whole, PART)
            for larger in SUBJECTS[whole].part_of:
                add(key, larger, PART_OF_PART)
        for other in subject.near:
            add(key, other, NEAR)
    return dict(found)


RELATED: Mapping[str, Mapping[str, float]] = _relations()


@cache
def is_within(part: str, whole: str) -> bool:
    """Whether one subject is a part of another, by the table."""
    above = SUBJECTS[part].part_of if part in SUBJECTS else ()
    return whole in above or any(is_within(larger, whole) for larger in above)
