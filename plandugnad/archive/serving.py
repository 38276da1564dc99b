"""Files out again: always handed over, never shown as a page, whatever they say they are."""

from collections.abc import Iterator
from pathlib import Path

from django.http import Http404
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from plandugnad.archive.models import File, FileVersion
from plandugnad.archive.names import parted
from plandugnad.archive.sniffing import SHOWN_AS_IMAGE
from plandugnad.core.files import path_of
from plandugnad.core.streaming import HANDED_OUT, StreamedFile

_PIECE_BYTES = 256 * 1024


def name_of(file: File, version: FileVersion) -> str:
    """The file's name, and of an older version which one it is."""
    stem, ending = parted(file.name)
    said = _("versjon %(number)d") % {"number": version.number}
    return file.name if file.latest_id == version.pk else f"{stem} ({said}){ending}"


def handed_over(version: FileVersion, name: str) -> StreamedFile:
    return _answer(version, name, "application/octet-stream")


def handed_over_content(stored_id: str, name: str) -> StreamedFile:
    """Of what is kept outside the archive."""
    return _sent(stored_id, name, "application/octet-stream")


def as_picture(version: FileVersion, name: str) -> StreamedFile:
    """With the type of its bytes, so that <img> shows it; opened alone it is a download like all others."""
    if version.content_kind not in SHOWN_AS_IMAGE:
        raise Http404
    return _answer(version, name, SHOWN_AS_IMAGE[version.content_kind])


def streamed_archive(pieces: Iterator[bytes], name: str) -> StreamedFile:
    disposition = content_disposition_header(True, name) or "attachment"
    return StreamedFile(
        pieces, content_type="application/zip", headers={**HANDED_OUT, "Content-Disposition": disposition}
    )


def _answer(version: FileVersion, name: str, content_type: str) -> StreamedFile:
    return _sent(version.stored_id, name, content_type)


def _sent(stored_id: str, name: str, content_type: str) -> StreamedFile:
    path = path_of(stored_id)
    if not path.is_file():
        raise Http404
    headers = {
        **HANDED_OUT,
        "Content-Disposition": content_disposition_header(True, name) or "attachment",
        "Content-Length": str(path.stat().st_size),
    }
    return StreamedFile(_pieces(path), content_type=content_type, headers=headers)


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(_PIECE_BYTES):
            yield piece
