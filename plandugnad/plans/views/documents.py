from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plandugnad.core import files
from plandugnad.core.streaming import handed_out
from plandugnad.plans import actions
from plandugnad.plans.forms.documents import AddressForm, FileForm
from plandugnad.plans.models import Plan, PlanDocument
from plandugnad.plans.queries.documents import documents_page, find_document
from plandugnad.plans.views.asked import plan_crumbs, plan_to_change, plan_to_see, to_message
from plandugnad.plans.words.names import in_sentence
from plandugnad.regions.http import SignedInRequest, not_found_unless, signed_in


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def plan_documents(request: SignedInRequest, id: UUID) -> HttpResponse:
    plan, abilities = plan_to_see(request.actor, id)
    file_form, address_form = FileForm(use_required_attribute=False), AddressForm(use_required_attribute=False)
    if request.method == "POST":
        not_found_unless(abilities.can_write)
        if "address" in request.POST:
            address_form = AddressForm(request.POST, use_required_attribute=False)
        else:
            file_form = FileForm(request.POST, request.FILES, use_required_attribute=False)
        if title := _add(request, plan, file_form, address_form):
            messages.success(request, _("«%(title)s» er lagt til.") % {"title": in_sentence(title)})
            return redirect("plan_documents", id)
    about: dict[str, Any] = {"plan": plan, "abilities": abilities, "file_form": file_form, "address_form": address_form}
    about |= {"crumbs": plan_crumbs(plan, _("Dokumenter")), "is_example": plan.organisation.is_example}
    about["documents"] = documents_page(plan, request.GET.get("side"))
    return render(request, "plans/plan_documents.html", about, status=422 if request.method == "POST" else None)


def _add(request: SignedInRequest, plan: Plan, file_form: FileForm, address_form: AddressForm) -> str:
    """The title of what was added, or nothing when the form has errors."""
    by = request.actor.by
    if address_form.is_bound and address_form.is_valid():
        return actions.add_address(by, plan, address_form.document_title, address_form.cleaned_data["address"]).title
    if file_form.is_bound and file_form.is_valid():
        stored = files.store(file_form.cleaned_data["file"].chunks())
        return actions.add_file(by, plan, file_form.document_title, stored, file_form.file_name).title
    return ""


@require_POST
@signed_in
def plan_document_remove(request: SignedInRequest, id: UUID, document_id: UUID) -> HttpResponse:
    document = _document(plan_to_change(request.actor, id), document_id)
    actions.remove_document(request.actor.by, document)
    undo = f"undo:{reverse('plan_document_return', args=[id, document_id])}"
    messages.success(request, _("«%(title)s» er fjernet.") % {"title": in_sentence(document.title)}, extra_tags=undo)
    return to_message("plan_documents", id)


@require_POST
@signed_in
def plan_document_return(request: SignedInRequest, id: UUID, document_id: UUID) -> HttpResponse:
    plan = plan_to_change(request.actor, id)
    document = find_document(plan, document_id, is_removed=True)
    if document is not None:  # else it is back already: 'Angre' was pressed twice
        actions.bring_back_document(request.actor.by, document)
        messages.success(request, _("«%(title)s» er hentet tilbake.") % {"title": in_sentence(document.title)})
    return redirect("plan_documents", id)


@require_safe
@signed_in
def plan_document_file(request: SignedInRequest, id: UUID, document_id: UUID) -> HttpResponseBase:
    plan, _abilities = plan_to_see(request.actor, id)
    document = _document(plan, document_id)
    if document.file is None:
        raise Http404
    try:
        content = files.read(document.file)
    except FileNotFoundError:
        raise Http404 from None
    return handed_out(content, document.file_name)


def _document(plan: Plan, document_id: UUID) -> PlanDocument:
    document = find_document(plan, document_id)
    if document is None:
        raise Http404
    return document
