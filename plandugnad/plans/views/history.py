from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from plandugnad.core.models import AuditEvent
from plandugnad.plans.actions import restore_plan, state_after
from plandugnad.plans.models import Plan
from plandugnad.plans.queries.history import at_in_words, find_event, history_page, what_restoring_changes
from plandugnad.plans.views.asked import plan_crumbs, plan_to_change, plan_to_see
from plandugnad.regions.http import SignedInRequest, not_found_unless, signed_in


@require_safe
@signed_in
def plan_history(request: SignedInRequest, id: UUID) -> HttpResponse:
    plan, abilities = plan_to_see(request.actor, id)
    not_found_unless(abilities.can_see_history)
    page, lines = history_page(request.actor, plan, request.GET.get("side"))
    about = {"plan": plan, "abilities": abilities, "page": page, "lines": lines}
    return render(request, "plans/plan_history.html", about | _around(plan, _("Historikk")))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def plan_restore(request: SignedInRequest, id: UUID, event_id: UUID) -> HttpResponse:
    plan = plan_to_change(request.actor, id)
    event = find_event(plan, event_id)
    if event is None:
        raise Http404
    if request.method == "POST":
        return _restore(request, plan, event)
    changes = what_restoring_changes(request.actor, plan, state_after(plan, event))
    about = {"plan": plan, "event": event, "at": at_in_words(event.made_at), "changes": changes}
    return render(request, "plans/plan_restore.html", about | _around(plan, _("Gjenopprett")))


def _restore(request: SignedInRequest, plan: Plan, event: AuditEvent) -> HttpResponse:
    try:
        restore_plan(request.actor.by, plan, event, only=request.GET.get("felt", ""))
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return redirect("plan_history", plan.pk)
    said = _("Planen er slik den var %(when)s.") % {"when": at_in_words(event.made_at)}
    messages.success(request, said)
    return redirect("plan", plan.pk)


def _around(plan: Plan, here: str) -> dict[str, Any]:
    return {"crumbs": plan_crumbs(plan, here), "is_example": plan.organisation.is_example}
