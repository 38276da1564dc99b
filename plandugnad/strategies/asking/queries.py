"""What the page of who is asked reads."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from plandugnad.engines.statute.chains import CLOSED
from plandugnad.processes.dates import NO_DATES, Dates, Place, kept_dates
from plandugnad.processes.models import Process
from plandugnad.processes.queries.process import running_of
from plandugnad.strategies.asking.models import DEMANDED, AskedKind, AskedParty
from plandugnad.strategies.asking.proposing import VIEWS
from plandugnad.strategies.document.reading import asked_of
from plandugnad.strategies.models import Strategy


@dataclass(frozen=True)
class Demand:
    """One of the kinds the law names: how many are listed, asked and have answered."""

    kind: AskedKind
    listed: int
    asked: int
    answered: int

    @property
    def is_met(self) -> bool:
        """The law asks that views are asked for; nobody can be made to answer."""
        return self.asked > 0


@dataclass(frozen=True)
class AskedPage:
    parties: Sequence[AskedParty]
    demands: Sequence[Demand]
    today: date

    @property
    def waiting(self) -> list[AskedParty]:
        """Listed, and not asked yet."""
        return [one for one in self.parties if one.asked_on is None]

    @property
    def late(self) -> list[AskedParty]:
        return [one for one in self.parties if is_late(one, self.today)]

    @property
    def is_met(self) -> bool:
        return all(demand.is_met for demand in self.demands)


def is_late(party: AskedParty, today: date) -> bool:
    return bool(party.asked_on and party.answer_by and party.answered_on is None and party.answer_by < today)


def read_asked(strategy: Strategy, today: date) -> AskedPage:
    parties = asked_of(strategy)
    return AskedPage(parties, [_demand(kind, parties) for kind in DEMANDED], today)


def _demand(kind: AskedKind, parties: Sequence[AskedParty]) -> Demand:
    of_kind = [one for one in parties if one.kind == kind]
    asked = [one for one in of_kind if one.asked_on]
    return Demand(kind, len(of_kind), len(asked), sum(1 for one in asked if one.answered_on))


def find_party(strategy: Strategy, id: UUID, *, is_removed: bool = False) -> AskedParty | None:
    rows = AskedParty.objects.filter(strategy=strategy, pk=id, deleted_at__isnull=not is_removed)
    return rows.select_related("strategy").first()


@dataclass(frozen=True)
class ProcessDates:
    """What is said of asking in the process, and what would stand there if the list were right."""

    process: Process
    stands: dict[Place, Dates]
    offered: dict[Place, Dates]

    @property
    def asked_on(self) -> date | None:
        return self.stands[Place(VIEWS)].day

    @property
    def answer_by(self) -> date | None:
        return self.stands[Place(VIEWS, CLOSED)].day

    @property
    def differs(self) -> bool:
        return bool(self.offered) and any(self.stands[place] != dates for place, dates in self.offered.items())


def dates_in_process(strategy: Strategy, parties: Sequence[AskedParty], today: date) -> ProcessDates | None:
    """None where nobody has begun on the process."""
    process = running_of(strategy.plan)
    if process is None or process.ended_on is not None:
        return None
    kept = kept_dates(process.dates.all())
    stands = {place: kept.get(place, NO_DATES) for place in (Place(VIEWS), Place(VIEWS, CLOSED))}
    asked = [one for one in parties if one.asked_on]
    offered: dict[Place, Dates] = {}
    if asked:
        first = min(one.asked_on for one in asked if one.asked_on)
        offered[Place(VIEWS)] = Dates(stands[Place(VIEWS)].planned_on, first)
        if last := max((one.answer_by for one in asked if one.answer_by), default=None):
            was = stands[Place(VIEWS, CLOSED)].planned_on
            offered[Place(VIEWS, CLOSED)] = Dates(was, last) if last <= today else Dates(last)
    return ProcessDates(process, stands, offered)
