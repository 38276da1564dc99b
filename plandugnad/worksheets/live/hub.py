"""The rooms of this process, and the one connection that hears what any process has written."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any
from uuid import UUID

import psycopg
from psycopg import AsyncConnection

from plandugnad.worksheets.live import rows
from plandugnad.worksheets.live.peer import Peer
from plandugnad.worksheets.live.protocol import Close
from plandugnad.worksheets.live.room import Room
from plandugnad.worksheets.store import CHANNEL

MOST_OF_ONE_PERSON = 20
MOST_WAITING = 500
_LISTENS_AGAIN_AFTER = 1.0
_STILL_THERE_EVERY = 30.0

log = logging.getLogger(__name__)


class Hub:
    """Belongs to one loop. `waiting` are those who ask for news without a connection of their own (`polling`)."""

    def __init__(self) -> None:
        self.rooms: dict[UUID, Room] = {}
        self._waiting: dict[UUID, set[asyncio.Event]] = {}
        self.pool = rows.new_pool()
        self._listening: asyncio.Task[None] | None = None
        self._beginning = asyncio.Lock()
        self._connections: dict[UUID, int] = {}

    async def begin(self) -> None:
        async with self._beginning:
            if self._listening is None:
                await self.pool.open()
                self._listening = asyncio.ensure_future(self._listen())

    async def end(self) -> None:
        await asyncio.gather(*(room.end() for room in list(self.rooms.values())))
        if self._listening is not None:
            self._listening.cancel()
            await self.pool.close()

    @asynccontextmanager
    async def within(self, document_id: UUID, peer: Peer) -> AsyncIterator[Room]:
        person_id = peer.rights.person_id
        self._connections[person_id] = self._connections.get(person_id, 0) + 1
        if self._connections[person_id] > MOST_OF_ONE_PERSON:
            peer.close(Close.TOO_MANY)
        room = self.rooms.get(document_id)
        if room is None:
            room = self.rooms[document_id] = Room(document_id, self.pool, self._forget)
        room.enter(peer)
        try:
            yield room
        finally:
            room.leave(peer)
            self._connections[person_id] -= 1
            if not self._connections[person_id]:
                del self._connections[person_id]

    def _forget(self, room: Room) -> None:
        if self.rooms.get(room.id) is room:
            del self.rooms[room.id]

    @asynccontextmanager
    async def news_of(self, document_id: UUID) -> AsyncIterator[asyncio.Event | None]:
        """Set when anything is written in the document. None where too many wait already."""
        if sum(map(len, self._waiting.values())) >= MOST_WAITING:
            yield None
            return
        news = asyncio.Event()
        self._waiting.setdefault(document_id, set()).add(news)
        try:
            yield news
        finally:
            self._not_waiting(document_id, news)

    def also_of(self, sheet_id: UUID, news: asyncio.Event, stack: AsyncExitStack) -> None:
        # What is rows and no part of a document: phase, locks, votes.
        waiting = self._waiting.setdefault(sheet_id, set())
        waiting.add(news)
        stack.callback(self._not_waiting, sheet_id, news)

    def _not_waiting(self, id: UUID, news: asyncio.Event) -> None:
        waiting = self._waiting[id]
        waiting.discard(news)
        if not waiting:
            del self._waiting[id]

    async def _listen(self) -> None:
        while True:
            try:
                await self._listen_once()
            except (psycopg.Error, OSError) as error:
                log.warning("The database cannot be listened to: %s. Tries again.", type(error).__name__)
            except Exception:
                log.exception("What was heard from the database could not be used. Listens again.")
            await asyncio.sleep(_LISTENS_AGAIN_AFTER)

    async def _listen_once(self) -> None:
        connection = await AsyncConnection.connect(rows.address(), autocommit=True, connect_timeout=5)
        async with connection:
            await connection.execute(f"LISTEN {CHANNEL}")
            for room in list(self.rooms.values()):
                room.look_up()
            while True:
                async for heard in connection.notifies(timeout=_STILL_THERE_EVERY):
                    self._hear(json.loads(heard.payload))
                await connection.execute("SELECT 1")  # a line that is cut says nothing

    def _hear(self, said: dict[str, Any]) -> None:
        if "document" in said:
            id = UUID(said["document"])
            if room := self.rooms.get(id):
                room.hear(said["seq"])
        else:
            id = UUID(said["sheet"])
            for room in list(self.rooms.values()):
                if room.sheet_id == id:
                    room.hear_of_sheet(said["what"])
        for news in self._waiting.get(id, ()):
            news.set()
