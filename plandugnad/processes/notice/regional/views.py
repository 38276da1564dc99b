"""Pages of the region's own list of whom to notify."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from plandugnad.core.pieces import Crumb
from plandugnad.meetings.forms import id_of, new_token
from plandugnad.processes.common.views import Asked, to_see
from plandugnad.processes.notice.actions import ChangedMeanwhile
from plandugnad.processes.notice.addressees import bodies_to_leave_out
from plandugnad.processes.notice.models import RegionalRecipient
from plandugnad.processes.notice.regional import actions, forms
from plandugnad.processes.notice.regional.queries import find_recipient, list_of
from plandugnad.processes.views.asked import FORM, UNPROCESSABLE
from plandugnad.regions.http import SignedInRequest, not_found_unless, signed_in

Form = forms.ExtraForm | forms.LeaveOutForm
_FIELDS = ("name", "address", "why", "is_always", "is_private", "erase_after", "key")


def _to_write(request: SignedInRequest, id: UUID) -> Asked:
    asked = to_see(request, id)
    not_found_unless(asked.abilities.can_write)
    return asked


def _about(asked: Asked, here: str = "") -> dict[str, Any]:
    address = reverse("regional_recipients", args=[asked.collaboration.id])
    crumbs = [Crumb(_("Mottakere av varsel"), address if here else "")]
    return asked.about(*crumbs, *([Crumb(here)] if here else [])) | {"back": address}


@require_safe
@signed_in
def recipients(request: SignedInRequest, id: UUID) -> HttpResponse:
    asked = to_see(request, id)
    about = _about(asked) | {"list": list_of(asked.collaboration)}
    return render(request, "processes/notice/regional/all.html", about)


@require_http_methods(FORM)
@signed_in
def recipient_add(request: SignedInRequest, id: UUID) -> HttpResponse:
    asked = _to_write(request, id)
    return _adding(
        asked, forms.ExtraForm(timezone.localdate(), _posted(request), initial=_new(asked)), _("Ny mottaker")
    )


@require_http_methods(FORM)
@signed_in
def recipient_leave_out(request: SignedInRequest, id: UUID) -> HttpResponse:
    asked = _to_write(request, id)
    form = forms.LeaveOutForm(bodies_to_leave_out(), _posted(request), initial=_new(asked))
    return _adding(asked, form, _("Ta et organ ut av forslagene"))


@require_http_methods(FORM)
@signed_in
def recipient(request: SignedInRequest, id: UUID, recipient: UUID) -> HttpResponse:
    asked = _to_write(request, id)
    row = _found(asked, recipient)
    not_found_unless(row.deleted_at is None and row.erased_at is None)
    initial = {name: getattr(row, name) for name in _FIELDS}
    initial["seen"] = row.version
    form: Form
    if row.key:
        form = forms.LeaveOutForm([(row.key, row.name)], _posted(request), initial=initial)
    else:
        form = forms.ExtraForm(timezone.localdate(), _posted(request), initial=initial)
    if form.is_bound and form.is_valid():
        try:
            actions.change_recipient(request.actor.by, row, form.values(), form.cleaned_data["seen"] or 0)
        except ChangedMeanwhile as meanwhile:
            stands = _found(asked, recipient)
            form.stands_now(meanwhile.version, meanwhile.by_name, [stands.name, stands.address, stands.why])
        else:
            messages.success(request, _("Lagret."))
            return redirect("regional_recipients", id)
    return _form_page(asked, form, row.name, row)


@require_http_methods(FORM)
@signed_in
def recipient_remove(request: SignedInRequest, id: UUID, recipient: UUID) -> HttpResponse:
    row = _found(_to_write(request, id), recipient)
    if request.method != "POST":
        return redirect("regional_recipients", id)
    actions.remove_recipient(request.actor.by, row)
    undo = f"undo:{reverse('regional_recipient_return', args=[id, recipient])}"
    messages.success(request, _("Det er fjernet fra regionens liste."), extra_tags=undo)
    return redirect("regional_recipients", id)


@require_http_methods(FORM)
@signed_in
def recipient_return(request: SignedInRequest, id: UUID, recipient: UUID) -> HttpResponse:
    row = _found(_to_write(request, id), recipient)
    if request.method != "POST":
        return redirect("regional_recipients", id)
    try:
        actions.return_recipient(request.actor.by, row)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, _("Det er hentet tilbake."))
    return redirect("regional_recipients", id)


def _found(asked: Asked, id: UUID) -> RegionalRecipient:
    row = find_recipient(asked.collaboration, id)
    if row is None:
        raise Http404
    return row


def _posted(request: SignedInRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _holder(asked: Asked) -> tuple[Any, ...]:
    return ("regional_recipient", asked.collaboration.id, asked.request.actor.person_id)


def _new(asked: Asked) -> dict[str, Any]:
    return {"token": new_token(*_holder(asked))}


def _adding(asked: Asked, form: Form, heading: str) -> HttpResponse:
    if form.is_bound and form.is_valid():
        id = id_of(form.cleaned_data["token"], *_holder(asked))
        try:
            actions.add_recipient(asked.request.actor.by, asked.collaboration, form.values(), id=id)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(asked.request, _("Lagret. Kommunene ser det når de velger mottakere."))
            return redirect("regional_recipients", asked.collaboration.id)
    return _form_page(asked, form, heading, None)


def _form_page(asked: Asked, form: Form, heading: str, row: RegionalRecipient | None) -> HttpResponse:
    about = _about(asked, heading) | {"form": form, "heading": heading, "row": row}
    is_wrong = form.is_bound and bool(form.errors)
    return render(
        asked.request, "processes/notice/regional/form.html", about, status=UNPROCESSABLE if is_wrong else None
    )
