"""What was chosen for each plan, as it is put before the council: the page, and what the file is written from."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from plandugnad.plans.kinds import PlanType
from plandugnad.plans.words.names import type_name
from plandugnad.regions.models import Organisation
from plandugnad.strategies.tidying.kinds import TidyingOutcome
from plandugnad.strategies.tidying.models import TidyingChoice, TidyingRound, total
from plandugnad.strategies.tidying.queries import Tidying
from plandugnad.strategies.tidying.words import sentence


@dataclass(frozen=True)
class CountedType:
    name: str
    before: int
    after: int


@dataclass(frozen=True)
class ChosenPlan:
    plan_id: UUID
    name: str
    type_name: str
    outcome: str
    into: str
    because: str
    reasons: tuple[str, ...]
    is_going: bool


@dataclass(frozen=True)
class Result:
    organisation: Organisation
    round: TidyingRound | None
    counted: tuple[CountedType, ...]
    chosen: tuple[ChosenPlan, ...]
    before: int
    after: int

    @property
    def by_outcome(self) -> list[tuple[str, list[ChosenPlan]]]:
        """Each outcome with its plans, those that go last."""
        order = [str(capfirst(label)) for label in TidyingOutcome.labels]
        there = {name: [one for one in self.chosen if one.outcome == name] for name in order}
        return [(name, plans) for name, plans in there.items() if plans]


def result_of(read: Tidying) -> Result:
    before = dict(read.round.counts_before) if read.round else _by_type(read, ())
    after = _by_type(read, [choice.plan_id for choice in read.going])
    if read.round is not None and read.round.counts_after is not None:
        after = dict(read.round.counts_after)
    return Result(
        organisation=read.organisation,
        round=read.round,
        counted=_counted(before, after),
        chosen=tuple(_chosen(read, id, read.choices[id]) for id in read.plans if id in read.choices),
        before=total(before),
        after=total(after),
    )


def _by_type(read: Tidying, without: list[UUID] | tuple[()]) -> dict[str, int]:
    return dict(Counter(plan.plan_type for id, plan in read.alive.items() if id not in without))


def _counted(before: Mapping[str, int], after: Mapping[str, int]) -> tuple[CountedType, ...]:
    there = {*before, *after}
    codes = [code for code in PlanType.values if code in there] + ([""] if "" in there else [])
    return tuple(
        CountedType(type_name(code) or _("Uten plantype"), before.get(code, 0), after.get(code, 0)) for code in codes
    )


def _chosen(read: Tidying, id: UUID, choice: TidyingChoice) -> ChosenPlan:
    plan = read.plans[id]
    keys = choice.keys
    return ChosenPlan(
        plan_id=id,
        name=plan.name,
        type_name=type_name(plan.plan_type),
        outcome=str(capfirst(TidyingOutcome(choice.outcome).label)),
        into=choice.into.name if choice.into else "",
        because=choice.because,
        reasons=tuple(sentence(one, plan, read.plans) for one in read.all_of(id) if one.key in keys),
        is_going=choice.is_going,
    )
