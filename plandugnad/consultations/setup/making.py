"""A consultation is made from its step, and can be deleted until somebody has answered."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from plandugnad.consultations.access import can_bring_back
from plandugnad.consultations.actions import make_consultation
from plandugnad.consultations.queries import days_of_step, find_consultation
from plandugnad.consultations.setup import actions
from plandugnad.consultations.setup.queries import consultation_step, rounds_of
from plandugnad.consultations.views.asked import CONSULTATION, consultation_to_change
from plandugnad.core.pieces import Crumb
from plandugnad.processes.views.asked import FORM, base, process_to_change, process_to_see
from plandugnad.processes.words import law_language
from plandugnad.regions.http import SignedInRequest, not_found_unless, signed_in

_FARTHEST_ROUND = 20


@require_http_methods(FORM)
@signed_in
def consultation_make(request: SignedInRequest, id: UUID, code: str) -> HttpResponse:
    """What will be made, and then it is. With ?ny=1 another round of what has been put out before."""
    process = process_to_change(request.actor, id)
    step = consultation_step(process, code)
    if step is None:
        raise Http404
    rounds = rounds_of(process, code)
    is_another = request.GET.get("ny") == "1"
    if rounds and not is_another:
        return redirect("consultation", rounds[-1].id)
    round = rounds[-1].round + 1 if rounds else 1
    if request.method == "POST":
        not_found_unless(round <= _FARTHEST_ROUND and request.POST.get("runde", str(round)).isdecimal())
        asked = max(1, min(int(request.POST.get("runde", round)), round))  # a form sent twice makes one
        made = make_consultation(request.actor.by, process, code, round=asked)
        messages.success(request, _("Høringen er laget. Ingen andre ser den før den publiseres."))
        return redirect("consultation_setup", made.id)
    _found, abilities = process_to_see(request.actor, id)
    opens_on, closes_on = days_of_step(process, code, round)
    about = base(process, abilities, Crumb(CONSULTATION)) | {
        "step_title": step.name.said(law_language()),
        "code": code,
        "round": round,
        "opens_on": opens_on,
        "closes_on": closes_on,
    }
    return render(request, "consultations/setup/make.html", about)


@require_POST
@signed_in
def consultation_delete(request: SignedInRequest, id: UUID) -> HttpResponse:
    found = consultation_to_change(request.actor, id)
    try:
        actions.delete_consultation(request.actor.by, found)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return redirect("consultation", id)
    undo = f"undo:{reverse('consultation_undelete', args=[id])}"
    messages.success(request, _("Høringen er slettet."), extra_tags=undo)
    return redirect("process", found.process_id)


@require_POST
@signed_in
def consultation_undelete(request: SignedInRequest, id: UUID) -> HttpResponse:
    found = find_consultation(id)
    if found is None:
        raise Http404
    not_found_unless(can_bring_back(request.actor, found))
    try:
        actions.undelete_consultation(request.actor.by, found)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return redirect("process", found.process_id)
    messages.success(request, _("Høringen er tilbake. Den er ikke publisert."))
    return redirect("consultation", id)
