from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from plandugnad.core.pieces import Crumb
from plandugnad.plans.queries.deleted import deleted_page
from plandugnad.plans.views.asked import crumbs_of, municipality_to_write
from plandugnad.regions.http import SignedInRequest, signed_in


@require_safe
@signed_in
def deleted_plans(request: SignedInRequest, number: str) -> HttpResponse:
    municipality, abilities = municipality_to_write(request.actor, number)
    page, plans = deleted_page(municipality, request.GET.get("side"))
    about = {"organisation": municipality, "abilities": abilities, "page": page, "plans": plans}
    about |= {"crumbs": crumbs_of(municipality, Crumb(_("Slettede planer"))), "is_example": municipality.is_example}
    return render(request, "plans/deleted_plans.html", about)
