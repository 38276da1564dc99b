"""Health checks of a collaboration: asked, answered, closed and read."""

from collections.abc import Sequence
from dataclasses import dataclass
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

from plandugnad.core.marks import written_day
from plandugnad.core.pieces import Crumb
from plandugnad.principles import actions, queries
from plandugnad.principles.access import HealthAbilities, health_abilities
from plandugnad.principles.drawing import Moved, moved, radar
from plandugnad.principles.findings import Row, change, movement, to_help
from plandugnad.principles.forms import AnswerForm, DueForm
from plandugnad.principles.models import HealthRound
from plandugnad.principles.statements import PRINCIPLES, Principle
from plandugnad.regions.access import collaboration_abilities
from plandugnad.regions.http import SignedInRequest, not_found_unless, signed_in
from plandugnad.regions.models import Collaboration
from plandugnad.regions.queries.places import find_collaboration

FORM = ["GET", "HEAD", "POST"]
UNPROCESSABLE = 422


@dataclass(frozen=True)
class Asked:
    request: SignedInRequest
    collaboration: Collaboration
    abilities: HealthAbilities

    def about(self, *crumbs: Crumb) -> dict[str, Any]:
        place = self.collaboration
        return {
            "collaboration": place,
            "is_example": place.is_example,
            "can": collaboration_abilities(self.request.actor, place),
            "abilities": self.abilities,
            "crumbs": [
                Crumb(_("Samarbeid"), reverse("collaborations")),
                Crumb(place.name, reverse("collaboration", args=[place.id])),
                Crumb(_("Helsesjekk"), reverse("health_checks", args=[place.id]) if crumbs else ""),
                *crumbs,
            ],
        }


def _to_see(request: SignedInRequest, id: UUID) -> Asked:
    found = find_collaboration(id)
    if found is None:
        raise Http404
    abilities = health_abilities(request.actor, found)
    not_found_unless(abilities.can_answer)
    return Asked(request, found, abilities)


def _to_lead(request: SignedInRequest, id: UUID) -> Asked:
    asked = _to_see(request, id)
    not_found_unless(asked.abilities.can_lead)
    return asked


def _round(asked: Asked, id: UUID) -> HealthRound:
    found = queries.find_round(asked.collaboration, id)
    if found is None:
        raise Http404
    return found


@require_safe
@signed_in
def health(request: SignedInRequest, id: UUID) -> HttpResponse:
    asked = _to_see(request, id)
    overview = queries.read_overview(asked.collaboration, request.user.pk, request.GET.get("side"))
    about = asked.about() | {"overview": overview}
    about["must_wait"] = overview.opens_from is not None and timezone.localdate() < overview.opens_from
    if overview.latest:
        about |= _drawn(overview.line)
    return render(request, "principles/overview.html", about)


def _drawn(line: Sequence[queries.Told]) -> dict[str, Any]:
    """The last result, and how it has come to be so where there are several."""
    rows, before = line[-1].rows, line[-2].rows if len(line) > 1 else ()
    about: dict[str, Any] = {"radar": radar(rows, before), "helped": to_help(rows)}
    if before:
        about["movement"] = movement(rows, before)
        about["moved"] = [_moved(one, [told.row(one.code) for told in line]) for one in PRINCIPLES]
        about["lines"] = [(one.name, [(told.day, told.figure(one.code)) for told in line]) for one in PRINCIPLES]
    return about


def _moved(principle: Principle, rows: Sequence[Row | None]) -> Moved:
    return moved(principle, rows, change(rows[-1], rows[-2]))


@require_http_methods(FORM)
@signed_in
def health_open(request: SignedInRequest, id: UUID) -> HttpResponse:
    asked = _to_lead(request, id)
    form = DueForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            actions.open_round(request.actor.by, asked.collaboration, form.cleaned_data["due_on"])
        except ValidationError as refused:
            form.add_refusal(refused)
        else:
            messages.success(
                request, _("Helsesjekken er åpen. Alle som arbeider i samarbeidet, får spørsmål om å svare.")
            )
            return redirect("health_checks", id)
    about = asked.about(Crumb(_("Åpne en helsesjekk"))) | {"form": form, "principles": PRINCIPLES}
    return render(request, "principles/open.html", about, status=UNPROCESSABLE if form.is_bound else None)


@require_safe
@signed_in
def health_round(request: SignedInRequest, id: UUID, round: UUID) -> HttpResponse:
    """What came of one that is closed. Of the others there is nothing to read."""
    asked = _to_see(request, id)
    found = _round(asked, round)
    if not found.has_result:
        return redirect("health_checks", id)
    told, before = queries.tell(found), queries.told_before(found)
    about = asked.about(Crumb(written_day(told.day))) | {
        "round": found,
        "told": told,
        "helped": to_help(told.rows),
        "before": before,
        "movement": movement(told.rows, before.rows) if before else "",
        "radar": radar(told.rows, before.rows if before else ()),
        "comments": queries.comments_of(found),
    }
    return render(request, "principles/round.html", about)


@require_http_methods(FORM)
@signed_in
def health_answer(request: SignedInRequest, id: UUID, round: UUID) -> HttpResponse:
    asked = _to_see(request, id)
    found = _round(asked, round)
    if request.method != "POST" and not found.is_open:
        messages.info(request, _("Helsesjekken er lukket, så det går ikke an å svare lenger."))
        return redirect("health_checks", id)
    said = queries.own_answer(found, request.user.pk)
    form = AnswerForm(said, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            actions.give_answer(request.actor.by, found, form.lines())
        except ValidationError as refused:
            form.add_refusal(refused)
        else:
            messages.success(request, _("Svaret ditt er lagret. Du kan endre det til helsesjekken lukkes."))
            return redirect("health_checks", id)
    about = asked.about(Crumb(_("Svar"))) | {"round": found, "form": form, "has_answered": bool(said)}
    return render(request, "principles/answer.html", about, status=UNPROCESSABLE if form.is_bound else None)


@require_POST
@signed_in
def health_take_back(request: SignedInRequest, id: UUID, round: UUID) -> HttpResponse:
    asked = _to_see(request, id)
    try:
        actions.take_back_answer(request.actor.by, _round(asked, round))
    except ValidationError as refused:
        messages.error(request, refused.messages[0])
    else:
        messages.success(request, _("Svaret ditt er slettet. Du kan svare på nytt til helsesjekken lukkes."))
    return redirect("health_checks", id)


@require_http_methods(FORM)
@signed_in
def health_due(request: SignedInRequest, id: UUID, round: UUID) -> HttpResponse:
    asked = _to_lead(request, id)
    found = _round(asked, round)
    form = DueForm(request.POST if request.method == "POST" else None, initial={"due_on": found.due_on})
    if form.is_bound and form.is_valid():
        try:
            actions.set_due(request.actor.by, found, form.cleaned_data["due_on"])
        except ValidationError as refused:
            form.add_refusal(refused)
        else:
            messages.success(request, _("Fristen er lagret."))
            return redirect("health_checks", id)
    about = asked.about(Crumb(_("Svarfrist"))) | {"round": found, "form": form}
    return render(request, "principles/due.html", about, status=UNPROCESSABLE if form.is_bound else None)


@require_http_methods(FORM)
@signed_in
def health_close(request: SignedInRequest, id: UUID, round: UUID) -> HttpResponse:
    asked = _to_lead(request, id)
    found = _round(asked, round)
    if request.method != "POST":
        return _asked_first(asked, found, "principles/close.html", _("Lukk"))
    try:
        closed = actions.close_round(request.actor.by, found)
    except ValidationError as refused:
        messages.error(request, refused.messages[0])
        return redirect("health_checks", id)
    if not closed.has_result:
        messages.warning(request, _("Helsesjekken er lukket. For få hadde svart, så det er ikke noe resultat å vise."))
        return redirect("health_checks", id)
    messages.success(request, _("Helsesjekken er lukket. Her er resultatet."))
    return redirect("health_round", id, closed.id)


@require_http_methods(FORM)
@signed_in
def health_cancel(request: SignedInRequest, id: UUID, round: UUID) -> HttpResponse:
    asked = _to_lead(request, id)
    found = _round(asked, round)
    if request.method != "POST":
        return _asked_first(asked, found, "principles/cancel.html", _("Avbryt"))
    try:
        actions.cancel_round(request.actor.by, found)
    except ValidationError as refused:
        messages.error(request, refused.messages[0])
    else:
        messages.success(request, _("Helsesjekken er avbrutt, og svarene er slettet."))
    return redirect("health_checks", id)


def _asked_first(asked: Asked, round: HealthRound, template: str, crumb: str) -> HttpResponse:
    """What cannot be undone is said on a page of its own."""
    if not round.is_open:
        return redirect("health_checks", asked.collaboration.id)
    about = asked.about(Crumb(crumb)) | {"open": queries.read_open(round, asked.request.user.pk)}
    return render(asked.request, template, about)
