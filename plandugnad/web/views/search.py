from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from plandugnad.regions.http import SignedInRequest, signed_in
from plandugnad.web.queries.search import find_all, find_places, is_cut, shown

QUERY_LIMIT = 100
PLACES_SHOWN = 8


@require_safe
@signed_in
def search(request: SignedInRequest) -> HttpResponse:
    words = request.GET.get("q", "").replace("\0", "")[:QUERY_LIMIT].strip()
    found = find_all(request.actor, words)
    page = found.get_page(request.GET.get("side"))
    places = find_places(request.actor, words)
    about = {
        "search_words": words,
        "page": page,
        "count": found.count + len(places),
        "found": shown(page),
        "is_cut": is_cut(found),
        "places": shown(places[:PLACES_SHOWN]) if page.number == 1 else [],
        "more_places": len(places) - PLACES_SHOWN,
    }
    return render(request, "web/search.html", about)
