"""Rooms to be measured side by side, and how each is spoken to: ours, and the two that most others use, from npm."""

import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol
from uuid import UUID

from websockets.asyncio.client import ClientConnection, connect

from tests.npm import node_and_npm
from tests.worksheets.live.serving import Server
from tests.worksheets.live.tab import knock

PEERS = Path(__file__).parent / "peers"
_SYNC, _STEP_1, _UPDATE, _AUTHENTICATION, _TOKEN = 0, 0, 2, 2, 0  # of y-protocols, and Hocuspocus around it
_NOTHING = b"\x00"  # the state of an empty document


class Room(Protocol):
    """A server with one document that is open."""

    name: str

    @property
    def process_id(self) -> int: ...

    async def enter(self, number: int) -> ClientConnection: ...

    def frame(self, n: int, update: bytes) -> bytes:
        """One editor's `n`-th change, counted from one."""

    def end(self) -> None: ...


class Ours:
    """Each change is judged by the schema, and in PostgreSQL before anybody is shown it."""

    name = "plandugnad"

    def __init__(self, server: Server, document_id: UUID, sessions: Sequence[str]) -> None:
        self._server, self._document_id, self._sessions = server, document_id, sessions

    @property
    def process_id(self) -> int:
        assert self._server.process is not None
        return self._server.process.pid

    async def enter(self, number: int) -> ClientConnection:
        connection = await knock(self._server, self._document_id, self._sessions[number])
        await connection.send('{"t": "hello", "vector": "AA=="}')
        return connection

    def frame(self, n: int, update: bytes) -> bytes:
        return n.to_bytes(4, "big") + update

    def end(self) -> None:
        """The server goes on to the next."""


class FromNpm:
    """Nothing is kept between runs, and no rights are asked for: what they do without being set up further."""

    def __init__(self, name: str, folder: Path) -> None:
        self.name = name
        node, _npm = node_and_npm()
        command = [node, "serve.mjs", name]
        self._process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True)
        assert self._process.stdout is not None
        self._port = int(self._process.stdout.readline())

    @property
    def process_id(self) -> int:
        return self._process.pid

    async def enter(self, number: int) -> ClientConnection:
        options: dict[str, Any] = {"compression": None, "max_size": None, "ping_interval": None}
        connection = await connect(f"ws://localhost:{self._port}/sheet", **options)
        if self.name == "hocuspocus":
            await connection.send(_string("sheet") + bytes([_AUTHENTICATION, _TOKEN]) + _string(""))
        await connection.send(self._head() + bytes([_SYNC, _STEP_1]) + _with_length(_NOTHING))
        return connection

    def frame(self, n: int, update: bytes) -> bytes:
        return self._head() + bytes([_SYNC, _UPDATE]) + _with_length(update)

    def _head(self) -> bytes:
        return _string("sheet") if self.name == "hocuspocus" else b""

    def end(self) -> None:
        self._process.terminate()
        self._process.wait()


def install_peers() -> Path:
    """What is locked in tests/bench/peers, in a folder to be thrown away."""
    folder = Path(tempfile.mkdtemp(prefix="plandugnad-peers-"))
    for path in PEERS.iterdir():
        shutil.copy(path, folder)
    shutil.copy(PEERS.parents[2] / ".npmrc", folder)
    _node, npm = node_and_npm()
    command = [*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return folder


def _string(words: str) -> bytes:
    return _with_length(words.encode())


def _with_length(content: bytes) -> bytes:
    length, head = len(content), bytearray()
    while length > 127:
        head.append(length & 127 | 128)
        length >>= 7
    return bytes([*head, length]) + content
