"""What is said between a browser and the live room of one document, at `/arbeidsark/dokument/<id>/direkte/`.

Text frames are JSON objects whose `t` says what they are; binary frames hold changes. Numbers in binary frames are
unsigned, most significant byte first.

From the browser
- `{"t": "hello", "vector"}` first, and within ten seconds. `vector` (base64) is how far its document has come, in the
  form of Yjs. It may say hello again, with a document that is new and empty, after something has been refused.
- binary: u32 `n`, one update (version 1 of Yjs). `n` begins at 1 after each hello and grows by one.
- `{"t": "here", "block", "item", "field"}`: where her cursor is; empty where it is nowhere.

From the room
- `{"t": "welcome", "seq", "you": {"id", "name"}, "vector", "sheet"}` answers a hello, and is followed by a group with
  what the browser lacks. The browser then sends what the room lacks by `vector`.
- binary, a group: u64 `seq`, u32 `ack`, then any number of (u32 length, update). Everything in it is in the database.
  `ack` is the last `n` of the receiver that is durable, and covers those before it; 0 is none.
- `{"t": "refused", "n", "code", "sentence", "set_aside", "words"}`: `n` and all after it are refused. The words are set
  aside for whoever typed them; those of a confidential sheet are kept nowhere, and stand in `words`. The browser
  throws its document away and says hello with an empty one; what it still had to send, it sends before that, and
  those words are set aside too, or handed back as `lost`.
- `{"t": "lost", "sentence", "words"}`: words typed into something that somebody else had deleted are set aside, or
  handed back as above. Go on.
- `{"t": "people", "people": [{"id", "name", "organisation", "block", "item", "field"}]}`: everybody in the document.
- `{"t": "sheet", …}` with what stands in `sheet` of the welcome: `phase`, `may_write`, `rows`, `locked`, `presented`,
  `timer_ms_left`, `timer_seconds`, `closed`.
- `{"t": "changed", "what"}`: `votes`, `answers` or `adoptions`, which are rows and no part of the document. That
  somebody has written an anonymous card is told to nobody.

A browser learns no code of a connection that was never opened, so it is opened before it is closed for cause.
"""

import base64
import json
import struct
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import IntEnum
from typing import Any

LARGEST_FRAME = 4_000_000  # the engine says no at a quarter of it, in words
LARGEST_VECTOR = 200_000  # as text: more than ten thousand openings of the same document
LONGEST_WORD = 200
HELLO_WITHIN_SECONDS = 10
_COUNTER = struct.Struct(">I")
_GROUP = struct.Struct(">QI")
_TEXT, _BINARY, _LARGEST_SHORT = 0x81, 0x82, 125
_MEDIUM, _LARGE = struct.Struct(">BBH"), struct.Struct(">BBQ")


class Close(IntEnum):
    AGAIN = 1012  # at once, with what it has: it was slow, or something here was away
    TOO_LARGE = 1009
    BROKEN = 4400
    SIGNED_OUT = 4401
    NOT_THERE = 4404  # or no right to it, which is not told apart
    CLOSED = 4409  # the phase it was written in is over
    TOO_MANY = 4429


class Broken(ValueError):
    """What came is no frame of ours."""


@dataclass(frozen=True, slots=True)
class Hello:
    vector: bytes


@dataclass(frozen=True, slots=True)
class Edit:
    n: int
    update: bytes


@dataclass(frozen=True, slots=True)
class Here:
    block: str = ""
    item: str = ""
    field: str = ""


Said = Hello | Edit | Here
NOWHERE = Here()


@dataclass(frozen=True, slots=True)
class Somebody:
    id: str
    name: str
    organisation: str
    here: Here


def read_binary(content: bytes) -> Edit:
    if len(content) <= _COUNTER.size:
        raise Broken("no update")
    (n,) = _COUNTER.unpack_from(content)
    if n == 0:
        raise Broken("counted from one")
    return Edit(n, content[_COUNTER.size :])


def read_text(content: str) -> Hello | Here:
    try:
        said = json.loads(content)
        kind = said["t"]
        if kind == "hello":
            if len(said["vector"]) > LARGEST_VECTOR:
                raise Broken("too many clients")
            return Hello(base64.b64decode(said["vector"], validate=True))
        if kind == "here":
            return Here(*(_word(said.get(name, "")) for name in ("block", "item", "field")))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Broken("not one of our frames") from error
    raise Broken("of no known kind")


def _word(said: Any) -> str:
    if not isinstance(said, str) or len(said) > LONGEST_WORD:
        raise Broken("not a place")
    return said


def packed(updates: Iterable[bytes]) -> bytes:
    return b"".join(part for one in updates for part in (_COUNTER.pack(len(one)), one))


def group(seq: int, ack: int, parts: bytes) -> bytes:
    """`parts` are `packed`, once for all receivers."""
    return _GROUP.pack(seq, ack) + parts


def framed(said: bytes | str) -> bytes:
    """As it stands on a connection from a server (RFC 6455 section 5.2): whole, unmasked, the same to all."""
    content, kind = (said.encode(), _TEXT) if isinstance(said, str) else (said, _BINARY)
    size = len(content)
    if size <= _LARGEST_SHORT:
        return bytes([kind, size]) + content
    if size < 1 << 16:
        return _MEDIUM.pack(kind, 126, size) + content
    return _LARGE.pack(kind, 127, size) + content


def written(kind: str, **said: Any) -> str:
    return json.dumps({"t": kind} | said, ensure_ascii=False, separators=(",", ":"))


def people(all_of_them: Iterable[Somebody]) -> str:
    return written(
        "people",
        people=[
            {"id": one.id, "name": one.name, "organisation": one.organisation, **asdict(one.here)}
            for one in all_of_them
        ],
    )


def in_text(content: bytes) -> str:
    return base64.b64encode(content).decode("ascii")
