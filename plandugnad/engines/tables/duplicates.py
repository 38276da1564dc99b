"""Rows that may be the same plan: a person decides, the engine only asks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Protocol

from plandugnad.engines.tables.names import without_outline
from plandugnad.engines.tables.proper_names import by_place, name_other_places

# Spellings of the same word in bokmål and nynorsk, and words used for one another in names of plans.
# Parts of words, since Norwegian writes compounds together: «trafikksikkerhetsplan» and «trafikktryggingsplan».
_SAME = (
    (r"sikkerhets?|trygging|tryggleiks?", "sikring"), (r"vannforsyning|vassforsyning", "vatnforsyning"),
    (r"vann\b|\bvass|vann(?=\w)", "vatn"),
    (r"kloakk", "avløp"), (r"hovud", "hoved"), (r"skule", "skole"), (r"vei(?!led)", "veg"), (r"tjenest", "tenest"),
    (r"bolig", "bustad"),
    (r"forurensn?ing", "forureining"), (r"sykehjem", "sjukeheim"), (r"virksomhet", "verksemd"), (r"oversyn",
    "oversikt"),
    (r"tiltaksplan", "handlingsplan"), (r"kriseplan", "beredskapsplan"), (r"rusmiddelpolitisk|alkoholpolitisk",
    "ruspolitisk"),
    (r"renovasjon", "avfall"), (r"jordbruk", "landbruk"), (r"\bunge\b", "ungdom"), (r"næringsliv", "næring"),
    (r"eigar", "eier"),
    (r"høyring", "høring"), (r"leiing", "ledelse"), (r"saman", "sammen"), (r"heilskap", "helhet"), (r"likestilling",
    "likestilling"),
    (r"vaksen", "voksen"), (r"kyrkj", "kirk"), (r"sjuk", "syk"), (r"utdanning", "opplæring"), (r"eigedom", "eiendom"),
    (r"kvalitetsutvikling", "kvalitet"),
    (r"medverknad", "medvirkning"), (r"frivilligheit", "frivillighet"), (r"byggje", "bygge"), (r"klima og energi",
    "energi og klima"),
    (r"\beldste?\b", "eldre"), (r"psykisk helse og rus", "rus og psykisk helse"),
)  # fmt: skip
_SPELLINGS = [(re.compile(pattern), word) for pattern, word in _SAME]
_SPAN = re.compile(r"\(?\b(?:19|20)\d\d\s*(?:[-–—‒‑/]|--|\btil\b)\s*(?:19|20)?\d\d\b\)?")
_HEADS = re.compile(
    r"(?<=\w{3})((?:plan(?:en|ar|er|ane|ene)?|strategi(?:en|ar|er)?|melding(?:a|en|ar|er)?|program(?:met)?)s?)\b"
)
_ENDINGS = re.compile(r"(?<=\w{3})(?:anes|enes|ane|ene|ens|ets|ers|ars|as|en|et|er|ar|es|a|e|s)\Z")
_SMALL = frozenset(["sin", "si", "sitt", "sine", "den", "det", "dei", "de"])


class Named(Protocol):
    @property
    def source_row(self) -> int: ...
    @property
    def name(self) -> str: ...
    @property
    def period(self) -> tuple[int, int] | None: ...


@lru_cache(maxsize=50_000)
def normalised_name(name: str) -> str:
    """The name without what may differ for the same plan: case, spaces, punctuation, inflection, synonyms, years.

    Spans of years are taken out, since the period is compared beside it; a single year is part of the name.
    """
    low = _SPAN.sub(" ", without_outline(name).casefold())
    for pattern, word in _SPELLINGS:
        low = pattern.sub(word, low)
    low = low.replace("&", " og ")
    low = re.sub(r"(?<=\w)[-–](?=\w)", "", low)
    low = _HEADS.sub(r" \1", low)
    words = [word for word in re.findall(r"\w+", low) if word not in _SMALL]
    return "".join(_stem(word) for word in words)


def same_plan(one: Named, other: Named) -> bool:
    """The same normalised name, no other place, and the same period where both have one."""
    return (
        normalised_name(one.name) == normalised_name(other.name)
        and not name_other_places(one.name, other.name)
        and _may_share(one.period, other.period)
    )


def possible_duplicates(rows: Iterable[Named]) -> tuple[tuple[int, ...], ...]:
    """Groups of source rows that may be one plan, in the order they stand."""
    by_name: dict[str, list[Named]] = {}
    for row in rows:
        if key := normalised_name(row.name):
            by_name.setdefault(key, []).append(row)
    groups = [tuple(row.source_row for row in group)
              for same in by_name.values() if len(same) > 1
              for place in by_place(same) if len(place) > 1 for group in _by_period(place)]  # fmt: skip
    return tuple(sorted(groups))


def _by_period(rows: Sequence[Named]) -> list[list[Named]]:
    """Rows of different periods are different plans. One without a period may be any of them, and joins only one."""
    periods = {row.period for row in rows if row.period}
    if len(periods) <= 1:
        return [list(rows)]
    groups: dict[tuple[int, int] | None, list[Named]] = {}
    for row in rows:
        groups.setdefault(row.period, []).append(row)
    return [group for group in groups.values() if len(group) > 1]


def _may_share(one: tuple[int, int] | None, other: tuple[int, int] | None) -> bool:
    return one is None or other is None or one == other


def _stem(word: str) -> str:
    return _ENDINGS.sub("", word) if len(word) > 3 and not word.isdigit() else word
