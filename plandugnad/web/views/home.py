from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from plandugnad.accounts.visits import previous_visit_at
from plandugnad.plans.area.choices import ANYTHING, MAIN_OVERDUE, AreaChoices
from plandugnad.plans.filters import DueChoice, Filters
from plandugnad.plans.queries.watching import Watch
from plandugnad.plans.words.watching import watch_finding, watch_lead
from plandugnad.regions.actor import Actor
from plandugnad.regions.http import Request, open_to_all
from plandugnad.regions.models import Collaboration, Organisation, OrganisationKind
from plandugnad.web.context import is_demo
from plandugnad.web.queries.home import needs
from plandugnad.web.queries.welcome import demo_roles

WATCHED_SHOWN = 8
ELECTED = "elected_representative"


@require_safe
@open_to_all
def home(request: Request) -> HttpResponse:
    if not request.user.is_authenticated:
        return render(request, "web/welcome.html", {"roles": demo_roles() if is_demo(request) else []})
    found = needs(request.actor, request.user.email, previous_visit_at(request))
    about: dict[str, Any] = {
        "needs": found,
        "overdue_address": _overdue_at(found.overdue_place),
        "elected_in": _elected_in(request.actor),
    }
    return render(request, "web/home.html", about | (_watched(found.watch) if found.watch else {}))


def _elected_in(actor: Actor) -> Organisation | None:
    """Where she sits in the council: its own page is what she most often comes for."""
    return next((place for place in actor.municipalities if (place.id, ELECTED) in actor.roles), None)


def _watched(watch: Watch) -> dict[str, Any]:
    address = _area_address(watch.area)
    narrowed = AreaChoices(due=MAIN_OVERDUE) if watch.late_count else AreaChoices(missing=ANYTHING)
    return {
        "watch_heading": watch_finding(watch),
        "watch_lead": watch_lead(watch),
        "watch_address": address + narrowed.address() if watch.rows else "",
        "watched": watch.rows[:WATCHED_SHOWN],
        "area_address": address,
    }


def _area_address(area: Organisation) -> str:
    if area.kind == OrganisationKind.COUNTY:
        return reverse("county_plans", args=[area.number])
    return reverse("state_administrator_plans", args=[area.id])


def _overdue_at(place: Organisation | Collaboration | None) -> str:
    chosen = Filters(due=DueChoice.OVERDUE).address()
    match place:
        case Organisation():
            return reverse("portfolio_table", args=[place.number]) + chosen
        case Collaboration():
            return reverse("collaboration_plans", args=[place.id]) + chosen
    return ""
