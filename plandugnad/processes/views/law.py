"""The law as it is counted with here: read, searched, and asked for one date."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from plandugnad.core.pieces import Crumb
from plandugnad.processes.access import can_see_law
from plandugnad.processes.law_forms import CalculatorForm, LawForm
from plandugnad.processes.queries.law import read_law
from plandugnad.processes.views.asked import UNPROCESSABLE
from plandugnad.processes.words import law_lang
from plandugnad.regions.http import SignedInRequest, not_found_unless, signed_in

LAW = gettext_lazy("Regler og frister")
CALCULATE = gettext_lazy("Regn ut en frist")


@require_safe
@signed_in
def law_page(request: SignedInRequest) -> HttpResponse:
    not_found_unless(can_see_law(request.actor))
    form = LawForm(request.GET)
    about = {
        "form": form,
        "filters": form.filters,
        "page": read_law(form.filters),
        "law_lang": law_lang(),
        "crumbs": [Crumb(LAW)],
    }
    return render(request, "processes/law.html", about)


@require_safe
@signed_in
def law_calculator(request: SignedInRequest) -> HttpResponse:
    """By GET, so that the address can be sent to somebody. `rule` alone, from a link, is not yet a question."""
    not_found_unless(can_see_law(request.actor))
    is_asked = "day" in request.GET
    form = CalculatorForm(request.GET) if is_asked else CalculatorForm(initial=request.GET.dict())
    is_wrong = is_asked and not form.is_valid()
    about = {
        "form": form,
        "answer": form.answer,
        "law_lang": law_lang(),
        "crumbs": [Crumb(LAW, reverse("law")), Crumb(CALCULATE)],
    }
    return render(request, "processes/law_calculator.html", about, status=UNPROCESSABLE if is_wrong else None)
