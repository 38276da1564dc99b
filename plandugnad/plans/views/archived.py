"""A plan's room, folders and files in the archive."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from plandugnad.archive.models import File
from plandugnad.archive.queries.choosing import Chosen, files_to_choose, find_chosen, places_to_choose
from plandugnad.plans import actions
from plandugnad.plans.models import Plan, PlanArchiveLink
from plandugnad.plans.queries.archived import archive_links_of, find_archive_link
from plandugnad.plans.views.asked import plan_crumbs, plan_to_change, to_message
from plandugnad.plans.words.names import in_sentence
from plandugnad.regions.http import SignedInRequest, signed_in

LONGEST_QUERY = 200


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def plan_archived(request: SignedInRequest, id: UUID) -> HttpResponse:
    plan = plan_to_change(request.actor, id)
    fault = ""
    if request.method == "POST":
        chosen = find_chosen(request.actor, request.POST.get("valgt", ""))
        if chosen is not None:
            return _link(request, plan, chosen)
        fault = _("Velg et rom, en mappe eller en fil i listen.")
    query = (request.POST if request.method == "POST" else request.GET).get("q", "")[:LONGEST_QUERY].strip()
    about: dict[str, Any] = {"plan": plan, "query": query, "fault": fault, "is_example": plan.organisation.is_example}
    about |= {"places": places_to_choose(request.actor, query), "files": files_to_choose(request.actor, query)}
    about |= {"archive_links": archive_links_of(request.actor, plan), "crumbs": plan_crumbs(plan, _("I arkivet"))}
    return render(request, "plans/plan_archived.html", about, status=422 if fault else None)


def _link(request: SignedInRequest, plan: Plan, chosen: Chosen) -> HttpResponse:
    is_fixed = isinstance(chosen, File) and request.POST.get("versjon") == "denne"
    fixed = chosen.latest.number if isinstance(chosen, File) and is_fixed and chosen.latest else None
    actions.link_to_archive(request.actor.by, plan, chosen, fixed_number=fixed)
    messages.success(request, _("«%(name)s» står nå på planens side.") % {"name": in_sentence(chosen.name)})
    return redirect("plan_archived", plan.pk)


@require_POST
@signed_in
def plan_archived_remove(request: SignedInRequest, id: UUID, link_id: UUID) -> HttpResponse:
    link = _asked(request, id, link_id)
    actions.unlink_from_archive(request.actor.by, link)
    undo = f"undo:{reverse('plan_archived_return', args=[id, link_id])}"
    messages.success(request, _("Koblingen er tatt bort. Filene ligger som før i arkivet."), extra_tags=undo)
    return to_message("plan_archived", id)


@require_POST
@signed_in
def plan_archived_return(request: SignedInRequest, id: UUID, link_id: UUID) -> HttpResponse:
    actions.link_to_archive_again(request.actor.by, _asked(request, id, link_id))
    messages.success(request, _("Koblingen er hentet tilbake."))
    return redirect("plan_archived", id)


def _asked(request: SignedInRequest, id: UUID, link_id: UUID) -> PlanArchiveLink:
    link = find_archive_link(request.actor, plan_to_change(request.actor, id), link_id)
    if link is None:
        raise Http404
    return link
