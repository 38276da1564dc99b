"""What a municipality sees before it opens its overview: exactly what would be public."""

from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Page, Paginator
from django.db.models import Q
from django.utils import timezone

from plandugnad.core.models import AuditEvent
from plandugnad.exchange.content import content_of, is_public, with_all_of_it
from plandugnad.exchange.models import Publication, PublishedPlan
from plandugnad.exchange.publishing import PUBLISHED, WITHDRAWN
from plandugnad.plans.kinds import IN_FORCE
from plandugnad.plans.models import PlanHere
from plandugnad.regions.models import Organisation

SHOWN_A_PAGE = 100
_LINES = 20


@dataclass(frozen=True)
class Line:
    is_opening: bool
    by_name: str
    made_at: datetime


@dataclass(frozen=True)
class Opening:
    is_open: bool
    page: Page[PlanHere]
    rows: tuple[PublishedPlan, ...]
    kept_back: int  # plans that are not in force
    lines: tuple[Line, ...]


def read_opening(municipality: Organisation, number: str | None) -> Opening:
    """Four queries, however many plans."""
    plans = PlanHere.objects.filter(organisation=municipality, deleted_at=None)
    public = with_all_of_it(plans.filter(status__in=IN_FORCE)).order_by("sort_key", "name", "id")
    page = Paginator(public, SHOWN_A_PAGE).get_page(number)
    verbs = Q(verb__in=(PUBLISHED, WITHDRAWN), subject_id=municipality.id)
    return Opening(
        is_open=is_open(municipality),
        page=page,
        rows=tuple(_row(plan, municipality) for plan in page if is_public(plan)),
        kept_back=plans.exclude(status__in=IN_FORCE).count(),
        lines=tuple(
            Line(event.verb == PUBLISHED, event.by_name, event.made_at)
            for event in AuditEvent.objects.filter(verbs)[:_LINES]
        ),
    )


def _row(plan: PlanHere, municipality: Organisation) -> PublishedPlan:
    row = PublishedPlan(id=plan.row_id, plan_id=plan.id, content=content_of(plan), changed_at=timezone.now())
    row.organisation = municipality
    return row


def is_open(municipality: Organisation) -> bool:
    return Publication.objects.filter(organisation=municipality).exists()
