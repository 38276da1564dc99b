"""What goes out: the same plans as in the table, and for the owner everything there is."""

from collections.abc import Sequence
from datetime import date

from django.db.models import F

from plandugnad.core.models import AuditEvent
from plandugnad.plans.exports.contents import Contents
from plandugnad.plans.exports.everything import Belongings
from plandugnad.plans.fields import INTERNAL
from plandugnad.plans.filters import Filters
from plandugnad.plans.models import Plan, PlanDocument, PlanHere, PlanLink, PlanQuerySet, PlanShare, PlanTypeUse
from plandugnad.plans.queries.narrowing import in_order, narrowed
from plandugnad.regions.models import Collaboration, Organisation


def read_contents(
    place: Organisation | Collaboration,
    plans: PlanQuerySet,
    filters: Filters,
    sorter: str,
    chosen: Sequence[str],
    today: date,
) -> Contents:
    """`plans` are those of the place that the reader may see, marked by `with_internal`. Two queries, however many."""
    found = tuple(in_order(narrowed(plans, filters, today), sorter).select_related("organisation"))
    _hide_internal(found)
    return Contents(
        place=place,
        plans=found,
        made_on=today,
        parents=dict(plans.values_list("id", "name")) if any(plan.parent_id for plan in found) else {},
        chosen=tuple(chosen),
    )


def _hide_internal(plans: Sequence[Plan]) -> None:
    """Empties what the page of the plan would not show. The plans are here to be written out, never to be saved."""
    for plan in plans:
        if not getattr(plan, "has_internal", False):  # the mark of `with_internal`
            for name in INTERNAL:
                setattr(plan, name, "")


def read_belongings(municipality: Organisation, today: date) -> Belongings:
    """Everything, also what is thrown away; for the owner alone. Eight queries, however many plans."""
    joint = PlanHere.objects.filter(organisation=municipality, is_led=False, deleted_at=None)
    joint = joint.annotate(leader=F("led_by__name"))
    plans = tuple(Plan.objects.of(municipality).in_norwegian_order())
    mine = {"plan__organisation": municipality}
    return Belongings(
        municipality=municipality,
        plans=plans,
        joint=tuple(joint.order_by("sort_key", "id")),
        links=tuple(PlanLink.objects.filter(**mine).select_related("other").order_by("made_at", "id")),
        documents=tuple(PlanDocument.objects.filter(**mine).select_related("file", "plan").order_by("made_at", "id")),
        shares=tuple(
            PlanShare.objects.filter(**mine).select_related("organisation", "collaboration").order_by("made_at", "id")
        ),
        types=tuple(PlanTypeUse.objects.filter(organisation=municipality).order_by("plan_type")),
        events=tuple(
            AuditEvent.objects.filter(organisation_id=municipality.id, subject_type=Plan._meta.label_lower).order_by(
                "made_at", "id"
            )
        ),
        made_on=today,
    )
