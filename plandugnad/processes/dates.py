"""The dates of a process as plain values: how they are kept, changed on paper, and compared with what somebody saw."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from plandugnad.processes.models import StepDate


@dataclass(frozen=True, slots=True)
class Place:
    """Which date: of which step, what in it, which round, and in a joint plan whose council."""

    code: str
    mark: str = "done"
    round: int = 1
    organisation: UUID | None = None

    @property
    def key(self) -> str:
        """As it is written in history and in the names of form fields."""
        return f"{self.code}:{self.mark}:{self.round}:{self.organisation or ''}"

    @classmethod
    def read(cls, key: str) -> "Place":
        code, mark, round, organisation = key.split(":")
        return cls(code, mark, int(round), UUID(organisation) if organisation else None)


@dataclass(frozen=True, slots=True)
class Dates:
    """Planned and actual side by side. Nothing at all is a date that is taken away."""

    planned_on: date | None = None
    happened_on: date | None = None
    is_settled: bool = False

    @property
    def day(self) -> date | None:
        return self.happened_on or self.planned_on

    def as_json(self) -> dict[str, Any]:
        return {
            "planned_on": self.planned_on.isoformat() if self.planned_on else None,
            "happened_on": self.happened_on.isoformat() if self.happened_on else None,
            "is_settled": self.is_settled,
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any] | None) -> "Dates":
        kept = kept or {}
        return cls(day_from(kept.get("planned_on")), day_from(kept.get("happened_on")), bool(kept.get("is_settled")))


NO_DATES = Dates()


def kept_dates(rows: Iterable[StepDate]) -> dict[Place, Dates]:
    return {place_of(row): Dates(row.planned_on, row.happened_on, row.is_settled) for row in rows}


def place_of(row: StepDate) -> Place:
    return Place(row.code, row.mark, row.round, row.organisation_id)


def changed(dates: Mapping[Place, Dates], changes: Mapping[Place, Dates]) -> dict[Place, Dates]:
    """On paper: as the dates would be."""
    return {place: day for place, day in (dict(dates) | dict(changes)).items() if day.day}


def planned(dates: Dates, day: date) -> Dates:
    return replace(dates, planned_on=day)


def day_from(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None
