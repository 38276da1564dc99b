"""The other plans that the page of a plan names: the one above, those below, and those its history tells of."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, Window

from plandugnad.plans.kinds import PlanStatus
from plandugnad.plans.models import Plan
from plandugnad.plans.queries.narrowing import as_mark
from plandugnad.plans.words.names import type_name
from plandugnad.regions.actor import Actor

SHOWN_BELOW = 20


@dataclass(frozen=True)
class PlanName:
    id: UUID
    name: str
    note: str = ""


@dataclass(frozen=True)
class Parent:
    id: UUID
    name: str
    status: str

    @property
    def status_name(self) -> str:
        return str(PlanStatus(self.status).label) if self.status in PlanStatus.values else ""


@dataclass(frozen=True)
class Below:
    plans: tuple[PlanName, ...] = ()
    count: int = 0


@dataclass(frozen=True)
class Relatives:
    """Only plans the reader may see. `names` are those of the plans told of, by id."""

    parent: Parent | None = None
    below: Below = Below()
    names: dict[str, str] = field(default_factory=dict)


def read_relatives(actor: Actor, plan: Plan, told_of: Collection[str] = ()) -> Relatives:
    """One query, however many there are."""
    named = {*told_of, str(plan.parent_id)} if plan.parent_id else set(told_of)
    named_first = [as_mark(Q(pk__in=named)).desc()] if named else []  # no ordering by a constant
    found = (
        Plan.objects.visible_to(actor)
        .filter(Q(parent=plan) | Q(pk__in=named))
        .annotate(is_below=as_mark(Q(parent=plan)))
        .annotate(number=Window(Count("id"), partition_by=["is_below"]))
        .order_by(*named_first, "sort_key", "name", "id")
        .values("id", "name", "plan_type", "status", "sort_key", "is_below", "number")
    )
    rows = list(found[: SHOWN_BELOW + len(named)])
    parent = next((row for row in rows if row["id"] == plan.parent_id), None)
    return Relatives(
        parent=Parent(parent["id"], parent["name"], parent["status"]) if parent else None,
        below=_below(row for row in rows if row["is_below"]),
        names={str(row["id"]): row["name"] for row in rows},
    )


def _below(rows: Iterable[Mapping[str, Any]]) -> Below:
    """What is named came first, so they are put in order again."""
    ordered = sorted(rows, key=lambda row: (row["sort_key"], row["name"], row["id"]))
    shown = tuple(PlanName(row["id"], row["name"], type_name(row["plan_type"])) for row in ordered[:SHOWN_BELOW])
    return Below(shown, ordered[0]["number"] if ordered else 0)
