"""Filters and sorting as the database understands them."""

from datetime import date
from typing import TypeVar

from django.db.models import BooleanField, Case, CharField, F, IntegerField, Q, Value, When
from django.db.models.functions import Concat, Lower, Right

from plandugnad.core.norwegian import search_key
from plandugnad.plans.due import soon_until
from plandugnad.plans.filters import NOT_ENDED, DueChoice, Filters, Missing
from plandugnad.plans.kinds import ENDED, PlanStatus, PlanType
from plandugnad.plans.models import PlanQuerySet, PlanShare
from plandugnad.regions.actor import Actor

Plans = TypeVar("Plans", bound=PlanQuerySet)

DAY = r"^[0-9]{4}-"

# Dates are texts of fixed forms, so the last day they may mean is a text too, and compares as one.
DUE_ON = Case(
    When(revision_due__regex=DAY, then=F("revision_due")),
    When(revision_due__isnull=False, then=Concat(Right("revision_due", 4), Value("-12-31"))),
    output_field=CharField(),
)
TYPE_ORDER = Case(
    *(When(plan_type=plan_type, then=Value(index)) for index, plan_type in enumerate(PlanType.values)),
    default=Value(99),
    output_field=IntegerField(),
)
STATUS_ORDER = Case(
    *(When(status=status, then=Value(index)) for index, status in enumerate(PlanStatus.values)),
    default=Value(99),
    output_field=IntegerField(),
)


def overdue(today: date) -> Q:
    return Q(due_on__lt=today.isoformat()) & ~Q(status__in=ENDED)


def due_soon(today: date) -> Q:
    return Q(due_on__gte=today.isoformat(), due_on__lte=soon_until(today).isoformat()) & ~Q(status__in=ENDED)


_MISSING = {
    Missing.TYPE: Q(plan_type=""),
    Missing.STATUS: Q(status=""),
    Missing.ADOPTED: Q(adopted=None),
    Missing.DUE: Q(revision_due=None),
    Missing.RESPONSIBLE: Q(responsible=""),
    Missing.PARENT: Q(parent=None),
}


def with_due(plans: Plans) -> Plans:
    return plans.annotate(due_on=DUE_ON)


def with_internal(plans: Plans, actor: Actor) -> Plans:
    """Marks each plan with whether the actor sees what is internal: filters and files must not tell it otherwise."""
    shared = PlanShare.objects.reaching(actor).values("plan_id")
    is_seen = Q(organisation_id__in=actor.reads) | Q(id__in=shared, is_led=True)  # a share is the leader's alone
    return plans.annotate(has_internal=as_mark(is_seen))


def as_mark(condition: Q) -> Case:
    return Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())


def missing(what: str) -> Q:
    """What has ended needs nothing more."""
    return _MISSING[Missing(what)] & ~Q(status__in=ENDED)


def narrowed(plans: PlanQuerySet, filters: Filters, today: date) -> PlanQuerySet:
    return plans.filter(wanted_by(filters, today))


def wanted_by(filters: Filters, today: date) -> Q:
    """Of plans that have been through `with_due`, and `with_internal` where a decision is chosen."""
    wanted = _same(filters) & _words(filters.q)
    if filters.status == NOT_ENDED:
        wanted &= ~Q(status__in=ENDED)
    if filters.decision:
        wanted &= Q(decision=filters.decision, has_internal=True)
    if filters.due:
        wanted &= overdue(today) if filters.due == DueChoice.OVERDUE else due_soon(today)
    if filters.missing:
        wanted &= missing(filters.missing)
    return wanted


def _same(filters: Filters) -> Q:
    columns = {
        "plan_type": filters.type,
        "status": "" if filters.status == NOT_ENDED else filters.status,
        "section": filters.section,
        "responsible": filters.responsible,
        "parent_id": filters.under,
        "organisation__number": filters.municipality,
    }
    return Q(**{column: value for column, value in columns.items() if value})


def _words(text: str) -> Q:
    """Each word somewhere; in name and numbers as someone in a hurry types it."""
    wanted = Q()
    for word in text.split():
        if key := search_key(word):
            wanted &= Q(search_key__contains=key) | Q(responsible__icontains=word) | Q(section__icontains=word)
    return wanted


_SORTS: dict[str, F | Case | Lower] = {
    "navn": F("sort_key"),
    "type": TYPE_ORDER,
    "status": STATUS_ORDER,
    "vedtatt": F("adopted"),
    "frist": F("due_on"),
    "ansvarlig": Lower("responsible"),
    "kommune": F("organisation__sort_key"),
}
FIRST_SORTER = "navn"


def read_sorter(text: str) -> str:
    """'navn', or '-navn' for the opposite way; what is unknown is as if nothing were chosen."""
    return text if text.removeprefix("-") in _SORTS else ""


def in_order(plans: PlanQuerySet, sorter: str) -> PlanQuerySet:
    name = sorter.removeprefix("-") or FIRST_SORTER
    by = _SORTS[name]
    order = by.desc(nulls_last=True) if sorter.startswith("-") else by.asc(nulls_last=True)
    return plans.order_by(order, "sort_key", "name", "id")
