"""What came with a form, as it must be sent once more: all but the token, passwords and the files themselves."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest
from django.http.multipartparser import MultiPartParserError

from plandugnad.archive.uploading import announces_too_much
from plandugnad.web.typed import CHOSEN, NEVER_SHOWN, Typed, typed_in


@dataclass(frozen=True)
class ChosenFiles:
    """A page cannot give a browser its files back: they must be chosen again, by their names. Those are carried along,
    so that they are still said when the page is sent once more before she has signed in."""

    field: str
    names: tuple[str, ...]

    @property
    def carried(self) -> str:
        return f"{CHOSEN}{self.field}"


@dataclass(frozen=True)
class Sent:
    address: str
    fields: tuple[tuple[str, str], ...]
    files: tuple[ChosenFiles, ...]
    typed: tuple[Typed, ...]


class _NamesOnly(FileUploadHandler):
    """Reads past the files of somebody nobody knows, so that nothing of them is kept."""

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        self.found: list[tuple[str, str]] = []

    def new_file(self, *args: Any, **about: Any) -> None:
        super().new_file(*args, **about)
        self.found.append((str(self.field_name), str(self.file_name)))

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        return None

    def file_complete(self, file_size: int) -> None:
        return None


def is_from_own_page(request: HttpRequest) -> bool:
    """Surely so, and by somebody's press in it. What another site sends in her name is never made ready to be sent:
    neither the token nor the session says whose words they were."""
    if request.headers.get("Sec-Fetch-Mode", "navigate") != "navigate":
        return False
    if site := request.headers.get("Sec-Fetch-Site"):
        return site == "same-origin"
    return request.headers.get("Origin") in {f"{request.scheme}://{request.get_host()}", _origin(settings.BASE_URL)}


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def read_sent(request: HttpRequest) -> Sent | None:
    """Nothing when it is more than any form of ours may hold."""
    if announces_too_much(request):
        return None
    try:
        names = _read_past(request)
        fields = tuple(_fields(request))
    except (RequestDataTooBig, SuspiciousOperation, MultiPartParserError):
        return None
    names += _carried(request, {field for field, _name in names})
    return Sent(request.get_full_path(), fields, tuple(_by_field(names)), tuple(typed_in(request)))


def _fields(request: HttpRequest) -> Iterator[tuple[str, str]]:
    for name, values in request.POST.lists():
        if not (NEVER_SHOWN.search(name) or name.startswith(CHOSEN)):
            yield from ((name, str(value)) for value in values)


def _read_past(request: HttpRequest) -> list[tuple[str, str]]:
    if hasattr(request, "_files"):  # read before us, by who looked for the token
        return [(field, str(file.name)) for field, files in request.FILES.lists() for file in files]
    handler = _NamesOnly(request)
    request.upload_handlers = [handler]
    _ = request.POST
    return handler.found


def _carried(request: HttpRequest, chosen_now: set[str]) -> list[tuple[str, str]]:
    found = [(name.removeprefix(CHOSEN), names) for name, names in request.POST.lists() if name.startswith(CHOSEN)]
    return [(field, str(name)) for field, names in found if field not in chosen_now for name in names]


def _by_field(names: list[tuple[str, str]]) -> Iterator[ChosenFiles]:
    for field in dict.fromkeys(field for field, _name in names):
        yield ChosenFiles(field, tuple(name for of, name in names if of == field))
