"""Opening and closing a municipality's overview, and keeping what is open true to what stands."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django.db.models import F, Q
from django.utils import timezone

from plandugnad.core import audit
from plandugnad.core.audit import By
from plandugnad.exchange.content import content_of, is_public, with_all_of_it
from plandugnad.exchange.models import Publication, PublishedPlan
from plandugnad.plans.models import Plan, PlanHere, PlanOwner
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
    """What others have fetched, they have; here nothing is left of it but that it was there.

    The row that says it is open goes first, and that waits for those who are saving: see `_held_open`.
    """
    if Publication.objects.filter(organisation=municipality).delete()[0]:
        rows = PublishedPlan.objects.filter(organisation=municipality, is_gone=False)
        rows.update(is_gone=True, content={}, sort_key="", changed_at=timezone.now(), version=F("version") + 1)
        _keep_up_all(municipality)  # also of those in other municipalities that hang under one of these
        audit.record(by, WITHDRAWN, municipality, organisation_id=municipality.id)


def _one_at_a_time(municipality: Organisation) -> None:
    Organisation.objects.select_for_update(no_key=True).get(pk=municipality.pk)


def _keep_up_all(municipality: Organisation) -> None:
    ids = list(PlanHere.objects.of(municipality).values_list("id", flat=True))
    for start in range(0, len(ids), _AT_A_TIME):
        keep_up(ids[start : start + _AT_A_TIME])


def keep_up(ids: Collection[UUID]) -> None:
    """In the transaction that changed these plans. Also for those below: what they hang under may be public or not."""
    opened = _held_open(ids)
    if not opened:
        return
    plans = with_all_of_it(PlanHere.objects.filter(row_id__in=_rows(ids), organisation_id__in=opened))
    public = {plan.row_id: plan for plan in plans if is_public(plan)}
    kept = PublishedPlan.objects.filter(Q(plan_id__in=ids) | Q(id__in=public)).in_bulk()
    now = timezone.now()
    _write([*_changed(public.values(), kept, now), *_gone(kept.values(), public, now)])


def _rows(ids: Collection[UUID]) -> list[UUID]:
    """Of these plans and those below, in each municipality. Asked table by table: the view has no index over both."""
    led = Plan.objects.filter(Q(id__in=ids) | Q(parent_id__in=ids))
    owned = PlanOwner.objects.standing().filter(Q(plan_id__in=ids) | Q(parent_id__in=ids))
    return list(led.values_list("id", flat=True).union(owned.values_list("id", flat=True), all=True))


_HELD_OPEN = """
SELECT organisation_id FROM exchange_publication
WHERE organisation_id IN (
    SELECT organisation_id FROM plans_plan
    WHERE id = ANY(%(ids)s::uuid[]) OR parent_id = ANY(%(ids)s::uuid[])
    UNION SELECT organisation_id FROM plans_planowner
    WHERE plan_id = ANY(%(ids)s::uuid[]) OR parent_id = ANY(%(ids)s::uuid[])
    UNION SELECT organisation_id FROM exchange_publishedplan WHERE plan_id = ANY(%(ids)s::uuid[]) AND NOT is_gone
)
ORDER BY organisation_id FOR SHARE
"""


def _held_open(ids: Collection[UUID]) -> list[UUID]:
    """The municipalities of these plans and of those below, and where these stand as open, that have opened. None
    closes before this is done, and one that is closing is waited for. In SQL: Django knows no lock that many may hold.
    """
    with connection.cursor() as cursor:
        cursor.execute(_HELD_OPEN, {"ids": list(ids)})
        return [id for (id,) in cursor]


def _changed(plans: Iterable[PlanHere], kept: Mapping[UUID, PublishedPlan], now: datetime) -> Iterable[PublishedPlan]:
    for plan in plans:
        row, content = kept.get(plan.row_id), content_of(plan)
        stands = row is not None and not row.is_gone and row.organisation_id == plan.organisation_id
        if row is None or not stands or row.content != content:
            ids = {"id": plan.row_id, "plan_id": plan.id, "organisation_id": plan.organisation_id}
            about = {"content": content, "sort_key": plan.sort_key, "first_at": row.first_at if row else now}
            yield PublishedPlan(changed_at=now, **ids, **about)


def _gone(kept: Iterable[PublishedPlan], public: Mapping[UUID, PlanHere], now: datetime) -> Iterable[PublishedPlan]:
    """No longer in force, deleted, or of a municipality that has not opened or no longer owns it. Told where it was."""
    for row in kept:
        if row.id not in public and not row.is_gone:
            row.content, row.sort_key, row.changed_at, row.is_gone = {}, "", now, True
            yield row


def _write(rows: list[PublishedPlan]) -> None:
    if not rows:
        return
    PublishedPlan.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=("id",),
        update_fields=("organisation", "content", "sort_key", "changed_at", "is_gone"),
    )
    # Raised by the database while it holds the rows, so that two who write the same one do not end at one number.
    PublishedPlan.objects.filter(id__in=[row.id for row in rows]).update(version=F("version") + 1)


follow(PlanSource.key, keep_up)
