"""Which municipality a table is about: by name or number, in a title, a sheet name or a file name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple


class Place(NamedTuple):
    """A municipality: numbers are four digits, as text."""

    number: str
    name: str
    other_names: tuple[str, ...] = ()
    earlier_numbers: tuple[str, ...] = ()  # such as those of 2020-2023
    county: str = ""  # decides between places of the same name


# Municipalities named by ordinary words: in a title they count only where the text says it is the municipality.
_ORDINARY_WORDS_TEXT = """
    time os hol hole vik nes lund bø ål fjord strand stranda sande grane sel lom gran vang heim stad marker flå ås
    lier sola moss hå valle leka kvam stange grong sula lunner nome vega rana eid land sund alver rindal frosta
    tana tinn våler gol øyer skaun osen luster verdal asker holmestrand kinn tolga moss dovre
"""
_ORDINARY_WORDS = frozenset(_ORDINARY_WORDS_TEXT.split())
_MUNICIPALITY = r"(?:kommun[ea]n?s?|herad|heradet|herred)"
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@dataclass(frozen=True)
class Places:
    """The register of municipalities, as far as tables need it. Build it once with `from_rows`."""

    places: tuple[Place, ...]
    _by_name: dict[str, tuple[Place, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)
    _by_number: dict[str, Place] = field(default_factory=dict, init=False, repr=False, compare=False)
    _by_file_name: dict[str, tuple[Place, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        earlier: dict[str, list[Place]] = {}
        for place in self.places:
            for name in {place.name, *place.other_names}:
                _add(self._by_name, _folded(name), place)
                for spelling in _file_spellings(name):
                    _add(self._by_file_name, spelling, place)
            self._by_number[place.number] = place
            for number in place.earlier_numbers:
                earlier.setdefault(number, []).append(place)
        # A number that was split between two municipalities names neither.
        self._by_number.update({n: p[0] for n, p in earlier.items() if len(p) == 1 and n not in self._by_number})

    @classmethod
    def from_rows(cls, rows: Iterable[Sequence[Any]]) -> Places:
        """Rows of (number, name, other names, earlier numbers, county); the last three may be left out."""
        return cls(tuple(_place(*row) for row in rows))

    def of_number(self, number: str) -> str | None:
        """Today's number for a number of today or of an earlier division."""
        place = self._by_number.get(number.zfill(4))
        return place.number if place else None

    def in_text(self, text: str) -> str | None:
        """The municipality a title speaks of; None when it names none, or several."""
        words = text.split()
        if not words:
            return None
        for finder in (_named_as_municipality, _numbered, _named):
            found = _one(finder(self, text), text)
            if found:
                return found
        return None

    def in_file_name(self, filename: str) -> str | None:
        """«haegebostad_planoversyn.xlsx»: æ, ø and å may be written ae, oe or o, aa or a."""
        stem = unicodedata.normalize("NFC", filename).rpartition(".")[0] or filename
        stem = re.sub(r"(?<=[a-zæøå])(?=[A-ZÆØÅ])", " ", stem)
        words = re.findall(r"[^\W\d_]+", stem.casefold())
        found: list[Place] = []
        ordinary: list[Place] = []
        for size in (3, 2, 1):
            for start in range(len(words) - size + 1):
                spelled = "".join(words[start : start + size])
                places = self._by_file_name.get(spelled) or self._by_file_name.get(spelled.removesuffix("kommune"), ())
                if _proves_nothing(spelled, words[start + size : start + size + 1]):
                    continue
                (ordinary if spelled in _ORDINARY_WORDS else found).extend(places)
        return _one(found, stem) or (None if found else _one(ordinary, stem)) or self._number_in(filename)

    def _number_in(self, filename: str) -> str | None:
        found = {
            number for match in re.findall(r"(?<!\d)\d{4}(?!\d)", filename) if (number := self.of_number(match))
            and not 1900 <= int(match) <= 2100
        }  # fmt: skip
        return found.pop() if len(found) == 1 else None


def _proves_nothing(spelled: str, following: list[str]) -> bool:
    """«as.csv» is hardly Ås, but «as_kommune.csv» is."""
    return len(spelled) <= 2 and spelled.isascii() and following[:1] not in (["kommune"], ["herad"])


def _named_as_municipality(places: Places, text: str) -> list[Place]:
    """«Farsund kommune», «Kommune: Farsund», «Ulvik herad», «kommunen Os»."""
    found: list[Place] = []
    for match in re.finditer(rf"\b{_MUNICIPALITY}\b", text, re.IGNORECASE):
        before = _WORD.findall(text[: match.start()])[-4:]
        after = _WORD.findall(text[match.end() :])[:4]
        place = next((p for n in range(len(before)) if (p := places._by_name.get(_folded(" ".join(before[n:]))))), None)
        if place is None and re.match(r"\s*[:–-]?\s*\w", text[match.end() :]):
            ahead = (" ".join(after[:n]) for n in range(len(after), 0, -1))
            place = next(
                (p for words in ahead if words[:1].isupper() and (p := places._by_name.get(_folded(words)))), None
            )
        found.extend(place or ())
    return found


def _numbered(places: Places, text: str) -> list[Place]:
    """«4206 Farsund», «kommunenr. 4206»: a number with something saying what it is, since 2024 is a year."""
    found = []
    for match in re.finditer(r"(?<![\d.])(\d{4})(?![\d.])", text):
        place = places._by_number.get(match[1])
        near = text[max(0, match.start() - 25) : match.end() + 25].casefold()
        if place and ("kommunen" in near or any(_folded(name) in near for name in (place.name, *place.other_names))):
            found.append(place)
    return found


def _named(places: Places, text: str) -> list[Place]:
    """A name on its own, with a capital, that is no ordinary word: «Planoversikt Sirdal»."""
    words = _WORD.findall(text)
    found: list[Place] = []
    used: set[int] = set()
    for size in (3, 2, 1):
        for start in range(len(words) - size + 1):
            span = set(range(start, start + size))
            name = " ".join(words[start : start + size])
            named = places._by_name.get(_folded(name), ())
            if named and not span & used and name[:1].isupper() and _may_stand_alone(name, words, start, text):
                used |= span
                found.extend(named)
    return found


def _may_stand_alone(name: str, words: list[str], start: int, text: str) -> bool:
    if name.casefold() not in _ORDINARY_WORDS:
        return True
    alone = text.strip(" .:-–") == name
    return alone or (start > 0 and words[start - 1].casefold() in ("i", "for", "frå", "fra", "planer", "planar"))


def _one(found: Iterable[Place], text: str) -> str | None:
    """The only place found; of several with the same name, the one whose county the text names."""
    places = list(dict.fromkeys(found))
    if len(places) > 1:
        folded = _folded(text)
        told = [place for place in places if place.county and _folded(place.county) in folded]
        places = told if len(told) == 1 and len({_folded(place.name) for place in places}) == 1 else places
    return places[0].number if len(places) == 1 else None


def _add(index: dict[str, tuple[Place, ...]], key: str, place: Place) -> None:
    index[key] = tuple(dict.fromkeys((*index.get(key, ()), place)))


@lru_cache(maxsize=5_000)
def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).casefold().replace("-", " ").split())


def _file_spellings(name: str) -> set[str]:
    plain = re.sub(r"[\W_]+", "", _folded(name))
    spellings = {plain}
    for letters in ({"æ": "ae", "ø": "oe", "å": "aa"}, {"æ": "ae", "ø": "o", "å": "a"}, {"æ": "a", "ø": "o", "å": "a"},
                    {"æ": "ae", "ø": "o", "å": "aa"}, {"æ": "e", "ø": "o", "å": "a"}):  # fmt: skip
        spellings.add("".join(letters.get(letter, letter) for letter in plain))
    decomposed = unicodedata.normalize("NFD", plain.replace("æ", "ae").replace("ø", "o"))
    spellings.add("".join(letter for letter in decomposed if not unicodedata.combining(letter)))
    return {spelling for spelling in spellings if spelling}


def _place(
    number: object,
    name: str,
    other_names: Iterable[str] = (),
    earlier_numbers: Iterable[str] | str = (),
    county: str = "",
) -> Place:
    numbers = (earlier_numbers,) if isinstance(earlier_numbers, str) else tuple(earlier_numbers)
    others = tuple(part for other in other_names for part in re.split(r"\s+[-–]\s+", other) if part)
    earlier = tuple(str(number).zfill(4) for number in numbers if number)
    return Place(str(number).zfill(4), name, others, earlier, county)
