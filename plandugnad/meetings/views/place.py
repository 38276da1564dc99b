"""The meetings of a municipality or a collaboration: the next one first, then the year for each body."""

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
from plandugnad.meetings.access import place_abilities
from plandugnad.meetings.actions import bodies
from plandugnad.meetings.forms import BodyForm
from plandugnad.meetings.models import Body, Place
from plandugnad.meetings.queries.meetings import find_municipality, place_to, read_place
from plandugnad.meetings.views.asked import base, body_to_write, meetings_address, place_to_write
from plandugnad.regions.http import SignedInRequest, not_found_unless, signed_in
from plandugnad.regions.models import Collaboration

FORM = ["GET", "HEAD", "POST"]
UNPROCESSABLE = 422


@require_safe
@signed_in
def municipality_meetings(request: SignedInRequest, number: str) -> HttpResponse:
    return _page(request, find_municipality(number))


@require_safe
@signed_in
def collaboration_meetings(request: SignedInRequest, id: UUID) -> HttpResponse:
    place, _abilities = place_to(request.actor, id)
    return _page(request, place)


def _page(request: SignedInRequest, place: Place) -> HttpResponse:
    abilities = place_abilities(request.actor, place)
    not_found_unless(abilities.can_see)
    today = timezone.localdate()
    year = read_year(request.GET.get("aar", ""), today.year)
    body_id = read_id(request.GET.get("utvalg", ""))
    found = read_place(request.actor, place, year, body_id, request.GET.get("side"), today)
    years = [(str(each), each == year) for each in found.years]
    about = base(place, abilities) | {"found": found, "year": str(year), "years": years}
    about["has_year"] = isinstance(place, Collaboration) and abilities.can_read
    about["chosen"] = next((each.body for each in found.bodies if each.body.id == body_id), None)
    return render(request, "meetings/place.html", about)


def read_year(text: str, usual: int) -> int:
    return int(text) if text.isascii() and text.isdecimal() and 1990 <= int(text[:6]) <= 2100 else usual


def read_id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


@require_http_methods(FORM)
@signed_in
def body_new(request: SignedInRequest, place_id: UUID) -> HttpResponse:
    place, abilities = place_to_write(request.actor, place_id)
    form = BodyForm(place, None, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            made = bodies.make_body(request.actor.by, place, **form.cleaned_data)
        except ValidationError as refused:
            form.add_refusal(refused)
        else:
            messages.success(request, _("%(body)s er lagt til. Legg inn møtene.") % {"body": made.name})
            return redirect(f"{reverse('meeting_new', args=[place.id])}?utvalg={made.id}")
    about = base(place, abilities, Crumb(_("Nytt utvalg"))) | {"form": form}
    return render(request, "meetings/body.html", about, status=UNPROCESSABLE if form.is_bound else None)


@require_http_methods(FORM)
@signed_in
def body_edit(request: SignedInRequest, id: UUID) -> HttpResponse:
    body = _kept(body_to_write(request.actor, id))
    abilities = place_abilities(request.actor, body.place)
    form = BodyForm(body.place, body, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            bodies.change_body(request.actor.by, body, **form.cleaned_data)
        except ValidationError as refused:
            form.add_refusal(refused)
        else:
            messages.success(request, _("Utvalget er lagret."))
            return redirect(meetings_address(body.place))
    about = base(body.place, abilities, Crumb(form.initial["name"])) | {"form": form, "body": body}
    return render(request, "meetings/body.html", about, status=UNPROCESSABLE if form.is_bound else None)


@require_POST
@signed_in
def body_delete(request: SignedInRequest, id: UUID) -> HttpResponse:
    body = body_to_write(request.actor, id)
    bodies.delete_body(request.actor.by, body)
    undo = f"undo:{reverse('body_undelete', args=[body.id])}"
    messages.success(request, _("%(body)s og møtene er tatt bort.") % {"body": body.name}, extra_tags=undo)
    return redirect(meetings_address(body.place))


@require_POST
@signed_in
def body_undelete(request: SignedInRequest, id: UUID) -> HttpResponse:
    body = body_to_write(request.actor, id)
    try:
        bodies.undelete_body(request.actor.by, body)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, _("%(body)s er hentet tilbake.") % {"body": body.name})
    return redirect(meetings_address(body.place))


def _kept(body: Body) -> Body:
    if body.deleted_at is not None:
        raise Http404
    return body
