"""The wheel of a municipality, and of a region."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from plandugnad.core.pieces import Crumb
from plandugnad.plans.access import portfolio_abilities
from plandugnad.plans.queries.collaboration import find_collaboration, municipalities_of
from plandugnad.plans.queries.portfolio import find_municipality
from plandugnad.plans.views.asked import crumbs_of
from plandugnad.plans.views.former import follows_former_numbers
from plandugnad.regions.access import collaboration_abilities
from plandugnad.regions.actor import Actor
from plandugnad.regions.http import SignedInRequest, not_found_unless, signed_in
from plandugnad.regions.models import Organisation
from plandugnad.strategies.terms import YEARS, Term
from plandugnad.strategies.wheel.drawing import Drawn, drawn

# Some terms back for what was, and one ahead of the next: further there is nothing anybody knows.
_BACK, _AHEAD = 2, 2


@require_safe
@signed_in
@follows_former_numbers
def municipality_wheel(request: SignedInRequest, number: str) -> HttpResponse:
    municipality = find_municipality(number)
    abilities = portfolio_abilities(request.actor, municipality)
    not_found_unless(abilities.can_see)
    about: dict[str, Any] = {
        "organisation": municipality,
        "abilities": abilities,
        "is_example": municipality.is_example,
        "crumbs": crumbs_of(municipality, Crumb(_("4-årshjul"))),
    }
    about |= _wheel(request, request.actor, [municipality])
    return render(request, "strategies/wheel/municipality.html", about)


@require_safe
@signed_in
def collaboration_wheel(request: SignedInRequest, id: UUID) -> HttpResponse:
    """The plans of all members, as far as each shows them."""
    found = find_collaboration(id)
    can = collaboration_abilities(request.actor, found)
    not_found_unless(can.can_see)
    about: dict[str, Any] = {"collaboration": found, "can": can, "is_example": found.is_example}
    about |= _wheel(request, request.actor, municipalities_of(found))
    return render(request, "strategies/wheel/collaboration.html", about)


def _wheel(request: HttpRequest, actor: Actor, municipalities: Sequence[Organisation]) -> dict[str, Any]:
    today = timezone.localdate()
    now = Term.of(today)
    terms = [Term(now.first_year + YEARS * step) for step in range(-_BACK, _AHEAD)]
    term = _asked_term(request.GET.get("periode", ""), terms) or now
    found: Drawn = drawn(actor, municipalities, term, today)
    return {"wheel": found, "term": term, "terms": terms, "today": today}


def _asked_term(text: str, terms: Sequence[Term]) -> Term | None:
    return next((term for term in terms if text == str(term.first_year)), None)
