from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from plandugnad.plans.chips import filter_chips
from plandugnad.plans.columns import table_columns
from plandugnad.plans.filter_form import FilterForm
from plandugnad.plans.filters import Filters
from plandugnad.plans.queries.collaboration import (
    collaboration_plans,
    find_collaboration,
    read_collaborations,
    read_members,
)
from plandugnad.plans.queries.narrowing import read_sorter
from plandugnad.plans.queries.portfolio import name_of_parent
from plandugnad.plans.queries.table import read_narrowing, read_table
from plandugnad.plans.wording import MAIN_TYPE_NAMES, finding
from plandugnad.regions.access import collaboration_abilities
from plandugnad.regions.http import SignedInRequest, not_found_unless, signed_in


@require_safe
@signed_in
def collaborations(request: SignedInRequest) -> HttpResponse:
    found = read_collaborations(request.actor, timezone.localdate())
    return render(request, "plans/collaborations.html", {"collaborations": found})


@require_safe
@signed_in
def collaboration(request: SignedInRequest, id: UUID) -> HttpResponse:
    found = find_collaboration(id)
    abilities = collaboration_abilities(request.actor, found)
    not_found_unless(abilities.can_see)
    today = timezone.localdate()
    members = read_members(request.actor, found, today)
    filters = Filters.read(request.GET.dict())
    sorter = read_sorter(request.GET.get("sorter", ""))
    plans = collaboration_plans(request.actor, found)
    narrowing = read_narrowing(plans, filters, today)
    municipalities = {member.municipality.number: member.municipality.name for member in members}
    names = {
        "under": name_of_parent(plans, filters),
        "municipality": municipalities.get(filters.municipality, filters.municipality),
    }
    context = {
        "collaboration": found,
        "is_example": found.is_example,
        "members": members,
        "main_types": list(MAIN_TYPE_NAMES.values()),
        "finding": finding(
            sum(m.total for m in members), sum(m.overdue for m in members), sum(m.with_due for m in members)
        ),
        "table": read_table(plans, filters, sorter, request.GET.get("side", ""), today),
        "columns": table_columns(has_municipality=True),
        "filters": filters,
        "sorter": sorter,
        "form": FilterForm(filters, narrowing.sections, narrowing.responsible, list(municipalities.items())),
        "export_query": filters.address(sorter),
        "chips": filter_chips(filters, narrowing.quick, names, sorter),
    }
    return render(request, "plans/collaboration.html", context)
