from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from plandugnad.regions.http import SignedInRequest, not_found_unless, signed_in
from plandugnad.regions.models import OrganisationKind
from plandugnad.regions.queries import register as queries
from plandugnad.regions.queries.places import find_organisation

PAGE_SIZE = 100
QUERY_LIMIT = 100


@require_safe
@signed_in
def register(request: SignedInRequest) -> HttpResponse:
    words = request.GET.get("q", "")[:QUERY_LIMIT]
    county_number = request.GET.get("fylke", "")
    counties = queries.counties()
    county = next((one for one in counties if one.number == county_number), None)
    rows = queries.municipalities(county.number if county else "")
    found = queries.find_among(rows, words) if words.strip() else rows
    bodies = queries.find_bodies(words) if words.strip() else queries.other_bodies()
    about = {
        "page": Paginator(found, PAGE_SIZE).get_page(request.GET.get("side")),
        "words": words,
        "counties": counties,
        "county": county,
        "groups": [] if county else _in_groups(bodies),
    }
    return render(request, "regions/register.html", about)


def _in_groups(bodies: list[queries.Body]) -> list[tuple[str, list[queries.Body]]]:
    """Kinds in the order of the enumeration, those with nobody left out."""
    kinds = [kind for kind in OrganisationKind if kind != OrganisationKind.MUNICIPALITY]
    groups = [(str(kind.label), [body for body in bodies if body.kind == kind]) for kind in kinds]
    return [(label, members) for label, members in groups if members]


@require_safe
@signed_in
def organisation(request: SignedInRequest, id: UUID) -> HttpResponse:
    found = find_organisation(id)
    not_found_unless(found is not None)
    assert found is not None
    if found.is_municipality:
        return redirect("portfolio", number=found.number)
    about = {
        "organisation": found,
        "page": Paginator(queries.municipalities_of(found), PAGE_SIZE).get_page(request.GET.get("side")),
        "is_example": found.is_example,
    }
    return render(request, "regions/organisation.html", about)
