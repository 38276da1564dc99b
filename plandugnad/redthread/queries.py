"""What the pages of the red thread read. The number of queries does not grow with the rows."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from plandugnad.engines import redthread as engine
from plandugnad.engines.redthread import Thread, read_thread
from plandugnad.plans.kinds import ENDED, IN_FORCE, PlanType
from plandugnad.plans.models import PlanHere
from plandugnad.redthread.access import thread_abilities
from plandugnad.redthread.kinds import MeasureStatus
from plandugnad.redthread.models import Anchor, BudgetLine, CommunityGoal, Measure, SectionDecision, SectionEdition
from plandugnad.regions.actor import Actor
from plandugnad.regions.models import Organisation

# Plans that follow up a goal. The land-use part and zoning plans are bound by their acts, not by one goal.
FOLLOWING_UP = (*(PlanType.PARTIAL_PLAN_THEME, PlanType.THEME_PLAN, PlanType.SERVICE_PLAN, PlanType.PARTIAL_PLAN_AREA),)
_OVER = (MeasureStatus.DONE, MeasureStatus.STOPPED)
MOST_YEARS = 6
_PLAN = ("id", "name", "plan_type", "status", "goal", "sort_key")


@dataclass(frozen=True)
class Here:
    """The red thread of one municipality, as one reader sees it. `sections` is the title of each joint section."""

    organisation: Organisation
    goals: Sequence[CommunityGoal]
    plans: Mapping[UUID, PlanHere]
    measures: Mapping[UUID, Measure]
    lines: Mapping[UUID, BudgetLine]
    anchors: Sequence[Anchor]
    sections: Mapping[UUID, str]
    thread: Thread
    first_year: int

    @cached_property
    def by_id(self) -> Mapping[UUID, CommunityGoal]:
        return {goal.id: goal for goal in self.goals}

    @property
    def years(self) -> list[int]:
        """The four years of the economy plan, or those there are amounts for: the newest, when they are many."""
        found = sorted(self.thread.total)
        return found[-MOST_YEARS:] or [self.first_year + ahead for ahead in range(4)]

    @property
    def is_empty(self) -> bool:
        return not (self.goals or self.measures or self.lines)

    @property
    def loose_count(self) -> int:
        return len(self.thread.loose)


def read_here(actor: Actor, organisation: Organisation, today: date) -> Here:
    """Six queries, however many rows."""
    sees_all = thread_abilities(actor, organisation).can_see_all
    goals = list(CommunityGoal.objects.of(organisation.id).select_related("plan").in_order())
    measures = Measure.objects.kept().filter(organisation=organisation)
    lines = BudgetLine.objects.kept().filter(organisation=organisation)
    if not sees_all:
        goals = _public(goals, organisation)
        measures = measures.filter(plan__status__in=IN_FORCE, plan__deleted_at=None).defer("follow_up")
        lines = lines.filter(plan__status__in=IN_FORCE, plan__deleted_at=None)
    plans: Any = PlanHere.objects.visible_to(actor).of(organisation).exclude(status__in=ENDED).in_norwegian_order()
    anchors = list(Anchor.objects.filter(organisation=organisation).order_by("made_at", "id"))
    plans_here = {plan.id: plan for plan in plans.only(*_PLAN)}
    measures_here = {row.id: row for row in measures.order_by("name", "id")}
    lines_here = {row.id: row for row in lines.order_by("account", "name", "id")}
    return Here(
        organisation=organisation,
        goals=goals,
        plans=plans_here,
        measures=measures_here,
        lines=lines_here,
        anchors=anchors,
        sections=_titles({goal.section_id for goal in goals if goal.section_id}),
        thread=_thread(goals, plans_here, measures_here, lines_here, anchors),
        first_year=today.year,
    )


def _public(goals: Sequence[CommunityGoal], organisation: Organisation) -> list[CommunityGoal]:
    """Those of an adopted community part, and of joint sections the council here has decided."""
    decided = SectionDecision.objects.filter(owner__organisation=organisation, state="decided")
    sections = set(decided.values_list("edition__section_id", flat=True))
    return [
        goal
        for goal in goals
        if (goal.section_id in sections if goal.section_id else goal.plan is not None and _is_public(goal))
    ]


def _is_public(goal: CommunityGoal) -> bool:
    return goal.plan is not None and goal.plan.deleted_at is None and goal.plan.status in IN_FORCE


def _titles(ids: set[UUID]) -> dict[UUID, str]:
    if not ids:
        return {}
    rows = SectionEdition.objects.filter(section_id__in=ids).order_by("number")
    return dict(rows.values_list("section_id", "title"))  # the newest is last, and stands


def _thread(
    goals: Sequence[CommunityGoal],
    plans: Mapping[UUID, PlanHere],
    measures: Mapping[UUID, Measure],
    lines: Mapping[UUID, BudgetLine],
    anchors: Sequence[Anchor],
) -> Thread:
    of: dict[UUID, set[str]] = defaultdict(set)
    for row in anchors:
        of[row.plan_id or row.measure_id or row.line_id].add(str(row.goal_id))  # type: ignore[index]
    return read_thread(
        [engine.Goal(str(goal.id), str(goal.parent_id or "")) for goal in goals],
        [engine.PlanNode(str(id), frozenset(of[id]), plan.plan_type in FOLLOWING_UP) for id, plan in plans.items()],
        [
            engine.Measure(
                str(id), frozenset(of[id]), str(one.plan_id or ""), not one.is_free and one.status not in _OVER
            )
            for id, one in measures.items()
        ],
        [
            engine.Line(str(id), frozenset(of[id]), str(one.measure_id or ""), str(one.plan_id or ""), one.by_year)
            for id, one in lines.items()
        ],
    )


def find_goal(organisation: Organisation, id: UUID) -> CommunityGoal | None:
    return CommunityGoal.objects.of(organisation.id).filter(pk=id).first()


def find_measure(organisation: Organisation, id: UUID) -> Measure | None:
    return Measure.objects.kept().filter(organisation=organisation, pk=id).first()


def find_line(organisation: Organisation, id: UUID) -> BudgetLine | None:
    return BudgetLine.objects.kept().filter(organisation=organisation, pk=id).first()


def goals_of_thing(organisation: Organisation, **thing: UUID) -> list[UUID]:
    rows = Anchor.objects.filter(organisation=organisation, goal__deleted_at=None, **thing)
    return list(rows.values_list("goal_id", flat=True))


def plans_to_choose(organisation: Organisation) -> list[PlanHere]:
    rows: Any = PlanHere.objects.kept().of(organisation).exclude(status__in=ENDED)
    return list(rows.in_norwegian_order().only("id", "name", "plan_type", "sort_key"))


def anchored_plans(organisation_id: UUID) -> set[UUID]:
    """Which plans of a municipality say by a goal here what they follow up."""
    rows = Anchor.objects.filter(organisation_id=organisation_id, plan__isnull=False, goal__deleted_at=None)
    return set(rows.values_list("plan_id", flat=True))


def told_to_representatives(actor: Actor, organisation: Organisation, today: date) -> tuple[int, int] | None:
    """How many goals have both measures and money, of how many; None where there is no goal to see."""
    if not thread_abilities(actor, organisation).can_see:
        return None
    if not CommunityGoal.objects.of(organisation.id).exists():
        return None
    here = read_here(actor, organisation, today)
    return (here.thread.whole, len(here.goals)) if here.goals else None


def goals_read_by(actor: Actor, organisation: Organisation) -> list[CommunityGoal]:
    goals = list(CommunityGoal.objects.of(organisation.id).select_related("plan").in_order())
    return goals if thread_abilities(actor, organisation).can_see_all else _public(goals, organisation)
