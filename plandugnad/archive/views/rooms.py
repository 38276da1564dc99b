from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from plandugnad.archive.access import Place, archive_abilities, manages
from plandugnad.archive.actions import rooms as actions
from plandugnad.archive.elsewhere import read_elsewhere
from plandugnad.archive.forms import RoomForm
from plandugnad.archive.queries.rooms import (
    deleted_rooms,
    find_collaboration,
    find_municipality,
    find_organisation,
    rooms_of,
)
from plandugnad.archive.queries.search import find_files
from plandugnad.archive.space import read_space
from plandugnad.archive.suggested import suggested_rooms
from plandugnad.archive.views.asked import archive_address, archive_crumbs, room_known, room_to_manage
from plandugnad.regions.http import SignedInRequest, not_found_unless, signed_in

_METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(_METHODS)
@signed_in
def archive_collaboration(request: SignedInRequest, id: UUID) -> HttpResponse:
    return _archive(request, find_collaboration(id))


@require_http_methods(_METHODS)
@signed_in
def archive_municipality(request: SignedInRequest, number: str) -> HttpResponse:
    return _archive(request, find_municipality(number))


@require_http_methods(_METHODS)
@signed_in
def archive_organisation(request: SignedInRequest, id: UUID) -> HttpResponse:
    return _archive(request, find_organisation(id))


def _archive(request: SignedInRequest, place: Place) -> HttpResponse:
    abilities = archive_abilities(request.actor, place)
    not_found_unless(abilities.can_see)
    form = RoomForm(use_required_attribute=False)
    if request.method == "POST":
        not_found_unless(abilities.can_make_rooms)
        form = RoomForm(request.POST, use_required_attribute=False)
        if made := _make(request, place, form):
            return made
    query = request.GET.get("q", "")[:200].strip()
    about: dict[str, Any] = {"place": place, "abilities": abilities, "form": form, "query": query}
    about |= {"is_example": place.is_example, "crumbs": archive_crumbs(place)}
    if query:
        about["page"], about["found"] = find_files(request.actor.keys, query, request.GET.get("side"), place=place)
        return render(request, "archive/rooms.html", about)
    about["space"] = read_space(place)
    about["rooms"], about["opened"] = rooms_of(request.actor, place)
    about["elsewhere"] = read_elsewhere(request.actor, place)
    if abilities.can_make_rooms:
        about["suggested"] = suggested_rooms(place, {room.name for room in about["rooms"]})
        about["deleted"] = deleted_rooms(place)
    return render(request, "archive/rooms.html", about, status=422 if form.errors else 200)


def _make(request: SignedInRequest, place: Place, form: RoomForm) -> HttpResponse | None:
    if not form.is_valid():
        return None
    try:
        room = actions.create_room(request.actor.by, place, form.cleaned_data)
    except ValidationError as error:
        form.add_error(None, error) if not hasattr(error, "error_dict") else form.add_error("name", error.messages[0])
        return None
    messages.success(request, _("Rommet «%(name)s» er klart.") % {"name": room.name})
    return redirect("archive_room", room.pk)


@require_POST
@signed_in
def archive_room_delete(request: SignedInRequest, id: UUID) -> HttpResponse:
    room = room_to_manage(request.actor, id).room
    actions.delete_room(request.actor.by, room)
    undo = f"undo:{reverse('archive_room_undelete', args=[id])}"
    messages.success(request, _("Rommet «%(name)s» er slettet.") % {"name": room.name}, extra_tags=undo)
    return redirect(archive_address(room.place))


@require_POST
@signed_in
def archive_room_undelete(request: SignedInRequest, id: UUID) -> HttpResponse:
    room = room_known(request.actor, id, is_deleted=None).room
    not_found_unless(manages(request.actor, room.place))
    try:
        actions.undelete_room(request.actor.by, room)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(archive_address(room.place))
    messages.success(request, _("Rommet «%(name)s» er hentet tilbake.") % {"name": room.name})
    return redirect("archive_room", id)
