"""The planning strategies of a collaboration's members, and of a county's municipalities."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from plandugnad.plans.queries.area import find_county
from plandugnad.regions.access import collaboration_abilities
from plandugnad.regions.actor import Actor
from plandugnad.regions.http import SignedInRequest, not_found_unless, signed_in
from plandugnad.regions.models import Organisation
from plandugnad.strategies.living.queries import collaboration_with_members, municipalities_in
from plandugnad.strategies.living.region import read_region
from plandugnad.strategies.terms import YEARS, Term

_ON_A_PAGE = 60


@require_safe
@signed_in
def collaboration_strategies(request: SignedInRequest, id: UUID) -> HttpResponse:
    found, municipalities = collaboration_with_members(id)
    can = collaboration_abilities(request.actor, found)
    not_found_unless(can.can_see)
    about: dict[str, Any] = {"collaboration": found, "can": can, "is_example": found.is_example}
    about |= _rows(request, request.actor, municipalities)
    return render(request, "strategies/living/collaboration.html", about)


@require_safe
@signed_in
def county_strategies(request: SignedInRequest, number: str) -> HttpResponse:
    """For those who follow the municipalities of a county: what is adopted, and what has been frozen of how it goes."""
    county = find_county(request.actor, number)
    if county is None:
        raise Http404
    municipalities = municipalities_in(county)
    not_found_unless(any(one.pk in request.actor.reads_adopted for one in municipalities))
    about: dict[str, Any] = {"county": county, "is_example": county.is_example}
    about |= _rows(request, request.actor, municipalities)
    return render(request, "strategies/living/county.html", about)


def _rows(request: HttpRequest, actor: Actor, municipalities: Sequence[Organisation]) -> dict[str, Any]:
    today = timezone.localdate()
    now = Term.of(today)
    terms = [now, Term(now.first_year - YEARS)]
    term = next((one for one in terms if request.GET.get("periode", "") == str(one.first_year)), now)
    page = Paginator(municipalities, _ON_A_PAGE).get_page(request.GET.get("side"))
    return {"rows": read_region(actor, list(page), term, today), "page": page, "term": term, "terms": terms}
