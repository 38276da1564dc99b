"""What the pages of publishing and deciding read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from plandugnad.meetings.kinds import BodyKind
from plandugnad.meetings.models import Body
from plandugnad.plans.kinds import Decision
from plandugnad.strategies.deciding.adopting import standing_adoption
from plandugnad.strategies.deciding.checks import Check, Met, checks_of
from plandugnad.strategies.deciding.lawful import (
    DECIDED,
    day_in,
    first_lawful,
    latest_publication,
    meetings_from,
    open_process,
    refusal,
)
from plandugnad.strategies.deciding.models import StrategyAdoption
from plandugnad.strategies.document.models import DocumentEdition
from plandugnad.strategies.document.queries import adopted_edition, latest_proposal, public_edition
from plandugnad.strategies.document.rows import PlanRow, rows_of
from plandugnad.strategies.models import PlanNeed, Strategy

_MEETINGS = 4
_LAND = (Decision.NEW, Decision.REVISE, Decision.REPEAL)


@dataclass(frozen=True)
class DecidePage:
    """`planned` is the meeting that stands in the process, and `too_early` why it cannot be then."""

    checks: Sequence[Check]
    proposal: DocumentEdition | None
    public: DocumentEdition | None
    adoption: StrategyAdoption | None
    adopted: DocumentEdition | None
    first: date | None
    meetings: Sequence[date]
    planned: date | None
    too_early: str
    land: Sequence[PlanRow]
    new_plans: int
    has_process: bool

    @property
    def is_out(self) -> bool:
        return self.proposal is not None and self.proposal.withdrawn_at is None

    @property
    def can_be_decided(self) -> bool:
        return all(check.met is not Met.NO for check in self.checks if check.is_law)


def read_decide(strategy: Strategy, today: date) -> DecidePage:
    proposal = latest_proposal(strategy)
    is_out = proposal is not None and proposal.withdrawn_at is None
    counts_from = proposal.counts_from if proposal is not None and is_out else None
    first = first_lawful(counts_from) if counts_from else None
    process = open_process(strategy)
    planned = day_in(process, DECIDED)
    return DecidePage(
        checks=checks_of(strategy, today),
        proposal=proposal,
        public=public_edition(strategy),
        adoption=standing_adoption(strategy),
        adopted=adopted_edition(strategy),
        first=first,
        meetings=meetings_from(strategy, max(first or today, today))[:_MEETINGS],
        planned=planned,
        too_early=refusal(strategy, counts_from, planned) if planned and counts_from else "",
        land=[row for row in rows_of(strategy) if row.is_of_need and row.is_land and row.decision in _LAND],
        new_plans=plans_to_make(strategy),
        has_process=process is not None,
    )


def plans_to_make(strategy: Strategy) -> int:
    return PlanNeed.objects.kept().filter(strategy=strategy, plan=None, decision=Decision.NEW).count()


def council_name(strategy: Strategy) -> str:
    """As the municipality calls it in its calendar."""
    found = Body.objects.filter(organisation=strategy.organisation_id, kind=BodyKind.COUNCIL, deleted_at=None).first()
    return found.name if found else str(BodyKind.COUNCIL.label).capitalize()


def last_meeting(strategy: Strategy, today: date) -> date | None:
    """The newest council meeting there has been since the proposal could be treated."""
    proposal = latest_proposal(strategy)
    if proposal is None:
        return None
    been = [day for day in meetings_from(strategy, first_lawful(proposal.counts_from)) if day <= today]
    return been[-1] if been else None


def latest_days(strategy: Strategy, today: date) -> list[tuple[date, date]]:
    """Each coming meeting, with the last day to make the proposal public in time for it."""
    coming = meetings_from(strategy, today)[:12]
    return [(day, last) for day in coming if (last := latest_publication(day)) >= today][:_MEETINGS]


def find_edition(strategy: Strategy, id: UUID) -> DocumentEdition | None:
    return DocumentEdition.objects.filter(strategy=strategy, pk=id, deleted_at=None).select_related("strategy").first()


def find_adoption(strategy: Strategy, id: UUID) -> StrategyAdoption | None:
    return StrategyAdoption.objects.filter(strategy=strategy, pk=id).select_related("strategy").first()


def find_public(id: UUID) -> tuple[Strategy, DocumentEdition] | None:
    """What anybody reads, or nothing: a strategy that is not out is not there."""
    strategy = Strategy.objects.kept().select_related("organisation", "plan").filter(pk=id).first()
    edition = public_edition(strategy) if strategy else None
    return (strategy, edition) if strategy and edition else None
