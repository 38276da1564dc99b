"""Files into the archive, one at a time, by the same way in as the pages."""

from typing import Annotated, Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from ninja import Status
from pydantic import Field

from plandugnad.api.doors import ApiRequest, Token
from plandugnad.api.models import TokenScope
from plandugnad.api.problems import Problem, refused
from plandugnad.api.resources.archive import FileOut, file_out, router
from plandugnad.archive import wording
from plandugnad.archive.actions.files import Added, Content, add_file, add_version
from plandugnad.archive.models import Room
from plandugnad.archive.queries.file import find_file
from plandugnad.archive.queries.naming import suggestion_for
from plandugnad.archive.space import why_no_room
from plandugnad.archive.uploading import (
    DiskUpload,
    announced_bytes,
    announces_too_much,
    comment_in,
    most_megabytes,
    take_in,
)
from plandugnad.archive.views.asked import file_to_write, room_to_write
from plandugnad.archive.views.folders import chosen_folder

_writes = Token(TokenScope.WRITE_ARCHIVE)
LONGEST_COMMENT = 300


def _form(**more: Any) -> dict[str, Any]:
    """Read by our own way in, piece by piece to disk, and so described by hand."""
    fields = {
        "file": {"type": "string", "format": "binary"},
        "comment": {"type": "string", "maxLength": LONGEST_COMMENT},
        **more,
    }
    schema = {"type": "object", "required": ["file"], "properties": fields}
    return {"requestBody": {"required": True, "content": {"multipart/form-data": {"schema": schema}}}}


class AddedOut(FileOut):
    suggested_name: Annotated[
        str | None,
        Field(description=gettext_noop("Et navn som følger navneregelen i rommet; null når filen følger den.")),
    ]


_IN_FOLDER = _form(folder={"type": "string", "format": "uuid"})


@router.post(
    "/rooms/{uuid:id}/files",
    response={200: AddedOut, 201: AddedOut},
    auth=_writes,
    operation_id="add_file",
    summary=gettext_noop("Legg en fil i rommet"),
    description=gettext_noop(
        "Send den som `file` i multipart/form-data. Ligger det en fil med samme navn der, får den en ny versjon; "
        "har den samme innhold fra før, er svaret 200 og ingenting er nytt."
    ),
    openapi_extra=_IN_FOLDER,
)
def add(request: ApiRequest, response: HttpResponse, id: UUID) -> Any:
    room = room_to_write(request.auth.actor, id).room
    content = _content(request, room)
    folder = chosen_folder(room, request.POST.get("folder", ""))
    return _told(response, add_file(request.auth.actor.by, room, folder, content, _comment(request)))


@router.post(
    "/files/{uuid:id}/versions",
    response={200: AddedOut, 201: AddedOut},
    auth=_writes,
    operation_id="add_file_version",
    summary=gettext_noop("Gi filen en ny versjon"),
    description=gettext_noop(
        "Send den som `file` i multipart/form-data. Filen beholder navnet sitt. Har den samme innhold fra før, er "
        "svaret 200 og ingenting er nytt."
    ),
    openapi_extra=_form(),
)
def add_to(request: ApiRequest, response: HttpResponse, id: UUID) -> Any:
    file = file_to_write(request.auth.actor, id)
    content = _content(request, file.room)
    return _told(response, add_version(request.auth.actor.by, file, content, _comment(request)))


def _content(request: ApiRequest, room: Room) -> Content:
    """Of the one file that is sent."""
    if announces_too_much(request):
        raise Problem(413, _("Filen kan være på høyst %(most)d MB.") % {"most": most_megabytes()})
    if lacks := why_no_room(room.place, announced_bytes(request)):
        raise Problem(507, lacks)
    request.upload_handlers = [DiskUpload(request)]
    taken, is_full = take_in(request)
    if is_full:
        raise Problem(507, wording.disk_full())
    if len(taken) != 1 or taken[0].content is None:
        wrong = taken[0].wrong if len(taken) == 1 else _("Send én fil, som «file» i multipart/form-data.")
        raise refused(ValidationError({"file": wrong}))
    return taken[0].content


def _comment(request: ApiRequest) -> str:
    if len(request.POST.get("comment", "")) > LONGEST_COMMENT:
        words = _("Kommentaren kan ha høyst %(most)d tegn.") % {"most": LONGEST_COMMENT}
        raise refused(ValidationError({"comment": words}))
    return comment_in(request, "comment")


def _told(response: HttpResponse, added: Added) -> Any:
    file = find_file(added.file.pk)
    response.headers["Location"] = f"/api/v1/files/{file.pk}"
    return Status(
        201 if added.is_new_version else 200, file_out(file) | {"suggested_name": suggestion_for(file)[0] or None}
    )
