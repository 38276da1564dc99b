from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from plandugnad.archive import uploading, wording
from plandugnad.archive.actions import files as file_actions
from plandugnad.archive.actions.conflict import ChangedMeanwhile
from plandugnad.archive.beside import read_beside
from plandugnad.archive.limits import FILES_AT_ONCE
from plandugnad.archive.models import File, Folder, Room
from plandugnad.archive.queries.deleted import deleted_folders
from plandugnad.archive.queries.file import deleted_in, find_file
from plandugnad.archive.queries.folder import find_folder, is_due, read_listing
from plandugnad.archive.queries.rooms import openings_of, role_names
from plandugnad.archive.queries.search import find_files
from plandugnad.archive.views.asked import (
    Asked,
    file_to_write,
    folder_address,
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


@require_POST
@signed_in
def archive_names(request: SignedInRequest, id: UUID) -> HttpResponse:
    """Takes every suggested name on the page one came from. A name that is taken is left, and told of."""
    asked = room_to_write(request.actor, id)
    folder = _folder_of(asked.room, request.POST.get("mappe", ""))
    listing = read_listing(asked.room, folder, request.POST.get("side"), timezone.localdate())
    renamed, left = 0, []
    for row in listing.files:
        if row.suggestion:
            problem = _take_name(request, find_file(row.id), row.suggestion, row.version)
            left += [problem] if problem else []
            renamed += not problem
    if renamed:
        said = ngettext("%(number)d fil har fått nytt navn.", "%(number)d filer har fått nytt navn.", renamed)
        messages.success(request, said % {"number": renamed})
    for problem in left[:5]:
        messages.error(request, problem)
    return redirect(folder_address(id, folder.pk if folder else None))


@require_POST
@signed_in
def archive_file_name(request: SignedInRequest, id: UUID) -> HttpResponse:
    file = file_to_write(request.actor, id)
    seen = request.POST.get("version", "")
    problem = _take_name(
        request, file, request.POST.get("name", ""), int(seen) if seen.isdigit() and len(seen) < 9 else -1
    )
    if problem:
        messages.error(request, problem)
    else:
        messages.success(request, _("Filen har fått navnet som følger regelen."))
    return redirect(folder_address(file.room_id, file.folder_id))


def _take_name(request: SignedInRequest, file: File, name: str, seen: int) -> str:
    """What was wrong, or nothing."""
    try:
        file_actions.rename_file(request.actor.by, file, name, seen_version=seen)
    except ValidationError as error:
        return " ".join(error.messages)
    except ChangedMeanwhile:
        return _("«%(name)s» er endret av noen andre i mellomtiden. Se på navnet, og prøv igjen.") % {"name": file.name}
    return ""


def _folder_of(room: Room, text: str) -> Folder | None:
    try:
        return find_folder(room, UUID(text)) if text else None
    except ValueError:
        return None


@require_safe
@signed_in
def archive_room_deleted(request: SignedInRequest, id: UUID) -> HttpResponse:
    asked = room_to_write(request.actor, id)
    page, files = deleted_in(asked.room, request.GET.get("side"))
    about = _about(asked, None) | {"page": page, "files": files, "folders": deleted_folders(asked.room)}
    about["crumbs"] = room_crumbs(asked.room, Crumb(_("Slettet")))
    return render(request, "archive/deleted.html", about)
