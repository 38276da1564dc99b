from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from plandugnad.plans.models import Plan, PlanDocument

DOCUMENTS_A_PAGE = 100
SHOWN_WITH_PLAN = 10


def documents_page(plan: Plan, number: str | None) -> Page[PlanDocument]:
    return Paginator(_kept(plan), DOCUMENTS_A_PAGE).get_page(number)


def first_documents(plan: Plan) -> tuple[list[PlanDocument], bool]:
    """The newest few, and whether there are more."""
    found = list(_kept(plan)[: SHOWN_WITH_PLAN + 1])
    return found[:SHOWN_WITH_PLAN], len(found) > SHOWN_WITH_PLAN


def find_document(plan: Plan, id: UUID, *, is_removed: bool = False) -> PlanDocument | None:
    rows = PlanDocument.objects.filter(plan=plan, pk=id, deleted_at__isnull=not is_removed)
    return rows.select_related("plan", "file").first()


def _kept(plan: Plan) -> "QuerySet[PlanDocument]":
    return PlanDocument.objects.filter(plan=plan, deleted_at=None).select_related("file").order_by("-made_at", "-id")
