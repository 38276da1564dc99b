"""What came on paper or in other ways, written in; and correcting and deleting any statement."""

from typing import Any, BinaryIO, cast
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from plandugnad.archive import wording
from plandugnad.archive.actions.files import Content
from plandugnad.archive.names import parted, uploaded_name
from plandugnad.archive.sniffing import is_program, kind_of
from plandugnad.consultations.access import consultation_abilities
from plandugnad.consultations.incoming import actions
from plandugnad.consultations.incoming.forms import StatementForm, initial_of
from plandugnad.consultations.incoming.limits import ATTACHMENTS_AT_ONCE
from plandugnad.consultations.incoming.queries import body_names, find_deleted, has_points, known_bodies
from plandugnad.consultations.points.queries import find_statement
from plandugnad.consultations.points.views.asked import base as statement_base
from plandugnad.consultations.points.views.asked import statement_to_change
from plandugnad.consultations.views.asked import base, consultation_to_change
from plandugnad.core import files
from plandugnad.core.pieces import Crumb
from plandugnad.meetings.forms import id_of, new_token
from plandugnad.processes.views.asked import FORM, UNPROCESSABLE
from plandugnad.regions.http import SignedInRequest, not_found_unless, signed_in


@require_http_methods(FORM)
@signed_in
def statement_new(request: SignedInRequest, id: UUID) -> HttpResponse:
    found = consultation_to_change(request.actor, id)
    bodies, person = known_bodies(), request.actor.person_id
    data = request.POST if request.method == "POST" else None
    today = timezone.localdate()
    form = StatementForm(bodies, today, data, initial={"received_on": today})
    contents, token = [], request.POST.get("token", "") or new_token(person, id)
    if form.is_bound:
        contents = _attached(request, form)
        if form.is_valid() and not form.cleaned_data["text"] and not contents:
            form.add_error("text", _("Skriv inn uttalelsen, eller legg den ved som fil."))
    if form.is_bound and form.is_valid():
        made = actions.write_in(request.actor.by, found, form.values(), contents, id_of(token, person, id))
        undo = f"undo:{reverse('statement_delete', args=[made.id])}"
        said = _("Uttalelsen er skrevet inn som nr. %(number)s.") % {"number": made.number}
        messages.success(request, said, extra_tags=undo)
        return redirect("statement_new" if "en_til" in request.POST else "statements", id)
    about = base(
        found,
        consultation_abilities(request.actor, found),
        "statements",
        Crumb(_("Uttalelser"), reverse("statements", args=[id])),
        Crumb(_("Skriv inn en uttalelse")),
    )
    about |= {"token": token, "back": reverse("statements", args=[id])}
    return _form_page(request, form, about, contents)


@require_http_methods(FORM)
@signed_in
def statement_edit(request: SignedInRequest, id: UUID) -> HttpResponse:
    statement = statement_to_change(request.actor, id)
    not_found_unless(statement.erased_at is None)
    bodies = known_bodies()
    is_open = not has_points(statement)
    data = request.POST if request.method == "POST" else None
    form = StatementForm(
        bodies, timezone.localdate(), data, initial=initial_of(statement, bodies), text_is_open=is_open
    )
    about: dict[str, Any] = {}
    contents = _attached(request, form) if form.is_bound else []
    if form.is_bound and form.is_valid():
        try:
            seen = form.cleaned_data["seen"] or 0
            actions.correct_statement(request.actor.by, statement, form.values(), contents, seen)
        except actions.ChangedMeanwhile as meanwhile:
            form.stands_now(meanwhile.version)
            about["stands"] = find_statement(id)
        except ValidationError as refused:
            form.add_error(None, refused.messages)
        else:
            messages.success(request, _("Uttalelsen er rettet."))
            return redirect("statement", id)
    about |= statement_base(statement, consultation_abilities(request.actor, statement.consultation), Crumb(_("Rett")))
    about |= {"back": reverse("statement", args=[id]), "text_is_open": is_open, "is_edit": True}
    return _form_page(request, form, about, contents)


def _form_page(
    request: SignedInRequest, form: StatementForm, about: dict[str, Any], contents: list[Content]
) -> HttpResponse:
    about |= {"form": form, "bodies": body_names(form.bodies), "most_files": ATTACHMENTS_AT_ONCE}
    is_wrong = form.is_bound and bool(form.errors)
    about["lost"] = [one.name for one in contents] if is_wrong else []
    return render(request, "consultations/incoming/paper.html", about, status=UNPROCESSABLE if is_wrong else None)


def _attached(request: SignedInRequest, form: StatementForm) -> list[Content]:
    """What is wrong with a file is said beside the others' faults, and nothing is kept of the form then."""
    uploaded = request.FILES.getlist("file")
    if len(uploaded) > ATTACHMENTS_AT_ONCE:
        form.add_error(None, _("Høyst %(most)d vedlegg kan legges ved om gangen.") % {"most": ATTACHMENTS_AT_ONCE})
        return []
    contents = []
    for file in uploaded:
        try:
            contents.append(_content(file))
        except ValidationError as refused:
            form.add_error(None, refused.messages)
    return contents


def _content(file: "UploadedFile[bytes]") -> Content:
    name = uploaded_name(file.name or "")
    if not name:
        raise ValidationError(wording.nameless())
    if not file.size:
        raise ValidationError(wording.empty(name))
    kind = kind_of(cast(BinaryIO, file.file))
    if is_program(kind, parted(name)[1]):
        raise ValidationError(wording.refused_program(name))
    return Content(files.store(file.chunks()), kind, name)


@require_POST
@signed_in
def statement_delete(request: SignedInRequest, id: UUID) -> HttpResponse:
    statement = statement_to_change(request.actor, id)
    actions.delete_statement(request.actor.by, statement)
    undo = f"undo:{reverse('statement_undelete', args=[id])}"
    said = _("Uttalelse nr. %(number)s er slettet.") % {"number": statement.number}
    messages.success(request, said, extra_tags=undo)
    return redirect("statements", statement.consultation_id)


@require_POST
@signed_in
def statement_undelete(request: SignedInRequest, id: UUID) -> HttpResponse:
    statement = find_deleted(id)
    if statement is None:
        raise Http404
    not_found_unless(consultation_abilities(request.actor, statement.consultation).can_write)
    try:
        actions.undelete_statement(request.actor.by, statement)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return redirect("statements", statement.consultation_id)
    messages.success(request, _("Uttalelsen er tilbake."))
    return redirect("statement", id)
