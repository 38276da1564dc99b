from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from plandugnad.core.pieces import Crumb
from plandugnad.engines.tables.kinds import plan_kind
from plandugnad.plans.actions import create_plan
from plandugnad.plans.forms.new import NameForm, NewPlanForm
from plandugnad.plans.kinds import PlanType
from plandugnad.plans.models import Plan
from plandugnad.plans.queries.same_name import plans_called
from plandugnad.plans.views.asked import crumbs_of, municipality_to_write
from plandugnad.plans.words.names import in_sentence
from plandugnad.regions.http import SignedInRequest, signed_in
from plandugnad.regions.models import Organisation


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def plan_new(request: SignedInRequest, number: str) -> HttpResponse:
    """The name first (in the address), then the few fields that matter with the type that the name suggests."""
    municipality, abilities = municipality_to_write(request.actor, number)
    about = {"organisation": municipality, "abilities": abilities, "is_example": municipality.is_example}
    about["crumbs"] = crumbs_of(municipality, Crumb(_("Ny plan")))
    if request.method == "POST":
        return _make(request, municipality, about)
    plan_type = request.GET.get("type", "")
    plan_type = plan_type if plan_type in PlanType.values else ""
    name_form = NameForm(request.GET if "navn" in request.GET else None, use_required_attribute=False)
    if not (name_form.is_bound and name_form.is_valid()):
        return render(request, "plans/plan_new.html", about | {"name_form": name_form, "plan_type": plan_type})
    name: str = name_form.cleaned_data["navn"]
    suggested = plan_type or plan_kind(name) or ""
    form = NewPlanForm(municipality, request.user.pk, name=name, plan_type=suggested)
    about |= {"form": form, "same": plans_called(municipality, name), "is_suggested": bool(suggested)}
    return render(request, "plans/plan_new.html", about)


def _make(request: SignedInRequest, municipality: Organisation, about: dict[str, Any]) -> HttpResponse:
    form = NewPlanForm(municipality, request.user.pk, request.POST)
    same: list[Plan] = []
    if form.is_valid():
        id = form.id
        same = [plan for plan in plans_called(municipality, form.cleaned_data["name"]) if plan.pk != id]
        if not same or form.cleaned_data["is_another"]:
            try:
                plan = create_plan(request.actor.by, municipality, form.values(), id=id)
            except ValidationError as refused:
                form.add_errors(refused)
            else:
                messages.success(request, _("«%(plan)s» er lagt inn.") % {"plan": in_sentence(plan.name)})
                return redirect("plan", plan.pk)
    return render(request, "plans/plan_new.html", about | {"form": form, "same": same}, status=422)
