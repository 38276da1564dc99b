from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from plandugnad.plans.access import portfolio_abilities
from plandugnad.plans.chips import filter_chips
from plandugnad.plans.filter_form import FilterForm
from plandugnad.plans.filters import Filters
from plandugnad.plans.queries.portfolio import find_municipality, name_of_parent
from plandugnad.plans.queries.table import municipality_plans, read_narrowing
from plandugnad.plans.queries.timeline import read_spans
from plandugnad.plans.timeline.groups import timeline_of
from plandugnad.plans.views.former import follows_former_numbers
from plandugnad.plans.words.portfolio import finding
from plandugnad.regions.http import SignedInRequest, not_found_unless, signed_in

BARS_A_PAGE = 100


@require_safe
@signed_in
@follows_former_numbers
def portfolio_timeline(request: SignedInRequest, number: str) -> HttpResponse:
    """The same choices as the table has, so that one may go from one to the other with them."""
    municipality = find_municipality(number)
    abilities = portfolio_abilities(request.actor, municipality)
    not_found_unless(abilities.can_see)
    today = timezone.localdate()
    filters = Filters.read(request.GET.dict())
    plans = municipality_plans(request.actor, municipality)
    narrowing = read_narrowing(plans, filters, today)
    page = request.GET.get("side", "")
    timeline = timeline_of(
        read_spans(plans, filters, today), today, int(page) if page.isdecimal() and len(page) < 5 else 1, BARS_A_PAGE
    )
    names = {"under": name_of_parent(plans, filters), "municipality": municipality.name}
    overdue = sum(group.overdue for group in timeline.groups)
    with_due = timeline.number - sum(group.without_due for group in timeline.groups)
    context = {
        "organisation": municipality,
        "abilities": abilities,
        "is_example": municipality.is_example,
        "today": today,
        "finding": finding(timeline.number, overdue, with_due),
        "timeline": timeline,
        "is_any": narrowing.total > 0,
        "filters": filters,
        "form": FilterForm(filters, narrowing.sections, narrowing.responsible, has_internal=abilities.can_see_all),
        "chips": filter_chips(filters, narrowing.quick, names, ""),
        "ended": 0 if filters.is_any else narrowing.ended,
        "page_addresses": [(one, f"{filters.address()}&side={one}") for one in range(1, timeline.pages + 1)],
    }
    return render(request, "plans/portfolio_timeline.html", context)
