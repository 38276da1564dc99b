"""Everything an organisation owns, out again. Each app adds its part; none of them needs to know of the others."""

import io
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, BinaryIO, Protocol
from uuid import UUID

from django.utils import timezone

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer, WriteableBuffer

CHUNK_BYTES = 256 * 1024


@dataclass(frozen=True)
class TakeoutFile:
    """`path` is inside the archive; `open` is called when its turn comes, so that large files are never held."""

    path: str
    open: Callable[[], BinaryIO]


class TakeoutPart(Protocol):
    def files(self, organisation_id: UUID) -> Iterable[TakeoutFile]: ...

    def summary(self) -> str:
        """A line for the page where it is downloaded, in the reader's language."""
        ...

    def explanation(self) -> str:
        """A paragraph for LES-MEG.txt, in the reader's language: which files these are and how to read them."""
        ...


_parts: list[TakeoutPart] = []


def add_part(part: TakeoutPart) -> None:
    """Called once by an app as it starts (`AppConfig.ready`)."""
    if part not in _parts:
        _parts.append(part)


def added_parts() -> tuple[TakeoutPart, ...]:
    return tuple(_parts)


def in_memory(path: str, content: bytes) -> TakeoutFile:
    return TakeoutFile(path, lambda: io.BytesIO(content))


def streamed(path: str, pieces: Callable[[], Iterable[bytes]]) -> TakeoutFile:
    """Worked out as it is sent, so that only the piece on its way is held."""
    return TakeoutFile(path, lambda: io.BufferedReader(_Pieces(pieces())))


def zipped(files: Iterable[TakeoutFile], made_at: datetime) -> Iterator[bytes]:
    """A zip archive piece by piece, as it is made."""
    pipe = _Pipe()
    stamp = timezone.localtime(made_at).timetuple()[:6]
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files:
            entry = zipfile.ZipInfo(file.path, stamp)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            with file.open() as source, archive.open(entry, "w", force_zip64=True) as target:
                while chunk := source.read(CHUNK_BYTES):
                    target.write(chunk)
                    yield pipe.taken()
            yield pipe.taken()
    yield pipe.taken()


class _Pieces(io.RawIOBase):
    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = iter(pieces)
        self._left = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        while not self._left:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._left = memoryview(piece)
        room = memoryview(buffer).cast("B")
        size = min(len(room), len(self._left))
        room[:size], self._left = self._left[:size], self._left[size:]
        return size


class _Pipe(io.RawIOBase):
    """What is written here is taken out again at once. It cannot be rewound; zipfile sees that and does not try."""

    def __init__(self) -> None:
        self._held = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, content: "ReadableBuffer") -> int:
        data = bytes(content)
        self._held += data
        return len(data)

    def taken(self) -> bytes:
        data, self._held = bytes(self._held), bytearray()
        return data
