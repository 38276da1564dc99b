"""All that the law says here, found again: by words, by kind of process and by how certain it is. Asks no database."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from plandugnad.engines.statute import Chain, Doubt, Provision, Question, Step, chains, doubts, law, questions

NO_COURSE = "uten"
_NUMBERS = re.compile(r"\d+|\D+")

# In the order the page has them; the rest come last.
_LAWS: tuple[Promise, ...] = (
    _("Domstolloven: slik telles frister"),
    _("Forvaltningsloven"),
    _("Plan- og bygningsloven"),
    _("Forskrift om konsekvensutredninger"),
    _("Forskrift om behandling av private forslag"),
    _("Kart- og planforskriften"),
    _("Byggesaksforskriften"),
    _("Kommuneloven"),
    _("Andre lover, retningslinjer og skikk"),
)
# By how the id of a provision begins, which is the name of the folder it lies in.
_FOLDERS = {"dl": 0, "fvl": 1, "pbl": 2, "reg": 2, "ku": 3, "pbh": 4, "kpf": 5, "sak10": 6, "koml": 7}


@dataclass(frozen=True)
class Use:
    """Where in a course a provision is at work."""

    chain: Chain
    step: Step


@dataclass(frozen=True)
class ProvisionRow:
    provision: Provision
    uses: tuple[Use, ...]
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class LawGroup:
    name: Promise
    rows: tuple[ProvisionRow, ...]


@dataclass(frozen=True)
class LawFilters:
    words: str = ""
    chain: str = ""
    certainty: str = ""

    @property
    def is_any(self) -> bool:
        return bool(self.words or self.chain or self.certainty)


@dataclass(frozen=True)
class LawPage:
    groups: tuple[LawGroup, ...]
    count: int
    of_all: int
    questions: Sequence[Question]
    doubts: Mapping[Doubt, Sequence[Provision]]


def read_law(filters: LawFilters) -> LawPage:
    """All on one page, so that it prints whole and is found with the browser's own search: the law does not grow with
    use."""
    found = [row for row in _all_rows() if _fits(row, filters)]
    groups = []
    for number, name in enumerate(_LAWS):
        rows = tuple(row for row in found if _law_of(row.provision) == number)
        if rows:
            groups.append(LawGroup(name, rows))
    return LawPage(tuple(groups), len(found), len(law()), questions(), doubts())


@cache
def _all_rows() -> tuple[ProvisionRow, ...]:
    uses: dict[str, list[Use]] = {}
    for use, provision in _uses():
        uses.setdefault(provision.id, []).append(use)
    asked: dict[str, list[Question]] = {}
    for question in questions():
        for provision in question.provisions:
            asked.setdefault(provision.id, []).append(question)
    return tuple(
        ProvisionRow(one, tuple(uses.get(one.id, ())), tuple(asked.get(one.id, ())))
        for one in sorted(law().values(), key=_in_order)
    )


def _uses() -> Iterator[tuple[Use, Provision]]:
    for chain in chains().values():
        for step in chain.steps:
            for provision in (*(rule.provision for rule in step.rules), *step.demands):
                yield Use(chain, step), provision


def _law_of(provision: Provision) -> int:
    return _FOLDERS.get(provision.id.partition("-")[0], len(_LAWS) - 1)


def _in_order(provision: Provision) -> tuple[list[tuple[int, str]], str]:
    """§ 5-6 before § 5-10 before § 11-1."""
    parts = _NUMBERS.findall(provision.citation)
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in parts], provision.id


def _fits(row: ProvisionRow, filters: LawFilters) -> bool:
    if filters.certainty and row.provision.certainty != filters.certainty:
        return False
    if filters.chain == NO_COURSE and row.uses:
        return False
    if filters.chain and filters.chain != NO_COURSE and all(use.chain.id != filters.chain for use in row.uses):
        return False
    text = _searched(row.provision.id)
    return all(word in text for word in filters.words.casefold().replace("§", " ").split())


@cache
def _searched(id: str) -> str:
    """Also by the number of the step, and in both written standards."""
    row = next(one for one in _all_rows() if one.provision.id == id)
    provision = row.provision
    texts = [one.says for one in provision.versions] + ([provision.note] if provision.note else [])
    texts += [use.step.name for use in row.uses]
    said = [form for text in texts for form in (text.nb, text.nn, text.en)]
    return " ".join([provision.citation, *provision.rows, *said]).casefold()
