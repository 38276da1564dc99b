"""Reads an update of a Yjs document (version 1 of its format) without applying it.

Nothing is allotted by a number the bytes only claim: a count of a thousand million costs what stands behind it. What is
read here is what the library would read; what it may mean in a sheet is asked in `checking`.
"""

import json
import struct
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, NamedTuple

LARGEST_CLIENT = 2**53 - 1  # the largest whole number a browser can hold
LAST_CLOCK = 2**31 - 1
_DEEPEST = 8


class Content(IntEnum):
    GC = 0  # something that was, and of which only the length is left
    DELETED = 1
    JSON = 2
    BINARY = 3
    STRING = 4
    EMBED = 5
    FORMAT = 6
    TYPE = 7
    ANY = 8
    DOC = 9
    SKIP = 10


class Shared(IntEnum):
    """The kinds of shared type."""

    ARRAY = 0
    MAP = 1
    TEXT = 2
    ELEMENT = 3
    FRAGMENT = 4
    HOOK = 5
    XML_TEXT = 6


_CONTENTS = tuple(Content)


class Id(NamedTuple):
    client: int
    clock: int


class Struct(NamedTuple):
    """One thing somebody made. `parent` is the name of a root or an id; None where it stands beside `left` or `right`.

    `value`: STRING the text; ANY the values; FORMAT (name, value); TYPE (kind, node name); else None.
    """

    client: int
    clock: int
    length: int
    content: Content
    left: Id | None = None
    right: Id | None = None
    parent: str | Id | None = None
    key: str | None = None
    value: Any = None

    @property
    def end(self) -> int:
        return self.clock + self.length

    def after(self, clock: int) -> "Struct":
        """What of it begins at `clock`, beside what is before."""
        cut = clock - self.clock
        value = self.value
        if self.content is Content.STRING:
            value = value.encode("utf-16-le", "surrogatepass")[2 * cut :].decode("utf-16-le", "replace")
        elif self.content is Content.ANY:
            value = value[cut:]
        beside = None if self.content is Content.GC else Id(self.client, clock - 1)
        return self._replace(clock=clock, length=self.length - cut, left=beside, parent=None, key=None, value=value)


Ranges = Sequence[tuple[int, int, int]]  # client, from clock, to clock (not included)


@dataclass(frozen=True, slots=True)
class Update:
    structs: Sequence[Struct]  # each client's together and in order
    deleted: Ranges


class NotAnUpdate(ValueError):
    """The bytes are no update, or one of a kind no honest client sends."""


UNDEFINED = object()  # JavaScript has two kinds of nothing


_SIMPLE = {127: UNDEFINED, 126: None, 121: False, 120: True}


class Reader:
    """Raises NotAnUpdate wherever the bytes end too soon or mean nothing."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.place = 0

    def byte(self) -> int:
        if self.place >= len(self.content):
            raise NotAnUpdate("it ends too soon")
        self.place += 1
        return self.content[self.place - 1]

    def uint(self, largest: int = LARGEST_CLIENT) -> int:
        if self.place < len(self.content) and (value := self.content[self.place]) < 0x80 <= largest:
            self.place += 1  # most numbers are small
            return value
        value = shift = 0
        while True:
            byte = self.byte()
            value |= (byte & 0x7F) << shift
            if value > largest:
                raise NotAnUpdate("too large a number")
            if byte < 0x80:
                return value
            shift += 7
            if shift > 63:
                raise NotAnUpdate("too long a number")

    def signed(self) -> int:
        first = self.byte()
        value, shift, more = first & 0x3F, 6, first & 0x80
        while more:
            more = self.byte()
            value |= (more & 0x7F) << shift
            shift += 7
            more &= 0x80
            if shift > 70:
                raise NotAnUpdate("too long a number")
        return -value if first & 0x40 else value

    def bytes(self, number: int) -> bytes:
        if number > len(self.content) - self.place:
            raise NotAnUpdate("it ends too soon")
        self.place += number
        return self.content[self.place - number : self.place]

    def text(self) -> str:
        try:
            return self.bytes(self.uint()).decode("utf-8")
        except UnicodeDecodeError as error:
            raise NotAnUpdate("not UTF-8") from error

    def json(self) -> Any:
        written = self.text()
        if written == "undefined":
            return UNDEFINED
        try:
            return json.loads(written)
        except (ValueError, RecursionError) as error:
            raise NotAnUpdate("not JSON") from error

    def id(self) -> Id:
        return Id(self.uint(), self.uint(LAST_CLOCK))

    def any(self, deep: int = 0) -> Any:
        if deep > _DEEPEST:
            raise NotAnUpdate("too deep")
        kind = self.byte()
        if kind in _SIMPLE:
            return _SIMPLE[kind]
        if kind == 125:
            return self.signed()
        if kind in (124, 123, 122):
            number, form = {124: (4, ">f"), 123: (8, ">d"), 122: (8, ">q")}[kind]
            return struct.unpack(form, self.bytes(number))[0]
        if kind == 119:
            return self.text()
        if kind == 118:
            return {self.text(): self.any(deep + 1) for _ in range(self.uint())}
        if kind == 117:
            return [self.any(deep + 1) for _ in range(self.uint())]
        if kind == 116:
            return self.bytes(self.uint())
        raise NotAnUpdate(f"value of kind {kind}")


def read_update(content: bytes) -> Update:
    """Raises NotAnUpdate."""
    reader = Reader(content)
    update = Update(list(_structs(reader)), list(_deleted(reader)))
    if reader.place != len(content):
        raise NotAnUpdate("there is more after it")
    return update


def read_vector(content: bytes) -> dict[int, int]:
    """How far somebody has come with each client. Raises NotAnUpdate."""
    reader = Reader(content)
    vector = {reader.uint(): reader.uint(LAST_CLOCK) for _ in range(reader.uint())}
    if reader.place != len(content):
        raise NotAnUpdate("there is more after it")
    return vector


def structs_before_fault(content: bytes) -> list[Struct]:
    """What can be read of an update that may be broken. Never raises."""
    found: list[Struct] = []
    with suppress(NotAnUpdate):
        found.extend(_structs(Reader(content)))
    return found


def _structs(reader: Reader) -> Iterator[Struct]:
    seen: set[int] = set()
    for _ in range(reader.uint()):
        number = reader.uint()
        client, clock = reader.uint(), reader.uint(LAST_CLOCK)
        if client in seen:
            raise NotAnUpdate("a client stands twice")
        seen.add(client)
        for _ in range(number):
            made = _struct(reader, client, clock)
            if made.length < 1 or made.end > LAST_CLOCK:
                raise NotAnUpdate("a length that cannot be")
            clock = made.end
            yield made


def _struct(reader: Reader, client: int, clock: int) -> Struct:
    info = reader.byte()
    reference = info & 0x1F
    if reference in (Content.GC, Content.SKIP):
        return Struct(client, clock, reader.uint(LAST_CLOCK), _CONTENTS[reference])
    if reference > Content.SKIP:
        raise NotAnUpdate(f"content of kind {reference}")
    left = reader.id() if info & 0x80 else None
    right = reader.id() if info & 0x40 else None
    parent: str | Id | None = None
    key = None
    if left is None and right is None:
        parent = reader.text() if reader.uint() == 1 else reader.id()
        key = reader.text() if info & 0x20 else None
    content = _CONTENTS[reference]
    length, value = _content(reader, content)
    return Struct(client, clock, length, content, left, right, parent, key, value)


def _content(reader: Reader, content: Content) -> tuple[int, Any]:
    if content is Content.STRING:
        text = reader.text()
        return (len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2), text
    if content is Content.DELETED:
        return reader.uint(LAST_CLOCK), None
    if content is Content.ANY:
        values = [reader.any() for _ in range(reader.uint())]
        return len(values), values
    if content is Content.TYPE:
        kind = reader.uint()
        if kind > Shared.XML_TEXT:
            raise NotAnUpdate(f"type of kind {kind}")
        return 1, (Shared(kind), reader.text() if kind in (Shared.ELEMENT, Shared.HOOK) else "")
    if content is Content.FORMAT:
        return 1, (reader.text(), reader.json())
    return _never_in_a_sheet(reader, content)


def _never_in_a_sheet(reader: Reader, content: Content) -> tuple[int, Any]:
    """Read only so that the rest of the update is understood, and the refusal can say what it is."""
    if content is Content.JSON:
        number = reader.uint(LAST_CLOCK)
        return len([reader.text() for _ in range(number)]), None
    if content is Content.BINARY:
        reader.bytes(reader.uint())
    elif content is Content.EMBED:
        reader.json()
    else:
        reader.text()
        reader.any()
    return 1, None


def _deleted(reader: Reader) -> Iterator[tuple[int, int, int]]:
    for _ in range(reader.uint()):
        client = reader.uint()
        for _ in range(reader.uint()):
            clock, length = reader.uint(LAST_CLOCK), reader.uint(LAST_CLOCK)
            if clock + length > LAST_CLOCK:
                raise NotAnUpdate("a length that cannot be")
            if length:
                yield client, clock, clock + length


def texts_in(content: bytes) -> list[str]:
    """What somebody typed in an update, whole or broken, so that it can be kept when the update is refused.

    Strings that were typed one after the other stand together. Never raises.
    """
    found: list[str] = []
    last: Id | None = None
    for one in structs_before_fault(content):
        if one.content is Content.STRING:
            if last is not None and last == one.left and last.client == one.client:
                found[-1] += one.value
            else:
                found.append(one.value)
            last = Id(one.client, one.end - 1)
        elif one.content is Content.ANY:
            found.extend(_words(value) for value in one.value)
    return [text for text in found if text.strip()]


def _words(value: Any) -> str:
    """Of a value: a name somebody wrote, or anything else in words; not choices, ids, days and order keys."""
    if not isinstance(value, str):
        return ""
    return value[5:] if value.startswith("free:") else value if " " in value else ""
