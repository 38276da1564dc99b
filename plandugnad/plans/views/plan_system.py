from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from plandugnad.core.pieces import Crumb
from plandugnad.plans.access import portfolio_abilities
from plandugnad.plans.actions import TextChangedMeanwhile, describe_plan_type
from plandugnad.plans.forms.plan_system import PlanTypeForm
from plandugnad.plans.kinds import PlanType
from plandugnad.plans.queries.plan_system import example_text, find_type_use, read_plan_system, read_type
from plandugnad.plans.queries.portfolio import find_municipality
from plandugnad.plans.views.asked import crumbs_of, municipality_to_write
from plandugnad.plans.views.former import follows_former_numbers
from plandugnad.regions.http import SignedInRequest, not_found_unless, signed_in
from plandugnad.regions.models import Organisation


@require_safe
@signed_in
@follows_former_numbers
def plan_system(request: SignedInRequest, number: str) -> HttpResponse:
    municipality = find_municipality(number)
    abilities = portfolio_abilities(request.actor, municipality)
    not_found_unless(abilities.can_see)
    if request.htmx and request.GET.get("type") in PlanType.values:
        row = read_type(request.actor, municipality, request.GET["type"])
        about = {"organisation": municipality, "abilities": abilities, "row": row, "is_back": True}
        return render(request, "plans/parts/plan_type.html", about)
    about = {"organisation": municipality, "abilities": abilities, "is_example": municipality.is_example}
    about["system"] = read_plan_system(request.actor, municipality)
    about["crumbs"] = crumbs_of(municipality, Crumb(_("Plansystem")))
    return render(request, "plans/plan_system.html", about)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def plan_system_type(request: SignedInRequest, number: str, plan_type: str) -> HttpResponse:
    municipality, abilities = municipality_to_write(request.actor, number)
    if plan_type not in PlanType.values:
        raise Http404
    form = PlanTypeForm(find_type_use(municipality, plan_type), request.POST if request.method == "POST" else None)
    theirs = None
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            describe_plan_type(request.actor.by, municipality, plan_type, **given)
        except TextChangedMeanwhile as meanwhile:
            theirs = meanwhile.row
            form = PlanTypeForm(theirs, {**form.data.dict(), "seen": PlanTypeForm(theirs).initial["seen"]})  # type: ignore[attr-defined]
        else:
            return _saved(request, municipality, plan_type)
    about: dict[str, Any] = {"organisation": municipality, "abilities": abilities, "form": form, "theirs": theirs}
    about |= {"row": read_type(request.actor, municipality, plan_type), "example": example_text(plan_type)}
    about |= {"crumbs": _crumbs(municipality, plan_type), "is_example": municipality.is_example}
    template = "plans/parts/plan_type_form.html" if request.htmx else "plans/plan_system_type.html"
    return render(request, template, about, status=422 if form.is_bound else None)


def _saved(request: SignedInRequest, municipality: Organisation, plan_type: str) -> HttpResponse:
    row = read_type(request.actor, municipality, plan_type)
    if request.htmx:
        abilities = portfolio_abilities(request.actor, municipality)
        about = {"organisation": municipality, "abilities": abilities, "row": row, "is_saved": True}
        return render(request, "plans/parts/plan_type.html", about)
    messages.success(request, _("Lagret: %(type)s") % {"type": row.label})
    return redirect(f"{reverse('plan_system', args=[municipality.number])}#type-{plan_type}")


def _crumbs(municipality: Organisation, plan_type: str) -> list[Crumb]:
    here = reverse("plan_system", args=[municipality.number])
    return crumbs_of(municipality, Crumb(_("Plansystem"), here), Crumb(str(PlanType(plan_type).label)))
