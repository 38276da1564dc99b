"""ASGI: connections to rooms, and what else passes. `Live` stands outermost in `config.asgi`."""

import asyncio
import gc
import logging
import re
import time
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from typing import Any
from uuid import UUID

from plandugnad.worksheets.live.hub import Hub
from plandugnad.worksheets.live.marks import marks_of
from plandugnad.worksheets.live.peer import Peer
from plandugnad.worksheets.live.polling import asks_for_news, wait_for_news
from plandugnad.worksheets.live.protocol import (
    HELLO_WITHIN_SECONDS,
    LARGEST_FRAME,
    Broken,
    Close,
    Edit,
    Hello,
    Here,
    read_binary,
    read_text,
)
from plandugnad.worksheets.live.rights import comes_from_us, look, request_of, session_of
from plandugnad.worksheets.live.room import Room
from plandugnad.worksheets.live.threads import in_thread

Receive = Callable[[], Awaitable[Mapping[str, Any]]]
Send = Callable[[Mapping[str, Any]], Awaitable[None]]
Application = Callable[[Any, Receive, Send], Awaitable[None]]

_ADDRESS = re.compile(r"^/arbeidsark/dokument/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/direkte/$")
_FRAMES_A_SECOND, _FRAMES_AT_ONCE = 60, 300
_LAST_WORDS_SECONDS = 2.0

log = logging.getLogger(__name__)


class Live:
    def __init__(self, application: Application) -> None:
        self.application = application
        self._hub: Hub | None = None

    async def __call__(self, scope: Any, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await self._connect(scope, receive, send)
        elif scope["type"] == "lifespan":
            await self._live(receive, send)
        elif asked := asks_for_news(scope):
            await self.application(scope, await wait_for_news(await self.hub(), scope, receive, asked), send)
        else:
            await self.application(scope, receive, send)

    async def _live(self, receive: Receive, send: Send) -> None:
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                # To look through all that was loaded for what is used no more takes long enough for a hand to notice.
                gc.collect()
                gc.freeze()
                await send({"type": "lifespan.startup.complete"})
            elif message["type"] == "lifespan.shutdown":
                if self._hub is not None:
                    await self._hub.end()
                await send({"type": "lifespan.shutdown.complete"})
                return

    async def hub(self) -> Hub:
        if self._hub is None:
            self._hub = Hub()
        await self._hub.begin()
        return self._hub

    async def _connect(self, scope: Any, receive: Receive, send: Send) -> None:
        await receive()  # that it is being opened
        request, found = request_of(scope), _ADDRESS.match(scope["path"])
        if not comes_from_us(request) or found is None:
            return await send({"type": "websocket.close"})
        id = UUID(found[1])
        try:
            hub = await self.hub()
            # Before her rights are looked at: what changes meanwhile gives another mark.
            _seq, marks = await marks_of(hub.pool, id, [session_of(request)])
            [rights] = await in_thread(look, id, [request], notes=True)
        except Exception:
            log.exception("A worksheet could not be opened.")
            rights = Close.AGAIN
        await send({"type": "websocket.accept"})
        if isinstance(rights, Close):
            return await send({"type": "websocket.close", "code": int(rights)})
        # Where the server can (`launch.frames`), what all are told is written without a message for each.
        write = (scope.get("extensions") or {}).get("plandugnad.frame", {}).get("write")
        peer = Peer(request, rights, next(iter(marks), None), send, write)
        async with hub.within(id, peer) as room:
            await _until_closed(peer, room, receive)
        return None


async def _until_closed(peer: Peer, room: Room, receive: Receive) -> None:
    reading, talking = asyncio.ensure_future(_read(peer, room, receive)), asyncio.ensure_future(peer.talk())
    closing = asyncio.ensure_future(peer.is_to_close.wait())
    try:
        await asyncio.wait({reading, talking, closing}, return_when=asyncio.FIRST_COMPLETED)
        # What she had sent before she went is still to be read, and what was to be told her to be sent.
        await asyncio.wait({talking if peer.is_to_close.is_set() else reading}, timeout=_LAST_WORDS_SECONDS)
    finally:
        for task in (reading, talking, closing):
            task.cancel()
        for done in await asyncio.gather(reading, talking, closing, return_exceptions=True):
            if isinstance(done, Exception) and not isinstance(done, OSError):
                log.error("A connection to a worksheet ended in an error.", exc_info=done)


async def _read(peer: Peer, room: Room, receive: Receive) -> None:
    """Until the connection is gone, or something comes that no browser of ours sends."""
    pace = _Pace()
    try:
        last_n = await _read_hello(peer, room, receive)
        while True:
            message = await receive()
            if message["type"] == "websocket.disconnect":
                return
            await pace.keep()
            said = _said(message)
            if isinstance(said, Here):
                room.moved(peer, said)
                continue
            if isinstance(said, Edit) and said.n != last_n + 1:
                raise Broken("not counted")
            last_n = said.n if isinstance(said, Edit) else 0
            room.take(peer, said)
            await peer.has_room()
    except Broken:
        peer.close(Close.BROKEN)
    except _TooLarge:
        peer.close(Close.TOO_LARGE)
    except TimeoutError:
        peer.close(Close.BROKEN)
    with suppress(asyncio.CancelledError):
        await asyncio.Event().wait()


async def _read_hello(peer: Peer, room: Room, receive: Receive) -> int:
    message = await asyncio.wait_for(receive(), HELLO_WITHIN_SECONDS)
    if message["type"] == "websocket.disconnect":
        raise Broken("gone")
    said = _said(message)
    if not isinstance(said, Hello):
        raise Broken("no hello")
    room.take(peer, said)
    return 0


class _TooLarge(Exception):
    pass


def _said(message: Mapping[str, Any]) -> Hello | Edit | Here:
    binary, text = message.get("bytes"), message.get("text")
    if len(binary or text or "") > LARGEST_FRAME:
        raise _TooLarge
    return read_text(text or "") if binary is None else read_binary(binary)


class _Pace:
    """Who sends faster than anybody types is read from more slowly."""

    def __init__(self) -> None:
        self._left, self._at = float(_FRAMES_AT_ONCE), time.monotonic()

    async def keep(self) -> None:
        now = time.monotonic()
        self._left = min(_FRAMES_AT_ONCE, self._left + (now - self._at) * _FRAMES_A_SECOND) - 1
        self._at = now
        if self._left < 0:
            await asyncio.sleep(-self._left / _FRAMES_A_SECOND)
