"""What the pages of tidying read. The number of queries does not grow with the plans."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import Q

from plandugnad.engines.tidying import Finding, Kind, PlanFindings, found_in
from plandugnad.plans.kinds import KINDS, PlanType, missing_by_law
from plandugnad.plans.models import PlanHere
from plandugnad.processes.models import Process
from plandugnad.redthread.queries import anchored_plans
from plandugnad.regions.actor import Actor
from plandugnad.regions.models import Organisation
from plandugnad.strategies.tidying.actions import term_to_tidy_for
from plandugnad.strategies.tidying.kinds import GOING, TidyingOutcome
from plandugnad.strategies.tidying.models import TidyingChoice, TidyingRound
from plandugnad.strategies.tidying.news import last_heard_of
from plandugnad.strategies.tidying.pairs import pairs_among
from plandugnad.strategies.tidying.portraits import FIELDS, is_ended, portraits_of

Plans = dict[UUID, PlanHere]


@dataclass(frozen=True)
class Tidying:
    """A municipality's portfolio as it is to be tidied. `to_look` is what nobody has answered yet, weightiest first;
    `everything` also has what is answered. `choices` are of the newest round, by plan."""

    organisation: Organisation
    plans: Plans  # also those that have ended
    everything: tuple[PlanFindings, ...]
    to_look: tuple[PlanFindings, ...]
    round: TidyingRound | None
    earlier: TidyingRound | None
    choices: Mapping[UUID, TidyingChoice]
    anchored: frozenset[UUID] = frozenset()  # plans in a goal of the red thread

    @cached_property
    def alive(self) -> Plans:
        return {id: plan for id, plan in self.plans.items() if not is_ended(plan)}

    @cached_property
    def missing(self) -> tuple[PlanType, ...]:
        return missing_by_law({plan.plan_type for plan in self.alive.values()})

    @cached_property
    def counts(self) -> Counter[Kind]:
        """Of how many plans each kind is found."""
        kinds = ({finding.kind for finding in each.findings} for each in self.to_look)
        return Counter(kind for each in kinds for kind in each)

    @cached_property
    def themed_without_goal(self) -> int:
        """Where no plan at all says which goal it follows up, that is said once, and not of each."""
        themed = [one for one in self.alive.values() if one.plan_type in _WITH_GOAL]
        says = any(one.goal.strip() or one.id in self.anchored for one in self.alive.values())
        return len(themed) if themed and not says else 0

    @cached_property
    def going(self) -> tuple[TidyingChoice, ...]:
        return tuple(choice for id, choice in self.choices.items() if choice.is_going and id in self.alive)

    @property
    def left(self) -> int:
        return len(self.alive) - len(self.going)

    def findings_of(self, plan_id: UUID) -> tuple[Finding, ...]:
        """Those nobody has answered."""
        return next((each.findings for each in self.to_look if each.id == str(plan_id)), ())

    def all_of(self, plan_id: UUID) -> tuple[Finding, ...]:
        return next((each.findings for each in self.everything if each.id == str(plan_id)), ())


_WITH_GOAL = (PlanType.PARTIAL_PLAN_THEME, PlanType.THEME_PLAN)


def read_tidying(actor: Actor, organisation: Organisation, today: date) -> Tidying:
    """For those who read everything there."""
    rows: Any = PlanHere.objects.visible_to(actor).of(organisation).only(*FIELDS).in_norwegian_order()
    plans: Plans = {plan.id: plan for plan in rows}
    alive = {id: plan for id, plan in plans.items() if not is_ended(plan)}
    ended = frozenset(plans.keys() - alive.keys())
    anchored = frozenset(anchored_plans(organisation.pk))
    portraits = portraits_of(alive, last_heard_of(organisation), ended, _not_private(organisation), anchored)
    everything = found_in(portraits, today, pairs_among(alive.values()))
    rounds = list(TidyingRound.objects.filter(organisation=organisation))
    first_year = _first_year(rounds, organisation, today)
    newest = next((one for one in rounds if one.first_year == first_year), None)
    every = list(TidyingChoice.objects.filter(round__organisation=organisation).select_related("into", "round"))
    return Tidying(
        organisation=organisation,
        plans=plans,
        everything=everything,
        to_look=tuple(_unanswered(everything, every, first_year)),
        round=newest,
        earlier=next((one for one in rounds if one.first_year < first_year), None),
        choices={choice.plan_id: choice for choice in every if newest and choice.round_id == newest.pk},
        anchored=anchored,
    )


def _not_private(organisation: Organisation) -> frozenset[UUID]:
    own = Process.objects.kept().filter(Q(choices__private=False), plan__organisation=organisation)
    return frozenset(own.values_list("plan_id", flat=True))


def _first_year(rounds: Collection[TidyingRound], organisation: Organisation, today: date) -> int:
    """Of the term that is tidied for."""
    is_open = next((one for one in rounds if one.is_open), None)
    return is_open.first_year if is_open else term_to_tidy_for(organisation, today).first_year


def _unanswered(
    everything: Collection[PlanFindings], choices: Collection[TidyingChoice], first_year: int
) -> list[PlanFindings]:
    answered: dict[str, set[tuple[str, str]]] = {}
    gone: set[str] = set()
    for choice in choices:
        if choice.round.first_year != first_year and choice.outcome != TidyingOutcome.LEAVE:
            continue  # what was chosen for another council term is to be chosen anew
        answered.setdefault(str(choice.plan_id), set()).update(choice.keys)
        if choice.outcome in GOING:
            gone.add(str(choice.plan_id))
    found = []
    for each in everything:
        left = tuple(one for one in each.findings if one.key not in answered.get(each.id, ()))
        if left and each.id not in gone:
            found.append(PlanFindings(each.id, left, each.weight))
    return found


def find_round(organisation: Organisation, id: UUID) -> TidyingRound | None:
    rounds = TidyingRound.objects.filter(organisation=organisation).select_related("organisation")
    return rounds.filter(pk=id).first()


def find_choices(organisation: Organisation, **of: UUID) -> list[TidyingChoice]:
    """Of rounds that are open: what was chosen in one that is closed is what the council was told."""
    choices = TidyingChoice.objects.filter(round__organisation=organisation, round__closed_on=None, **of)
    return list(choices.select_related("round__organisation", "plan").order_by("id"))


def parents_offered(tidying: Tidying) -> dict[str, PlanHere]:
    """By type: the plan it would hang under, where there is only one it can be."""
    offered: dict[str, PlanHere] = {}
    for plan_type, kind in KINDS.items():
        for above in kind.above:
            there = [plan for plan in tidying.alive.values() if plan.plan_type == above]
            if there:
                if len(there) == 1:
                    offered[plan_type] = there[0]
                break
    return offered
