"""The archive: rooms one may open, what lies in them, and the files themselves."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.conf import settings
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_noop
from ninja import Query, Router, Schema
from pydantic import Field

from plandugnad.api.doors import ApiRequest, Token
from plandugnad.api.models import TokenScope
from plandugnad.api.paging import Page, Paging, page_of
from plandugnad.api.resources.shapes import Moment, NumberText, PlaceRef, WhenText, iso, place_ref
from plandugnad.archive.access import room_abilities
from plandugnad.archive.models import File, FileVersion, Folder, Room
from plandugnad.archive.queries.file import find_version
from plandugnad.archive.queries.listed import files_in, folders_in, versions_of, visible_rooms
from plandugnad.archive.serving import handed_over, name_of
from plandugnad.archive.views.asked import file_to_see, room_to_see

router = Router(auth=Token(TokenScope.READ_ARCHIVE), tags=["archive"])

_BYTES = {"content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}


class RoomOut(Schema):
    id: UUID
    place: PlaceRef
    name: str
    purpose: str
    can_write: Annotated[bool, Field(description=gettext_noop("Om nøkkelen kan legge inn filer der."))]
    delete_after: Annotated[WhenText | None, Field(description=gettext_noop("Når innholdet kan slettes."))]
    is_example: bool
    changed_at: datetime
    page: Annotated[str, Field(description=gettext_noop("Rommets side, for mennesker."))]


class FolderOut(Schema):
    id: UUID
    room_id: UUID
    parent_id: Annotated[UUID | None, Field(description=gettext_noop("Mappen den ligger i; null rett i rommet."))]
    name: str
    changed_at: datetime


class VersionOut(Schema):
    id: UUID
    number: int
    uploaded_name: str
    kind: Annotated[str, Field(description=gettext_noop("Slaget fil, lest av innholdet; tomt når det er ukjent."))]
    size_bytes: int
    sha256: str
    comment: str
    by_name: str
    made_at: datetime


class FileOut(Schema):
    id: UUID
    room_id: UUID
    folder_id: Annotated[UUID | None, Field(description=gettext_noop("Mappen den ligger i; null rett i rommet."))]
    name: str
    latest: VersionOut | None
    delete_after: Annotated[WhenText | None, Field(description=gettext_noop("Når innholdet kan slettes."))]
    made_at: datetime
    changed_at: datetime
    page: Annotated[str, Field(description=gettext_noop("Filens side, for mennesker."))]


class RoomQuery(Paging):
    municipality: NumberText | None = None
    collaboration: UUID | None = None


class FileQuery(Paging):
    folder: Annotated[UUID | None, Field(description=gettext_noop("Bare filene rett i denne mappen."))] = None
    changed_since: Annotated[
        Moment | None, Field(description=gettext_noop("Endret på eller etter dette tidspunktet."))
    ] = None


@router.get(
    "/rooms",
    response=Page[RoomOut],
    operation_id="list_rooms",
    summary=gettext_noop("Rommene i arkivet du kan åpne"),
    description=gettext_noop("Alle, eller dem som passer med alle valgene du gir."),
)
def list_rooms(request: ApiRequest, query: Query[RoomQuery]) -> dict[str, Any]:
    same = {"organisation__number": query.municipality, "collaboration_id": query.collaboration}
    rows = visible_rooms(request.auth.actor).filter(**{name: value for name, value in same.items() if value})
    return page_of(request, rows, query, lambda found: (_room(request, row) for row in found))


@router.get("/rooms/{uuid:id}", response=RoomOut, operation_id="get_room", summary=gettext_noop("Ett rom"))
def get_room(request: ApiRequest, id: UUID) -> dict[str, Any]:
    return _room(request, room_to_see(request.auth.actor, id).room)


@router.get(
    "/rooms/{uuid:id}/folders",
    response=Page[FolderOut],
    operation_id="list_folders",
    summary=gettext_noop("Mappene i rommet"),
    description=gettext_noop("Alle, også dem som ligger i andre mapper."),
)
def list_folders(request: ApiRequest, id: UUID, query: Query[Paging]) -> dict[str, Any]:
    rows = folders_in(room_to_see(request.auth.actor, id).room)
    return page_of(request, rows, query, lambda found: map(_folder, found))


@router.get(
    "/rooms/{uuid:id}/files",
    response=Page[FileOut],
    operation_id="list_files",
    summary=gettext_noop("Filene i rommet"),
    description=gettext_noop("Alle, også dem som ligger i mapper, eller dem som passer med alle valgene du gir."),
)
def list_files(request: ApiRequest, id: UUID, query: Query[FileQuery]) -> dict[str, Any]:
    same = {"folder_id": query.folder, "changed_at__gte": query.changed_since}
    rows = files_in(room_to_see(request.auth.actor, id).room)
    rows = rows.filter(**{name: value for name, value in same.items() if value})
    return page_of(request, rows, query, lambda found: map(file_out, found))


@router.get("/files/{uuid:id}", response=FileOut, operation_id="get_file", summary=gettext_noop("Én fil"))
def get_file(request: ApiRequest, id: UUID) -> dict[str, Any]:
    return file_out(_seen(request, id))


@router.get(
    "/files/{uuid:id}/versions",
    response=Page[VersionOut],
    operation_id="list_file_versions",
    summary=gettext_noop("Versjonene av filen"),
    description=gettext_noop("Den eldste først."),
)
def list_versions(request: ApiRequest, id: UUID, query: Query[Paging]) -> dict[str, Any]:
    return page_of(request, versions_of(_seen(request, id)), query, lambda found: map(_version, found))


@router.get(
    "/files/{uuid:id}/versions/{int:version}/content",
    operation_id="get_file_content",
    summary=gettext_noop("Selve filen, slik den var i en versjon"),
    description=gettext_noop("Navnet står i Content-Disposition. Sjekksummen står i `sha256` for versjonen."),
    openapi_extra={"responses": {200: {"description": "OK", **_BYTES}}},
)
def get_content(request: ApiRequest, id: UUID, version: int) -> HttpResponseBase:
    file = _seen(request, id)
    found = find_version(file, version)
    return handed_over(found, name_of(file, found))


def _seen(request: ApiRequest, id: UUID) -> File:
    return file_to_see(request.auth.actor, id)[0]


def _room(request: ApiRequest, row: Room) -> dict[str, Any]:
    return {
        **{name: getattr(row, name) for name in ("id", "name", "purpose", "changed_at")},
        "place": place_ref(row.place),
        "can_write": _writes(request) and room_abilities(request.auth.actor, row).can_write,
        "delete_after": iso(row.delete_after),
        "is_example": row.place.is_example,
        "page": f"{settings.BASE_URL}{reverse('archive_room', args=[row.id])}",
    }


def _writes(request: ApiRequest) -> bool:
    return TokenScope.WRITE_ARCHIVE in request.auth.scopes


def _folder(row: Folder) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ("id", "room_id", "parent_id", "name", "changed_at")}


def file_out(row: File) -> dict[str, Any]:
    names = ("id", "room_id", "folder_id", "name", "made_at", "changed_at")
    return {
        **{name: getattr(row, name) for name in names},
        "latest": _version(row.latest) if row.latest else None,
        "delete_after": iso(row.delete_after),
        "page": f"{settings.BASE_URL}{reverse('archive_file', args=[row.id])}",
    }


def _version(row: FileVersion) -> dict[str, Any]:
    names = ("id", "number", "uploaded_name", "comment", "by_name", "made_at")
    about = {"kind": row.content_kind, "size_bytes": row.stored.size_bytes, "sha256": row.stored_id}
    return {name: getattr(row, name) for name in names} | about
