from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from plandugnad.plans import actions
from plandugnad.plans.access import PlanAbilities, plan_abilities, portfolio_abilities
from plandugnad.plans.extent.outline import outline_of
from plandugnad.plans.fields import EDITED
from plandugnad.plans.models import Plan
from plandugnad.plans.queries.archived import archive_links_of
from plandugnad.plans.queries.deleted import deleted_by
from plandugnad.plans.queries.documents import first_documents
from plandugnad.plans.queries.history import latest_events, latest_lines, told_of_in
from plandugnad.plans.queries.links import links_of
from plandugnad.plans.queries.owners import own_parts, owners_of
from plandugnad.plans.queries.plan import find_plan_page, read_plan, shown_fields
from plandugnad.plans.queries.relatives import read_relatives
from plandugnad.plans.queries.sharing import shares_with
from plandugnad.plans.sections import sections_of
from plandugnad.plans.views.asked import existing_plan, plan_crumbs, plan_to_change, to_message
from plandugnad.plans.words.names import in_sentence
from plandugnad.plans.words.owners import decided_words, joint_words
from plandugnad.regions.http import SignedInRequest, not_found_unless, signed_in


@require_safe
@signed_in
def plan(request: SignedInRequest, id: UUID) -> HttpResponse:
    found = find_plan_page(request.actor, id)
    if found is None:
        raise Http404
    abilities = plan_abilities(request.actor, found)
    if found.deleted_at is not None and portfolio_abilities(request.actor, found.organisation).can_write:
        return _deleted(request, found)
    not_found_unless(abilities.can_see)
    if request.htmx and "felt" in request.GET:
        return _field(request, found, abilities, request.GET["felt"])
    return render(request, "plans/plan.html", page_of(request, found, abilities))


def page_of(request: SignedInRequest, plan: Plan, abilities: PlanAbilities) -> dict[str, Any]:
    documents, has_more_documents = first_documents(plan)
    events = latest_events(plan) if abilities.can_see_history else []
    relatives = read_relatives(request.actor, plan, told_of_in(events))
    owners = owners_of(request.actor, plan)
    return {
        "plan": plan,
        "abilities": abilities,
        "is_example": plan.organisation.is_example,
        "crumbs": plan_crumbs(plan),
        "page": read_plan(plan, timezone.localdate(), relatives, has_internal=abilities.can_see_internal),
        "documents": documents,
        "has_more_documents": has_more_documents,
        "archive_links": archive_links_of(request.actor, plan),
        "links": links_of(request.actor, plan),
        "shares": shares_with(plan) if abilities.can_share else [],
        "outline": outline_of(plan.extent) if plan.extent else None,
        "lines": latest_lines(events, relatives.names, request.actor.reads),
        "owners": owners,
        "joint": joint_words(owners),
        "decided": decided_words(owners),
        "own_parts": own_parts(request.actor, plan),
        "sections": list(sections_of(request.actor, plan)),
    }


def _field(request: SignedInRequest, plan: Plan, abilities: PlanAbilities, name: str) -> HttpResponse:
    """One field as it is shown: what 'Avbryt' puts back."""
    if name not in EDITED:
        raise Http404
    fields = shown_fields(request.actor, plan, has_internal=abilities.can_see_internal)
    shown = next((field for field in fields if field.name == name), None)
    not_found_unless(shown is not None)
    return render(
        request, "plans/parts/field.html", {"plan": plan, "abilities": abilities, "fields": [shown], "is_back": True}
    )


def _deleted(request: SignedInRequest, plan: Plan) -> HttpResponse:
    about = {
        "plan": plan,
        "is_example": plan.organisation.is_example,
        "crumbs": plan_crumbs(plan),
        "by_name": deleted_by([plan.pk]).get(plan.pk, ""),
    }
    return render(request, "plans/plan_is_deleted.html", about)


@require_POST
@signed_in
def plan_delete(request: SignedInRequest, id: UUID) -> HttpResponse:
    found = plan_to_change(request.actor, id)
    try:
        actions.delete_plan(request.actor.by, found)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return redirect("plan_owners", id)
    undo = f"undo:{reverse('plan_undelete', args=[id])}"
    messages.success(request, _("«%(plan)s» er slettet.") % {"plan": in_sentence(found.name)}, extra_tags=undo)
    return to_message("portfolio", found.organisation.number)


@require_POST
@signed_in
def plan_undelete(request: SignedInRequest, id: UUID) -> HttpResponse:
    found = existing_plan(id)
    not_found_unless(portfolio_abilities(request.actor, found.organisation).can_write)
    try:
        actions.undelete_plan(request.actor.by, found)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return redirect("deleted_plans", found.organisation.number)
    messages.success(request, _("«%(plan)s» er hentet tilbake.") % {"plan": in_sentence(found.name)})
    return redirect("plan", id)
