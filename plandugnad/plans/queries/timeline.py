"""The plans of a municipality as a line through the years needs them."""

from datetime import date

from plandugnad.plans.filters import NOT_ENDED, Filters
from plandugnad.plans.models import PlanQuerySet
from plandugnad.plans.queries.narrowing import narrowed
from plandugnad.plans.timeline.bars import PlanSpan

_FIELDS = ("id", "name", "plan_type", "status", "adopted", "period", "revision_due", "valid_until")


def read_spans(plans: PlanQuerySet, filters: Filters, today: date) -> list[PlanSpan]:
    """One query. What has ended has no time ahead of it, and is drawn only when it is asked for by its status."""
    asked = filters if filters.status else filters.with_choice("status", NOT_ENDED)
    return [PlanSpan(*values) for values in narrowed(plans, asked, today).order_by("sort_key").values_list(*_FIELDS)]
