"""Takes files in piece by piece to disk, and says of each what came of it."""

import errno
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, BinaryIO, cast

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest

from plandugnad.archive import wording
from plandugnad.archive.actions.files import Content
from plandugnad.archive.forms import LineField
from plandugnad.archive.limits import FILES_AT_ONCE, UPLOAD_LIMIT_BYTES
from plandugnad.archive.names import parted, uploaded_name
from plandugnad.archive.sniffing import is_program, kind_of
from plandugnad.core import files

_AROUND_BYTES = 1024**2  # the other fields of the form, and the lines between its parts
_FULL = {errno.ENOSPC, errno.EDQUOT}


class DiskUpload(FileUploadHandler):
    """Beside where files are kept, so that there is room here exactly when there is room there.

    What is not wanted is read and thrown away. Django's own way, SkipFile, ends as an interrupted upload when it is the
    last file that is skipped, and the others would be closed before anybody has read them.
    """

    def __init__(self, request: HttpRequest, limit_bytes: int = 0, most_files: int = FILES_AT_ONCE) -> None:
        super().__init__(request)
        self.limit_bytes, self.most_files = limit_bytes or UPLOAD_LIMIT_BYTES, most_files
        self.too_large: list[str] = []
        self.passed_over = 0
        self.is_disk_full = False
        self._is_wanted = True
        self._received_bytes = 0
        self._open: list[IO[bytes]] = []

    def new_file(self, *args: Any, **about: Any) -> None:
        super().new_file(*args, **about)
        self._is_wanted = len(self._open) < self.most_files
        if not self._is_wanted:
            self.passed_over += 1
            return
        folder = Path(settings.FILES_FOLDER)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._open.append(tempfile.NamedTemporaryFile(dir=folder, prefix=".new-"))  # noqa: SIM115 - closed by request
        except OSError as error:
            self._give_up(error)
        self._received_bytes = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if not self._is_wanted:
            return
        self._received_bytes += len(raw_data)
        if self._received_bytes > self.limit_bytes:
            self.too_large.append(uploaded_name(self.file_name or ""))
            self._open[-1].close()
            self._is_wanted = False
            return
        try:
            self._open[-1].write(raw_data)
        except OSError as error:
            self._give_up(error)

    def file_complete(self, file_size: int) -> "UploadedFile[bytes] | None":
        if not self._is_wanted:
            return None
        kept = self._open[-1]
        try:
            kept.seek(0)
        except OSError as error:  # what was still in the buffer did not fit
            self._give_up(error)
        return UploadedFile(kept, self.file_name, self.content_type, file_size, self.charset)

    def upload_interrupted(self) -> None:
        self.close()

    def close(self) -> None:
        for file in self._open:
            try:
                file.close()
            except OSError as error:  # the last of the buffer, of a file that is thrown away anyway
                if error.errno not in _FULL:
                    raise

    def _give_up(self, error: OSError) -> None:
        if error.errno not in _FULL:
            raise error
        self.is_disk_full = True
        raise StopUpload(connection_reset=True)


@dataclass(frozen=True)
class Received:
    """A file that may be added, or what is wrong with it in words."""

    name: str
    content: Content | None
    wrong: str = ""


def announced_bytes(request: HttpRequest) -> int:
    """Said by the request itself, before a byte of the file is read."""
    announced = request.META.get("CONTENT_LENGTH") or "0"
    return int(announced) if announced.isdecimal() else 0


def announces_too_much(request: HttpRequest) -> bool:
    return announced_bytes(request) > UPLOAD_LIMIT_BYTES + _AROUND_BYTES


def most_megabytes() -> int:
    return UPLOAD_LIMIT_BYTES // 1024**2


def take_in(request: HttpRequest) -> tuple[list[Received], bool]:
    """What has been sent as `file`, by way of a `DiskUpload`; and whether there was no room left for it."""
    upload = request.upload_handlers[0]
    assert isinstance(upload, DiskUpload)
    try:
        taken = received(upload, request.FILES.getlist("file"))
    finally:
        upload.close()
    is_full = upload.is_disk_full or any(one.wrong == wording.disk_full() for one in taken)
    return ([*taken, Received("", None, wording.disk_full())] if upload.is_disk_full else taken), is_full


def comment_in(request: HttpRequest, name: str) -> str:
    return LineField(required=False).to_python(request.POST.get(name, ""))[:300]


def received(upload: DiskUpload, uploaded: "Iterable[UploadedFile[bytes]]") -> list[Received]:
    """Stores each that may be stored. One that is refused does not stop the others."""
    wrong = [Received(name, None, wording.too_large(name, most_megabytes())) for name in upload.too_large]
    return [*(received_one(file) for file in uploaded), *wrong]


def received_one(file: "UploadedFile[bytes]") -> Received:
    name = uploaded_name(file.name or "")
    try:
        return Received(name, _content(file, name))
    except ValidationError as error:
        return Received(name, None, " ".join(error.messages))
    except OSError as error:
        if error.errno not in _FULL:
            raise
        return Received(name, None, wording.disk_full())


def _content(file: "UploadedFile[bytes]", name: str) -> Content:
    if not name:
        raise ValidationError(wording.nameless())
    if not file.size:
        raise ValidationError(wording.empty(name))
    kind = kind_of(cast(BinaryIO, file.file))
    if is_program(kind, parted(name)[1]):
        raise ValidationError(wording.refused_program(name))
    return Content(files.store(file.chunks()), kind, name)
