"""Figures of many municipalities at once, of the plans one may see. The number of queries does not grow with them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import astuple, dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q

from plandugnad.plans.area.rows import MAIN_TYPES
from plandugnad.plans.hierarchy.placing import PlanCard
from plandugnad.plans.kinds import ENDED, IN_FORCE
from plandugnad.plans.models import PlanHereQuerySet, PlanQuerySet
from plandugnad.plans.queries.narrowing import as_mark, due_soon, overdue
from plandugnad.plans.queries.portfolio import CARD_FIELDS, complete


@dataclass(frozen=True)
class PlanCount:
    total: int = 0
    ended: int = 0
    overdue: int = 0
    soon: int = 0
    with_due: int = 0

    def __add__(self, other: "PlanCount") -> "PlanCount":
        return PlanCount(*(mine + its for mine, its in zip(astuple(self), astuple(other), strict=True)))

    def __sub__(self, other: "PlanCount") -> "PlanCount":
        return PlanCount(*(mine - its for mine, its in zip(astuple(self), astuple(other), strict=True)))


def counts(plans: PlanQuerySet, today: date) -> Mapping[UUID, PlanCount]:
    """Per municipality, what has ended counted apart. `plans` must have been through `with_due`."""
    has_ended = Q(status__in=ENDED)
    counted = (
        plans.order_by()
        .values("organisation_id")
        .annotate(
            total=Count("id", filter=~has_ended),
            ended=Count("id", filter=has_ended),
            overdue=Count("id", filter=overdue(today)),
            soon=Count("id", filter=due_soon(today)),
            with_due=Count("revision_due", filter=~has_ended),
        )
        .values_list("organisation_id", "total", "ended", "overdue", "soon", "with_due")
    )
    return defaultdict(PlanCount, {id: PlanCount(*numbers) for id, *numbers in counted})


@dataclass(frozen=True)
class JointRow:
    """A joint plan in one of the municipalities that own it."""

    plan_id: UUID
    organisation_id: UUID
    is_led: bool
    count: PlanCount


def joint_rows(plans: PlanHereQuerySet, today: date) -> list[JointRow]:
    """One query. `plans` must have been through `with_due`."""
    joint = plans.filter(id__in=plans.filter(is_led=False).values("id"))
    marks = {"ended": Q(status__in=ENDED), "overdue": overdue(today), "soon": due_soon(today)}
    marked = joint.annotate(**{f"is_{name}": as_mark(condition) for name, condition in marks.items()})
    rows = marked.order_by("organisation_id").values_list(
        "id", "organisation_id", "is_led", "is_ended", "is_overdue", "is_soon", "revision_due"
    )
    return [
        JointRow(id, place, led, PlanCount(not ended, ended, late, soon, bool(due) and not ended))
        for id, place, led, ended, late, soon, due in rows
    ]


def once(counted: Iterable[PlanCount], joint: Iterable[JointRow], members: Collection[UUID]) -> PlanCount:
    """The sum over these municipalities, with a plan that several of them own counted as it stands where it is led."""
    total = sum(counted, PlanCount())
    seen: set[UUID] = set()
    for row in sorted(joint, key=lambda row: not row.is_led):
        if row.organisation_id in members:
            total = total - row.count if row.plan_id in seen else total
            seen.add(row.plan_id)
    return total


def main_plans(plans: PlanQuerySet, today: date) -> dict[tuple[UUID, str], PlanCard]:
    """Of several plans of one type: one in force before one on its way, the newest adoption before an older."""
    found = plans.filter(plan_type__in=MAIN_TYPES).exclude(status__in=ENDED).order_by("organisation_id", "sort_key")
    best: dict[tuple[UUID, str], PlanCard] = {}
    for organisation_id, *values in found.values_list("organisation_id", *CARD_FIELDS):
        card = PlanCard(*values)
        key = (organisation_id, card.plan_type)
        if key not in best or _standing(card) > _standing(best[key]):
            best[key] = card
    return {key: complete(card, today) for key, card in best.items()}


def _standing(card: PlanCard) -> tuple[bool, date]:
    return card.status in IN_FORCE, card.adopted.last_day() if card.adopted else date.min
