from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from plandugnad.regions.http import SignedInRequest, signed_in
from plandugnad.regions.queries.register import find_places
from plandugnad.web.queries.search import find_plans, shaped

QUERY_LIMIT = 100
PLACES_SHOWN = 8


@require_safe
@signed_in
def search(request: SignedInRequest) -> HttpResponse:
    words = request.GET.get("q", "").replace("\0", "")[:QUERY_LIMIT].strip()
    page = find_plans(request.actor, words).get_page(request.GET.get("side"))
    places = find_places(words) if words and page.number == 1 else []
    about = {
        "search_words": words,
        "page": page,
        "plans": [shaped(plan) for plan in page],
        "places": places[:PLACES_SHOWN],
        "more_places": len(places) - PLACES_SHOWN,
    }
    return render(request, "web/search.html", about)
