"""Takes a file in, and stops as soon as it is larger than we read."""

from io import BytesIO

from django.conf import settings
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest

# What a form with a file holds beside the file: its other fields and the lines between the parts.
_AROUND_BYTES = 64 * 1024


class LimitedUpload(FileUploadHandler):
    """Keeps the file in memory, where the table engine wants it, and gives up at the limit."""

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        self.is_too_large = False
        self._received_bytes = 0
        self._kept = BytesIO()

    def new_file(self, *args: object, **about: object) -> None:
        super().new_file(*args, **about)  # type: ignore[arg-type]
        self._kept = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self._received_bytes += len(raw_data)
        if self._received_bytes > settings.UPLOAD_LIMIT_BYTES:
            self.is_too_large = True
            raise StopUpload(connection_reset=True)
        self._kept.write(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        self._kept.seek(0)
        return InMemoryUploadedFile(
            self._kept, self.field_name, self.file_name or "", self.content_type, file_size, self.charset
        )


def announces_too_much(request: HttpRequest) -> bool:
    """Said by the request itself, before a byte of the file is read."""
    announced = request.META.get("CONTENT_LENGTH") or "0"
    return announced.isdecimal() and int(announced) > settings.UPLOAD_LIMIT_BYTES + _AROUND_BYTES
