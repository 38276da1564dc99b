"""What the law demands of a municipality's planning in the coming year, and how much work it is."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from plandugnad.plans.access import portfolio_abilities
from plandugnad.plans.queries.portfolio import find_municipality
from plandugnad.plans.views.former import follows_former_numbers
from plandugnad.processes.demands.actions import ChangedMeanwhile, write_efforts
from plandugnad.processes.demands.forms import EffortsForm
from plandugnad.processes.demands.queries import read_demands
from plandugnad.processes.views.asked import FORM, UNPROCESSABLE
from plandugnad.processes.words import law_lang
from plandugnad.regions.http import SignedInRequest, not_found_unless, signed_in


@require_http_methods(FORM)
@signed_in
@follows_former_numbers
def demands(request: SignedInRequest, number: str) -> HttpResponse:
    municipality = find_municipality(number)
    abilities = portfolio_abilities(request.actor, municipality)
    not_found_unless(abilities.can_see and abilities.can_see_all)
    page = read_demands(municipality, timezone.localdate())
    is_posted = request.method == "POST"
    if is_posted:
        not_found_unless(abilities.can_write)
    form = EffortsForm(page.rows, request.POST if is_posted else None)
    if is_posted and form.is_valid():
        try:
            count = write_efforts(request.actor.by, municipality, form.said("days"), form.said("seen"))
        except ChangedMeanwhile as meanwhile:
            form.stands_now(meanwhile.stands)
        else:
            messages.success(request, _("Dagsverkene er lagret.") if count else _("Ingenting var endret."))
            return redirect("municipality_demands", municipality.number)
    about = {
        "organisation": municipality,
        "abilities": abilities,
        "is_example": municipality.is_example,
        "page": page,
        "form": form,
        "law_lang": law_lang(),
    }
    return render(request, "processes/demands/demands.html", about, status=UNPROCESSABLE if is_posted else None)
