"""Fitting the process to the case: what applies, steps of one's own, and deadlines set by hand."""

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
from django.views.decorators.http import require_http_methods, require_POST

from plandugnad.core.pieces import Crumb
from plandugnad.engines.statute import Deadline, chains
from plandugnad.meetings.forms import id_of, new_token
from plandugnad.processes import actions
from plandugnad.processes.casing import override
from plandugnad.processes.forms import ChoicesForm, OverrideForm, OwnStepForm
from plandugnad.processes.models import Process
from plandugnad.processes.queries.process import keep, read_process
from plandugnad.processes.queries.room import room_of
from plandugnad.processes.queries.rows import StepRow
from plandugnad.processes.views.asked import FORM, UNPROCESSABLE, base, process_to_change, process_to_see, undo_of_last
from plandugnad.processes.views.dates import step_row
from plandugnad.processes.whatif import what_if_by_hand, what_if_chosen
from plandugnad.regions.http import SignedInRequest, signed_in


@require_http_methods(FORM)
@signed_in
def process_choices(request: SignedInRequest, id: UUID) -> HttpResponse:
    """'Se hva som følger' shows which steps come and go; 'Lagre' saves. Below: what is law, and what is not."""
    _found, abilities = process_to_see(request.actor, id)
    found = process_to_change(request.actor, id)
    today = timezone.localdate()
    kept = keep(found, today)
    page = read_process(found, kept, today)
    form = ChoicesForm(chains()[found.chain], page.choices, request.POST if request.method == "POST" else None)
    about: dict[str, Any] = {"form": form, "page": page, "room": room_of(page.rows)}
    if form.is_bound and form.is_valid():
        if "lagre" not in request.POST:
            about["what_if"] = what_if_chosen(found, kept, form.chosen(), today)
        elif _chosen(request, found, form, page.choices):
            messages.success(request, _("Valgene er lagret."), extra_tags=undo_of_last(found))
            return redirect("process_choices", id)
    about |= base(found, abilities, Crumb(_("Tilpass prosessen")))
    is_wrong = form.is_bound and bool(form.errors)
    return render(request, "processes/choices.html", about, status=UNPROCESSABLE if is_wrong else None)


def _chosen(request: SignedInRequest, found: Process, form: ChoicesForm, stands: frozenset[str]) -> bool:
    if not form.has_seen(stands):
        form.stands_now(stands)
        form.add_error(
            None,
            _("Noen andre har endret valgene mens du holdt på. Se hva som følger av dine, og lagre igjen."),
        )
        return False
    try:
        actions.set_choices(request.actor.by, found, form.chosen(), seen=found.choices)
    except ValidationError as refused:
        form.add_error(None, refused)
        return False
    return True


@require_http_methods(FORM)
@signed_in
def process_own_step(request: SignedInRequest, id: UUID) -> HttpResponse:
    _found, abilities = process_to_see(request.actor, id)
    found = process_to_change(request.actor, id)
    today = timezone.localdate()
    rows = read_process(found, keep(found, today), today).rows
    holder = ("process_step", found.id, request.actor.person_id)
    posted = request.POST if request.method == "POST" else None
    last = next((row.code for row in rows if row.progress in ("now", "late")), rows[-1].code if rows else "")
    initial = {"token": new_token(*holder), "after": last}
    form = OwnStepForm([(row.code, row.title) for row in rows], posted, initial=initial)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        step = actions.add_own_step(
            request.actor.by, found, given["name"], given["after"], id=id_of(given["token"], *holder)
        )
        messages.success(request, _("Steget er lagt til."), extra_tags=undo_of_last(found))
        return redirect(f"{reverse('process', args=[id])}#steg-{step.code}")
    about = base(found, abilities, Crumb(_("Nytt steg"))) | {"form": form}
    return render(request, "processes/own_step.html", about, status=UNPROCESSABLE if form.is_bound else None)


@require_POST
@signed_in
def process_step_remove(request: SignedInRequest, id: UUID, code: str) -> HttpResponse:
    found = process_to_change(request.actor, id)
    if not found.steps.filter(code=code).exclude(name="").exists():
        raise Http404
    actions.remove_own_step(request.actor.by, found, code)
    messages.success(request, _("Steget er fjernet."), extra_tags=undo_of_last(found))
    return redirect("process", id)


@require_http_methods(FORM)
@signed_in
def process_deadline(request: SignedInRequest, id: UUID, code: str, provision: str) -> HttpResponse:
    """A deadline set by hand, with the reason; or the law's own counting again. 'Se hva som følger' shows it first."""
    _found, abilities = process_to_see(request.actor, id)
    found = process_to_change(request.actor, id)
    today = timezone.localdate()
    kept = keep(found, today)
    row = step_row(found, kept, code)
    deadline = _deadline_of(row, provision, request.GET.get("fra", ""))
    stands = deadline.by_hand
    posted = request.POST if request.method == "POST" else {}
    initial = {"day": stands.date, "because": stands.reason} if stands else None
    is_law, is_saved = "lovens" in posted, "lagre" in posted or posted.get("lovens") == "1"
    form = OverrideForm(None if is_law else posted or None, initial=initial, is_saved=is_saved)
    about: dict[str, Any] = {"form": form, "row": row, "deadline": deadline, "is_law": is_law, "stands": stands}
    if is_law or form.is_valid():
        day, because = (None, "") if is_law else (form.cleaned_data["day"], form.cleaned_data["because"])
        if not is_saved:
            about["what_if"] = what_if_by_hand(found, kept, deadline, day, because, today)
        elif (meanwhile := _set_by_hand(request, found, deadline, day, because)) is None:
            messages.success(request, _("Fristen er lagret."), extra_tags=undo_of_last(found))
            return redirect(f"{reverse('process', args=[id])}#steg-{code}")
        else:
            about |= {"meanwhile": meanwhile, "stands": override(meanwhile.stands) if meanwhile.stands else None}
    about |= base(found, abilities, Crumb(row.title)) | {"is_by_hand": stands is not None}
    is_wrong = "meanwhile" in about or (form.is_bound and bool(form.errors))
    return render(request, "processes/deadline.html", about, status=UNPROCESSABLE if is_wrong else None)


def _deadline_of(row: StepRow, provision: str, begun: str) -> Deadline:
    """Each round has its own; without a day in the address it is the last that began."""
    found = [one for one in row.deadlines if one.provision.id == provision]
    found = [one for one in found if one.starts_on.isoformat() == begun] or found
    if not found:
        raise Http404
    return max(found, key=lambda one: one.starts_on)


def _set_by_hand(
    request: SignedInRequest, found: Process, deadline: Deadline, day: date | None, because: str
) -> actions.DeadlineChangedMeanwhile | None:
    stands = deadline.by_hand
    try:
        actions.override_deadline(
            request.actor.by,
            found,
            deadline.step,
            deadline.provision.id,
            day,
            because,
            counted_from=stands.starts_on if stands else deadline.starts_on,
            seen=request.POST.get("seen"),
        )
    except actions.DeadlineChangedMeanwhile as meanwhile:
        return meanwhile
    return None
