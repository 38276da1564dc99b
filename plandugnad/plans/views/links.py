from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from plandugnad.plans import actions
from plandugnad.plans.forms.links import LinkForm
from plandugnad.plans.kinds import LinkKind, PlanStatus
from plandugnad.plans.models import Plan, PlanLink
from plandugnad.plans.queries.links import find_link, links_of, plans_to_link
from plandugnad.plans.sentences import in_sentence
from plandugnad.plans.views.asked import plan_crumbs, plan_to_change, plan_to_see
from plandugnad.regions.http import SignedInRequest, not_found_unless, signed_in


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def plan_links(request: SignedInRequest, id: UUID) -> HttpResponse:
    plan = plan_to_change(request.actor, id)
    given = request.POST if request.method == "POST" else None
    query = (given or request.GET).get("q", "")[:200]
    form = LinkForm(plans_to_link(request.actor, plan, query, chosen=given.get("other", "") if given else ""), given)
    if form.is_bound and form.is_valid():
        other, _abilities = plan_to_see(request.actor, UUID(form.cleaned_data["other"]))
        actions.link_plans(request.actor.by, plan, LinkKind(form.cleaned_data["kind"]), other)
        messages.success(request, _("Forholdet til «%(plan)s» er lagt til.") % {"plan": in_sentence(other.name)})
        return redirect("plan_links", id)
    about = {"plan": plan, "form": form, "query": query, "links": links_of(request.actor, plan)}
    about |= {"crumbs": plan_crumbs(plan, _("Forhold til andre planer")), "is_example": plan.organisation.is_example}
    return render(request, "plans/plan_links.html", about, status=422 if form.is_bound else None)


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
