"""How a strategy goes: what has become of each plan, what is said of it, and of plans begun outside it."""

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

from plandugnad.core.pieces import Crumb
from plandugnad.meetings.forms import id_of, new_token
from plandugnad.plans.views.asked import to_message
from plandugnad.regions.http import SignedInRequest, not_found_unless, signed_in
from plandugnad.strategies.living import freezing, notes, queries, words
from plandugnad.strategies.living.content import Content
from plandugnad.strategies.living.forms import OutsideForm, TrackForm
from plandugnad.strategies.living.picture import drawn
from plandugnad.strategies.living.reading import read_content
from plandugnad.strategies.views.asked import FORM, UNPROCESSABLE, Asked, strategy_to_see, strategy_to_write


def to_follow(request: SignedInRequest, id: UUID) -> Asked:
    """To write in the following up of what is adopted."""
    asked = strategy_to_write(request, id)
    not_found_unless(asked.strategy.is_adopted)
    return asked


def crumb(asked: Asked) -> Crumb:
    return Crumb(_("Oppfølging"), reverse("strategy_living", args=[asked.strategy.id]))


def about_content(content: Content) -> dict[str, Any]:
    return {
        "content": content,
        "sentence": words.sentence(content),
        "outside_sentence": words.outside_sentence(content),
        "picture": drawn(content),
    }


@require_safe
@signed_in
def strategy_living(request: SignedInRequest, id: UUID) -> HttpResponse:
    """As it stands now for those who read everything there; for others as it was last put before the council."""
    asked = strategy_to_see(request, id)
    strategy, today = asked.strategy, timezone.localdate()
    about = asked.about(Crumb(_("Oppfølging")), here="oppfolging")
    if strategy.is_adopted:
        about["snapshots"] = freezing.snapshots_of(strategy)
        about["may_freeze_first"] = asked.can.can_write and not any(one.kind == "adopted" for one in about["snapshots"])
        if asked.can.can_see_all:
            about |= about_content(read_content(strategy, today)) | {"is_now": True}
        elif newest := freezing.newest_of([strategy.pk]).get(strategy.pk):
            about |= about_content(freezing.content_of(newest)) | {"newest": newest}
    return render(request, "strategies/living/living.html", about)


@require_http_methods(FORM)
@signed_in
def strategy_track(request: SignedInRequest, id: UUID, need: UUID) -> HttpResponse:
    """What is said of one plan, and what has been said before."""
    asked = to_follow(request, id)
    found = queries.find_need(asked.strategy, need)
    if found is None:
        raise Http404
    holder = ("track", found.pk, request.actor.person_id)
    form = TrackForm(found, request.POST if request.method == "POST" else None, initial={"token": new_token(*holder)})
    if form.is_bound and form.is_valid():
        note = notes.say(request.actor.by, found, form.saying(id_of(request.POST.get("token", ""), *holder)))
        undo = f"undo:{reverse('strategy_track_back', args=[id, need, note.pk])}"
        messages.success(request, _("Notert om «%(plan)s».") % {"plan": found.name}, extra_tags=undo)
        return to_message("strategy_living", id)
    about = asked.about(crumb(asked), Crumb(found.name), here="oppfolging")
    about |= {"need": found, "form": form, "notes": queries.notes_of(found, request.GET.get("side"))}
    status = UNPROCESSABLE if form.is_bound else None
    return render(request, "strategies/living/track.html", about, status=status)


@require_POST
@signed_in
def strategy_track_back(request: SignedInRequest, id: UUID, need: UUID, note: UUID) -> HttpResponse:
    return _take_back(request, id, need, note, is_back=True)


@require_POST
@signed_in
def strategy_track_forward(request: SignedInRequest, id: UUID, need: UUID, note: UUID) -> HttpResponse:
    return _take_back(request, id, need, note, is_back=False)


def _take_back(request: SignedInRequest, id: UUID, need: UUID, note: UUID, *, is_back: bool) -> HttpResponse:
    asked = to_follow(request, id)
    found = queries.find_note(asked.strategy, need, note)
    if found is None:
        raise Http404
    notes.set_taken_back(request.actor.by, found, is_back=is_back)
    if is_back:
        undo = f"undo:{reverse('strategy_track_forward', args=[id, need, note])}"
        messages.success(request, _("Meldingen er tatt tilbake."), extra_tags=undo)
    else:
        messages.success(request, _("Meldingen gjelder igjen."))
    return to_message("strategy_track", id, need)


@require_http_methods(FORM)
@signed_in
def strategy_outside(request: SignedInRequest, id: UUID, plan: UUID) -> HttpResponse:
    """Why a plan is being made that the strategy says nothing of."""
    asked = to_follow(request, id)
    content = read_content(asked.strategy, timezone.localdate())
    line = next((one for one in content.outside if one.plan_id == plan), None)
    found = queries.find_plan(plan) if line else None
    if line is None or found is None:
        raise Http404
    form = OutsideForm(request.POST if request.method == "POST" else None, initial={"because": line.because})
    if form.is_bound and form.is_valid():
        try:
            notes.explain_outside(request.actor.by, asked.strategy, found, form.cleaned_data["because"])
        except ValidationError as refused:
            form.add_error("because", refused)
        else:
            messages.success(request, _("Lagret for «%(plan)s».") % {"plan": line.name})
            return redirect("strategy_living", id)
    about = asked.about(crumb(asked), Crumb(line.name), here="oppfolging") | {"line": line, "form": form}
    return render(request, "strategies/living/outside.html", about, status=UNPROCESSABLE if form.is_bound else None)
