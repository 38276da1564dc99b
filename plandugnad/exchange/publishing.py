"""Opening and closing a municipality's overview, and keeping what is open true to what stands."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from plandugnad.core import audit
from plandugnad.core.audit import By
from plandugnad.exchange.content import content_of, is_public
from plandugnad.exchange.models import Publication, PublishedPlan
from plandugnad.plans.models import Plan
from plandugnad.plans.telling import PlanSource
from plandugnad.projections.filling import follow
from plandugnad.regions.models import Organisation

PUBLISHED, WITHDRAWN = "open_data_published", "open_data_withdrawn"
_AT_A_TIME = 1_000


@transaction.atomic
def publish(by: By, municipality: Organisation) -> None:
    _one_at_a_time(municipality)
    _row, is_new = Publication.objects.get_or_create(organisation=municipality)
    if is_new:
        _keep_up_all(municipality)
        audit.record(by, PUBLISHED, municipality, organisation_id=municipality.id)


@transaction.atomic
def withdraw(by: By, municipality: Organisation) -> None:
    """What others have fetched, they have; here nothing is left of it but that it was there."""
    _one_at_a_time(municipality)
    if Publication.objects.filter(organisation=municipality).delete()[0]:
        rows = PublishedPlan.objects.standing().filter(organisation=municipality)
        rows.update(is_gone=True, content={}, sort_key="", changed_at=timezone.now())
        audit.record(by, WITHDRAWN, municipality, organisation_id=municipality.id)


def _one_at_a_time(municipality: Organisation) -> None:
    Organisation.objects.select_for_update(no_key=True).get(pk=municipality.pk)


def _keep_up_all(municipality: Organisation) -> None:
    ids = list(Plan.objects.of(municipality).values_list("id", flat=True))
    for start in range(0, len(ids), _AT_A_TIME):
        keep_up(ids[start : start + _AT_A_TIME])


def keep_up(ids: Collection[UUID]) -> None:
    """In the transaction that changed these plans. Also for those below: what they hang under may be public or not."""
    concerned = Q(id__in=ids) | Q(parent_id__in=ids)
    plans = Plan.objects.filter(concerned, organisation__publication__isnull=False).select_related("parent")
    rows = list(plans.defer("extent", "notes"))
    if rows:
        standing = PublishedPlan.objects.in_bulk([plan.id for plan in rows])
        _write(_changed(rows, standing, timezone.now()))


def _changed(plans: Iterable[Plan], standing: dict[UUID, PublishedPlan], now: datetime) -> Iterable[PublishedPlan]:
    for plan in plans:
        row = standing.get(plan.id)
        if is_public(plan):
            content = content_of(plan)
            if row is None or row.is_gone or row.content != content:
                yield _row(plan, content, plan.sort_key, row.first_at if row else now, now)
        elif row is not None and not row.is_gone:
            yield _row(plan, {}, "", row.first_at, now, is_gone=True)


def _row(
    plan: Plan, content: dict[str, Any], sort_key: str, first_at: datetime, now: datetime, *, is_gone: bool = False
) -> PublishedPlan:
    about = {"content": content, "sort_key": sort_key, "first_at": first_at, "changed_at": now, "is_gone": is_gone}
    return PublishedPlan(id=plan.id, organisation_id=plan.organisation_id, **about)


def _write(rows: Iterable[PublishedPlan]) -> None:
    PublishedPlan.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=("id",),
        update_fields=("organisation", "content", "sort_key", "changed_at", "is_gone"),
    )


follow(PlanSource.key, keep_up)
