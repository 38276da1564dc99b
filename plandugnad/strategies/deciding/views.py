"""Making the proposal public, the council's decision, and taking either back."""

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
from plandugnad.plans.words.names import listed
from plandugnad.processes.queries.process import running_of
from plandugnad.regions.http import SignedInRequest, not_found_unless, signed_in
from plandugnad.strategies.actions import ChangedMeanwhile
from plandugnad.strategies.deciding import adopting, course, publishing, queries
from plandugnad.strategies.deciding.forms import AdoptForm, CourseForm, MeetingForm, PartsForm, PublishForm
from plandugnad.strategies.deciding.lawful import MERGED, open_process
from plandugnad.strategies.document.laying import lay_out
from plandugnad.strategies.document.models import DocumentEdition
from plandugnad.strategies.document.queries import latest_proposal, parts_told
from plandugnad.strategies.models import Strategy
from plandugnad.strategies.views.asked import (
    CONFLICT,
    FORM,
    UNPROCESSABLE,
    Asked,
    strategy_to_see_all,
    strategy_to_write,
)


@require_http_methods(FORM)
@signed_in
def strategy_process(request: SignedInRequest, id: UUID) -> HttpResponse:
    """The process with the course and its days, shown before it is begun; the process where there is one."""
    asked = strategy_to_write(request, id)
    running = running_of(asked.strategy.plan)
    if running is not None and running.ended_on is None:
        return redirect("process", running.id)
    holder = ("strategy_process", id, request.actor.person_id)
    made = course.course_for(asked.strategy, timezone.localdate())
    form = CourseForm(request.POST if request.method == "POST" else None, initial={"token": new_token(*holder)})
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            begun = course.begin_course(
                request.actor.by, asked.strategy, made, merged=given[MERGED], lead_id=request.actor.person_id,
                id=id_of(given["token"], *holder),
            )  # fmt: skip
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _("Prosessen er begynt, med dager for alle stegene."))
            return redirect("process", begun.id)
    about = asked.about(Crumb(_("Løpet")), here="oversikt") | {
        "course": made,
        "has_passed": not made.is_late and course.passed(made, timezone.localdate()),
        "form": form,
    }
    return render(request, "strategies/deciding/course.html", about, status=UNPROCESSABLE if form.is_bound else None)


@require_safe
@signed_in
def strategy_decide(request: SignedInRequest, id: UUID) -> HttpResponse:
    return _decide(strategy_to_see_all(request, id))


def _decide(asked: Asked, meeting: MeetingForm | None = None) -> HttpResponse:
    today = timezone.localdate()
    page = queries.read_decide(asked.strategy, today)
    proposed = page.planned or (page.meetings[0] if page.meetings else None)
    about = asked.about(here="vedtak") | {
        "page": page,
        "meeting": meeting or MeetingForm(use_required_attribute=False, initial={"day": proposed}),
        "latest_days": [] if page.is_out else queries.latest_days(asked.strategy, today),
    }
    status = UNPROCESSABLE if meeting is not None else None
    return render(asked.request, "strategies/deciding/decide.html", about, status=status)


def _crumb(asked: Asked) -> Crumb:
    return Crumb(_("Offentlig og vedtak"), reverse("strategy_decide", args=[asked.strategy.id]))


@require_http_methods(FORM)
@signed_in
def strategy_parts(request: SignedInRequest, id: UUID) -> HttpResponse:
    """What is proposed of the community part and the land-use part."""
    asked = strategy_to_write(request, id)
    form = PartsForm(asked.strategy, request.POST if request.method == "POST" else None)
    theirs = None
    if form.is_bound and form.is_valid():
        given = dict(form.cleaned_data)
        try:
            adopting.set_parts(request.actor.by, asked.strategy, given, seen=given.pop("seen"))
        except ChangedMeanwhile as meanwhile:
            theirs = meanwhile.stands
            data: Any = request.POST.copy()
            data["seen"] = theirs.version
            form = PartsForm(asked.strategy, data)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _("Valgene er lagret, og står i dokumentet."))
            return redirect("strategy_decide", id)
    about = asked.about(_crumb(asked), Crumb(_("Kommuneplanen")), here="vedtak") | {"form": form, "theirs": theirs}
    status = CONFLICT if theirs else UNPROCESSABLE if form.is_bound else None
    return render(request, "strategies/deciding/parts.html", about, status=status)


@require_http_methods(FORM)
@signed_in
def strategy_publish(request: SignedInRequest, id: UUID) -> HttpResponse:
    """What will be shown to anybody, and the button that shows it."""
    asked = strategy_to_write(request, id)
    today = timezone.localdate()
    before = latest_proposal(asked.strategy)
    is_public = before is not None and before.withdrawn_at is None
    form = PublishForm(today, request.POST if request.method == "POST" else None, is_public=is_public)
    if form.is_bound and form.is_valid() and _publish(asked, form):
        return to_message("strategy_decide", id)
    laid = lay_out(asked.strategy, today)
    about = asked.about(_crumb(asked), Crumb(_("Gjør forslaget offentlig")), here="vedtak") | {
        "form": form,
        "parts": parts_told(laid),
        "is_public": is_public,
        "language": asked.organisation.language,
        "has_process": open_process(asked.strategy) is not None,
    }
    return render(request, "strategies/deciding/publish.html", about, status=UNPROCESSABLE if form.is_bound else None)


def _publish(asked: Asked, form: PublishForm) -> bool:
    given = form.cleaned_data
    try:
        made = publishing.publish(
            asked.actor.by, asked.strategy, public_on=given["public_on"], today=timezone.localdate(),
            elsewhere=given["elsewhere"], correction=given.get("correction", ""),
        )  # fmt: skip
    except ValidationError as refused:
        form.add_error(None, refused)
        return False
    undo = f"undo:{reverse('strategy_unpublish', args=[asked.strategy.id, made.id])}"
    messages.success(asked.request, _("Forslaget er offentlig. Alle kan lese det uten å logge inn."), extra_tags=undo)
    return True


def _edition(asked: Asked, id: UUID) -> DocumentEdition:
    found = queries.find_edition(asked.strategy, id)
    if found is None:
        raise Http404
    return found


@require_POST
@signed_in
def strategy_unpublish(request: SignedInRequest, id: UUID, edition: UUID) -> HttpResponse:
    asked = strategy_to_write(request, id)
    publishing.withdraw(request.actor.by, _edition(asked, edition))
    undo = f"undo:{reverse('strategy_republish', args=[id, edition])}"
    messages.success(request, _("Siden er ikke lenger offentlig."), extra_tags=undo)
    return to_message("strategy_decide", id)


@require_POST
@signed_in
def strategy_republish(request: SignedInRequest, id: UUID, edition: UUID) -> HttpResponse:
    asked = strategy_to_write(request, id)
    try:
        publishing.put_out_again(request.actor.by, _edition(asked, edition), timezone.localdate())
    except ValidationError as refused:
        messages.error(request, refused.messages[0])
    else:
        messages.success(request, _("Siden er offentlig igjen."))
    return redirect("strategy_decide", id)


@require_POST
@signed_in
def strategy_meeting(request: SignedInRequest, id: UUID) -> HttpResponse:
    """The council's meeting into the process, unless it is before the first lawful day."""
    asked = strategy_to_write(request, id)
    not_found_unless(open_process(asked.strategy) is not None)
    form = MeetingForm(request.POST, use_required_attribute=False)
    if form.is_valid():
        try:
            publishing.set_meeting(request.actor.by, asked.strategy, form.cleaned_data["day"])
        except ValidationError as refused:
            form.add_error("day", refused.messages[0])
        else:
            messages.success(request, _("Møtet står i prosessen."))
            return redirect("strategy_decide", id)
    return _decide(asked, form)


@require_http_methods(FORM)
@signed_in
def strategy_adopt(request: SignedInRequest, id: UUID) -> HttpResponse:
    """The council's decision, with what it does to the plans told before."""
    asked = strategy_to_write(request, id)
    today = timezone.localdate()
    page = queries.read_decide(asked.strategy, today)
    if page.adoption is not None:
        return redirect("strategy_decide", id)
    form = _adopt_form(request, asked.strategy)
    if form.is_bound and form.is_valid() and _adopt(asked, form):
        return to_message("strategy_decide", id)
    about = asked.about(_crumb(asked), Crumb(_("Før vedtaket")), here="vedtak") | {"form": form, "page": page}
    return render(request, "strategies/deciding/adopt.html", about, status=UNPROCESSABLE if form.is_bound else None)


def _adopt_form(request: SignedInRequest, strategy: Strategy) -> AdoptForm:
    initial = {
        "decided_on": queries.last_meeting(strategy, timezone.localdate()),
        "council": queries.council_name(strategy),
        "case_reference": strategy.plan.case_reference,
    }
    return AdoptForm(request.POST if request.method == "POST" else None, use_required_attribute=False, initial=initial)


def _adopt(asked: Asked, form: AdoptForm) -> bool:
    try:
        made = adopting.adopt(asked.actor.by, asked.strategy, today=timezone.localdate(), **form.cleaned_data)
    except ValidationError as refused:
        form.add_error(None, refused)
        return False
    undo = f"undo:{reverse('strategy_adopt_undo', args=[asked.strategy.id, made.id])}"
    messages.success(asked.request, _("Planstrategien er vedtatt, og planene har fått valgene sine."), extra_tags=undo)
    return True


@require_POST
@signed_in
def strategy_adopt_undo(request: SignedInRequest, id: UUID, adoption: UUID) -> HttpResponse:
    asked = strategy_to_write(request, id)
    found = queries.find_adoption(asked.strategy, adoption)
    if found is None:
        raise Http404
    try:
        taken = adopting.take_back(request.actor.by, found)
    except ValidationError as refused:
        messages.error(request, refused.messages[0])
        return redirect("strategy_decide", id)
    messages.success(request, _("Vedtaket er angret, og planene står som før."))
    if taken.left:
        told = {"plans": listed([f"«{name}»" for name in taken.left])}
        messages.warning(request, _("Noen har arbeidet videre med %(plans)s. De står som de er.") % told)
    return redirect("strategy_decide", id)
