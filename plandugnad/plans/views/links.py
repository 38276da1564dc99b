from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from plandugnad.plans import actions
from plandugnad.plans.access import plan_abilities
from plandugnad.plans.choosing.chooser import LONGEST_QUERY, Chooser, as_id
from plandugnad.plans.forms.links import LinkForm
from plandugnad.plans.kinds import LinkKind, PlanStatus
from plandugnad.plans.models import Plan, PlanLink
from plandugnad.plans.queries.candidates import candidate, link_choices
from plandugnad.plans.queries.links import find_link, links_of
from plandugnad.plans.queries.plan import find_plan
from plandugnad.plans.views.asked import plan_crumbs, plan_to_change
from plandugnad.plans.words.names import in_sentence
from plandugnad.regions.http import SignedInRequest, not_found_unless, signed_in


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def plan_links(request: SignedInRequest, id: UUID) -> HttpResponse:
    plan = plan_to_change(request.actor, id)
    given = request.POST if request.method == "POST" else None
    form = LinkForm(given)
    if form.is_bound and form.is_valid() and _link_to(request, plan, form):
        return redirect("plan_links", id)
    query = (given or request.GET).get("q", "")[:LONGEST_QUERY]
    marked = form.chosen if form.is_bound else as_id(request.GET.get("other", ""))
    shown = _chooser(request, plan, query, marked)
    about: dict[str, Any] = {"plan": plan, "form": form, "query": query, "chooser": shown}
    if request.htmx and given is None:
        return render(request, "plans/parts/choices.html", about)
    about |= {"links": links_of(request.actor, plan), "is_example": plan.organisation.is_example}
    about["crumbs"] = plan_crumbs(plan, _("Forhold til andre planer"))
    return render(request, "plans/plan_links.html", about, status=422 if form.is_bound else None)


def _link_to(request: SignedInRequest, plan: Plan, form: LinkForm) -> bool:
    other = find_plan(form.cleaned_data["other"])
    if other is None or other.pk == plan.pk or not plan_abilities(request.actor, other).can_see:
        form.add_error("other", _("Vi fant ikke planen. Søk etter den og velg på nytt."))
        return False
    actions.link_plans(request.actor.by, plan, LinkKind(form.cleaned_data["kind"]), other)
    messages.success(request, _("Forholdet til «%(plan)s» er lagt til.") % {"plan": in_sentence(other.name)})
    return True


def _chooser(request: SignedInRequest, plan: Plan, query: str, marked: UUID | None) -> Chooser:
    choices = link_choices(request.actor, plan, query)
    is_offered = any(each.id == marked for each in choices.shown)
    apart = candidate(request.actor, plan, marked) if marked and not is_offered else None
    return Chooser("other", choices, query, marked, apart, likely_heading=_("Handler om det samme"))


@require_POST
@signed_in
def plan_unlink(request: SignedInRequest, id: UUID, link_id: UUID) -> HttpResponse:
    plan, link = _link(request, id, link_id)
    not_found_unless(link.plan.organisation_id in request.actor.writes)
    actions.unlink_plans(request.actor.by, link)
    messages.success(request, _("Forholdet er fjernet."))
    return redirect("plan_links", plan.pk)


@require_POST
@signed_in
def plan_set_replaced(request: SignedInRequest, id: UUID, link_id: UUID) -> HttpResponse:
    """What a plan that is replaced by another should be, said once and done with one button."""
    _plan, link = _link(request, id, link_id)
    not_found_unless(link.kind == LinkKind.REPLACES)
    replaced = plan_to_change(request.actor, link.other_id)
    actions.change_plan(request.actor.by, replaced, {"status": PlanStatus.REPLACED})
    messages.success(request, _("«%(plan)s» har nå status erstattet.") % {"plan": in_sentence(replaced.name)})
    return redirect("plan", id)


def _link(request: SignedInRequest, id: UUID, link_id: UUID) -> tuple[Plan, PlanLink]:
    plan = plan_to_change(request.actor, id)
    link = find_link(plan, link_id)
    if link is None:
        raise Http404
    return plan, link
