"""The day somebody last told how a plan goes: a step of its process, a change in how it stands, a document.

An import is no news, and neither is that a name is mended: both say something of the list, not of the plan.
"""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from uuid import UUID

from django.db.models import Max, Q
from django.utils import timezone

from plandugnad.core.models import AuditEvent
from plandugnad.plans.models import Plan
from plandugnad.processes.models import Process
from plandugnad.regions.models import Organisation

# A source gives the plans it has news of, with the moment of the latest. One query each, however many plans.
NewsSource = Callable[[Organisation], Iterable[tuple[UUID, datetime | None]]]
_TELLING_FIELDS = ("status", "adopted", "last_revised", "revision_due", "period", "valid_until", "notes", "work_years")
_sources: list[NewsSource] = []


def add_news(source: NewsSource) -> None:
    """Called as the part's own module is loaded."""
    _sources.append(source)


def last_heard_of(organisation: Organisation) -> dict[UUID, date]:
    latest: dict[UUID, datetime] = {}
    for source in _sources:
        for id, moment in source(organisation):
            if moment is not None and (id not in latest or latest[id] < moment):
                latest[id] = moment
    return {id: timezone.localtime(moment).date() for id, moment in latest.items()}


def _from_history(organisation: Organisation) -> Iterable[tuple[UUID, datetime | None]]:
    told = Q(verb__in=("document_added", "plan_owner_decided"))
    told |= Q(verb__in=("plan_changed", "plan_restored"), after__has_any_keys=_TELLING_FIELDS)
    events = AuditEvent.objects.filter(
        told, organisation_id=organisation.id, subject_type=Plan._meta.label_lower, batch_id=None
    )
    return events.order_by().values_list("subject_id").annotate(at=Max("made_at"))


def _from_processes(organisation: Organisation) -> Iterable[tuple[UUID, datetime | None]]:
    kept = Process.objects.kept().filter(
        Q(plan__organisation=organisation) | Q(plan__owners__organisation=organisation)
    )
    rows = kept.order_by().values("plan_id").annotate(begun=Max("made_at"), dated=Max("dates__made_at"))
    for row in rows:
        yield row["plan_id"], max(moment for moment in (row["begun"], row["dated"]) if moment is not None)


add_news(_from_history)
add_news(_from_processes)
