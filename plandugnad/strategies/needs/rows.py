"""The plans a strategy weighs: those the municipality has, and those that are proposed, each with what is said of it.

Pure but for the words: rows come from `queries`, and the sums from `engines.needs`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from uuid import UUID

from django.urls import reverse
from django.utils.text import capfirst

from plandugnad.engines import needs as engine
from plandugnad.engines.tables.when import When
from plandugnad.plans.kinds import ENDED, Decision, PlanType
from plandugnad.plans.models import PlanFields
from plandugnad.plans.words.names import type_name
from plandugnad.strategies.kinds import MADE, Basis, Outcome
from plandugnad.strategies.models import PlanNeed, Strategy
from plandugnad.strategies.terms import HalfYear, Term

PLAN = "plan-"  # before the id of a plan nobody has said anything about

_KIND_OF = {
    PlanType.LAND_USE_PART: engine.Kind.PART,
    PlanType.PARTIAL_PLAN_AREA: engine.Kind.PART,
    PlanType.PARTIAL_PLAN_THEME: engine.Kind.PART,
    PlanType.ZONING_AREA: engine.Kind.ZONING,
    PlanType.ZONING_DETAIL: engine.Kind.ZONING,
}


@dataclass(frozen=True)
class Row:
    """One plan in the strategy. `need` is None for a plan nobody has said anything about, `plan` for one that is
    proposed. `key` names it in forms."""

    strategy_id: UUID
    plan: PlanFields | None
    need: PlanNeed | None
    judged: engine.Judged
    age: int | None = None

    @property
    def key(self) -> str:
        return str(self.need.id) if self.need else f"{PLAN}{self.plan.id}" if self.plan else ""

    @property
    def name(self) -> str:
        return self.plan.name if self.plan else self.need.name if self.need else ""

    @property
    def plan_type(self) -> str:
        return self.plan.plan_type if self.plan else self.need.plan_type if self.need else ""

    @property
    def type_name(self) -> str:
        return type_name(self.plan_type)

    @property
    def adopted(self) -> When | None:
        return self.plan.adopted if self.plan else None

    @property
    def revision_due(self) -> When | None:
        return self.plan.revision_due if self.plan else None

    @property
    def is_ended(self) -> bool:
        return self.plan is not None and (self.plan.status in ENDED or self.plan.deleted_at is not None)

    @property
    def is_proposed(self) -> bool:
        return self.plan is None

    @property
    def is_zoning(self) -> bool:
        return self.plan_type in (PlanType.ZONING_AREA, PlanType.ZONING_DETAIL)

    @property
    def is_said(self) -> bool:
        return self.need is not None

    @property
    def is_overruled(self) -> bool:
        return bool(self.need and self.need.outcome)

    @property
    def outcome(self) -> Outcome | None:
        """What people say, else what the sum suggests, where it does."""
        if self.need and self.need.outcome:
            return Outcome(self.need.outcome)
        return Outcome(self.judged.suggested) if self.judged.suggested else None

    @property
    def between(self) -> tuple[Outcome, Outcome] | None:
        ends = self.judged.between
        return None if self.is_overruled or ends is None else (Outcome(ends[0]), Outcome(ends[1]))

    @property
    def decision(self) -> Decision | None:
        said = self.need.decision if self.need else self.plan.decision if self.plan else ""
        return Decision(said) if said in Decision.values else None

    @property
    def is_in(self) -> bool:
        return self.decision in MADE

    @property
    def days(self) -> int | None:
        return self.need.days if self.need else None

    @property
    def begins(self) -> HalfYear | None:
        return self.need.begins_half if self.need else None

    @property
    def ends(self) -> HalfYear | None:
        return self.need.ends_half if self.need else None

    @property
    def responsible(self) -> str:
        return (self.need.responsible if self.need else "") or (self.plan.responsible if self.plan else "")

    @property
    def address(self) -> str:
        if self.need:
            return reverse("strategy_need", args=[self.strategy_id, self.need.id])
        return reverse("strategy_need_of_plan", args=[self.strategy_id, self.plan.id if self.plan else None])

    @property
    def work(self) -> engine.Work:
        first, last = self.begins, self.ends
        return engine.Work(self.key, self.days, first.number if first else None, last.number if last else None)

    def outcome_words(self) -> str:
        return capfirst(str(self.outcome.label)) if self.outcome else ""

    def decision_words(self) -> str:
        return capfirst(str(self.decision.label)) if self.decision else ""


def rows_of(
    strategy: Strategy, plans: Iterable[PlanFields], needs: Sequence[PlanNeed], ages: Mapping[UUID, int | None]
) -> list[Row]:
    """What is said something of first, as it is put in order; then the other plans as they come, zoning plans last:
    there are many, and few of them are a council's to weigh."""
    by_plan = {plan.id: plan for plan in plans}
    whole = whole_capacity(strategy)
    made = []
    for need in needs:
        plan: PlanFields | None = by_plan.pop(need.plan_id, need.plan) if need.plan_id else None
        made.append(_row(strategy, plan, need, ages.get(plan.id) if plan else None, whole))
    unsaid = [_row(strategy, plan, None, ages.get(plan.id), whole) for plan in by_plan.values()]
    return made + sorted(unsaid, key=lambda row: row.is_zoning)


def _row(
    strategy: Strategy, plan: PlanFields | None, need: PlanNeed | None, age: int | None, whole: Fraction | None
) -> Row:
    scores = need.scores if need else {}
    basis, days = (need.basis, need.days) if need else ("", None)
    return Row(strategy.id, plan, need, judge(strategy, plan, scores, basis, days, age, whole), age)


def judge(
    strategy: Strategy,
    plan: PlanFields | None,
    scores: Mapping[str, int],
    basis: str,
    days: int | None,
    age: int | None,
    whole: Fraction | None,
    weights: Mapping[str, int] | None = None,
) -> engine.Judged:
    known = engine.Need(
        scores,
        is_statutory=basis == Basis.STATUTORY,
        is_deadline_inside=_is_due_inside(plan, strategy.term),
        is_there=plan is not None,
        age=age,
        kind=_KIND_OF.get(PlanType(plan.plan_type), engine.Kind.OTHER)
        if plan and plan.plan_type
        else engine.Kind.OTHER,
        days=days,
    )
    counts = strategy.weights if weights is None else weights
    return engine.judge(known, counts, float(whole) if whole is not None else None)


def _is_due_inside(plan: PlanFields | None, term: Term) -> bool:
    """Also what was due before the term began: it is not less due for that."""
    return bool(plan and plan.revision_due and plan.revision_due.last_day() <= term.halves[-1].last_day)


def room_of(strategy: Strategy, capacity: Mapping[str, int] | None = None) -> dict[int, Fraction | None]:
    said = strategy.capacity if capacity is None else capacity
    by_year = {int(year): days for year, days in said.items() if year.isdecimal() and isinstance(days, int)}
    return engine.by_half(by_year, ((half.number, half.year) for half in strategy.term.halves))


def whole_capacity(strategy: Strategy) -> Fraction | None:
    rooms = room_of(strategy).values()
    return None if any(one is None for one in rooms) else sum((one for one in rooms if one is not None), Fraction(0))


@dataclass(frozen=True)
class Weighed:
    """All rows of a strategy, and what there are people for of what is in it."""

    rows: tuple[Row, ...]
    room: Mapping[int, Fraction | None]

    @cached_property
    def inside(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.is_in)

    @cached_property
    def outside(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if not row.is_in)

    @cached_property
    def in_sight(self) -> tuple[Row, ...]:
        """What is left out, but for the zoning plans nobody has said anything about."""
        return tuple(row for row in self.outside if row.is_said or not row.is_zoning)

    @cached_property
    def folded(self) -> tuple[Row, ...]:
        return tuple(row for row in self.outside if not row.is_said and row.is_zoning)

    @cached_property
    def said(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.is_said)

    @cached_property
    def fitted(self) -> engine.Fitted:
        return engine.fit((row.work for row in self.inside), self.room)

    @cached_property
    def by_key(self) -> dict[str, Row]:
        return {row.key: row for row in self.rows}

    def suggested_order(self, weights: Mapping[str, int] | None = None, strategy: Strategy | None = None) -> list[str]:
        """Keys of what is said something of. With `weights` (and the strategy they would be of), as it would be."""
        return engine.in_order(
            engine.Ranked(row.key, self._again(row, strategy, weights) if strategy else row.judged, row.days)
            for row in self.said
        )

    def _again(self, row: Row, strategy: Strategy, weights: Mapping[str, int] | None) -> engine.Judged:
        return judge_again(strategy, row, weights)


def judge_again(strategy: Strategy, row: Row, weights: Mapping[str, int] | None) -> engine.Judged:
    """The same need with other weights."""
    scores = row.need.scores if row.need else {}
    basis = row.need.basis if row.need else ""
    return judge(strategy, row.plan, scores, basis, row.days, row.age, whole_capacity(strategy), weights)
