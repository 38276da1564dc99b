"""Names by the rule of a room: what a rule makes of a name, and files that get the names it suggests."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plandugnad.archive.access import archive_abilities
from plandugnad.archive.actions import files as actions
from plandugnad.archive.actions.conflict import ChangedMeanwhile
from plandugnad.archive.actions.renaming import NewName, Renamed, name_back, rename_many
from plandugnad.archive.models import File, Folder, Room
from plandugnad.archive.names import shown
from plandugnad.archive.queries.file import find_file
from plandugnad.archive.queries.folder import find_folder, read_listing
from plandugnad.archive.queries.naming import files_in_order, files_to_rename, member_names, renames_of, show_rule
from plandugnad.archive.queries.rooms import find_collaboration
from plandugnad.archive.views.asked import file_to_write, folder_address, room_crumbs, room_to_see, room_to_write
from plandugnad.archive.wording import rule_words
from plandugnad.core.pieces import Crumb
from plandugnad.regions.http import SignedInRequest, not_found_unless, signed_in

_MOST_SAID = 5
_LONGEST_RULE = 500


@require_safe
@signed_in
def archive_rule(request: SignedInRequest, id: UUID) -> HttpResponse:
    """What a rule makes of names, while somebody writes it: a piece of a page, or data for a worksheet."""
    place = find_collaboration(id)
    not_found_unless(archive_abilities(request.actor, place).can_see)
    sent = (value for name, value in request.GET.items() if name.startswith("regel"))  # with what row it is of behind
    words = str(next(sent, ""))[:_LONGEST_RULE]
    title = shown(request.GET.get("tittel", ""))[:80] or _("Oppstartsmøte")
    rule = show_rule(words, place.name, member_names(place), title, timezone.localdate())
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"example": rule.example, "asides": list(rule.asides)})
    return render(request, "archive/parts/rule_read.html", {"rule": rule})


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def archive_room_names(request: SignedInRequest, id: UUID) -> HttpResponse:
    """Every file in the room whose name breaks the rule, with the name it would have."""
    asked = room_to_see(request.actor, id)
    room, address = asked.room, reverse("archive_room_names", args=[id])
    if request.method == "POST":
        not_found_unless(asked.abilities.can_write)
        wanted = _chosen(room, request)
        if not wanted:
            messages.error(request, _("Kryss av for filene som skal få nytt navn."))
        else:
            _say(request, rename_many(request.actor.by, room, wanted))
        return redirect(f"{address}#messages")
    page, files = files_to_rename(room, request.GET.get("side"), timezone.localdate())
    about: dict[str, Any] = {"room": room, "abilities": asked.abilities, "page": page, "files": files}
    about |= {"rule": rule_words(room.name_parts, room.name_separator), "is_example": room.place.is_example}
    about["crumbs"] = room_crumbs(room, Crumb(_("Navn på filene")))
    return render(request, "archive/names.html", about)


def _chosen(room: Room, request: SignedInRequest) -> list[NewName]:
    """As they were shown: a name that has another suggestion by now is told of as changed."""
    ids = {one for one in (_id(text) for text in request.POST.getlist("fil")[:200]) if one}
    return [
        NewName(one, request.POST.get(f"navn-{one.pk}", ""), _number(request.POST.get(f"versjon-{one.pk}", "")))
        for one in files_in_order(room, ids)
    ]


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else -1


@require_POST
@signed_in
def archive_names_undo(request: SignedInRequest, batch_id: UUID) -> HttpResponse:
    """Only by who did it, who must still write in the room."""
    events = renames_of(request.actor.by, batch_id)
    not_found_unless(bool(events))
    room = find_file(events[0].subject_id, is_deleted=None).room
    not_found_unless(room_to_write(request.actor, room.pk).abilities.can_write)
    _say(request, name_back(request.actor.by, room, events), is_undone=True)
    return redirect(f"{reverse('archive_room_names', args=[room.pk])}#messages")


@require_POST
@signed_in
def archive_names(request: SignedInRequest, id: UUID) -> HttpResponse:
    """Takes every suggested name on the page one came from, but those with a guessed date, which each is said yes to by
    itself. A name that is taken is left, and told of."""
    room = room_to_write(request.actor, id).room
    folder = _folder_of(room, request.POST.get("mappe", ""))
    listing = read_listing(room, folder, request.POST.get("side"), timezone.localdate())
    wanted = [
        NewName(find_file(row.id), row.suggestion, row.version)
        for row in listing.files
        if row.suggestion and not row.guess
    ]
    _say(request, rename_many(request.actor.by, room, wanted))
    return redirect(folder_address(id, folder.pk if folder else None))


def _say(request: SignedInRequest, done: Renamed, *, is_undone: bool = False) -> None:
    about = {"number": done.count}
    if done.count and is_undone:
        said = ngettext(
            "%(number)d fil har fått tilbake navnet.", "%(number)d filer har fått tilbake navnet.", done.count
        )
        messages.success(request, said % about)
    elif done.count:
        said = ngettext("%(number)d fil har fått nytt navn.", "%(number)d filer har fått nytt navn.", done.count)
        undo = f"undo:{reverse('archive_names_undo', args=[done.batch_id])}"
        messages.success(request, said % about, extra_tags=undo)
    for problem in done.left[:_MOST_SAID]:
        messages.error(request, problem)


@require_POST
@signed_in
def archive_file_name(request: SignedInRequest, id: UUID) -> HttpResponse:
    file = file_to_write(request.actor, id)
    problem = _take_name(request, file, request.POST.get("name", ""), _number(request.POST.get("version", "")))
    if problem:
        messages.error(request, problem)
    else:
        messages.success(request, _("Filen har fått navnet som følger regelen."))
    return redirect(folder_address(file.room_id, file.folder_id))


def _take_name(request: SignedInRequest, file: File, name: str, seen: int) -> str:
    """What was wrong, or nothing."""
    try:
        actions.rename_file(request.actor.by, file, name, seen_version=seen)
    except ValidationError as error:
        return " ".join(error.messages)
    except ChangedMeanwhile:
        return _("«%(name)s» er endret av noen andre i mellomtiden. Se på navnet, og prøv igjen.") % {"name": file.name}
    return ""


def _folder_of(room: Room, text: str) -> Folder | None:
    found = _id(text) if text else None
    return find_folder(room, found) if found else None
