"""The rows of a document, read and written by a room without locking: see docs/decisions/0027. `store` does the same
with a lock, in its own time.
"""

import json
from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from psycopg import AsyncConnection
from psycopg.conninfo import make_conninfo
from psycopg_pool import AsyncConnectionPool

from plandugnad.engines.sheet.schema import Schema
from plandugnad.worksheets.models import Sheet
from plandugnad.worksheets.schemas import schema_of
from plandugnad.worksheets.store import CHANNEL

Owners = dict[int, UUID | None]  # client id → whose it is; None: nobody's any more, or ours
_CONNECTIONS = 3
_WAIT_SECONDS = 5.0
Connection = AsyncConnection[Any]
Pool = AsyncConnectionPool[Connection]


@dataclass(frozen=True, slots=True)
class Row:
    seq: int
    data: bytes  # empty where what may be written was changed


@dataclass(frozen=True, slots=True)
class Kept:
    """One update to keep."""

    data: bytes
    blocks: list[str]
    person_id: UUID
    clients: frozenset[int]


@dataclass(frozen=True)
class Stored:
    """A document as it stood at one moment. `later` are the rows after the state, and those after what was asked."""

    sheet_id: UUID
    schema: Schema
    seq: int
    state: bytes
    state_seq: int
    later: list[Row]
    owners: Owners

    def updates(self) -> list[bytes]:
        rows = [one.data for one in self.later if one.seq > self.state_seq]
        return [one for one in (self.state, *rows) if one]


def address() -> str:
    """Of the database that the pages use."""
    given = settings.DATABASES["default"]
    options = {name: value for name, value in given.get("OPTIONS", {}).items() if name != "pool"}
    known = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    parts = {name: str(given[key]) for name, key in known.items() if given.get(key)}
    return make_conninfo(**{**parts, **options, "application_name": "plandugnad live"})


def new_pool() -> Pool:
    return AsyncConnectionPool(
        address(),
        min_size=1,
        max_size=_CONNECTIONS,
        open=False,
        kwargs={"autocommit": True},
        timeout=_WAIT_SECONDS,
        reconnect_timeout=_WAIT_SECONDS,
    )


_LOAD = """
SELECT s.id, s.kind, s.definition, d.seq, d.state, d.state_seq,
    ARRAY(SELECT u.seq FROM worksheets_update u
        WHERE u.document_id = d.id AND u.seq > least(d.state_seq, %(known)s) ORDER BY u.seq),
    ARRAY(SELECT u.data FROM worksheets_update u
        WHERE u.document_id = d.id AND u.seq > least(d.state_seq, %(known)s) ORDER BY u.seq),
    ARRAY(SELECT c.client FROM worksheets_clientid c WHERE c.document_id = d.id ORDER BY c.id),
    ARRAY(SELECT c.person_id FROM worksheets_clientid c WHERE c.document_id = d.id ORDER BY c.id)
FROM worksheets_document d JOIN worksheets_sheet s ON s.id = d.sheet_id
WHERE d.id = %(id)s
"""  # one statement, so that all of it is of one moment


@asynccontextmanager
async def held(pool: Pool, document_id: UUID) -> AsyncIterator[Connection]:
    """Nobody else writes in the document until it is let go, and what is written by this connection is kept then.

    For whoever has lost the race again and again. Those who wait for the row are served in the order they came.
    """
    async with pool.connection() as connection, connection.transaction():
        await connection.execute("SELECT 1 FROM worksheets_document WHERE id = %s FOR UPDATE", (document_id,))
        yield connection


def _by(pool: Pool, holding: Connection | None) -> AbstractAsyncContextManager[Connection]:
    return pool.connection() if holding is None else nullcontext(holding)


async def load(
    pool: Pool, document_id: UUID, known: int | None = None, holding: Connection | None = None
) -> Stored | None:
    """`known`: the number somebody has come to, who wants the rows after it even where the state covers them."""
    async with _by(pool, holding) as connection:
        asked = {"id": document_id, "known": 2**62 if known is None else known}
        found = await (await connection.execute(_LOAD, asked, binary=True)).fetchone()
    if found is None:
        return None
    sheet_id, kind, definition, seq, state, state_seq, numbers, updates, clients, persons = found
    return Stored(
        sheet_id,
        schema_of(Sheet(kind=kind, definition=definition)),
        seq,
        bytes(state),
        state_seq,
        [Row(number, bytes(data)) for number, data in zip(numbers, updates, strict=True)],
        dict(zip(clients, persons, strict=True)),
    )


_AFTER = "SELECT seq, data FROM worksheets_update WHERE document_id = %s AND seq > %s ORDER BY seq"
_OWNERS = "SELECT client, person_id FROM worksheets_clientid WHERE document_id = %s AND client = ANY(%s)"


async def after(pool: Pool, document_id: UUID, seq: int) -> list[Row]:
    async with pool.connection() as connection:
        found = await connection.execute(_AFTER, (document_id, seq), binary=True)
        return [Row(number, bytes(data)) for number, data in await found.fetchall()]


async def owners(pool: Pool, document_id: UUID, clients: Sequence[int]) -> Owners:
    async with pool.connection() as connection:
        found = await connection.execute(_OWNERS, (document_id, list(clients)), binary=True)
        return dict(await found.fetchall())


_WRITE = """
WITH moved AS (
    UPDATE worksheets_document SET seq = seq + %(count)s WHERE id = %(id)s AND seq = %(known)s RETURNING id
), kept AS (
    INSERT INTO worksheets_update (document_id, seq, data, blocks, person_id, made_at)
    SELECT moved.id, one.seq, one.data, one.blocks::jsonb, one.person, now()
    FROM moved, unnest(%(seqs)s::bigint[], %(data)s::bytea[], %(blocks)s::text[], %(persons)s::uuid[])
        AS one(seq, data, blocks, person)
), claimed AS (
    INSERT INTO worksheets_clientid (document_id, client, person_id)
    SELECT moved.id, one.client, one.person
    FROM moved, unnest(%(clients)s::bigint[], %(owners)s::uuid[]) AS one(client, person)
    ON CONFLICT DO NOTHING
)
SELECT pg_notify(%(channel)s, %(said)s) FROM moved
"""


async def write(
    pool: Pool,
    document_id: UUID,
    known: int,
    kept: Sequence[Kept],
    claims: Owners,
    holding: Connection | None = None,
) -> bool:
    """All of it and durable, or (False) nothing: somebody else has written since `known`."""
    seq = known + len(kept)
    values = {
        "id": document_id,
        "known": known,
        "count": len(kept),
        "seqs": list(range(known + 1, seq + 1)),
        "data": [one.data for one in kept],
        "blocks": [json.dumps(one.blocks) for one in kept],
        "persons": [one.person_id for one in kept],
        "clients": list(claims),
        "owners": list(claims.values()),
        "channel": CHANNEL,
        "said": json.dumps({"document": str(document_id), "seq": seq}),
    }
    async with _by(pool, holding) as connection:
        return (await connection.execute(_WRITE, values)).rowcount == 1
