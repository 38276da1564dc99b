"""The red thread of a municipality, worked out from what is stated.

The nearest statement wins: a budget line follows the goals it names; if it names none, those of its measure; if that
names none, those of the plan. So nobody states the same twice, and a line is never moved by what stands further off.
A sub goal counts for its main goal. Amounts are summed by line, not by goal: a line under two goals is one line.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True)
class Goal:
    """`parent` is the main goal of a sub goal, one level."""

    id: str
    parent: str = ""


@dataclass(frozen=True)
class PlanNode:
    """`needs_goal`: of a kind that follows up a goal, and still alive."""

    id: str
    goals: frozenset[str] = frozenset()
    needs_goal: bool = True


@dataclass(frozen=True)
class Measure:
    """`needs_money`: what is done or stopped needs no line any more, and what is free never did."""

    id: str
    goals: frozenset[str] = frozenset()
    plan: str = ""
    needs_money: bool = True


@dataclass(frozen=True)
class Line:
    """`amounts`: year → 1000 kr."""

    id: str
    goals: frozenset[str] = frozenset()
    measure: str = ""
    plan: str = ""
    amounts: Mapping[int, int] = field(default_factory=dict)

    @property
    def has_money(self) -> bool:
        return any(self.amounts.values())


class LooseKind(StrEnum):
    GOAL_NOTHING = "goal_nothing"  # neither a measure nor money
    GOAL_NO_MEASURE = "goal_no_measure"
    GOAL_NO_MONEY = "goal_no_money"
    PLAN_NO_GOAL = "plan_no_goal"
    MEASURE_NO_GOAL = "measure_no_goal"
    MEASURE_NO_MONEY = "measure_no_money"
    LINE_NO_GOAL = "line_no_goal"


@dataclass(frozen=True)
class Loose:
    kind: LooseKind
    id: str


@dataclass(frozen=True)
class Under:
    """What stands under one goal, its sub goals' too. `sums` has each line once."""

    plans: tuple[str, ...]
    measures: tuple[str, ...]
    lines: tuple[str, ...]
    sums: Mapping[int, int]
    has_money: bool

    @property
    def is_whole(self) -> bool:
        return bool(self.measures) and self.has_money


@dataclass(frozen=True)
class Thread:
    """`goals_of` says by which goals each plan, measure and line stands. `shared` are the lines under several main
    goals: they are seen under each, and are in `total` once. `anchored` is the sum of those under any goal."""

    under: Mapping[str, Under]
    loose: tuple[Loose, ...]
    goals_of: Mapping[str, frozenset[str]]
    shared: tuple[str, ...]
    total: Mapping[int, int]
    anchored: Mapping[int, int]

    @property
    def whole(self) -> int:
        """How many goals have both measures and money."""
        return sum(one.is_whole for one in self.under.values())


def read_thread(
    goals: Sequence[Goal], plans: Sequence[PlanNode], measures: Sequence[Measure], lines: Sequence[Line]
) -> Thread:
    """In the order given. What names a goal, plan or measure that is not among those given, names nothing."""
    known = {goal.id for goal in goals}
    of_plans = {plan.id: plan.goals & known for plan in plans}
    of_measures = {one.id: (one.goals & known) or of_plans.get(one.plan, frozenset()) for one in measures}
    of_lines = {
        one.id: (one.goals & known) or of_measures.get(one.measure, frozenset()) or of_plans.get(one.plan, frozenset())
        for one in lines
    }
    reached = _reached(goals)
    under = _under(goals, reached, of_plans, of_measures, (lines, of_lines))
    loose = [*_loose_goals(goals, under), *_loose_rest(plans, measures, lines, (of_plans, of_measures, of_lines))]
    main = {goal.id: goal.parent if goal.parent in known else goal.id for goal in goals}
    return Thread(
        under=under,
        loose=tuple(loose),
        goals_of=of_plans | of_measures | of_lines,
        shared=tuple(one.id for one in lines if len({main[goal] for goal in of_lines[one.id]}) > 1),
        total=_sums(lines),
        anchored=_sums(one for one in lines if of_lines[one.id]),
    )


def _reached(goals: Iterable[Goal]) -> dict[str, frozenset[str]]:
    """Each goal with its sub goals."""
    below: dict[str, set[str]] = defaultdict(set)
    for goal in goals:
        below[goal.id].add(goal.id)
        if goal.parent:
            below[goal.parent].add(goal.id)
    return {id: frozenset(found) for id, found in below.items()}


def _under(
    goals: Sequence[Goal],
    reached: Mapping[str, frozenset[str]],
    of_plans: Mapping[str, frozenset[str]],
    of_measures: Mapping[str, frozenset[str]],
    lined: tuple[Sequence[Line], Mapping[str, frozenset[str]]],
) -> dict[str, Under]:
    lines, of_lines = lined
    found = {}
    for goal in goals:
        here = [one for one in lines if of_lines[one.id] & reached[goal.id]]
        found[goal.id] = Under(
            plans=tuple(id for id, own in of_plans.items() if own & reached[goal.id]),
            measures=tuple(id for id, own in of_measures.items() if own & reached[goal.id]),
            lines=tuple(one.id for one in here),
            sums=_sums(here),
            has_money=any(one.has_money for one in here),
        )
    return found


def _sums(lines: Iterable[Line]) -> dict[int, int]:
    sums: dict[int, int] = defaultdict(int)
    for one in lines:
        for year, amount in one.amounts.items():
            sums[year] += amount
    return dict(sorted(sums.items()))


def _loose_goals(goals: Sequence[Goal], under: Mapping[str, Under]) -> Iterable[Loose]:
    for goal in goals:
        here = under[goal.id]
        if not here.measures and not here.has_money:
            yield Loose(LooseKind.GOAL_NOTHING, goal.id)
        elif not here.measures:
            yield Loose(LooseKind.GOAL_NO_MEASURE, goal.id)
        elif not here.has_money:
            yield Loose(LooseKind.GOAL_NO_MONEY, goal.id)


def _loose_rest(
    plans: Sequence[PlanNode],
    measures: Sequence[Measure],
    lines: Sequence[Line],
    goals: tuple[Mapping[str, frozenset[str]], ...],
) -> Iterable[Loose]:
    of_plans, of_measures, of_lines = goals
    paid = {one.measure for one in lines if one.has_money}
    for plan in plans:
        if plan.needs_goal and not of_plans[plan.id]:
            yield Loose(LooseKind.PLAN_NO_GOAL, plan.id)
    for one in measures:
        if not of_measures[one.id]:
            yield Loose(LooseKind.MEASURE_NO_GOAL, one.id)
        if one.needs_money and one.id not in paid:
            yield Loose(LooseKind.MEASURE_NO_MONEY, one.id)
    for line in lines:
        if not of_lines[line.id]:
            yield Loose(LooseKind.LINE_NO_GOAL, line.id)
