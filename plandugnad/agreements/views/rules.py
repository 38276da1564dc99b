"""The rules, and that one of them was not kept."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plandugnad.agreements.actions import rules as actions
from plandugnad.agreements.forms import PRIVATE, NoteForm, SettleForm
from plandugnad.agreements.kinds import AgreementKind
from plandugnad.agreements.queries import rules as queries
from plandugnad.agreements.responding import ladder
from plandugnad.agreements.views.asked import FORM, UNPROCESSABLE, Asked, to_see
from plandugnad.core.pieces import Crumb
from plandugnad.meetings.forms import id_of, new_token
from plandugnad.regions.http import SignedInRequest, not_found_unless, signed_in
from plandugnad.regions.queries.collaborations import coordinators_of


@require_safe
@signed_in
def rules(request: SignedInRequest, id: UUID) -> HttpResponse:
    asked = to_see(request, id)
    page, themes = queries.rules_of(asked.collaboration, request.GET.get("side"))
    about = asked.about_kind(AgreementKind.RULES, timezone.localdate()) | {"page": page, "themes": themes}
    about["ladder"] = ladder()
    about["has_notes"] = queries.has_notes(request.actor, asked.collaboration)
    return render(request, "agreements/rules.html", about)


@require_http_methods(FORM)
@signed_in
def note_new(request: SignedInRequest, id: UUID, rule: UUID) -> HttpResponse:
    asked = _to_note(request, id)
    found = queries.find_rule(asked.collaboration, rule)
    if found is None:
        raise Http404
    holder = ("rule_note", found.id, request.actor.person_id)
    form = NoteForm(request.POST if request.method == "POST" else None, initial={"token": new_token(*holder)})
    if form.is_bound and form.is_valid():
        made, said = id_of(form.cleaned_data["token"], *holder), form.cleaned_data
        try:
            note = actions.note_rule(
                request.actor.by, found, said["what"], is_private=said["way"] == PRIVATE, id=made
            )  # fmt: skip
        except ValidationError as refused:
            form.add_refusal(refused)
        else:
            words = _("Notert. Bare du og koordinatoren ser det.") if note.is_private else _("Notert.")
            messages.success(request, words)
            return redirect("rule_note", id, note.id)
    about = _about(asked, Crumb(_("En regel ble ikke fulgt"))) | {"rule": found, "form": form}
    about["coordinators"] = [str(person) for person in coordinators_of(asked.collaboration)]
    about["response"] = queries.response_to(request.actor, found)
    return render(request, "agreements/rule_note_new.html", about, status=UNPROCESSABLE if form.is_bound else None)


@require_safe
@signed_in
def notes(request: SignedInRequest, id: UUID) -> HttpResponse:
    asked = _to_note(request, id)
    about = _about(asked, Crumb(_("Notater")))
    about["page"] = queries.notes_of(request.actor, asked.collaboration, request.GET.get("side"))
    return render(request, "agreements/rule_notes.html", about)


@require_http_methods(FORM)
@signed_in
def note(request: SignedInRequest, id: UUID, note: UUID) -> HttpResponse:
    asked, found = _note(request, id, note)
    form = SettleForm(request.POST if request.method == "POST" else None)
    not_found_unless(not form.is_bound or found.can.can_settle)
    if form.is_bound and form.is_valid():
        actions.settle_note(request.actor.by, found.note, form.cleaned_data["how"])
        undo = f"undo:{asked.address('rule_note_reopen', found.note.id)}"
        messages.success(request, _("Notatet er ordnet."), extra_tags=undo)
        return redirect("rule_note", id, note)
    about = _about(asked, Crumb(_("Notater"), asked.address("rule_notes")), Crumb(_("Notat")))
    about |= {"now": found, "note": found.note, "rule": found.note.rule, "form": form}
    return render(request, "agreements/rule_note.html", about, status=UNPROCESSABLE if form.is_bound else None)


@require_POST
@signed_in
def note_reopen(request: SignedInRequest, id: UUID, note: UUID) -> HttpResponse:
    _asked, found = _note(request, id, note)
    not_found_unless(found.can.can_settle)
    actions.reopen_note(request.actor.by, found.note)
    messages.success(request, _("Notatet er åpnet igjen."))
    return redirect("rule_note", id, note)


@require_POST
@signed_in
def note_delete(request: SignedInRequest, id: UUID, note: UUID) -> HttpResponse:
    _asked, found = _note(request, id, note)
    not_found_unless(found.can.can_delete)
    actions.delete_note(request.actor.by, found.note)
    messages.success(request, _("Notatet er slettet."))
    return redirect("agreed_rules", id)


def _to_note(request: SignedInRequest, id: UUID) -> Asked:
    asked = to_see(request, id)
    not_found_unless(asked.abilities.can_note or asked.abilities.can_coordinate)
    return asked


def _note(request: SignedInRequest, id: UUID, note: UUID) -> tuple[Asked, queries.NoteNow]:
    asked = _to_note(request, id)
    found = queries.find_note(request.actor, asked.collaboration, note)
    if found is None:
        raise Http404
    return asked, found


def _about(asked: Asked, *crumbs: Crumb) -> dict[str, object]:
    return asked.about(Crumb(_("Spilleregler"), asked.address("agreed_rules")), *crumbs)
