"""A worksheet open in a browser tab, without the browser: a document, and what of it is not yet acknowledged."""

import asyncio
import base64
import json
import struct
from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from django.test import Client
from pycrdt import Doc, Map, Text, TransactionEvent
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidMessage

from plandugnad.accounts.models import Person
from tests.worksheets.live.serving import Server

SECONDS = 30.0


def session_of(person: Person) -> str:
    client = Client()
    client.force_login(person)
    return client.cookies["sessionid"].value


async def until(is_so: Callable[[], bool], what: str, seconds: float = SECONDS) -> None:
    async with asyncio.timeout(seconds):
        try:
            while not is_so():
                await asyncio.sleep(0.01)
        except asyncio.CancelledError:
            raise AssertionError(f"waited in vain for: {what}") from None


def knock(server: Server, document_id: UUID, session: str, **more: Any) -> connect:
    """A connection that is not yet opened."""
    address = f"ws://localhost:{server.port}/arbeidsark/dokument/{document_id}/direkte/"
    headers = {"Cookie": f"sessionid={session}"}
    return connect(
        address, origin=more.pop("origin", server.address), additional_headers=headers, compression=None,
        max_size=None, ping_interval=None, **more,
    )  # fmt: skip


class Tab:
    def __init__(self, server: Server, document_id: UUID, session: str) -> None:
        self.server, self.document_id, self.session = server, document_id, session
        self.frames: list[bytes | str] = []
        self.texts: list[dict[str, Any]] = []
        self.seqs: list[int] = []
        self.close_code: int | None = None
        self._connection: ClientConnection | None = None
        self._reading: asyncio.Task[None] | None = None
        self.acknowledged: set[str] = set()
        self._items: dict[int, set[str]] = {}
        self._writing: set[str] = set()
        self.new_document()

    def new_document(self) -> None:
        self.doc: Doc[Any] = Doc()
        self.n = 0
        self.ack = 0
        self._is_taking_in = False
        self.doc.get("hard/cards", type=Map)
        self.doc.observe(self._made)

    # --- what the person does ------------------------------------------------------------------------------------

    def write(self, item: str, text: str = "For lite tid") -> None:
        self._writing = {item}
        self.doc["hard/cards"][item] = Map({"text": Text(text), "order": f"a{item[-4:]}5"})

    def type(self, item: str, words: str) -> None:
        self._writing = {item}
        text = self.doc["hard/cards"][item]["text"]
        text += words

    def cards(self) -> dict[str, str]:
        return {item: str(one["text"]) for item, one in self.doc["hard/cards"].items()}

    # --- the connection ------------------------------------------------------------------------------------------

    async def open(self) -> "Tab":
        """Welcomed, and with what the server had. Tries again as a browser does, as long as nobody answers."""
        async with asyncio.timeout(60):
            while True:
                try:
                    self.close_code = None
                    self._connection = await knock(self.server, self.document_id, self.session)
                    self._reading = asyncio.create_task(self._read())
                    await self.hello()
                    return self
                except (OSError, ConnectionClosed, EOFError, InvalidMessage):
                    await asyncio.sleep(0.05)

    async def hello(self) -> None:
        assert self._connection is not None
        welcomes = len(self.named("welcome"))
        self.n = self.ack = 0
        self._items = {}
        self.is_welcome = False
        vector = base64.b64encode(self.doc.get_state()).decode()
        await self._connection.send(json.dumps({"t": "hello", "vector": vector}))
        while not self.is_welcome:
            if self.close_code is not None:
                raise EOFError
            await asyncio.sleep(0.002)
        assert len(self.named("welcome")) == welcomes + 1

    async def shut(self) -> None:
        if self._connection is not None:
            await self._connection.close()
            assert self._reading is not None
            await self._reading
            self._connection = None

    async def say(self, **said: Any) -> None:
        assert self._connection is not None
        await self._connection.send(json.dumps(said))

    async def saved(self, seconds: float = SECONDS) -> None:
        await until(lambda: self.ack >= self.n or self.close_code is not None, "what was written to be saved", seconds)

    def named(self, kind: str) -> list[dict[str, Any]]:
        return [one for one in self.texts if one["t"] == kind]

    @property
    def sheet(self) -> dict[str, Any]:
        return next(one.get("sheet", one) for one in reversed(self.texts) if one["t"] in ("sheet", "welcome"))

    def heard(self) -> bytes:
        return b"".join(one.encode() if isinstance(one, str) else one for one in self.frames)

    def _made(self, event: TransactionEvent) -> None:
        if not self._is_taking_in and self._connection is not None and self.close_code is None:
            self._hand_in(event.update, self._writing)

    def _hand_in(self, update: bytes, items: set[str]) -> None:
        self.n += 1
        self._items[self.n] = items
        assert self._connection is not None
        frame = struct.pack(">I", self.n) + update
        self._sending = asyncio.ensure_future(self._send(self._connection, frame))

    async def _send(self, connection: ClientConnection, frame: bytes) -> None:
        try:
            await connection.send(frame)
        except ConnectionClosed:
            return

    async def _read(self) -> None:
        assert self._connection is not None
        connection = self._connection
        try:
            async for frame in connection:
                self.frames.append(frame)
                if isinstance(frame, str):
                    self.texts.append(json.loads(frame))
                else:
                    self._take_in(frame)
        except ConnectionClosed:
            pass
        self.close_code = connection.close_code or 1006

    def _take_in(self, frame: bytes) -> None:
        seq, ack = struct.unpack_from(">QI", frame)
        self.seqs.append(seq)
        at = 12
        self._is_taking_in = True
        while at < len(frame):
            (length,) = struct.unpack_from(">I", frame, at)
            self.doc.apply_update(frame[at + 4 : at + 4 + length])
            at += 4 + length
        self._is_taking_in = False
        if ack:
            self.ack = max(self.ack, ack)
            for n in [one for one in self._items if one <= ack]:
                self.acknowledged |= self._items.pop(n)
        if not self.is_welcome:
            self.is_welcome = True
            vector = base64.b64decode(self.named("welcome")[-1]["vector"])
            lacking = self.doc.get_update(vector)
            if lacking != b"\x00\x00":
                self._hand_in(lacking, set(self.cards()))


async def converged(tabs: Iterable[Tab], seconds: float = SECONDS) -> None:
    them = list(tabs)
    await until(
        lambda: all(one.cards() == them[0].cards() and one.ack >= one.n for one in them),
        "all to have the same",
        seconds,
    )
