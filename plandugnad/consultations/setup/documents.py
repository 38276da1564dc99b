"""The documents that are put out: chosen from the archive, each as the version it was then."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from plandugnad.archive.access import room_abilities
from plandugnad.archive.models import File
from plandugnad.archive.queries.choosing import files_to_choose, find_chosen
from plandugnad.consultations.models import Consultation, ConsultationFile
from plandugnad.consultations.setup import actions
from plandugnad.consultations.setup.queries import documents_of, find_document, find_version
from plandugnad.consultations.views.asked import base, consultation_to_change, consultation_to_see
from plandugnad.core.pieces import Crumb
from plandugnad.processes.views.asked import FORM, UNPROCESSABLE
from plandugnad.regions.http import SignedInRequest, not_found_unless, signed_in

LONGEST_QUERY = 200


@require_http_methods(FORM)
@signed_in
def consultation_documents(request: SignedInRequest, id: UUID) -> HttpResponse:
    consultation_to_change(request.actor, id)
    found, abilities = consultation_to_see(request.actor, id)
    fault = _put_out(request, found) if request.method == "POST" else ""
    if request.method == "POST" and not fault:
        return redirect("consultation_documents", id)
    query = (request.POST if request.method == "POST" else request.GET).get("q", "")[:LONGEST_QUERY].strip()
    about = base(found, abilities, "consultation_setup", Crumb(_("Dokumenter"))) | {
        "documents": documents_of(request.actor, found),
        "files": files_to_choose(request.actor, query),
        "query": query,
        "fault": fault,
    }
    return render(request, "consultations/setup/documents.html", about, status=UNPROCESSABLE if fault else None)


def _put_out(request: SignedInRequest, found: Consultation) -> str:
    """All that are ticked, or what is wrong with it in words."""
    chosen = [find_chosen(request.actor, code) for code in request.POST.getlist("valgt")[:20]]
    files = [one for one in chosen if isinstance(one, File)]
    if not files:
        return _("Velg en fil i listen.")
    closed = [file.name for file in files if not room_abilities(request.actor, file.room).can_write]
    if closed:
        said = _("«%(name)s» ligger i et rom du bare kan lese. Spør dem som eier det, eller legg en kopi hos dere.")
        return said % {"name": closed[0]}
    try:
        with transaction.atomic():  # all of them, or none
            for file in files:
                actions.put_out_document(request.actor.by, found, file)
    except ValidationError as refused:
        return " ".join(refused.messages)
    messages.success(request, _("Dokumentene er lagt til."))
    return ""


def _document(request: SignedInRequest, id: UUID, document: UUID) -> tuple[Consultation, ConsultationFile]:
    found = consultation_to_change(request.actor, id)
    one = find_document(found, document)
    if one is None:
        raise Http404
    return found, one


@require_POST
@signed_in
def consultation_document_out(request: SignedInRequest, id: UUID, document: UUID) -> HttpResponse:
    found, one = _document(request, id, document)
    actions.take_out_document(request.actor.by, found, one)
    undo = f"undo:{reverse('consultation_document_back', args=[id, one.file_version_id])}"
    messages.success(
        request, _("«%(name)s» er tatt bort. Filen ligger i arkivet.") % {"name": one.name}, extra_tags=undo
    )
    return redirect("consultation_documents", id)


@require_POST
@signed_in
def consultation_document_back(request: SignedInRequest, id: UUID, version: UUID) -> HttpResponse:
    """The version that was taken out, for who may still put out its file."""
    found = consultation_to_change(request.actor, id)
    kept = find_version(version)
    if kept is None:
        raise Http404
    not_found_unless(room_abilities(request.actor, kept.file.room).can_write)
    actions.put_back_document(request.actor.by, found, kept, kept.file.name)
    messages.success(request, _("Dokumentet er tilbake."))
    return redirect("consultation_documents", id)


@require_POST
@signed_in
def consultation_document_newest(request: SignedInRequest, id: UUID, document: UUID) -> HttpResponse:
    found, one = _document(request, id, document)
    chosen = find_chosen(request.actor, f"fil:{one.file_version.file_id}")
    if not isinstance(chosen, File) or not room_abilities(request.actor, chosen.room).can_write:
        messages.error(request, _("Du kan ikke legge ut den nye versjonen: du får ikke endre filen i arkivet."))
    else:
        actions.take_newest(request.actor.by, found, one)
        messages.success(request, _("Den nyeste versjonen er lagt ut i stedet."))
    return redirect("consultation_documents", id)
