"""Rooms and files for tests, made the way people make them."""

import io
import zipfile
from collections.abc import Iterable

import docx
from django.core.files.base import ContentFile

from plandugnad.archive.actions.files import Added, Content, add_file
from plandugnad.archive.actions.rooms import create_room
from plandugnad.archive.models import File, Folder, Room
from plandugnad.archive.sniffing import kind_of
from plandugnad.core.audit import SYSTEM, By
from plandugnad.core.files import store
from plandugnad.regions.models import Collaboration, Organisation


def make_room(place: Organisation | Collaboration, name: str = "Møter", **values: object) -> Room:
    return create_room(SYSTEM, place, {"name": name, **values})


def content(data: bytes, name: str) -> Content:
    return Content(store(ContentFile(data).chunks()), kind_of(io.BytesIO(data)), name)


def put(room: Room, name: str, data: bytes = b"Referat", *, folder: Folder | None = None, by: By = SYSTEM) -> Added:
    return add_file(by, room, folder, content(data, name))


def put_file(room: Room, name: str, data: bytes = b"Referat", *, folder: Folder | None = None) -> File:
    return put(room, name, data, folder=folder).file


def word(*paragraphs: str) -> bytes:
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def packed(parts: Iterable[tuple[str, bytes]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts:
            archive.writestr(name, part)
    return out.getvalue()
