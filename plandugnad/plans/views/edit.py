"""Changing a plan: one field where it stands, or all of them on a page."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from plandugnad.plans.access import plan_abilities
from plandugnad.plans.actions import ChangedMeanwhile, change_plan
from plandugnad.plans.choosing.chooser import LONGEST_QUERY, as_id
from plandugnad.plans.fields import EDITED, SHOWN_AS, label_of
from plandugnad.plans.forms.groups import edit_groups
from plandugnad.plans.forms.plan import PlanForm
from plandugnad.plans.models import Plan
from plandugnad.plans.queries.plan import ShownField, find_plan, shown_fields
from plandugnad.plans.views.asked import existing_plan, plan_crumbs, plan_to_change
from plandugnad.plans.views.plan import page_of
from plandugnad.regions.http import SignedInRequest, not_found_unless, signed_in

UNPROCESSABLE = 422
_METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(_METHODS)
@signed_in
def plan_edit(request: SignedInRequest, id: UUID) -> HttpResponse:
    plan = plan_to_change(request.actor, id)
    form = PlanForm(plan.organisation, plan, request.POST if request.method == "POST" else None)
    form.fields["name"].help_text = _("Må fylles ut.")
    theirs: dict[str, ShownField] = {}
    by_name = ""
    if form.is_bound and form.is_valid():
        try:
            _save(request, plan, form, request.POST.getlist("leave"))
        except ChangedMeanwhile as meanwhile:
            form = form.on_top_of(meanwhile.plan)
            theirs, by_name = _standing(request, meanwhile), meanwhile.by_name
        except ValidationError as refused:
            form.add_errors(refused)
        else:
            messages.success(request, _("Planen er lagret."))
            return redirect("plan", id)
    about = {"plan": plan, "form": form, "by_name": by_name, "groups": edit_groups(form, theirs)}
    about["chooser"] = form.parent_chooser(request.GET.get("q", "")[:LONGEST_QUERY])
    about |= {"crumbs": plan_crumbs(plan, _("Endre")), "is_example": plan.organisation.is_example}
    return render(request, "plans/plan_edit.html", about, status=UNPROCESSABLE if form.is_bound else None)


@require_http_methods(_METHODS)
@signed_in
def plan_field(request: SignedInRequest, id: UUID, name: str) -> HttpResponse:
    plan = plan_to_change(request.actor, id)
    if name not in EDITED:
        raise Http404
    form = PlanForm(plan.organisation, plan, request.POST if request.method == "POST" else None, only=(name,))
    about: dict[str, Any] = {}
    if form.is_bound and form.is_valid():
        try:
            _save(request, plan, form)
        except ChangedMeanwhile as meanwhile:
            form = form.on_top_of(meanwhile.plan)
            about = {"theirs": _standing(request, meanwhile).get(name), "by_name": meanwhile.by_name}
        except ValidationError as refused:
            form.add_errors(refused)
        else:
            return _saved(request, plan, name)
    if name == "parent":
        marked = as_id(request.GET.get("parent", ""))
        about["chooser"] = form.parent_chooser(request.GET.get("q", "")[:LONGEST_QUERY], marked)
        if request.htmx and "q" in request.GET:
            return render(request, "plans/parts/choices.html", about)
    form.fields[name].widget.attrs["autofocus"] = True
    about |= {"plan": plan, "form": form, "field": form[name], "name": name, "is_example": plan.organisation.is_example}
    about["crumbs"] = plan_crumbs(plan, label_of(name))
    template = "plans/parts/field_open.html" if request.htmx else "plans/plan_field.html"
    return render(request, template, about, status=UNPROCESSABLE if form.is_bound else None)


def _save(request: SignedInRequest, plan: Plan, form: PlanForm, leave: list[str] | None = None) -> None:
    seen = form.cleaned_data["seen_version"]
    change_plan(request.actor.by, plan, form.values(leave or ()), seen_version=seen or plan.version)


def _saved(request: SignedInRequest, plan: Plan, name: str) -> HttpResponse:
    """The field as it is now, and the parts of the page that say the same in other words."""
    if not request.htmx:
        messages.success(request, _("Lagret: %(field)s") % {"field": label_of(name)})
        return redirect(f"{reverse('plan', args=[plan.pk])}#felt-{name}")
    current = existing_plan(plan.pk)
    abilities = plan_abilities(request.actor, current)
    not_found_unless(abilities.can_see)
    context = page_of(request, current, abilities)
    shown = next(field for field in shown_fields(request.actor, current, has_internal=True) if field.name == name)
    return render(request, "plans/parts/field_saved.html", context | {"fields": [shown], "is_saved": True})


def _standing(request: SignedInRequest, meanwhile: ChangedMeanwhile) -> dict[str, ShownField]:
    """What stands now in the fields that somebody else has changed."""
    names = {SHOWN_AS.get(name, name) for name in meanwhile.fields}
    current = find_plan(meanwhile.plan.pk) or meanwhile.plan
    return {
        field.name: field for field in shown_fields(request.actor, current, has_internal=True) if field.name in names
    }
