"""The documents of a step: chosen from the archive, where their versions and rights are."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from plandugnad.archive.models import File
from plandugnad.archive.queries.choosing import files_to_choose, find_chosen
from plandugnad.core.pieces import Crumb
from plandugnad.processes import actions
from plandugnad.processes.queries.files import files_of
from plandugnad.processes.queries.process import keep
from plandugnad.processes.views.asked import FORM, UNPROCESSABLE, base, process_to_change, process_to_see, undo_of_last
from plandugnad.processes.views.dates import step_row
from plandugnad.regions.http import SignedInRequest, signed_in

LONGEST_QUERY = 200


@require_http_methods(FORM)
@signed_in
def process_files(request: SignedInRequest, id: UUID, code: str) -> HttpResponse:
    _found, abilities = process_to_see(request.actor, id)
    found = process_to_change(request.actor, id)
    row = step_row(found, keep(found, timezone.localdate()), code)
    fault = ""
    if request.method == "POST":
        chosen = find_chosen(request.actor, request.POST.get("valgt", ""))
        if isinstance(chosen, File):
            actions.link_file(request.actor.by, found, code, chosen)
            messages.success(request, _("Filen står nå ved steget."), extra_tags=undo_of_last(found))
            return redirect("process_files", id, code)
        fault = _("Velg en fil i listen.")
    query = (request.POST if request.method == "POST" else request.GET).get("q", "")[:LONGEST_QUERY].strip()
    about: dict[str, Any] = {"row": row, "query": query, "fault": fault}
    about |= {"linked": files_of(request.actor, found, [code]).get(code, [])}
    about |= {"files": files_to_choose(request.actor, query)} | base(found, abilities, Crumb(row.title))
    return render(request, "processes/files.html", about, status=UNPROCESSABLE if fault else None)


@require_POST
@signed_in
def process_file_remove(request: SignedInRequest, id: UUID, code: str, file: UUID) -> HttpResponse:
    found = process_to_change(request.actor, id)
    linked = next((one for one in files_of(request.actor, found, [code]).get(code, []) if one.pk == file), None)
    if linked is None:
        raise Http404
    actions.unlink_file(request.actor.by, found, code, linked)
    messages.success(
        request, _("Filen er tatt bort fra steget. Den ligger som før i arkivet."), extra_tags=undo_of_last(found)
    )
    return redirect("process_files", id, code)
