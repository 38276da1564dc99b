"""What is taken out: a definition with what has been written, or without."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from plandugnad.core.papers.pieces import Grid
from plandugnad.engines.sheet.blocks import Definition
from plandugnad.engines.sheet.rows import BlockRows, Party


@dataclass(frozen=True, slots=True)
class About:
    """`name` is the sheet's own, `place` the collaboration or municipality, `version` what is said of which it is."""

    name: str
    place: str
    language: str
    day: date
    version: str = ""
    is_example: bool = False


@dataclass(frozen=True, slots=True)
class Adopted:
    who: str
    version: str
    day: date | None
    note: str = ""


def own_name(party: Party) -> str:
    return party.name or party.id


@dataclass(frozen=True, slots=True)
class Content:
    """`rows` is None for the empty form. `left_out`: blocks of no use in this document, unless they are in `compared`:
    how each does what is common, as a table. `votes`: card → how many it has. `answers`: a scale that has been shown →
    step → how many have answered it; a scale that is not there has not been shown. `facts`: more at the top.
    """

    about: About
    definition: Definition
    rows: Mapping[str, BlockRows] | None = None
    adopted: Sequence[Adopted] = ()
    review_on: date | None = None
    votes: Mapping[str, int] = field(default_factory=dict)
    answers: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    left_out: frozenset[str] = frozenset()
    compared: Mapping[str, Grid] = field(default_factory=dict)
    facts: Sequence[tuple[str, str]] = ()
    name_of: Callable[[Party], str] = own_name
