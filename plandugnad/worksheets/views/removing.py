"""Deleting a sheet nobody has written in, and taking that back."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from plandugnad.core.pieces import Crumb
from plandugnad.regions.http import SignedInRequest, not_found_unless, signed_in
from plandugnad.worksheets.access import sheet_abilities
from plandugnad.worksheets.removing import bring_back_sheet, delete_sheet, find_deleted, is_written_in
from plandugnad.worksheets.views.asked import facilitating


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def delete(request: SignedInRequest, id: UUID) -> HttpResponse:
    found = facilitating(request, id)
    place = found.sheet.collaboration
    not_found_unless(place is not None and not found.sheet.is_private)
    assert place is not None
    fault = ""
    if request.method == "POST":
        try:
            delete_sheet(request.actor.by, id)
        except ValidationError as refused:
            fault = " ".join(refused.messages)
        else:
            undo = f"undo:{reverse('sheet_undelete', args=[id])}"
            messages.success(request, _("«%(name)s» er slettet.") % {"name": found.sheet.name}, extra_tags=undo)
            return redirect(f"{reverse('worksheets', args=[place.id])}#messages")
    about = found.about(Crumb(_("Slett arket"))) | {"is_written_in": is_written_in(found.sheet), "fault": fault}
    return render(request, "worksheets/delete.html", about, status=422 if fault else None)


@require_POST
@signed_in
def undelete(request: SignedInRequest, id: UUID) -> HttpResponse:
    sheet = find_deleted(id)
    not_found_unless(sheet is not None)
    assert sheet is not None
    sheet.deleted_at = None  # what she might do in it, had it not been deleted
    not_found_unless(sheet_abilities(request.actor, sheet).can_facilitate)
    bring_back_sheet(request.actor.by, id)
    messages.success(request, _("Hentet tilbake."))
    return redirect("sheet", id)
