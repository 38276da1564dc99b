"""The page of the public, as it is prepared: days and words, how it will look, and putting it out."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plandugnad.consultations.models import Consultation
from plandugnad.consultations.public.queries import read_public
from plandugnad.consultations.retention.days import proposed_day
from plandugnad.consultations.setup import actions
from plandugnad.consultations.setup.forms import SetupForm
from plandugnad.consultations.setup.period import Period, offer, period_of, put_in_process
from plandugnad.consultations.setup.queries import documents_of, missing_in, public_address
from plandugnad.consultations.state import phase_of, state_in_words
from plandugnad.consultations.views.asked import base, consultation_to_change, consultation_to_see
from plandugnad.core.pieces import Crumb
from plandugnad.processes.views.asked import FORM, UNPROCESSABLE, undo_of_last
from plandugnad.regions.http import SignedInRequest, not_found_unless, signed_in

HERE = "consultation_setup"


@require_http_methods(FORM)
@signed_in
def consultation_setup(request: SignedInRequest, id: UUID) -> HttpResponse:
    found, abilities = consultation_to_see(request.actor, id)
    if not abilities.can_write:
        not_found_unless(request.method != "POST")
        return redirect("consultation_preview", id)
    today = timezone.localdate()
    form, stands = SetupForm(found, request.POST if request.method == "POST" else None), None
    if form.is_bound and form.is_valid():
        try:
            actions.change_consultation(request.actor.by, found, form.values(), form.cleaned_data["seen"])
        except actions.ChangedMeanwhile as meanwhile:
            stands = form.stands_now(meanwhile.current, meanwhile.by_name)
        else:
            messages.success(request, _("Lagret."))
            return redirect("consultation_setup", id)
    period = period_of(found, today)
    if not form.is_bound:
        _propose(form, found, period, today)
    about = base(found, abilities, HERE, Crumb(_("Høringssiden"))) | {
        "form": form,
        "stands": stands,
        "period": period,
        "offer": offer(found, today),
        "documents": documents_of(request.actor, found),
        "state": state_in_words(found, today),
        "phase": phase_of(found, today),
        "address": public_address(found),
    }
    is_wrong = form.is_bound and bool(form.errors)
    return render(request, "consultations/setup/setup.html", about, status=UNPROCESSABLE if is_wrong else None)


def _propose(form: SetupForm, found: Consultation, period: Period, today: date) -> None:
    """Not saved before she saves."""
    if found.closes_on is None:
        form.initial["closes_on"] = period.earliest_end
    if found.private_until is None:
        form.initial["private_until"] = proposed_day(form.initial["closes_on"], today)


@require_safe
@signed_in
def consultation_preview(request: SignedInRequest, id: UUID) -> HttpResponse:
    found, abilities = consultation_to_see(request.actor, id)
    public = read_public(found, timezone.localdate())
    about = base(found, abilities, HERE, Crumb(_("Slik blir den"))) | {"page": public, "is_preview": True}
    return render(request, "consultations/setup/preview.html", about)


@require_http_methods(FORM)
@signed_in
def consultation_publish(request: SignedInRequest, id: UUID) -> HttpResponse:
    """First what is missing is said, and what the public will be able to do; then it is put out."""
    consultation_to_change(request.actor, id)
    found, abilities = consultation_to_see(request.actor, id)
    if found.published_at is not None:
        return redirect("consultation", id)
    today = timezone.localdate()
    documents = documents_of(request.actor, found)
    missing = missing_in(found, documents, today)
    is_changed, refusal = False, ""
    if request.method == "POST" and not missing.musts:
        try:
            _publish(request, found, today)
        except actions.ChangedMeanwhile:
            is_changed = True
            found, abilities = consultation_to_see(request.actor, id)
        except ValidationError as refused:
            refusal = " ".join(refused.messages)
        else:
            return redirect("consultation", id)
    about = base(found, abilities, HERE, Crumb(_("Publiser"))) | {
        "missing": missing,
        "period": period_of(found, today),
        "offer": offer(found, today),
        "is_put_in_process": request.method != "POST" or bool(request.POST.get("prosessen")),
        "refusal": refusal,
        "documents": documents,
        "address": public_address(found),
        "today": today,
        "is_changed": is_changed,
    }
    is_refused = request.method == "POST"
    return render(request, "consultations/setup/publish.html", about, status=UNPROCESSABLE if is_refused else None)


def _publish(request: SignedInRequest, found: Consultation, today: date) -> None:
    """With the days in the process, where she wants that; or neither."""
    by, seen, is_put_in = request.actor.by, request.POST.get("seen", ""), False
    with transaction.atomic():
        actions.publish(by, found, int(seen) if seen.isdecimal() else -1)
        if request.POST.get("prosessen"):
            found.refresh_from_db()
            is_put_in = put_in_process(by, found, today)
    undo = f"undo:{reverse('consultation_withdraw', args=[found.id])}"
    messages.success(request, _("Høringen er publisert."), extra_tags=undo)
    if is_put_in:
        messages.success(request, _("Dagene er lagt i prosessen."), extra_tags=undo_of_last(found.process))


@require_POST
@signed_in
def consultation_in_process(request: SignedInRequest, id: UUID) -> HttpResponse:
    """The days of the page become those of the step."""
    found = consultation_to_change(request.actor, id)
    try:
        is_put_in = put_in_process(request.actor.by, found, timezone.localdate())
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        said = _("Dagene er lagt i prosessen.") if is_put_in else _("Prosessen har de samme dagene.")
        messages.success(request, said, extra_tags=undo_of_last(found.process) if is_put_in else "")
    return redirect("consultation_setup", id)


@require_POST
@signed_in
def consultation_withdraw(request: SignedInRequest, id: UUID) -> HttpResponse:
    found = consultation_to_change(request.actor, id)
    actions.withdraw(request.actor.by, found)
    undo = f"undo:{reverse('consultation_publish_again', args=[id])}"
    messages.success(request, _("Siden er tatt ned. Uttalelsene står her som før."), extra_tags=undo)
    return redirect("consultation", id)


@require_POST
@signed_in
def consultation_publish_again(request: SignedInRequest, id: UUID) -> HttpResponse:
    """The way back from having taken it down."""
    found = consultation_to_change(request.actor, id)
    try:
        actions.publish(request.actor.by, found)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, _("Høringen er publisert."))
    return redirect("consultation", id)
