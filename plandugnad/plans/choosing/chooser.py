"""A short list to choose one plan from, with a search that finds the rest: what the template writes out."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise

from plandugnad.plans.choosing.ranking import Candidate, Choices
from plandugnad.plans.words.notes import candidate_note

LONGEST_QUERY = 200


@dataclass(frozen=True)
class Option:
    id: UUID
    name: str
    note: str
    is_marked: bool


@dataclass(frozen=True)
class Chooser:
    """`apart` is what is marked but not among the choices: what one has chosen is never searched away."""

    name: str
    choices: Choices
    query: str
    marked: UUID | None
    apart: Candidate | None
    likely_heading: str | Promise
    none_label: str | Promise = ""  # where one may choose none

    @property
    def likely(self) -> list[Option]:
        return [self._option(each) for each in self.choices.likely]

    @property
    def others(self) -> list[Option]:
        return [self._option(each) for each in self.choices.others]

    @property
    def marked_apart(self) -> Option | None:
        return self._option(self.apart) if self.apart else None

    @property
    def is_empty(self) -> bool:
        return not self.choices.shown and self.apart is None

    def _option(self, each: Candidate) -> Option:
        return Option(each.id, each.name, candidate_note(each), each.id == self.marked)


def as_id(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None
