from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from plandugnad.archive.actions import rooms as actions
from plandugnad.archive.actions.conflict import ChangedMeanwhile
from plandugnad.archive.forms import RoomSettingsForm
from plandugnad.archive.models import Room
from plandugnad.archive.queries.rooms import audiences, find_audience, find_opening, openings_of, roles_in
from plandugnad.archive.views.asked import room_crumbs, room_to_manage
from plandugnad.core.pieces import Crumb
from plandugnad.regions.http import SignedInRequest, signed_in


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def archive_room_settings(request: SignedInRequest, id: UUID) -> HttpResponse:
    asked = room_to_manage(request.actor, id)
    room = asked.room
    form = RoomSettingsForm(room, roles_in(room.place), request.POST if request.method == "POST" else None)
    about: dict[str, Any] = {"room": room, "form": form, "abilities": asked.abilities, "openings": openings_of(room)}
    about |= {"crumbs": room_crumbs(room, Crumb(_("Innstillinger"))), "is_example": room.place.is_example}
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                actions.change_room(request.actor.by, room, form.values, seen_version=form.cleaned_data["version"])
            except ValidationError as error:
                form.add_error("name", error.messages[0])
            except ChangedMeanwhile as conflict:
                status = 409
                about |= {
                    "conflict": conflict,
                    "stands": _stands(conflict.current),
                    "seen_now": conflict.current.version,
                }
            else:
                messages.success(request, _("Innstillingene er lagret."))
                return redirect("archive_room", id)
    return render(request, "archive/room_settings.html", about, status=status)


def _stands(room: Room) -> list[tuple[str, str]]:
    """What somebody else has just saved, to compare with what is typed."""
    return [
        (str(_("Navn")), room.name),
        (str(_("Hva rommet er til")), room.purpose),
        (str(_("Hvem leser?")), room.get_readers_display()),
        (str(_("Hvem legger inn og endrer?")), room.get_writers_display()),
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def archive_room_openings(request: SignedInRequest, id: UUID) -> HttpResponse:
    room = room_to_manage(request.actor, id).room
    if request.method == "POST":
        audience = find_audience(request.actor, request.POST.get("for", ""))
        if audience is None:
            messages.error(request, _("Vi fant ikke den du ville åpne rommet for. Søk på nytt."))
        else:
            actions.open_room(request.actor.by, room, audience, can_write=request.POST.get("skriver") == "ja")
            messages.success(request, _("Rommet er åpnet for %(name)s.") % {"name": audience.name})
        return redirect("archive_room_openings", id)
    query = request.GET.get("q", "")[:200]
    about = {
        "room": room,
        "query": query,
        "found": audiences(request.actor, room, query),
        "openings": openings_of(room),
    }
    about |= {"crumbs": room_crumbs(room, Crumb(_("Åpnet for"))), "is_example": room.place.is_example}
    return render(request, "archive/room_openings.html", about)


@require_POST
@signed_in
def archive_room_close(request: SignedInRequest, id: UUID, opening_id: UUID) -> HttpResponse:
    room = room_to_manage(request.actor, id).room
    opening = find_opening(room, opening_id)
    name = opening.audience.name
    actions.close_room(request.actor.by, opening)
    messages.success(request, _("Rommet er ikke lenger åpent for %(name)s.") % {"name": name})
    return redirect("archive_room_openings", id)
