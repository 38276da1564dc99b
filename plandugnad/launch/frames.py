"""One frame for many: a WebSocket's frames from a server are the same bytes to all, so they need be made only once."""

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.http11 import Request
from websockets.protocol import State


class SharedFrames(WebSocketsSansIOProtocol):
    """Lets the application write frames that are made already, under `extensions` in the scope (`live.peer.Write`).

    A message and a task for each of a hundred who are told of the same would cost more than the sending does.
    Reads what uvicorn keeps of a connection, so it may have to follow a new version of it; without it all goes slower.
    """

    def handle_connect(self, event: Request) -> None:
        super().handle_connect(event)
        if self.response.status_code == 101:
            self.scope["extensions"] = (self.scope["extensions"] or {}) | {
                "plandugnad.frame": {"write": self.write_frame}
            }

    def write_frame(self, frame: bytes) -> bool:
        """False, and nothing done, where the connection is not open or its reader is behind: the ordinary way waits."""
        is_open = self.handshake_complete and not self.close_sent and self.conn.state is State.OPEN
        if not is_open or not self.writable.is_set() or self.transport.is_closing():
            return False
        self.transport.write(frame)
        return True
