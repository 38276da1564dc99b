from collections.abc import Collection
from datetime import date
from itertools import groupby
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from plandugnad.regions.http import SignedInRequest, signed_in
from plandugnad.web.queries.activity import Line, all_activity, places_to_choose, told


@require_safe
@signed_in
def activity(request: SignedInRequest) -> HttpResponse:
    places = dict(places_to_choose(request.actor))
    place_id = _chosen(request.GET.get("sted", ""), places)
    page = all_activity(request.actor, place_id).get_page(request.GET.get("side"))
    about = {
        "page": page,
        "days": [{"on": on, "lines": list(those)} for on, those in groupby(told(page), _day)],
        "places": list(places.items()),
        "place_id": place_id,
        "chosen": places.get(place_id, "") if place_id else "",
    }
    return render(request, "web/activity.html", about)


def _chosen(text: str, places: Collection[UUID]) -> UUID | None:
    """One of those offered. Anything else is no choice: it is told of nothing one could not see anyway."""
    try:
        id = UUID(text)
    except ValueError:
        return None
    return id if id in places else None


def _day(line: Line) -> date:
    return timezone.localdate(line.at)
