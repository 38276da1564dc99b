"""The duties every municipality has by law beside the plans it has begun: data, with the days the engine counts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import yaml

from plandugnad.engines.statute import Case, Deadline, Event, Provision, chains, deadlines_of, law
from plandugnad.engines.statute.provisions import Force
from plandugnad.engines.statute.texts import Text
from plandugnad.processes.demands.estimates import DATA

CONSTITUTED = "KPS-STRAT-0"
ADOPTED = "KPS-STRAT-6"
# Municipal elections are every fourth year (valgloven § 15-1); 2023 was one.
_AN_ELECTION_YEAR, _TERM = 2023, 4


@dataclass(frozen=True)
class Duty:
    """`rhythm`: 'year', 'term' or 'ongoing'. `room`: what may be left out or made smaller."""

    key: str
    name: Text
    rhythm: str
    provisions: tuple[Provision, ...]
    chain: str = ""
    effort: str = ""
    room: Text | None = None

    @property
    def is_must(self) -> bool:
        return any(one.newest.force is Force.MUST for one in self.provisions)


@cache
def duties() -> dict[str, Duty]:
    written = yaml.safe_load((DATA / "duties.yaml").read_text(encoding="utf-8"))
    return {one["key"]: _duty(one) for one in written}


def _duty(one: Mapping[str, Any]) -> Duty:
    return Duty(
        key=one["key"],
        name=Text.read(one["name"]),
        rhythm=one["rhythm"],
        provisions=tuple(law()[id] for id in one["provisions"]),
        chain=one.get("chain", ""),
        effort=one.get("effort", ""),
        room=Text.read(one["room"]) if "room" in one else None,
    )


def yearly_deadlines(chain: str, first: date, last: date) -> Iterator[Deadline]:
    """The days of a course that comes each year, within the days from `first` to `last`, both included."""
    for year in range(first.year, last.year + 1):
        for deadline in deadlines_of(Case(chain=chains()[chain], today=date(year, 1, 1))):
            if deadline.statutory_end and first <= deadline.statutory_end <= last:
                yield deadline


def constitutions(first: date, last: date) -> list[date]:
    """The last days the councils may constitute themselves (koml. § 7-1): the one before `first`, and those after it up
    to `last`. The day itself is not known here."""
    years = range(first.year - _TERM, last.year + 1)
    days = [_constituted_by(year) for year in years if (year - _AN_ELECTION_YEAR) % _TERM == 0]
    before = [day for day in days if day <= first]
    return before[-1:] + [day for day in days if first < day <= last]


def strategy_deadline(constituted_on: date, today: date) -> Deadline:
    """When the strategy of the term must be adopted (pbl. § 10-1), counted from the constitution."""
    case = Case(chain=chains()["KPS-STRAT"], today=today, events=(Event(step=CONSTITUTED, date=constituted_on),))
    return next(one for one in deadlines_of(case) if one.step == ADOPTED)


def _constituted_by(year: int) -> date:
    case = Case(chain=chains()["KPS-STRAT"], today=date(year, 1, 1), year=year)
    found = next(one for one in deadlines_of(case) if one.step == CONSTITUTED)
    assert found.statutory_end
    return found.statutory_end
