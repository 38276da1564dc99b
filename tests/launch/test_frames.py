"""Who has stopped reading a live worksheet holds no connection for ever."""

import asyncio
import socket
from typing import Any

import pytest
import uvicorn

from plandugnad.launch import frames

_MUCH = bytes(30_000_000)  # more than any buffer between two programs of one machine
_KEY = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13"
_OPENING = f"GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n{_KEY}\r\n\r\n"


async def tell_much(scope: Any, receive: Any, send: Any) -> None:
    await send({"type": "websocket.accept"})
    await receive()
    assert scope["extensions"]["plandugnad.frame"]["write"](b"\x82\x03hei")
    await send({"type": "websocket.send", "bytes": _MUCH})


def test_a_connection_nobody_reads_from_is_ended_with_what_waited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frames, "LAST_BYTES_SECONDS", 0.1)
    assert asyncio.run(_connections_after_one_that_never_reads()) == 0


async def _connections_after_one_that_never_reads() -> int:
    config = uvicorn.Config(tell_much, ws=frames.SharedFrames, lifespan="off", log_config=None)
    server = uvicorn.Server(config)
    with socket.create_server(("127.0.0.1", 0)) as door, socket.socket() as caller:
        serving = asyncio.ensure_future(server.serve([door]))
        caller.setblocking(False)
        await asyncio.get_running_loop().sock_connect(caller, door.getsockname())
        await asyncio.get_running_loop().sock_sendall(caller, _OPENING.encode())
        while not server.server_state.connections:
            await asyncio.sleep(0.01)
        for _ in range(1_000):
            await asyncio.sleep(0.01)
            if not server.server_state.connections:
                break
        left = len(server.server_state.connections)
        server.should_exit = server.force_exit = True
        await serving
    return left
