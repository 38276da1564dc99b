from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from plandugnad.plans.access import PortfolioAbilities, portfolio_abilities
from plandugnad.plans.chips import filter_chips
from plandugnad.plans.columns import table_columns
from plandugnad.plans.filter_form import FilterForm
from plandugnad.plans.filters import Filters, group_filters
from plandugnad.plans.hierarchy.drawing import Addresses, draw
from plandugnad.plans.queries.latest import latest_in
from plandugnad.plans.queries.narrowing import read_sorter
from plandugnad.plans.queries.portfolio import (
    find_municipality,
    find_municipality_to_draw,
    name_of_parent,
    read_portfolio,
)
from plandugnad.plans.queries.table import municipality_plans, read_narrowing, read_table
from plandugnad.plans.views.exports import downloads
from plandugnad.plans.views.former import follows_former_numbers
from plandugnad.plans.words.portfolio import count_words, finding
from plandugnad.regions.http import SignedInRequest, not_found_unless, signed_in
from plandugnad.regions.models import Organisation


@require_safe
@signed_in
@follows_former_numbers
def portfolio(request: SignedInRequest, number: str) -> HttpResponse:
    """Who may see no plans here is shown what the register says of the municipality."""
    municipality = find_municipality_to_draw(number)
    abilities = portfolio_abilities(request.actor, municipality)
    place: dict[str, Any] = {"organisation": municipality, "abilities": abilities}
    place["is_example"] = municipality.is_example
    if not abilities.can_see:
        return render(request, "plans/portfolio_facts.html", place)
    place["has_deleted"] = abilities.can_write and municipality.has_deleted
    place["lines"] = latest_in(request.actor, municipality) if abilities.can_see_all else []
    today = timezone.localdate()
    found = read_portfolio(request.actor, municipality, municipality.unused_types, today)
    if found.is_empty:
        return render(request, "plans/portfolio_empty.html", place)
    context = {
        "today": today,
        "portfolio": found,
        "finding": finding(found.total, found.overdue, found.with_due),
        "count_words": count_words(found.total, found.hierarchy.ended),
        "drawing": draw(found.hierarchy, _addresses(municipality, abilities)),
        "ended_address": _table(municipality),
    }
    return render(request, "plans/portfolio.html", place | context)


def _addresses(municipality: Organisation, abilities: PortfolioAbilities) -> Addresses:
    return Addresses(
        plan=_plan,
        table=partial(_group, municipality),
        new_plan=partial(_new_plan, municipality) if abilities.can_write else lambda _type: "",
    )


def _plan(id: UUID) -> str:
    return reverse("plan", args=[id])


def _table(municipality: Organisation) -> str:
    return reverse("portfolio_table", args=[municipality.number])


def _group(municipality: Organisation, plan_type: str) -> str:
    """The table with the plans a counted group of the drawing stands for."""
    return _table(municipality) + group_filters(plan_type).address()


def _new_plan(municipality: Organisation, plan_type: str) -> str:
    return f"{reverse('plan_new', args=[municipality.number])}?type={plan_type}"


@require_safe
@signed_in
@follows_former_numbers
def portfolio_table(request: SignedInRequest, number: str) -> HttpResponse:
    municipality = find_municipality(number)
    abilities = portfolio_abilities(request.actor, municipality)
    not_found_unless(abilities.can_see)
    today = timezone.localdate()
    filters = Filters.read(request.GET.dict())
    sorter = read_sorter(request.GET.get("sorter", ""))
    plans = municipality_plans(request.actor, municipality)
    narrowing = read_narrowing(plans, filters, today)
    names = {"under": name_of_parent(plans, filters), "municipality": municipality.name}
    table = read_table(plans, filters, sorter, request.GET.get("side", ""), today, narrowing)
    context = {
        "organisation": municipality,
        "abilities": abilities,
        "is_example": municipality.is_example,
        "table": table,
        "count_words": count_words(table.total - table.ended, table.ended),
        "columns": table_columns(),
        "filters": filters,
        "sorter": sorter,
        "form": FilterForm(filters, narrowing.sections, narrowing.responsible, has_internal=abilities.can_see_all),
        "chips": filter_chips(filters, narrowing.quick, names, sorter),
        "downloads": downloads("portfolio_export", municipality.number, filters.address(sorter)),
    }
    return render(request, "plans/portfolio_table.html", context)
