"""What each member's council has decided about taking part, with the decision itself."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plandugnad.core import files
from plandugnad.core.streaming import handed_out
from plandugnad.plans.forms.collaboration import MandateForm
from plandugnad.regions import agreeing
from plandugnad.regions.access import CollaborationAbilities, member_abilities
from plandugnad.regions.http import SignedInRequest, not_found_unless, signed_in
from plandugnad.regions.models import Collaboration, Mandate, Member
from plandugnad.regions.queries.collaborations import find_mandate, find_row, mandates_of, parts_of
from plandugnad.regions.views.asked import collaboration_to_see


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def mandates(request: SignedInRequest, id: UUID) -> HttpResponse:
    collaboration, can = _to_read(request, id)
    parts = [part for part in parts_of(collaboration, timezone.localdate()) if part.is_in and not part.is_helper]
    may = {
        part.organisation.id: part.member
        for part in parts
        if member_abilities(request.actor, part.member).can_add_mandate
    }
    is_sent = request.method == "POST"
    choices = [part.organisation for part in parts if part.organisation.id in may]
    form = MandateForm(request.POST if is_sent else None, request.FILES if is_sent else None, choices)
    if is_sent:
        not_found_unless(bool(may))
        if form.is_valid():
            _add(request, form, may[UUID(form.cleaned_data["organisation"])])
            messages.success(request, _("Mandatet er lagt inn."))
            return redirect("mandates", id=id)
    found = mandates_of(collaboration)
    about = {
        "collaboration": collaboration,
        "is_example": collaboration.is_example,
        "can": can,
        "rows": [(part, found.get(part.organisation.id, []), part.organisation.id in may) for part in parts],
        "with_mandate": sum(part.has_mandate for part in parts),
        "form": form,
        "may_add": bool(may),
    }
    return render(request, "plans/collaboration_mandates.html", about, status=422 if is_sent else None)


def _to_read(request: SignedInRequest, id: UUID) -> tuple[Collaboration, CollaborationAbilities]:
    collaboration, can = collaboration_to_see(request, id)
    not_found_unless(can.can_read_agreement)
    return collaboration, can


def _add(request: SignedInRequest, form: MandateForm, member: Member) -> None:
    asked, file = form.cleaned_data, form.cleaned_data["file"]
    agreeing.add_mandate(
        request.actor.by,
        member,
        decided=asked["decided"],
        case_reference=asked["case_reference"],
        says=asked["says"],
        address=asked["address"],
        file=files.store(file.chunks()) if file else None,
        file_name=form.file_name,
    )


@require_safe
@signed_in
def mandate_file(request: SignedInRequest, id: UUID, mandate_id: UUID) -> HttpResponseBase:
    found = find_mandate(_to_read(request, id)[0], mandate_id)
    if found is None or found.file is None:
        raise Http404
    try:
        content = files.read(found.file)
    except FileNotFoundError:
        raise Http404 from None
    return handed_out(content, found.file_name)


@require_POST
@signed_in
def mandate_remove(request: SignedInRequest, id: UUID, mandate_id: UUID) -> HttpResponse:
    found = _to_change(request, id, mandate_id)
    if found is None:
        raise Http404
    agreeing.remove_mandate(request.actor.by, found)
    undo = f"undo:{reverse('mandate_return', args=[id, mandate_id])}"
    messages.success(request, _("Mandatet fra %(place)s er fjernet.") % {"place": found.organisation}, extra_tags=undo)
    return redirect("mandates", id=id)


@require_POST
@signed_in
def mandate_return(request: SignedInRequest, id: UUID, mandate_id: UUID) -> HttpResponse:
    found = _to_change(request, id, mandate_id, is_removed=True)
    if found is not None:  # else it is back already: 'Angre' was pressed twice
        agreeing.bring_back_mandate(request.actor.by, found)
        messages.success(request, _("Mandatet fra %(place)s er hentet tilbake.") % {"place": found.organisation})
    return redirect("mandates", id=id)


def _to_change(request: SignedInRequest, id: UUID, mandate_id: UUID, *, is_removed: bool = False) -> Mandate | None:
    found = find_mandate(_to_read(request, id)[0], mandate_id, is_removed=is_removed)
    if found is None:
        return None
    member = find_row(id, found.organisation_id)
    not_found_unless(member is not None and member_abilities(request.actor, member).can_add_mandate)
    return found
