from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.paginator import Page, Paginator

from plandugnad.core.models import AuditEvent
from plandugnad.plans.models import Plan
from plandugnad.regions.models import Organisation

PLANS_A_PAGE = 100


@dataclass(frozen=True)
class DeletedPlan:
    id: UUID
    name: str
    plan_type: str
    deleted_at: datetime
    by_name: str


def deleted_page(organisation: Organisation, number: str | None) -> tuple[Page[Plan], list[DeletedPlan]]:
    deleted = Plan.objects.of(organisation).filter(deleted_at__isnull=False).order_by("-deleted_at", "id")
    page = Paginator(deleted, PLANS_A_PAGE).get_page(number)
    by = deleted_by(plan.id for plan in page)
    rows = [
        DeletedPlan(plan.id, plan.name, plan.get_plan_type_display(), plan.deleted_at, by.get(plan.id, ""))
        for plan in page
        if plan.deleted_at is not None
    ]
    return page, rows


def deleted_by(ids: Iterable[UUID]) -> dict[UUID, str]:
    """Who deleted each plan last. One query."""
    events = AuditEvent.objects.filter(subject_id__in=list(ids), verb="plan_deleted").order_by("made_at", "id")
    return dict(events.values_list("subject_id", "by_name"))
