from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from plandugnad.accounts.visits import previous_visit_at
from plandugnad.plans.filters import DueChoice, Filters
from plandugnad.regions.http import Request, open_to_all
from plandugnad.regions.models import Collaboration, Organisation
from plandugnad.web.context import is_demo
from plandugnad.web.queries.home import needs
from plandugnad.web.queries.welcome import demo_roles


@require_safe
@open_to_all
def home(request: Request) -> HttpResponse:
    if not request.user.is_authenticated:
        return render(request, "web/welcome.html", {"roles": demo_roles() if is_demo(request) else []})
    found = needs(request.actor, request.user.email, previous_visit_at(request))
    return render(request, "web/home.html", {"needs": found, "overdue_address": _overdue_at(found.overdue_place)})


def _overdue_at(place: Organisation | Collaboration | None) -> str:
    chosen = Filters(due=DueChoice.OVERDUE).address()
    match place:
        case Organisation():
            return reverse("portfolio_table", args=[place.number]) + chosen
        case Collaboration():
            return reverse("collaboration_plans", args=[place.id]) + chosen
    return ""
