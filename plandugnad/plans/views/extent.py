import json
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plandugnad.plans.actions import ChangedMeanwhile, change_plan
from plandugnad.plans.extent.outline import outline_of
from plandugnad.plans.forms.extent import ExtentForm
from plandugnad.plans.models import Plan
from plandugnad.plans.queries.history import latest_event
from plandugnad.plans.views.asked import plan_crumbs, plan_to_change, plan_to_see, to_message
from plandugnad.regions.http import SignedInRequest, not_found_unless, signed_in


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def plan_extent(request: SignedInRequest, id: UUID) -> HttpResponse:
    plan, abilities = plan_to_see(request.actor, id)
    form = ExtentForm(initial={"seen_version": plan.version}, use_required_attribute=False)
    if request.method == "POST":
        not_found_unless(abilities.can_write)
        form = ExtentForm(request.POST, request.FILES, use_required_attribute=False)
        if form.is_valid() and _save(request, plan, form):
            return redirect("plan_extent", id)
    about: dict[str, Any] = {"plan": plan, "abilities": abilities, "form": form}
    about |= {"crumbs": plan_crumbs(plan, _("Kartutstrekning")), "is_example": plan.organisation.is_example}
    about["outline"] = outline_of(plan.extent) if plan.extent else None
    return render(request, "plans/plan_extent.html", about, status=422 if request.method == "POST" else None)


def _save(request: SignedInRequest, plan: Plan, form: ExtentForm) -> bool:
    values = {"extent": form.read.geometry}
    try:
        change_plan(request.actor.by, plan, values, seen_version=form.cleaned_data["seen_version"] or plan.version)
    except ChangedMeanwhile as meanwhile:
        form.add_error(
            None, _("%(who)s har lagt inn et annet kart mens du holdt på. Se det først.") % {"who": meanwhile.by_name}
        )
        return False
    messages.success(request, _("Kartutstrekningen er lagret."))
    if left_out := form.read.left_out:
        said = ngettext(
            "%(count)d punkt eller linje er ikke tatt med: bare flater er en utstrekning.",
            "%(count)d punkter og linjer er ikke tatt med: bare flater er en utstrekning.",
            left_out,
        )
        messages.info(request, said % {"count": left_out})
    return True


@require_POST
@signed_in
def plan_extent_remove(request: SignedInRequest, id: UUID) -> HttpResponse:
    """'Angre' restores the map, and only that, as it was after the line of history before this one."""
    plan = plan_to_change(request.actor, id)
    before = latest_event(plan)
    change_plan(request.actor.by, plan, {"extent": None})
    undo = f"undo:{reverse('plan_restore', args=[id, before.pk])}?felt=extent" if before and plan.extent else ""
    messages.success(request, _("Kartutstrekningen er fjernet."), extra_tags=undo)
    return to_message("plan", id)


@require_safe
@signed_in
def plan_extent_file(request: SignedInRequest, id: UUID) -> HttpResponse:
    plan, _abilities = plan_to_see(request.actor, id)
    if not plan.extent:
        raise Http404
    feature = {"type": "Feature", "properties": {"name": plan.name}, "geometry": _without_system(plan)}
    if "crs" in plan.extent:
        feature["crs"] = plan.extent["crs"]
    name = f"{slugify(plan.name)[:80] or 'plan'}.geojson"
    disposition = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    content = json.dumps(feature, ensure_ascii=False)
    return HttpResponse(content, content_type="application/geo+json", headers={"Content-Disposition": disposition})


def _without_system(plan: Plan) -> dict[str, Any]:
    return {name: value for name, value in (plan.extent or {}).items() if name != "crs"}
