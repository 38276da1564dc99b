"""One connection to a room. What is said to it waits here, so that who reads slowly holds nobody up."""

import asyncio
import logging
import secrets
import time
from collections import deque
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from django.core.handlers.asgi import ASGIRequest

from plandugnad.worksheets.live.protocol import NOWHERE, Close, Here, Somebody, framed
from plandugnad.worksheets.live.rights import Rights

Send = Callable[[Mapping[str, Any]], Awaitable[None]]
Write = Callable[[bytes], bool]  # a frame, at once; whether it could be
_MOST_WAITING_BYTES, _MOST_WAITING = 8_000_000, 2_000
_MOST_UNREAD_BYTES, _MOST_UNREAD = 2_000_000, 32

log = logging.getLogger(__name__)


class Peer:
    """`looked_at` is when her rights were asked for, on the loop's clock; never is 0. `mark` is what they rested on.

    `is_ready`: she has said hello, and nothing of hers has been refused since. `is_denied`: she has no right here any
    more, and nothing that still waits is taken in.
    """

    def __init__(
        self, request: ASGIRequest, rights: Rights, mark: str | None, send: Send, write: Write | None = None
    ) -> None:
        self.id = secrets.token_hex(4)
        self.request = request
        self.rights = rights
        self.looked_at = self.looked_closely_at = time.monotonic()
        self.mark = mark
        self.is_ready = self.is_denied = False
        self.here: Here = NOWHERE
        self._send, self._write = send, write
        self._waiting: deque[bytes | str] = deque()
        self._waiting_bytes = 0
        self._is_sending = False
        self._news = asyncio.Event()
        self._closing: Close | None = None
        self.is_to_close = asyncio.Event()
        self._unread = self._unread_bytes = 0
        self._has_room = asyncio.Event()
        self._has_room.set()

    @property
    def somebody(self) -> Somebody:
        return Somebody(self.id, self.rights.name, self.rights.organisation, self.here)

    def say(self, said: bytes | str, frame: bytes = b"") -> None:
        """`frame` is the same, `framed`, where many are told of it."""
        if self._closing is not None:
            return
        if not self._waiting and not self._is_sending and self._is_written(frame or framed(said)):
            return
        self._waiting.append(said)
        self._waiting_bytes += len(said)
        if self._waiting_bytes > _MOST_WAITING_BYTES or len(self._waiting) > _MOST_WAITING:
            self._waiting.clear()
            self.close(Close.AGAIN)
        self._news.set()

    def _is_written(self, frame: bytes) -> bool:
        try:
            return self._write is not None and self._write(frame)
        except Exception:  # the server is another than the one this was made for
            log.exception("A frame could not be written at once. All to this connection go the ordinary way.")
            self._write = None
            return False

    def close(self, code: Close) -> None:
        """What waits is sent first."""
        if self._closing is None:
            self._closing = code
            self.is_to_close.set()
            self._news.set()
            self._has_room.set()

    async def talk(self) -> None:
        """Until the connection is closed by us."""
        while True:
            while self._waiting:
                said = self._waiting.popleft()
                self._waiting_bytes -= len(said)
                self._is_sending = True
                await self._send({"type": "websocket.send", "text" if isinstance(said, str) else "bytes": said})
                self._is_sending = False
            if self._closing is not None:
                await self._send({"type": "websocket.close", "code": int(self._closing)})
                return
            self._news.clear()
            await self._news.wait()

    def handed_in(self, size: int) -> None:
        self._unread += 1
        self._unread_bytes += size
        if self._unread >= _MOST_UNREAD or self._unread_bytes >= _MOST_UNREAD_BYTES:
            self._has_room.clear()

    def taken_in(self, size: int) -> None:
        self._unread -= 1
        self._unread_bytes -= size
        if self._unread < _MOST_UNREAD and self._unread_bytes < _MOST_UNREAD_BYTES:
            self._has_room.set()

    async def has_room(self) -> None:
        """Who sends faster than the room can judge is read from more slowly, which her network tells her."""
        await self._has_room.wait()
