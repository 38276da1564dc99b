"""Connections to live worksheets: one frame for many, and an end for who has stopped reading."""

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.http11 import Request
from websockets.protocol import State

LAST_BYTES_SECONDS = 10.0


class SharedFrames(WebSocketsSansIOProtocol):
    """Lets the application write frames that are made already, under `extensions` in the scope (`live.peer.Write`).

    A server's frames are the same bytes to all, and a message and a task for each of a hundred who are told of the same
    would cost more than the sending does. Reads what uvicorn keeps of a connection: who uses it goes the ordinary way
    when that fails.
    """

    def handle_connect(self, event: Request) -> None:
        super().handle_connect(event)
        if self.response.status_code == 101:
            frame: dict[str, dict[object, object]] = {"plandugnad.frame": {"write": self.write_frame}}
            self.scope["extensions"] = (self.scope["extensions"] or {}) | frame

    def write_frame(self, frame: bytes) -> bool:
        """False, and nothing done, where the connection is not open or its reader is behind: the ordinary way waits."""
        is_open = self.handshake_complete and not self.close_sent and self.conn.state is State.OPEN
        if not is_open or not self.writable.is_set() or self.transport.is_closing():
            return False
        self.transport.write(frame)
        return True

    async def run_asgi(self) -> None:
        """A transport that is closed waits until all is sent, which to who never reads is for ever."""
        await super().run_asgi()
        self.loop.call_later(LAST_BYTES_SECONDS, self.transport.abort)

    def keepalive_timeout(self) -> None:
        """Nobody answers: what waits to be sent is let go, so that the application hears of it now."""
        super().keepalive_timeout()
        self.transport.abort()
