from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from plandugnad.archive import uploading, wording
from plandugnad.archive.beside import read_beside
from plandugnad.archive.limits import FILES_AT_ONCE
from plandugnad.archive.models import Folder, Room
from plandugnad.archive.queries.deleted import deleted_folders
from plandugnad.archive.queries.file import deleted_in
from plandugnad.archive.queries.folder import find_folder, is_due, read_listing
from plandugnad.archive.queries.rooms import openings_of, role_names
from plandugnad.archive.queries.search import find_files
from plandugnad.archive.views.asked import (
    Asked,
    folder_crumbs,
    room_crumbs,
    room_to_list,
    room_to_write,
)
from plandugnad.core.pieces import Crumb
from plandugnad.regions.http import SignedInRequest, not_found_unless, signed_in

_MOST_SAID_ADDED = 999


@require_safe
@signed_in
def archive_room(request: SignedInRequest, id: UUID) -> HttpResponse:
    asked = room_to_list(request.actor, id)
    if not asked.abilities.can_see:
        not_found_unless(asked.abilities.can_manage)
        return redirect("archive_room_settings", id)
    query = request.GET.get("q", "")[:200].strip()
    if query:
        page, found = find_files(request.actor.keys, query, request.GET.get("side"), room=asked.room)
        return render(
            request, "archive/room.html", _about(asked, None) | {"query": query, "page": page, "found": found}
        )
    return _listed(request, asked, None)


@require_safe
@signed_in
def archive_folder(request: SignedInRequest, id: UUID, folder_id: UUID) -> HttpResponse:
    asked = room_to_list(request.actor, id)
    not_found_unless(asked.abilities.can_see)
    return _listed(request, asked, find_folder(asked.room, folder_id))


def _listed(request: SignedInRequest, asked: Asked, folder: Folder | None) -> HttpResponse:
    today = timezone.localdate()
    listing = read_listing(asked.room, folder, request.GET.get("side"), today)
    about = _about(asked, folder, listing.way) | {"listing": listing, "added": _added(request.GET.get("nye", ""))}
    about["beside"] = read_beside(request.actor, asked.room, folder)
    about |= {"rule": wording.rule_words(asked.room.name_parts, asked.room.name_separator)}
    return render(request, "archive/room.html", about | rights_of(asked.room, today))


def _about(asked: Asked, folder: Folder | None, way: tuple[Folder, ...] | None = None) -> dict[str, Any]:
    room = asked.room
    return {
        "room": room,
        "folder": folder,
        "abilities": asked.abilities,
        "is_example": room.place.is_example,
        "crumbs": folder_crumbs(room, folder, way=way),
        "most_megabytes": uploading.most_megabytes(),
        "most_at_once": FILES_AT_ONCE,
    }


def rights_of(room: Room, today: date) -> dict[str, Any]:
    limited = role_names({*room.reader_roles, *room.writer_roles})
    return {"openings": openings_of(room), "roles": limited, "is_due": is_due(room.delete_after, today)}


def _added(text: str) -> str:
    number = int(text) if text.isascii() and text.isdigit() and len(text) <= 3 else 0
    return (
        ngettext("%(number)d fil er lagt inn.", "%(number)d filer er lagt inn.", number) % {"number": number}
        if number
        else ""
    )


@require_safe
@signed_in
def archive_room_deleted(request: SignedInRequest, id: UUID) -> HttpResponse:
    asked = room_to_write(request.actor, id)
    page, files = deleted_in(asked.room, request.GET.get("side"))
    about = _about(asked, None) | {"page": page, "files": files, "folders": deleted_folders(asked.room)}
    about["crumbs"] = room_crumbs(asked.room, Crumb(_("Slettet")))
    return render(request, "archive/deleted.html", about)
