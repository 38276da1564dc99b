"""Searching the plans one may see. The database sifts by the key of the name; one wrong letter is forgiven by us."""

from dataclasses import dataclass
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Case, IntegerField, Q, Value, When

from plandugnad.core.norwegian import matches, search_key
from plandugnad.plans.models import Plan, PlanQuerySet
from plandugnad.regions.actor import Actor

PAGE_SIZE = 50
# Misspellings are looked for only when nothing else is found, in at most this many names.
MOST_COMPARED = 5_000


@dataclass(frozen=True)
class FoundPlan:
    id: UUID
    name: str
    kind: str
    status: str
    status_label: str
    municipality: str
    number: str


def find_plans(actor: Actor, words: str) -> "Paginator[Plan]":
    """To be paged through by the caller, who shows each page with `shaped`."""
    rows = _matching(Plan.objects.visible_to(actor), words) if search_key(words) else Plan.objects.none().order_by("id")
    return Paginator(rows.select_related("organisation"), PAGE_SIZE)


def _matching(visible: PlanQuerySet, words: str) -> PlanQuerySet:
    key = search_key(words)
    holds_each = Q(*(Q(search_key__contains=part) for part in key.split()))
    found = visible.filter(holds_each)
    if not found.exists():
        names = visible.values_list("id", "name")[:MOST_COMPARED]
        found = visible.filter(id__in=[id for id, name in names if matches(words, [name]) is not None])
    rank = Case(
        When(search_key__startswith=key, then=Value(0)),
        When(search_key__contains=f" {key}", then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    return found.annotate(rank=rank).order_by("rank", "sort_key", "name", "id")


def shaped(plan: Plan) -> FoundPlan:
    return FoundPlan(
        plan.id,
        plan.name,
        plan.get_plan_type_display(),
        plan.status,
        plan.get_status_display(),
        plan.organisation.name,
        plan.organisation.number,
    )
