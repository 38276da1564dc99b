"""A municipality's own page about its open data: what would be public, and the button."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from plandugnad.exchange.content import KEPT
from plandugnad.exchange.files import LICENCE_ADDRESS, LICENCE_NAME, public_plan
from plandugnad.exchange.opening import read_opening
from plandugnad.exchange.publishing import publish, withdraw
from plandugnad.plans.exports.plain import written
from plandugnad.plans.fields import label_of
from plandugnad.plans.views.asked import municipality_to_write
from plandugnad.regions.http import SignedInRequest, signed_in


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def switch(request: SignedInRequest, number: str) -> HttpResponse:
    municipality, abilities = municipality_to_write(request.actor, number)
    if request.method == "POST":
        if request.POST.get("do") == "open":
            publish(request.actor.by, municipality)
            messages.success(request, _("Planoversikten er åpen for alle."))
        elif request.POST.get("do") == "close":
            withdraw(request.actor.by, municipality)
            messages.success(request, _("Planoversikten er lukket. Kopier som andre har hentet, blir ikke borte."))
        return redirect("open_data_switch", number)
    context = {
        "organisation": municipality,
        "abilities": abilities,
        "is_example": municipality.is_example,
        "opening": read_opening(municipality, request.GET.get("side")),
        "fields": [label_of(name) for name in (*KEPT, "parent_id")],
        "licence_name": LICENCE_NAME,
        "licence_address": LICENCE_ADDRESS,
    }
    return render(request, "exchange/switch.html", context)


@require_safe
@signed_in
def preview(request: SignedInRequest, number: str) -> HttpResponse:
    """The same words as the open file would have, a page at a time."""
    municipality, _abilities = municipality_to_write(request.actor, number)
    opening = read_opening(municipality, request.GET.get("side"))
    return HttpResponse(written([public_plan(row) for row in opening.rows]), "application/json")
