from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from plandugnad.regions.http import SignedInRequest, signed_in
from plandugnad.web.queries.search import find_all, shown

QUERY_LIMIT = 100
PLACES_SHOWN = 8


@require_safe
@signed_in
def search(request: SignedInRequest) -> HttpResponse:
    words = request.GET.get("q", "").replace("\0", "")[:QUERY_LIMIT].strip()
    answer = find_all(request.actor, words)
    page = answer.pages.get_page(request.GET.get("side"))
    places = answer.places[:PLACES_SHOWN] if page.number == 1 else ()
    all_shown = shown([*places, *page])
    about = {
        "search_words": words,
        "page": page,
        "count": answer.count,
        "found": all_shown[len(places) :],
        "is_cut": answer.is_cut,
        "places": all_shown[: len(places)],
        "more_places": len(answer.places) - PLACES_SHOWN,
    }
    return render(request, "web/search.html", about)
