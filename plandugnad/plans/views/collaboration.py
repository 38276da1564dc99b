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
    find_collaboration,
    municipalities_of,
    plans_of_members,
    read_collaborations,
    read_members,
)
from plandugnad.plans.queries.narrowing import read_sorter
from plandugnad.plans.queries.portfolio import name_of_parent
from plandugnad.plans.queries.table import read_narrowing, read_table
from plandugnad.plans.views.exports import downloads
from plandugnad.plans.words.groups import MAIN_TYPE_NAMES
from plandugnad.plans.words.portfolio import count_words, finding
from plandugnad.regions.access import collaboration_abilities, founding_places
from plandugnad.regions.http import SignedInRequest, not_found_unless, signed_in
from plandugnad.regions.queries.collaborations import asked_of


@require_safe
@signed_in
def collaborations(request: SignedInRequest) -> HttpResponse:
    found = read_collaborations(request.actor, timezone.localdate())
    about = {
        "collaborations": found,
        "asked": asked_of(request.actor),
        "can_found": bool(founding_places(request.actor)),
    }
    return render(request, "plans/collaborations.html", about)


@require_safe
@signed_in
def collaboration_compare(request: SignedInRequest, id: UUID) -> HttpResponse:
    """The members side by side."""
    found = find_collaboration(id)
    can = collaboration_abilities(request.actor, found)
    not_found_unless(can.can_see)
    found_there = read_members(request.actor, found, timezone.localdate())
    all_of_them = found_there.together
    context = {
        "collaboration": found,
        "can": can,
        "is_example": found.is_example,
        "members": found_there.members,
        "main_types": list(MAIN_TYPE_NAMES.values()),
        "finding": finding(all_of_them.total, all_of_them.overdue, all_of_them.with_due),
        "count_words": count_words(all_of_them.total, all_of_them.ended) if all_of_them.ended else "",
    }
    return render(request, "plans/collaboration_compare.html", context)


@require_safe
@signed_in
def collaboration_plans(request: SignedInRequest, id: UUID) -> HttpResponse:
    found = find_collaboration(id)
    can = collaboration_abilities(request.actor, found)
    not_found_unless(can.can_see)
    today = timezone.localdate()
    filters = Filters.read(request.GET.dict())
    sorter = read_sorter(request.GET.get("sorter", ""))
    plans = plans_of_members(request.actor, found).once(filters.municipality)
    narrowing = read_narrowing(plans, filters, today)
    table = read_table(plans, filters, sorter, request.GET.get("side", ""), today, narrowing)
    municipalities = {each.number: each.name for each in municipalities_of(found)}
    names = {
        "under": name_of_parent(plans, filters),
        "municipality": municipalities.get(filters.municipality, filters.municipality),
    }
    context = {
        "collaboration": found,
        "can": can,
        "is_example": found.is_example,
        "table": table,
        "count_words": count_words(table.total - table.ended, table.ended),
        "columns": table_columns(has_municipality=True),
        "filters": filters,
        "sorter": sorter,
        "form": FilterForm(
            filters,
            narrowing.sections,
            narrowing.responsible,
            list(municipalities.items()),
            has_internal=bool(request.actor.reads),
        ),
        "downloads": downloads("collaboration_export", found.id, filters.address(sorter)),
        "chips": filter_chips(filters, narrowing.quick, names, sorter),
    }
    return render(request, "plans/collaboration_plans.html", context)
