"""Which plans a plan may hang under."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from plandugnad.plans.kinds import ENDED, KINDS, PlanType
from plandugnad.plans.models import Plan
from plandugnad.regions.models import Organisation


@dataclass(frozen=True)
class ParentChoices:
    """Ids and names. `sensible` are of the types that plans of this type hang under."""

    sensible: tuple[tuple[UUID, str], ...]
    others: tuple[tuple[UUID, str], ...]


@dataclass(frozen=True)
class _Row:
    id: UUID
    name: str
    plan_type: str
    status: str
    parent_id: UUID | None


def parent_choices(organisation: Organisation, plan: Plan | None = None) -> ParentChoices:
    """The municipality's own plans but for the plan itself and those below it. One query."""
    rows = list(_rows(organisation))
    shut = set(_below(plan.id, rows)) | {plan.id} if plan else set()
    current = plan.parent_id if plan else None
    above = list(_types_above(plan.plan_type if plan else ""))
    open_rows = [row for row in rows if row.id not in shut and (row.status not in ENDED or row.id == current)]
    sensible = sorted((row for row in open_rows if row.plan_type in above), key=lambda row: above.index(row.plan_type))
    others = [row for row in open_rows if row.plan_type not in above]
    return ParentChoices(tuple((row.id, row.name) for row in sensible), tuple((row.id, row.name) for row in others))


def _types_above(plan_type: str) -> Iterator[str]:
    """Nearest first, and so on upwards."""
    seen: set[str] = set()
    waiting = [PlanType(plan_type)] if plan_type else []
    while waiting:
        for above in KINDS[waiting.pop(0)].above:
            if above not in seen:
                seen.add(above)
                waiting.append(above)
                yield above


def _rows(organisation: Organisation) -> Iterator[_Row]:
    plans = Plan.objects.kept().of(organisation).in_norwegian_order()
    for row in plans.values_list("id", "name", "plan_type", "status", "parent_id"):
        yield _Row(*row)


def _below(id: UUID, rows: Iterable[_Row]) -> Iterator[UUID]:
    children: dict[UUID | None, list[UUID]] = {}
    for row in rows:
        children.setdefault(row.parent_id, []).append(row.id)
    waiting, seen = [id], {id}
    while waiting:
        for child in children.get(waiting.pop(), []):
            if child not in seen:
                seen.add(child)
                waiting.append(child)
                yield child
