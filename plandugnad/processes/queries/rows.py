"""A step as the page of its process shows it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from plandugnad.engines.statute import Deadline, Kind, StepDates
from plandugnad.engines.statute import Step as LawStep
from plandugnad.engines.statute.chains import CLOSED, DONE
from plandugnad.processes.common.models import COMMON
from plandugnad.processes.dates import NO_DATES, Dates, Place
from plandugnad.processes.words import label_of, law_language


class Progress(StrEnum):
    DONE = "done"
    PASSED = "passed"  # nobody has dated it, and what comes after it has happened
    NOW = "now"
    NEXT = "next"
    LATER = "later"
    LATE = "late"
    LEFT_OUT = "left_out"


BEHIND = (Progress.DONE, Progress.PASSED)
OPEN = (Progress.NOW, Progress.NEXT, Progress.LATE)


@dataclass(frozen=True)
class Further:
    """A date of a step beside its own: when it closes, when the clock stood, what one council decided."""

    label: str
    dates: Dates


@dataclass(frozen=True)
class StepRow:
    """`law` is None for a step of the municipality's own. `owners`: whose councils decide it, in a joint plan."""

    code: str
    name: str
    law: LawStep | None
    progress: Progress
    dates: Mapping[Place, Dates]
    course: StepDates | None
    deadlines: tuple[Deadline, ...]
    owner_id: UUID | None
    owner_name: str
    participants: str
    notes: str
    weeks_of_work: int | None
    left_out_because: str
    owners: Mapping[UUID, str] = field(default_factory=dict)
    # Where it can come no earlier than too late for what is set further on: that step.
    too_late_for: "StepRow | None" = None

    @property
    def places(self) -> list[tuple[Place, str]]:
        """What can be dated in the step, and what it is called there."""
        is_heard = bool(self.law and self.law.is_consultation)
        found = []
        for round in sorted({place.round for place in self.dates} | {1}):
            for mark in (DONE, *(self.law.marks if self.law else ())):
                label = label_of(mark, is_consultation=is_heard)
                label = label if round == 1 else f"{label} ({round})"
                found += self._at_each_council(Place(self.code, mark, round), label)
        return found

    def _at_each_council(self, place: Place, label: str) -> list[tuple[Place, str]]:
        if not self.owners or place.mark != DONE:
            return [(place, label)]
        each = [(replace(place, organisation=id), f"{label}, {name}") for id, name in self.owners.items()]
        others = [
            (one, label) for one in self.dates if (one.mark, one.round) == (DONE, place.round)
            and one.organisation not in self.owners
        ]  # fmt: skip
        return [*others, *each]

    @property
    def is_passed(self) -> bool:
        return self.progress is Progress.PASSED

    @property
    def cannot_hold(self) -> bool:
        """It can come no earlier than too late for what is set further on."""
        return bool(self.course and self.course.latest and self.course.latest < self.course.earliest)

    @property
    def councils(self) -> list[tuple[str, date]]:
        """In a joint plan, the first meeting of each council that has no day yet."""
        found = self.course.councils if self.course and not self.left_out_because else ()
        return [(self.owners[UUID(id)], day) for id, day in found if day]

    @property
    def further(self) -> list[Further]:
        told = [(place, label) for place, label in self.places if place in self.dates]
        if len(self.owners) > 1:
            return [Further(label, self.dates[place]) for place, label in told]
        first = next((place for place, _label in reversed(told) if place.mark == DONE), None)
        return [Further(label, self.dates[place]) for place, label in told if place != first]

    @property
    def done(self) -> Dates:
        """The step's own date: the last round, in a joint plan the last council's."""
        own = [kept for place, kept in self.dates.items() if place.mark == DONE]
        return max(own, key=lambda kept: kept.day or date.min, default=NO_DATES)

    @property
    def has_happened(self) -> bool:
        """Or has begun, where it lasts. A joint plan is decided when every council has decided it."""
        done = {place.organisation for place, kept in self.dates.items() if place.mark == DONE and kept.happened_on}
        return bool(done) and (None in done or done.issuperset(self.owners))

    @property
    def has_begun(self) -> bool:
        """Somebody has done it: one council of several, or all. What comes before it has then been."""
        return any(place.mark == DONE and kept.happened_on for place, kept in self.dates.items())

    @property
    def closes_on(self) -> date | None:
        """The last day to be heard, in the last round: as it is set, else the first the law allows."""
        begun = {place.round: kept.day for place, kept in self.dates.items() if place.mark == DONE and kept.day}
        if not begun or not (self.law and self.law.is_consultation):
            return None
        if set_to := self.dates.get(Place(self.code, CLOSED, max(begun)), NO_DATES).day:
            return set_to
        shortest = (
            one.working_day_end for one in self.deadlines if one.kind is Kind.MIN and one.starts_on == begun[max(begun)]
        )
        return max((end for end in shortest if end), default=None)

    @property
    def title(self) -> str:
        return self.name or (self.law.name.said(law_language()) if self.law else self.code)

    @property
    def is_common(self) -> bool:
        """The region's own, from its common process."""
        return self.law is None and self.code.startswith(COMMON)

    @property
    def can_be_left_out(self) -> bool:
        """What the law demands cannot be; an own step is taken away instead."""
        return self.law is not None and self.law.force != "must"

    @property
    def is_ours(self) -> bool:
        """What others decide to do is not ours to leave out."""
        return self.law is None or self.law.actor in ("municipality", "council", "county_council") or bool(self.dates)

    @property
    def is_only_possible(self) -> bool:
        return self.law is not None and self.law.force == "may" and not self.dates

    @property
    def described(self) -> dict[str, Any]:
        return {
            "owner": str(self.owner_id or ""),
            "participants": self.participants,
            "weeks_of_work": self.weeks_of_work,
            "notes": self.notes,
            "left_out_because": self.left_out_because,
        }

    @property
    def day(self) -> date | None:
        return self.done.day or (self.course.earliest if self.course else None)
