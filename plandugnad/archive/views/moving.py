from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from plandugnad.archive import wording
from plandugnad.archive.actions import moving as actions
from plandugnad.archive.actions.moving import Moved, NamesTaken
from plandugnad.archive.kinds import WhenTaken
from plandugnad.archive.models import Folder, Room
from plandugnad.archive.queries.moving import (
    MOST_AT_ONCE,
    Chosen,
    Target,
    chosen_things,
    folder_if_there,
    id_in,
    moves_of,
    rooms_to_move_to,
    target_in,
)
from plandugnad.archive.queries.rooms import find_room
from plandugnad.archive.views.asked import folder_address, folder_crumbs, room_known, room_to_write
from plandugnad.archive.views.folders import chosen_folder
from plandugnad.archive.views.room import rights_of
from plandugnad.core.pieces import Crumb
from plandugnad.regions.http import SignedInRequest, not_found_unless, signed_in


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def archive_move(request: SignedInRequest, id: UUID) -> HttpResponse:
    """Where to is chosen by going there: each step is an address of its own that carries what is to be moved."""
    room = room_to_write(request.actor, id).room
    asked = request.POST if request.method == "POST" else request.GET
    back = folder_if_there(room, asked.get("fra", ""))
    chosen = chosen_things(room, asked.getlist("fil"), asked.getlist("mappe"))
    if problem := _problem(chosen):
        messages.error(request, problem)
        return redirect(folder_address(id, back.pk if back else None))
    to = room_to_write(request.actor, id_in(asked["til"]) if asked.get("til") else id).room
    target = target_in(to, chosen_folder(to, asked.get("i", "")), chosen)
    about = _about(request, room, target, chosen, back)
    if request.method != "POST":
        return render(request, "archive/move.html", about)
    try:
        moved = actions.move(request.actor.by, room, chosen.things, to, target.folder, _when_taken(request))
    except NamesTaken as clash:
        about["taken"] = clash.names
        return render(request, "archive/move.html", about, status=409)
    except ValidationError as error:
        about["wrong"] = " ".join(error.messages)
        return render(request, "archive/move.html", about, status=422)
    _say(request, moved, target)
    still = folder_if_there(room, asked.get("fra", ""))  # it may have been moved itself
    return redirect(f"{folder_address(id, still.pk if still else None)}#messages")


@require_POST
@signed_in
def archive_move_undo(request: SignedInRequest, batch_id: UUID) -> HttpResponse:
    """Only by who moved it, who must still write in both rooms."""
    events = moves_of(request.actor.by, batch_id)
    not_found_unless(bool(events))
    rooms = [UUID(dict(state or {})["room_id"]) for state in (events[0].before, events[0].after)]
    for each in rooms:
        not_found_unless(room_known(request.actor, each, is_deleted=None).abilities.can_write or _is_deleted(each))
    try:
        moved = actions.move_back(request.actor.by, events)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("home")
    if moved.moved:
        messages.success(request, wording.moved_back(moved.moved, moved.renamed))
    if moved.left:
        messages.warning(request, wording.not_moved_back(moved.left))
    return redirect(folder_address(rooms[0], None))


def _is_deleted(room_id: UUID) -> bool:
    """Then the action says so, in words."""
    return find_room(room_id, is_deleted=None).deleted_at is not None


def _problem(chosen: Chosen) -> str:
    if chosen.are_gone:
        return _("Noe av det du valgte, er flyttet eller slettet av andre. Velg på nytt.")
    if not chosen.things:
        return _("Kryss av for det du vil flytte først.")
    if len(chosen.things) > MOST_AT_ONCE:
        return _("Flytt høyst %(most)d filer og mapper om gangen.") % {"most": MOST_AT_ONCE}
    return ""


def _about(request: SignedInRequest, room: Room, target: Target, chosen: Chosen, back: Folder | None) -> dict[str, Any]:
    query = request.GET.get("q", "")[:200].strip()
    carried = [("fil", str(one.pk)) for one in chosen.files] + [("mappe", str(one.pk)) for one in chosen.folders]
    carried += [("fra", str(back.pk))] if back else []
    about: dict[str, Any] = {"room": room, "target": target, "chosen": chosen, "back": back, "query": query}
    about |= {
        "carried": carried,
        "carried_address": "?" + urlencode(carried),
        "rooms": rooms_to_move_to(request.actor, query, target.room),
        "is_other_room": target.room != room,
        "is_example": room.place.is_example,
        "crumbs": folder_crumbs(room, back, Crumb(_("Flytt"))),
        "back_address": folder_address(room.pk, back.pk if back else None),
    }
    return about | rights_of(target.room, timezone.localdate())


def _say(request: SignedInRequest, moved: Moved, target: Target) -> None:
    if moved.moved:
        undo = f"undo:{reverse('archive_move_undo', args=[moved.batch_id])}"
        messages.success(request, wording.moved(moved.moved, target.name, moved.renamed), extra_tags=undo)
    elif not moved.left:
        messages.info(request, _("Det lå der fra før, så ingenting er flyttet."))
    if moved.left:
        messages.info(request, wording.left_there(moved.left))


def _when_taken(request: SignedInRequest) -> WhenTaken:
    try:
        return WhenTaken(request.POST.get("navn", ""))
    except ValueError:
        return WhenTaken.ASK
