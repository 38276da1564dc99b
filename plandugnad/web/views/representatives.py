from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from plandugnad.learning.queries import read_modules
from plandugnad.plans.access import portfolio_abilities
from plandugnad.plans.filters import DueChoice, Filters
from plandugnad.plans.kinds import PlanStatus
from plandugnad.plans.queries.portfolio import find_municipality
from plandugnad.plans.views.former import follows_former_numbers
from plandugnad.redthread.queries import told_to_representatives
from plandugnad.regions.http import SignedInRequest, not_found_unless, signed_in
from plandugnad.strategies.living.parts import told_of
from plandugnad.strategies.workshop.parts import workshop_to_come
from plandugnad.web.representatives.queries import read_representatives
from plandugnad.web.representatives.words import heading


@require_safe
@signed_in
@follows_former_numbers
def representatives(request: SignedInRequest, number: str) -> HttpResponse:
    """For those elected, and for all who may read the plans; of what is not adopted only to those who read it all."""
    municipality = find_municipality(number)
    abilities = portfolio_abilities(request.actor, municipality)
    not_found_unless(abilities.can_see)
    page = read_representatives(request.actor, municipality, timezone.localdate())
    modules = read_modules(request.user.pk)
    table = reverse("portfolio_table", args=[number])
    context = {
        "organisation": municipality,
        "abilities": abilities,
        "is_example": municipality.is_example,
        "page": page,
        "finding": heading(page.coming_count, municipality.name),
        "adopted_address": table + Filters(status=PlanStatus.ADOPTED).address("-vedtatt"),
        "overdue_address": table + Filters(due=DueChoice.OVERDUE).address(),
        "strategy": told_of(request.actor, municipality.id, timezone.localdate()),
        "workshop": workshop_to_come(request.actor, municipality.id, timezone.localdate()),
        "goals": told_to_representatives(request.actor, municipality, timezone.localdate()),
        "next_module": next((one for one in modules if one.done_on is None), None),
        "has_modules": bool(modules),
    }
    return render(request, "web/representatives/page.html", context)
