from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from plandugnad.archive.actions import folders as actions
from plandugnad.archive.actions.conflict import ChangedMeanwhile
from plandugnad.archive.forms import FolderEditForm, FolderForm
from plandugnad.archive.models import Folder, Room
from plandugnad.archive.queries.folder import find_folder
from plandugnad.archive.views.asked import folder_address, folder_crumbs, room_to_write
from plandugnad.core.pieces import Crumb
from plandugnad.regions.http import SignedInRequest, signed_in


@require_POST
@signed_in
def archive_folder_new(request: SignedInRequest, id: UUID) -> HttpResponse:
    room = room_to_write(request.actor, id).room
    parent = chosen_folder(room, request.POST.get("mappe", ""))
    form = FolderForm(request.POST)
    there = folder_address(id, parent.pk if parent else None)
    if not form.is_valid():
        messages.error(request, _("Gi mappen et navn."))
        return redirect(there)
    try:
        folder = actions.create_folder(request.actor.by, room, parent, form.cleaned_data["name"])
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(there)
    messages.success(request, _("Mappen «%(name)s» er laget.") % {"name": folder.name})
    return redirect(folder_address(id, folder.pk))


def chosen_folder(room: Room, text: str) -> Folder | None:
    """The one a form names; a folder that is not there is 404, and nothing is put elsewhere instead."""
    try:
        return find_folder(room, UUID(text)) if text else None
    except ValueError:
        return find_folder(room, UUID(int=0))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def archive_folder_edit(request: SignedInRequest, id: UUID, folder_id: UUID) -> HttpResponse:
    room = room_to_write(request.actor, id).room
    folder = find_folder(room, folder_id)
    form = FolderEditForm(folder, request.POST if request.method == "POST" else None)
    about = {"room": room, "folder": folder, "form": form, "is_example": room.place.is_example}
    about |= {"crumbs": folder_crumbs(room, folder, Crumb(_("Endre")))}
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                cleaned = form.cleaned_data
                actions.rename_folder(request.actor.by, folder, cleaned["name"], seen_version=cleaned["version"])
            except ValidationError as error:
                form.add_error("name", " ".join(error.messages))
            except ChangedMeanwhile as conflict:
                status, about["conflict"] = 409, conflict
            else:
                messages.success(request, _("Mappen er endret."))
                return redirect(folder_address(id, folder_id))
    return render(request, "archive/folder_edit.html", about, status=status)


@require_POST
@signed_in
def archive_folder_delete(request: SignedInRequest, id: UUID, folder_id: UUID) -> HttpResponse:
    room = room_to_write(request.actor, id).room
    folder = find_folder(room, folder_id)
    number = actions.delete_folder(request.actor.by, folder)
    said = ngettext(
        "Mappen «%(name)s» er slettet, med %(number)d fil.",
        "Mappen «%(name)s» er slettet, med %(number)d filer.",
        number,
    )
    undo = f"undo:{reverse('archive_folder_undelete', args=[id, folder_id])}"
    messages.success(request, said % {"name": folder.name, "number": number}, extra_tags=undo)
    return redirect(folder_address(id, folder.parent_id))


@require_POST
@signed_in
def archive_folder_undelete(request: SignedInRequest, id: UUID, folder_id: UUID) -> HttpResponse:
    room = room_to_write(request.actor, id).room
    folder = actions.undelete_folder(request.actor.by, find_folder(room, folder_id, is_deleted=None))
    messages.success(request, _("Mappen «%(name)s» er hentet tilbake.") % {"name": folder.name})
    return redirect(folder_address(id, folder_id))
