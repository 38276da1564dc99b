"""A part of an office document as elements, read by the parser of the standard library that is written in C.

The safe parser for small parts (defusedxml) is written in Python and takes four times as long over a large table. What
it guards against needs a document type, which stands before the first element and which no office document has: that
much is read first, and a part that has one is refused. Nothing is fetched from elsewhere.
"""

from collections.abc import Iterator
from typing import IO, Any
from xml.etree.ElementTree import XMLPullParser
from xml.parsers import expat

# Small, so that what is made of one piece is let go before Python looks through all it holds for what may be let go:
# with sixty thousand bytes that takes as long as all the rest.
_CHUNK = 1 << 12


class Unsafe(ValueError):
    """A document type: only that can declare entities."""


class _Begun(Exception):
    """The first element: no document type may follow."""


def elements(part: IO[bytes]) -> Iterator[Any]:
    """“start” and “end” of each element, as they come. Whoever reads lets go of those no longer needed."""
    _refuse_document_type(part)
    part.seek(0)
    parser: XMLPullParser[Any] = XMLPullParser(("start", "end"))
    while chunk := part.read(_CHUNK):
        parser.feed(chunk)
        yield from parser.read_events()
    parser.close()
    yield from parser.read_events()


def _refuse_document_type(part: IO[bytes]) -> None:
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    parser.ExternalEntityRefHandler = _refuse
    parser.StartElementHandler = _begin
    try:
        while chunk := part.read(_CHUNK):
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except _Begun:
        return


def _refuse(*_of_it: object) -> int:
    raise Unsafe("document type or entity")


def _begin(*_of_it: object) -> None:
    raise _Begun
