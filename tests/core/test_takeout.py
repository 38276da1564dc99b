"""The archive itself: made as it is sent, and readable by anybody."""

import io
import zipfile
from datetime import UTC, datetime

from plandugnad.core.takeout import CHUNK_BYTES, TakeoutFile, in_memory, zipped

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def test_the_archive_is_whole_and_dated_in_norwegian_time() -> None:
    content = b"".join(zipped([in_memory("LES-MEG.txt", b"hei"), in_memory("å/ø.txt", b"")], NOON))
    archive = zipfile.ZipFile(io.BytesIO(content))
    assert archive.testzip() is None
    assert archive.namelist() == ["LES-MEG.txt", "å/ø.txt"]
    assert archive.infolist()[0].date_time == (2026, 11, 21, 13, 0, 0)


def test_a_large_file_is_never_held_whole_and_files_are_opened_in_their_turn() -> None:
    opened: list[str] = []

    class Large(io.RawIOBase):
        left = 40 * CHUNK_BYTES

        def readinto(self, buffer: object) -> int:
            view = memoryview(buffer)  # type: ignore[arg-type]
            size = min(len(view), self.left)
            view[:size] = bytes(value % 251 for value in range(size))
            self.left -= size
            return size

    def turn(name: str) -> TakeoutFile:
        def opening() -> Large:
            opened.append(name)
            return Large()

        return TakeoutFile(name, opening)  # type: ignore[arg-type]

    pieces = zipped([turn("a"), turn("b")], NOON)
    next(pieces)
    assert opened == ["a"]
    assert max(len(piece) for piece in pieces) < 4 * CHUNK_BYTES
    assert opened == ["a", "b"]
