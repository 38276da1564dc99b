"""Objections: all of a consultation, and one with what has happened with it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plandugnad.consultations.access import ConsultationAbilities
from plandugnad.consultations.models import Objection, ObjectionState, Statement
from plandugnad.consultations.objections import actions, queries
from plandugnad.consultations.objections.forms import ObjectionForm, TurnForm
from plandugnad.consultations.objections.turns import FOLLOWS
from plandugnad.consultations.points.views.asked import base as statement_base
from plandugnad.consultations.points.views.asked import statement_to_see
from plandugnad.consultations.views.asked import base, consultation_to_see
from plandugnad.core.ids import new_id
from plandugnad.core.pieces import Crumb
from plandugnad.regions.actor import Actor
from plandugnad.regions.http import SignedInRequest, not_found_unless, signed_in

FORM = ["GET", "HEAD", "POST"]
UNPROCESSABLE = 422


@require_safe
@signed_in
def objections(request: SignedInRequest, id: UUID) -> HttpResponse:
    found, abilities = consultation_to_see(request.actor, id)
    rows = queries.objection_rows(found)
    about = base(found, abilities, "objections") | {
        "rows": rows,
        "remaining": sum(1 for row in rows if row.is_unresolved),
        "why_none": queries.why_no_objection(found),
        "law": queries.law_next(found.process, [row.objection.state for row in rows], timezone.localdate()),
    }
    return render(request, "consultations/objections/objections.html", about)


@require_http_methods(FORM)
@signed_in
def objection_new(request: SignedInRequest, id: UUID) -> HttpResponse:
    """Who may not object gets the reason instead of a form."""
    found, abilities = statement_to_see(request.actor, id)
    not_found_unless(abilities.can_write)
    refusal = _refusal(found)
    initial = {"id": new_id(), "plan_version": found.plan_version, "raised_on": found.received_on}
    posted = request.POST if request.method == "POST" else None
    form = ObjectionForm(posted, is_new=True, initial=initial)
    if form.is_bound and form.is_valid() and not refusal:
        given = form.cleaned_data
        try:
            made = actions.note_objection(request.actor.by, found, form.values(), given["raised_on"], given["id"])
        except ValidationError as refused:
            form.add_error("raised_on", refused)
        else:
            undo = f"undo:{reverse('objection_delete', args=[made.pk])}"
            messages.success(request, _("Innsigelsen er notert."), extra_tags=undo)
            return redirect("objection", made.pk)
    about = statement_base(found, abilities, Crumb(_("Noter innsigelse")))
    about |= {"form": form, "refusal": refusal}
    return render(request, "consultations/objections/new.html", about, status=UNPROCESSABLE if form.is_bound else None)


def _refusal(found: Statement) -> str:
    try:
        actions.refuse_unless_public(found)
    except ValidationError as refused:
        return " ".join(refused.messages)
    return queries.why_no_objection(found.consultation)


@require_safe
@signed_in
def objection(request: SignedInRequest, id: UUID) -> HttpResponse:
    found, statement, abilities = _to_see(request.actor, id)
    not_found_unless(found.deleted_at is None)
    return _page(request, found, statement, abilities)


def _page(
    request: SignedInRequest,
    found: Objection,
    statement: Statement,
    abilities: ConsultationAbilities,
    form: TurnForm | None = None,
) -> HttpResponse:
    process, today = statement.consultation.process, timezone.localdate()
    following = FOLLOWS[found.state]
    about: dict[str, Any] = {
        "objection": found,
        "row": queries.row_of(found, statement.consultation.closes_on),
        "turns": list(found.turns.all()),
        "form": form or TurnForm(following, initial={"seen": found.version, "happened_on": today}),
        "has_following": bool(following),
        "law": queries.law_next(process, [found.state], today),
    }
    about = statement_base(statement, abilities, Crumb(_("Innsigelse"))) | about
    status = UNPROCESSABLE if form else None
    return render(request, "consultations/objections/objection.html", about, status=status)


@require_http_methods(FORM)
@signed_in
def objection_edit(request: SignedInRequest, id: UUID) -> HttpResponse:
    found, statement, abilities = _to_change(request.actor, id)
    initial = {name: getattr(found, name) for name in actions.FIELDS} | {"seen": found.version}
    form = ObjectionForm(request.POST if request.method == "POST" else None, is_new=False, initial=initial)
    if form.is_bound and form.is_valid():
        try:
            actions.change_objection(request.actor.by, found, form.values(), form.cleaned_data["seen"] or 0)
        except actions.ChangedMeanwhile as meanwhile:
            form.stands_now(meanwhile.version, meanwhile.by_name)
        else:
            messages.success(request, _("Innsigelsen er lagret."))
            return redirect("objection", id)
    about = statement_base(statement, abilities, Crumb(_("Innsigelse"), reverse("objection", args=[id])))
    about |= {"form": form, "objection": found}
    return render(request, "consultations/objections/edit.html", about, status=UNPROCESSABLE if form.is_bound else None)


@require_POST
@signed_in
def objection_turn(request: SignedInRequest, id: UUID) -> HttpResponse:
    found, statement, abilities = _to_change(request.actor, id)
    form = TurnForm(FOLLOWS[found.state], request.POST)
    if form.is_valid():
        given = form.cleaned_data
        state = ObjectionState(given["state"])
        try:
            turn = actions.note_turn(
                request.actor.by, found, state, given["happened_on"], given["note"], given["seen"] or 0
            )
        except actions.ChangedMeanwhile as meanwhile:
            form.stands_now(meanwhile.version, meanwhile.by_name)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            undo = f"undo:{reverse('objection_turn_back', args=[id, turn.pk])}"
            messages.success(request, _("Notert: %(what)s.") % {"what": state.label}, extra_tags=undo)
            return redirect("objection", id)
    return _page(request, found, statement, abilities, form)


@require_POST
@signed_in
def objection_turn_back(request: SignedInRequest, id: UUID, turn: UUID) -> HttpResponse:
    found, _statement, _abilities = _to_change(request.actor, id)
    noted = queries.find_turn(found, turn)
    if noted is None:
        raise Http404
    try:
        event = actions.take_back_turn(request.actor.by, found, noted)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        undo = f"undo:{reverse('objection_turn_again', args=[id, event.pk])}"
        messages.success(request, _("Hendelsen er tatt bort."), extra_tags=undo)
    return redirect("objection", id)


@require_POST
@signed_in
def objection_turn_again(request: SignedInRequest, id: UUID, event: UUID) -> HttpResponse:
    found, _statement, _abilities = _to_change(request.actor, id)
    done = queries.find_turn_taken_back(found, event)
    if done is None:
        raise Http404
    try:
        actions.put_back_turn(request.actor.by, found, done)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, _("Hendelsen er tilbake."))
    return redirect("objection", id)


@require_POST
@signed_in
def objection_delete(request: SignedInRequest, id: UUID) -> HttpResponse:
    found, statement, _abilities = _to_change(request.actor, id)
    actions.delete_objection(request.actor.by, found)
    undo = f"undo:{reverse('objection_undelete', args=[id])}"
    messages.success(request, _("Innsigelsen er slettet."), extra_tags=undo)
    return redirect("objections", statement.consultation_id)


@require_POST
@signed_in
def objection_undelete(request: SignedInRequest, id: UUID) -> HttpResponse:
    found, _statement, abilities = _to_see(request.actor, id)
    not_found_unless(abilities.can_write)
    actions.undelete_objection(request.actor.by, found)
    messages.success(request, _("Innsigelsen er tilbake."))
    return redirect("objection", id)


def _to_see(actor: Actor, id: UUID) -> tuple[Objection, Statement, ConsultationAbilities]:
    found = queries.find_objection(id)
    if found is None:
        raise Http404
    statement, abilities = statement_to_see(actor, found.statement_id)
    found.statement = statement
    return found, statement, abilities


def _to_change(actor: Actor, id: UUID) -> tuple[Objection, Statement, ConsultationAbilities]:
    found, statement, abilities = _to_see(actor, id)
    not_found_unless(abilities.can_write and found.deleted_at is None)
    return found, statement, abilities
