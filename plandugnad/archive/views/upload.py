from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST

from plandugnad.archive import wording
from plandugnad.archive.actions import files as actions
from plandugnad.archive.actions.files import Added
from plandugnad.archive.limits import FILES_AT_ONCE
from plandugnad.archive.models import Room
from plandugnad.archive.queries.naming import suggestion_for
from plandugnad.archive.space import why_no_room
from plandugnad.archive.uploading import (
    DiskUpload,
    Received,
    announced_bytes,
    announces_too_much,
    comment_in,
    most_megabytes,
    take_in,
)
from plandugnad.archive.views.asked import file_to_write, folder_address, room_to_write
from plandugnad.archive.views.folders import chosen_folder
from plandugnad.core.outages import NoRoom
from plandugnad.regions.http import SignedInRequest, signed_in

_TOO_LARGE, _REFUSED, _FULL = 413, 422, 507


@dataclass(frozen=True)
class Outcome:
    name: str
    words: str
    is_wrong: bool = False
    suggestion: str = ""  # a name by the rule of the room, when its own breaks it


# The token is checked by the inner function: reading the form to find it would take in a file of any size first.
@csrf_exempt
@require_POST
@signed_in
def archive_upload(request: SignedInRequest, id: UUID) -> HttpResponse:
    room = room_to_write(request.actor, id).room
    if refused := _refused(request, room, reverse("archive_room", args=[id])):
        return refused
    request.upload_handlers = [DiskUpload(request)]
    try:
        return _into_room(request, id)
    except NoRoom:
        return _answer(request, reverse("archive_room", args=[id]), [_no_room()], _FULL)


@csrf_exempt
@require_POST
@signed_in
def archive_file_upload(request: SignedInRequest, id: UUID) -> HttpResponse:
    room = file_to_write(request.actor, id).room
    if refused := _refused(request, room, reverse("archive_file", args=[id])):
        return refused
    request.upload_handlers = [DiskUpload(request)]
    try:
        return _as_version(request, id)
    except NoRoom:
        return _answer(request, reverse("archive_file", args=[id]), [_no_room()], _FULL)


def _refused(request: SignedInRequest, room: Room, there: str) -> HttpResponse | None:
    if announces_too_much(request):
        return _answer(request, there, [_too_much()], _TOO_LARGE)
    if lacks := why_no_room(room.place, announced_bytes(request)):
        return _answer(request, there, [Outcome("", lacks, is_wrong=True)], _FULL)
    return None


@csrf_protect
def _into_room(request: SignedInRequest, id: UUID) -> HttpResponse:
    room = room_to_write(request.actor, id).room
    taken, full = _taken(request)
    folder = chosen_folder(room, request.POST.get("mappe", ""))
    comment = _comment(request)
    outcomes = []
    for one in taken:
        try:
            added = actions.add_file(request.actor.by, room, folder, one.content, comment) if one.content else None
        except ValidationError as error:
            outcomes.append(Outcome(one.name, " ".join(error.messages), is_wrong=True))
        else:
            outcomes.append(_told(one, added))
    return _answer(request, folder_address(id, folder.pk if folder else None), outcomes, _FULL if full else _REFUSED)


@csrf_protect
def _as_version(request: SignedInRequest, id: UUID) -> HttpResponse:
    file = file_to_write(request.actor, id)
    taken, full = _taken(request)
    outcomes = []
    for one in taken[:1]:
        try:
            added = actions.add_version(request.actor.by, file, one.content, _comment(request)) if one.content else None
        except ValidationError as error:
            outcomes.append(Outcome(one.name, " ".join(error.messages), is_wrong=True))
        else:
            outcomes.append(_told(one, added))
    return _answer(request, reverse("archive_file", args=[id]), outcomes, _FULL if full else _REFUSED)


def _taken(request: SignedInRequest) -> tuple[list[Received], bool]:
    taken, is_full = take_in(request)
    return taken or [Received("", None, _("Velg en fil først."))], is_full


def _comment(request: SignedInRequest) -> str:
    return comment_in(request, "kommentar")


def _told(one: Received, added: Added | None) -> Outcome:
    if added is None:
        return Outcome(one.name, one.wrong, is_wrong=True)
    about = {"name": added.file.name}
    if added.is_new_file:
        said = _("«%(name)s» er lagt inn.") % about
        suggestion, guess = suggestion_for(added.file)
        if suggestion:
            rule = _("Etter navneregelen i rommet heter den «%(name)s».") % {"name": suggestion}
            return Outcome(one.name, f"{said} {rule} {guess}".strip(), suggestion=suggestion)
        return Outcome(one.name, said)
    if added.is_new_version:
        return Outcome(one.name, _("«%(name)s» har fått en ny versjon.") % about)
    return Outcome(one.name, _("«%(name)s» ligger her fra før med samme innhold.") % about)


def _too_much() -> Outcome:
    about = {"most": most_megabytes(), "number": FILES_AT_ONCE}
    said = _("Det du sendte, er for stort. Send filer på til sammen høyst %(most)d MB om gangen.")
    return Outcome("", said % about, is_wrong=True)


def _no_room() -> Outcome:
    return Outcome("", wording.disk_full(), is_wrong=True)


def _answer(request: SignedInRequest, there: str, outcomes: list[Outcome], wrong_status: int) -> HttpResponse:
    """The element that sends one file at a time is told in data; a plain form is led on, with the words as messages."""
    if request.headers.get("Accept") == "application/json":
        is_wrong = any(one.is_wrong for one in outcomes)
        lines = [
            {"name": one.name, "words": one.words, "wrong": one.is_wrong, "suggestion": one.suggestion}
            for one in outcomes
        ]
        return JsonResponse({"files": lines}, status=wrong_status if is_wrong else 200)
    for one in outcomes:
        (messages.error if one.is_wrong else messages.success)(request, one.words)
    return redirect(there)
