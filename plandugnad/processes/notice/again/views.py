"""Pages of a single letter: that it came back, and that it was sent again."""

from collections.abc import Sequence
from copy import copy
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from plandugnad.core.ids import new_id
from plandugnad.processes.notice.again import actions, forms
from plandugnad.processes.notice.again.deadlines import OwnDeadline
from plandugnad.processes.notice.again.queries import find_sending, letters_of
from plandugnad.processes.notice.letter import letter, paper_of
from plandugnad.processes.notice.models import Channel, Recipient, Sending
from plandugnad.processes.notice.paper import letter_as_pdf
from plandugnad.processes.notice.views import DOCX, PDF, Asked, announcing, as_file, form_on_notice, to_change
from plandugnad.processes.notice.wording import Written, written
from plandugnad.processes.views.asked import FORM, UNPROCESSABLE
from plandugnad.regions.http import SignedInRequest, not_found_unless, signed_in


def _found(request: SignedInRequest, id: UUID, code: str, sending: UUID) -> tuple[Asked, Sending]:
    asked = announcing(to_change(request, id, code))
    found = find_sending(asked.process, code, sending)
    if found is None:
        raise Http404
    return asked, found


@require_http_methods(FORM)
@signed_in
def sending_returned(request: SignedInRequest, id: UUID, code: str, sending: UUID) -> HttpResponse:
    asked, one = _found(request, id, code, sending)
    not_found_unless(one.erased_at is None)
    today = timezone.localdate()
    form = forms.ReturnedForm(today, request.POST if request.method == "POST" else None, initial={"returned_on": today})
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            actions.note_returned(request.actor.by, asked.process, one, given["returned_on"], given["because"])
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            undo = f"undo:{reverse('sending_returned_back', args=[id, code, sending])}"
            messages.success(request, _("Det er notert at brevet kom i retur."), extra_tags=undo)
            return redirect(f"{asked.address}#retur")
    return _page(asked, one, form, _("Kom i retur"), "returned")


@require_http_methods(FORM)
@signed_in
@form_on_notice
def sending_returned_back(request: SignedInRequest, id: UUID, code: str, sending: UUID) -> HttpResponse:
    asked, one = _found(request, id, code, sending)
    try:
        actions.take_back_returned(request.actor.by, asked.process, one)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, _("Notatet er tatt bort."))
    return redirect(f"{asked.address}#mottakere")


@require_http_methods(FORM)
@signed_in
def sending_again(request: SignedInRequest, id: UUID, code: str, sending: UUID) -> HttpResponse:
    """First it says until when she may answer, and the letter can be taken out with that; then it is noted."""
    asked, one = _found(request, id, code, sending)
    not_found_unless(one.erased_at is None and one.returned_on is not None)
    today = timezone.localdate()
    initial = {"id": new_id(), "address": one.address, "sent_on": today, "place": _("Brevpost")}
    form = forms.AgainForm(today, request.POST if request.method == "POST" else None, initial=initial)
    if not (form.is_bound and form.is_valid()):
        return _page(asked, one, form, _("Send på nytt"), "again", deadline=_deadline(asked, today))
    given = form.cleaned_data
    deadline = _deadline(asked, given["sent_on"])
    text = _text(asked, deadline)
    if "brev" in request.POST:
        return _letter(asked, one, given["address"], text, given["sent_on"], is_pdf=request.POST["brev"] == "pdf")
    if "noter" in request.POST:
        again = actions.Again(
            address=given["address"],
            sent_on=given["sent_on"],
            place=given["place"],
            receipt=given["receipt"],
            text=text.text,
            deadline_on=deadline.day if deadline and deadline.is_later else None,
        )
        try:
            made = actions.send_again(request.actor.by, asked.process, one, again, given["id"])
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            undo = f"undo:{reverse('notice_proof_take_back', args=[id, code, made.proof_id])}"
            messages.success(request, _("Det er notert at brevet er sendt på nytt."), extra_tags=undo)
            return redirect(f"{asked.address}#kunngjort")
    return _page(asked, one, form, _("Send på nytt"), "again", deadline=deadline, preview=text)


def _deadline(asked: Asked, sent_on: date) -> OwnDeadline | None:
    return letters_of(asked.process, asked.page.what, asked.page.kept).deadline_if_sent(sent_on)


def _text(asked: Asked, deadline: OwnDeadline | None) -> Written:
    """With her own deadline, where the letter follows the facts."""
    kept = copy(asked.page.kept)
    if deadline and deadline.is_later and not kept.texts.get(Channel.LETTER):
        kept.deadline_on = deadline.day
    return written(asked.process, asked.page.what, kept, Channel.LETTER)


def _letter(
    asked: Asked, one: Sending, address: str, text: Written, sent_on: date, *, is_pdf: bool
) -> HttpResponse:  # fmt: skip
    to: Sequence[Recipient] = [Recipient(name=one.name, address=address)]
    content = (letter_as_pdf if is_pdf else letter)(
        text, to, paper_of(asked.process, asked.page.kept, sent_on), each=True
    )
    return as_file(content, PDF if is_pdf else DOCX, asked, _("brev"), "pdf" if is_pdf else "docx")


def _page(asked: Asked, one: Sending, form: Any, heading: str, kind: str, **more: Any) -> HttpResponse:
    about = asked.about(heading) | {"form": form, "heading": heading, "back": asked.address, "sending": one} | more
    status = UNPROCESSABLE if form.is_bound and form.errors else None
    return render(asked.request, f"processes/notice/again/{kind}.html", about, status=status)
