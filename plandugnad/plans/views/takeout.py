from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods

from plandugnad.core import audit
from plandugnad.core.streaming import StreamedFile
from plandugnad.core.takeout import added_parts, zipped
from plandugnad.plans.access import portfolio_abilities
from plandugnad.plans.exports.everything import takeout_files, takeout_name
from plandugnad.plans.queries.exports import read_belongings
from plandugnad.plans.queries.portfolio import find_municipality
from plandugnad.regions.http import SignedInRequest, not_found_unless, signed_in


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def takeout(request: SignedInRequest, number: str) -> HttpResponseBase:
    municipality = find_municipality(number)
    abilities = portfolio_abilities(request.actor, municipality)
    not_found_unless(abilities.can_take_out)
    belongings = read_belongings(municipality, timezone.localdate())
    if request.method == "POST":
        audit.record(request.actor.by, "portfolio_taken_out", municipality, organisation_id=municipality.id)
        disposition = content_disposition_header(True, takeout_name(belongings)) or "attachment"
        files = list(
            takeout_files(belongings)
        )  # now, while the reader's language is chosen; files open as they are sent
        pieces = zipped(files, timezone.now())
        return StreamedFile(pieces, content_type="application/zip", headers={"Content-Disposition": disposition})
    context = {
        "organisation": municipality,
        "abilities": abilities,
        "is_example": municipality.is_example,
        "belongings": belongings,
        "others": [part.summary() for part in added_parts()],
    }
    return render(request, "plans/takeout.html", context)
