"""What a private person is looked for as, in what the municipality has written. Pure: no database, no clock.

    what               is found                                        is left alone
    full name          Kari Eksempel, KARI  EKSEMPEL, Eksempel, Kari   Kari, Eksempel, Kari Eksempel-Dahl
    hyphens            Anne-Marie Dahl, Anne Marie Dahl                Anne Dahl
    genitive           Kari Eksempels, Jonas Hans'                     Karis
    with others        Kari og Ola Eksempel: her, not him              Ola Eksempel, who has not asked
    two who write      Kari og Ola Eksempel: both, and Ola Eksempel    Kari og Ola
    e-mail             kari@eksempel.no, Kari@Eksempel.no              okari@eksempel.no, kari@eksempel.no.com
    telephone          those in her statement: 41234567, 412 34 567,   those the municipality itself has put out,
                       41 23 45 67, +47 41234567                       and what else has eight digits
    address            straight after her name: Kari Eksempel,         Myrveien 3 by itself: a place is what a plan
                       Myrveien 3                                      is about, whoever lives there

Each word of a text is looked up among the first words of all these, so that a thousand names take no longer than one.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

# Who writes so in place of a name is nobody: every neighbour would be taken out of every text.
_NOBODY = frozenset({
    "anonym", "avsender", "beboer", "beboere", "den", "ei", "ein", "en", "et", "familien", "grunneier", "grunneiere",
    "hytteeier", "hytteeiere", "ikke", "ikkje", "ingen", "innbygger", "innbyggar", "jeg", "nabo", "naboer", "naboar",
    "noen", "nokon", "og", "oss", "privat", "privatperson", "til", "ukjent", "vi",
})  # fmt: skip
# Between the words of a name, and in every text.
_BETWEEN = frozenset(
    {"af", "av", "da", "de", "der", "di", "du", "el", "for", "i", "la", "le", "på", "van", "ved", "von"}
)
_WORD = re.compile(r"[^\W_]+")
_AND = r"(?:og|&|\+)"
_SPACE, _HYPHEN_OR_SPACE = r"\s+", r"(?:\s+|\s?[-‐‑–]\s?)"
_GIVEN = r"(?-i:[A-ZÆØÅÄÖÉ][\w]+(?:[-\s][A-ZÆØÅÄÖÉ][\w]+)?)"
# Its own group, so that what stands instead is in the genitive too.
_GENITIVE = r"(s|['’]s|(?<=[sxz])['’](?=\s+\w))?"
_STARTS, _ENDS = r"(?<!\w)(?<!\w-)", r"(?!-?\w)"
_TELEPHONE = re.compile(
    r"(?<![\w-])(?:(?:\+|00)47[ \u00a0]?)?"
    r"(?:(?!20)[2-9]\d(?:[ \u00a0]?\d\d){3}|(?!20)[2-9]\d\d[ \u00a0]?\d\d[ \u00a0]?\d\d\d)(?![ \u00a0]?\d)(?!-?\w)"
)
_DIGITS = 8
# How many words there are in the name, and what is matched.
_Pattern = tuple[int, str]


@dataclass(frozen=True)
class Person:
    """What she has said of herself. `names` as she wrote them: there may be two people in one."""

    names: Collection[str]
    emails: Collection[str] = ()
    address: str = ""
    telephones: Collection[str] = ()


@dataclass(frozen=True)
class Sought:
    """`starting` is what is looked for, by its first word in small letters. It is compiled as that word is met: of
    thousands who have written, the municipality names few."""

    starting: Mapping[str, Collection[_Pattern]]
    telephones: frozenset[str] = frozenset()
    _compiled: dict[str, re.Pattern[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, persons: Iterable[Person]) -> "Sought":
        found: defaultdict[str, set[_Pattern]] = defaultdict(set)
        telephones: set[str] = set()
        for person in persons:
            telephones.update(person.telephones)
            for first, pattern in _patterns(person):
                found[first].add(pattern)
        return cls(found, frozenset(telephones))

    def without(self, value: Any, instead: str) -> Any:
        """The same text, or what holds texts, with another word where one of these stands."""
        if isinstance(value, str):
            return self._named(self._called(value, instead), instead)
        if isinstance(value, list):
            return [self.without(one, instead) for one in value]
        if isinstance(value, dict):
            return {key: self.without(one, instead) for key, one in value.items()}
        return value

    def _called(self, text: str, instead: str) -> str:
        if not self.telephones:
            return text
        return _TELEPHONE.sub(lambda found: instead if _digits(found[0]) in self.telephones else found[0], text)

    def _named(self, text: str, instead: str) -> str:
        if self.starting.keys().isdisjoint(map(str.casefold, _WORD.findall(text))):
            return text
        told, reached = "", 0
        for word in _WORD.finditer(text):
            first = word[0].casefold()
            if first not in self.starting or word.start() < reached:
                continue
            if found := self._pattern(first).match(text, word.start()):
                told += text[reached : found.start()] + instead + ("s" if found.lastindex else "")
                reached = found.end()
        return told + text[reached:]

    def _pattern(self, first: str) -> re.Pattern[str]:
        """The longest name first: «Kari Lie» is the beginning of «Kari Lie Dahl»."""
        if first not in self._compiled:
            patterns = sorted(self.starting[first], reverse=True)
            self._compiled[first] = re.compile("|".join(pattern for _words, pattern in patterns), re.IGNORECASE)
        return self._compiled[first]


def words_of_name(name: str) -> frozenset[str]:
    """Each by itself, in small letters. Any of them may be another person's too, or a place."""
    said = (word.casefold() for word in _WORD.findall(name))
    return frozenset(word for word in said if len(word) > 1) - _NOBODY - _BETWEEN


def telephones_in(*texts: str) -> frozenset[str]:
    """The eight digits of each number that is written as a telephone's. No number in Norway begins with 20, but
    days and case numbers do."""
    return frozenset(_digits(found[0]) for text in texts for found in _TELEPHONE.finditer(text))


def _digits(number: str) -> str:
    return "".join(sign for sign in number if sign.isdigit())[-_DIGITS:]


def _patterns(person: Person) -> Iterator[tuple[str, _Pattern]]:
    """Each by the word it begins with."""
    ending = _ending(person.address)
    for written in person.names:
        for parts in _people(written):
            yield from _of_name(parts, ending)
    for email in person.emails:
        if first := _WORD.search(email):
            kept = re.escape(email[first.start() :])
            yield first[0].casefold(), (1, rf"(?<![\w.+-]){kept}(?!-?\w)(?!\.\w)")


def _ending(address: str) -> str:
    """The genitive, or where she lives."""
    words = address.split()
    if len(words) < 2:
        return _GENITIVE + _ENDS
    place = r"[\s,]+".join(re.escape(word.strip(",")) for word in words)
    after = rf"\s*\(\s*{place}\s*\)|(?:\s*,\s*|\s+(?:i|på|fra|frå|ved)\s+){place}{_ENDS}"
    return rf"(?:{after}|{_GENITIVE}{_ENDS})"


def _people(written: str) -> list[list[str]]:
    """«Kari og Ola Eksempel» are two who share their last name. Who has one word for a name alone is not looked for."""
    told = [part for part in re.split(rf"\s+{_AND}\s+|\s*/\s*", written.strip()) if part]
    if len(told) == 1 and written.count(",") == 1:
        last, first = written.split(",")
        told = [f"{first} {last}"]
    people = [part.split() for part in told]
    family = next((parts[-1] for parts in reversed(people) if len(parts) > 1), "")
    people = [parts if len(parts) > 1 or not family else [*parts, family] for parts in people]
    return [parts for parts in people if len(parts) > 1 and not _is_nobody(parts)]


def _is_nobody(parts: Sequence[str]) -> bool:
    return all(part.strip(".,").casefold() in _NOBODY for part in parts) or not all(map(_WORD.search, parts))


def _of_name(parts: Sequence[str], ending: str) -> Iterator[tuple[str, _Pattern]]:
    *first, last = parts
    given, family = _joined(first), _joined([last])
    others = rf"(?=(?:,\s+{_GIVEN})*\s+{_AND}\s+{_GIVEN}\s+{family}(?:['’]?s)?{_ENDS})"
    yield _key(parts[0]), (len(parts), f"{_STARTS}(?:{_joined(parts)}{ending}|{given}{others})")
    yield _key(last), (len(parts), rf"{_STARTS}{family},?\s+{given}{ending}")


def _joined(parts: Sequence[str]) -> str:
    """A hyphen may be a space, and with three words a space a hyphen."""
    words = [re.split("[-‐‑–]", part) for part in parts]
    gap = _HYPHEN_OR_SPACE if len(parts) > 2 else _SPACE
    return gap.join(_HYPHEN_OR_SPACE.join(re.escape(word) for word in part if word) for part in words)


def _key(part: str) -> str:
    found = _WORD.search(part)
    return found[0].casefold() if found else ""
