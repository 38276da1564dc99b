"""XML read as a stream: no entities, no document types, nothing fetched, nesting and size within limits."""

from collections.abc import Callable
from typing import IO
from xml.parsers import expat

from plandugnad.engines.tables.refusal import Refused

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]
Text = Callable[[str], None]

_CHUNK = 1 << 16


class Unsafe(Exception):
    """A document type, an entity or bottomless nesting."""


def local(name: str) -> str:
    """'x:row' -> 'row': the writer chooses the prefix, and strict and ordinary files differ in namespace."""
    return name.rpartition(":")[2]


def stream(
    part: IO[bytes], *, start: Start, end: End | None = None, text: Text | None = None, depth: int = 120
) -> None:
    """Calls back for each element and text; names come without prefix. Raises Unsafe or expat.ExpatError."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.buffer_size = _CHUNK
    level = 0
    plain: dict[str, str] = {}

    def on_start(name: str, attributes: dict[str, str]) -> None:
        nonlocal level
        level += 1
        if level > depth:
            raise Unsafe("nesting")
        known = plain.get(name)
        start(known if known is not None else plain.setdefault(name, local(name)), attributes)

    def on_end(name: str) -> None:
        nonlocal level
        level -= 1
        if end is not None:
            end(plain[name])

    parser.StartElementHandler = on_start
    parser.EndElementHandler = on_end
    if text is not None:
        parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    parser.ExternalEntityRefHandler = _refuse
    while chunk := part.read(_CHUNK):
        parser.Parse(chunk, False)
    parser.Parse(b"", True)


def attributes_by_local_name(attributes: dict[str, str]) -> dict[str, str]:
    return {local(name): value for name, value in attributes.items()}


def _refuse(*_: object) -> int:
    raise Unsafe("document type or entity")


def read_part(
    file: str, name: str, part: IO[bytes], *, start: Start, end: End | None = None, text: Text | None = None, depth: int
) -> None:
    """As `stream`, but refuses in words."""
    try:
        stream(part, start=start, end=end, text=text, depth=depth)
    except Unsafe as unsafe:
        raise Refused("unsafe_markup", file=file, part=name) from unsafe
    except (expat.ExpatError, UnicodeError, ValueError) as wrong:
        raise Refused("damaged", file=file, part=name) from wrong
