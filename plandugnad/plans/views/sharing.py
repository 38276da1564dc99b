from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from plandugnad.plans import actions
from plandugnad.plans.access import plan_abilities
from plandugnad.plans.models import Plan
from plandugnad.plans.queries.sharing import audiences, find_audience, find_share, shares_of
from plandugnad.plans.views.asked import existing_plan, plan_crumbs
from plandugnad.regions.http import SignedInRequest, not_found_unless, signed_in


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def plan_sharing(request: SignedInRequest, id: UUID) -> HttpResponse:
    plan = _plan_to_share(request, id)
    if request.method == "POST":
        audience = find_audience(request.actor, plan, request.POST.get("audience", ""))
        if audience is None:
            messages.error(request, _("Vi fant ikke den du ville dele med. Søk på nytt."))
        else:
            actions.share_plan(request.actor.by, plan, audience)
            messages.success(request, _("Planen er delt med %(name)s.") % {"name": audience.name})
        return redirect("plan_sharing", id)
    query = request.GET.get("q", "")[:200]
    about = {"plan": plan, "query": query, "found": audiences(request.actor, plan, query), "shares": shares_of(plan)}
    about |= {"crumbs": plan_crumbs(plan, _("Deling")), "is_example": plan.organisation.is_example}
    return render(request, "plans/plan_sharing.html", about)


@require_POST
@signed_in
def plan_unshare(request: SignedInRequest, id: UUID, share_id: UUID) -> HttpResponse:
    share = find_share(_plan_to_share(request, id), share_id)
    if share is None:
        raise Http404
    actions.unshare_plan(request.actor.by, share)
    messages.success(request, _("Delingen er avsluttet."))
    return redirect("plan_sharing", id)


def _plan_to_share(request: SignedInRequest, id: UUID) -> Plan:
    plan = existing_plan(id)
    not_found_unless(plan_abilities(request.actor, plan).can_share)
    return plan
