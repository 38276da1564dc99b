"""Which provisions a lawyer should look at first, and why: our own questions, and what the law's own marks say."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

import yaml

from plandugnad.engines.statute.provisions import Certainty, Provision, law
from plandugnad.engines.statute.texts import Text

_QUESTIONS = Path(__file__).parent / "questions.yaml"
# How a note says that something in it is not known. law/README.md asks for these words.
OPEN_WORDS = (
    "ikke kontrollert", "ikke gjennomgått", "ikke bekreftet", "ikke lest", "ikke lagt inn", "vår tolkning",
    "vår lesning", "bør finnes igjen",
)  # fmt: skip


class Doubt(StrEnum):
    """In the order a lawyer should take them."""

    UNVERIFIED = "unverified"
    SEEN = "seen"
    NOTE = "note"
    DEFAULT = "default"
    COUNTING = "counting"


@dataclass(frozen=True, slots=True)
class Question:
    """What we ask a lawyer, about which provisions, and where the answer is to be found."""

    id: str
    provisions: tuple[Provision, ...]
    asks: Text
    source: str

    @property
    def cited(self) -> tuple[Provision, ...]:
        """One provision for each citation: § 12-14 is named once, however many rules stand in it."""
        return tuple({one.citation: one for one in reversed(self.provisions)}.values())[::-1]


@cache
def questions() -> Sequence[Question]:
    """Raises ValueError or KeyError when the file names what there is none of."""
    data = yaml.safe_load(_QUESTIONS.read_text(encoding="utf-8"))
    return tuple(
        Question(one["id"], tuple(law()[name] for name in one["provisions"]), Text.read(one["asks"]), one["source"])
        for one in data
    )


def doubt_of(provision: Provision) -> Doubt | None:
    """The gravest thing that is not certain about a provision; None where it was read and nothing is left open."""
    if provision.certainty is Certainty.UNVERIFIED:
        return Doubt.UNVERIFIED
    if provision.certainty is Certainty.SEEN:
        return Doubt.SEEN
    if provision.note and any(words in provision.note.nb.casefold() for words in OPEN_WORDS):
        return Doubt.NOTE
    if provision.certainty is Certainty.DEFAULT:
        return Doubt.DEFAULT
    counted = provision.newest.length is not None or provision.newest.fixed is not None
    if counted and provision.newest.counting_certainty in (Certainty.DEFAULT, Certainty.UNVERIFIED):
        return Doubt.COUNTING
    return None


@cache
def doubts() -> Mapping[Doubt, Sequence[Provision]]:
    found: dict[Doubt, list[Provision]] = {doubt: [] for doubt in Doubt}
    for provision in law().values():
        if doubt := doubt_of(provision):
            found[doubt].append(provision)
    return found
