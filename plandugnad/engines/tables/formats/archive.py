"""A zipped workbook, opened with its weight measured twice: as declared, and as it turns out while being read."""

import io
import zipfile
import zlib
from typing import IO

from plandugnad.engines.tables.limits import Limits
from plandugnad.engines.tables.refusal import Refused

_MEGABYTE = 1_000_000
_ENCRYPTED = 0x1


class Archive:
    def __init__(self, content: bytes, file: str, limits: Limits) -> None:
        self.file = file
        self.limits = limits
        self._left = limits.inflated_bytes
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
            entries = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError, IndexError) as wrong:
            raise Refused("damaged", file=file, part="zip") from wrong
        self._entries = {entry.filename.lstrip("/"): entry for entry in entries}
        if len(entries) > limits.zip_entries or sum(entry.file_size for entry in entries) > limits.inflated_bytes:
            raise self._too_much()
        if any(entry.flag_bits & _ENCRYPTED for entry in entries):
            raise Refused("password", file=file)

    @property
    def names(self) -> list[str]:
        return list(self._entries)

    def has(self, name: str) -> bool:
        return name in self._entries

    def open(self, name: str) -> IO[bytes]:
        """The part as a stream that stops when the whole file has inflated beyond the limit."""
        try:
            return _Measured(self._zip.open(self._entries[name]), self, name)  # type: ignore[return-value]
        except (KeyError, zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError) as wrong:
            raise Refused("damaged", file=self.file, part=name) from wrong

    def spend(self, amount: int) -> None:
        self._left -= amount
        if self._left < 0:
            raise self._too_much()

    def _too_much(self) -> Refused:
        return Refused("inflates_too_much", file=self.file, limit=self.limits.inflated_bytes // _MEGABYTE)


class _Measured:
    def __init__(self, stream: IO[bytes], archive: Archive, name: str) -> None:
        self._stream, self._archive, self._name = stream, archive, name

    def read(self, size: int) -> bytes:
        try:
            chunk = self._stream.read(size)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError) as wrong:
            raise Refused("damaged", file=self._archive.file, part=self._name) from wrong
        self._archive.spend(len(chunk))
        return chunk
