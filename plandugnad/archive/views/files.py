from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plandugnad.archive import serving, uploading, wording
from plandugnad.archive.actions import files as actions
from plandugnad.archive.actions.conflict import ChangedMeanwhile
from plandugnad.archive.forms import FileEditForm
from plandugnad.archive.models import File
from plandugnad.archive.queries.file import find_version, history_of, read_text_of, versions_page
from plandugnad.archive.queries.folder import file_rows
from plandugnad.archive.sniffing import SHOWN_AS_IMAGE
from plandugnad.archive.views.asked import file_to_see, file_to_write, folder_address, folder_crumbs
from plandugnad.core.pieces import Crumb
from plandugnad.regions.http import SignedInRequest, not_found_unless, signed_in


@require_safe
@signed_in
def archive_file(request: SignedInRequest, id: UUID) -> HttpResponse:
    file, abilities = file_to_see(request.actor, id)
    latest = file.latest
    not_found_unless(latest is not None)
    row = file_rows(file.room, [file], timezone.localdate())[0]
    text = read_text_of(latest)
    about: dict[str, Any] = {"file": file, "room": file.room, "abilities": abilities, "row": row, "text": text}
    about |= {
        "text_words": wording.text_words(text.state),
        "is_image": latest is not None and latest.content_kind in SHOWN_AS_IMAGE,
        "versions": versions_page(file, request.GET.get("side")),
        "history": history_of(file),
        "wrong_kind": wording.contradiction(file.name, latest.content_kind) if row.is_contradicted and latest else "",
        "crumbs": folder_crumbs(file.room, file.folder, Crumb(file.name)),
        "is_example": file.room.place.is_example,
        "most_megabytes": uploading.most_megabytes(),
    }
    return render(request, "archive/file.html", about)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def archive_file_edit(request: SignedInRequest, id: UUID) -> HttpResponse:
    file = file_to_write(request.actor, id)
    form = FileEditForm(file, request.POST if request.method == "POST" else None)
    about = {"file": file, "room": file.room, "form": form, "is_example": file.room.place.is_example}
    there = Crumb(file.name, reverse("archive_file", args=[id]))
    about |= {"crumbs": folder_crumbs(file.room, file.folder, there, Crumb(_("Endre")))}
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                _change(request, file, form)
            except ValidationError as error:
                form.add_error("name", " ".join(error.messages))
            except ChangedMeanwhile as conflict:
                status, about["conflict"] = 409, conflict
            else:
                messages.success(request, _("Filen er endret."))
                return redirect("archive_file", id)
    return render(request, "archive/file_edit.html", about, status=status)


@transaction.atomic
def _change(request: SignedInRequest, file: File, form: FileEditForm) -> None:
    """All of it or none of it. Only the first change asks what was seen; the next one builds on it."""
    cleaned, by = form.cleaned_data, request.actor.by
    seen = cleaned["version"]
    renamed = actions.rename_file(by, file, cleaned["name"], seen_version=seen)
    if renamed.delete_after != cleaned["delete_after"]:
        seen += renamed.name != file.name
        actions.set_retention(by, renamed, cleaned["delete_after"], seen_version=seen)


@require_POST
@signed_in
def archive_file_delete(request: SignedInRequest, id: UUID) -> HttpResponse:
    file = file_to_write(request.actor, id)
    actions.delete_file(request.actor.by, file)
    undo = f"undo:{reverse('archive_file_undelete', args=[id])}"
    messages.success(request, _("«%(name)s» er slettet.") % {"name": file.name}, extra_tags=undo)
    return redirect(folder_address(file.room_id, file.folder_id))


@require_POST
@signed_in
def archive_file_undelete(request: SignedInRequest, id: UUID) -> HttpResponse:
    file = actions.undelete_file(request.actor.by, file_to_write(request.actor, id, is_deleted=None))
    messages.success(request, _("«%(name)s» er hentet tilbake.") % {"name": file.name})
    return redirect("archive_file", id)


@require_POST
@signed_in
def archive_file_destroy(request: SignedInRequest, id: UUID) -> HttpResponse:
    file = file_to_write(request.actor, id, is_deleted=True)
    actions.destroy_file(request.actor.by, file)
    messages.success(request, _("«%(name)s» er slettet for godt.") % {"name": file.name})
    return redirect("archive_room_deleted", file.room_id)


@require_safe
@signed_in
def archive_version(request: SignedInRequest, id: UUID, number: int) -> HttpResponseBase:
    file, _abilities = file_to_see(request.actor, id)
    version = find_version(file, number)
    return serving.handed_over(version, serving.name_of(file, version))


@require_safe
@signed_in
def archive_picture(request: SignedInRequest, id: UUID, number: int) -> HttpResponseBase:
    file, _abilities = file_to_see(request.actor, id)
    return serving.as_picture(find_version(file, number), file.name)


@require_POST
@signed_in
def archive_version_restore(request: SignedInRequest, id: UUID, number: int) -> HttpResponse:
    file = file_to_write(request.actor, id)
    added = actions.restore_version(request.actor.by, file, find_version(file, number))
    if added.is_new_version:
        messages.success(request, _("Versjon %(number)d er hentet fram som den nyeste.") % {"number": number})
    else:
        messages.info(request, _("Den nyeste versjonen har samme innhold, så det er ingenting å hente fram."))
    return redirect("archive_file", id)
