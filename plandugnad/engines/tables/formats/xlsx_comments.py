"""Comments of a worksheet: notes, and the newer comment threads, whose copy among the notes carries a boilerplate."""

import re
from collections.abc import Callable

from plandugnad.engines.tables.formats.archive import Archive
from plandugnad.engines.tables.formats.markup import read_part
from plandugnad.engines.tables.text import visible

_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})\Z")
Comments = dict[tuple[int, int], str]


def read_comments(archive: Archive, notes: list[str], threads: list[str]) -> Comments:
    found: Comments = {}
    for part in notes:
        _collect(archive, part, "comment", found.setdefault)
    threaded: dict[tuple[int, int], list[str]] = {}
    for part in threads:
        _collect(archive, part, "threadedComment", lambda at, text: threaded.setdefault(at, []).append(text))
    found.update({at: " ".join(texts) for at, texts in threaded.items()})
    return found


def _collect(archive: Archive, part: str, element: str, keep: Callable[[tuple[int, int], str], object]) -> None:
    at: tuple[int, int] | None = None
    pieces: list[str] = []
    listening = False
    left = archive.limits.cell_characters

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal at, listening, left
        if name == element:
            at, left = _cell(attributes.get("ref", "")), archive.limits.cell_characters
            pieces.clear()
        elif name in ("t", "text"):
            # In a thread <text> holds the words; in a note <text> holds runs of <t>.
            listening = name == "t" or element == "threadedComment"

    def text(piece: str) -> None:
        nonlocal left
        if listening and left > 0:
            left -= len(piece)
            pieces.append(piece)

    def end(name: str) -> None:
        nonlocal listening
        if name in ("t", "text"):
            listening = False
        elif name == element and at and pieces:
            keep(at, visible("".join(pieces)))

    read_part(archive.file, part, archive.open(part), start=start, end=end, text=text, depth=archive.limits.xml_depth)


def _cell(reference: str) -> tuple[int, int] | None:
    found = _REFERENCE.match(reference.replace("$", ""))
    if not found:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]), column - 1
