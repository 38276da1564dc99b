"""Refuses a request whose body is too large before its bytes are kept. Django would keep them all on disk first."""

import logging
import re
from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Any, Generic, TypeVar

from plandugnad.config.headers import BARE
from plandugnad.core.outages import is_no_room

Message = Mapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Any, Receive, Send], Awaitable[None]]
WsgiApplication = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
Wrapped = TypeVar("Wrapped")

# Without our style sheet on purpose: whoever sends too much gets as little as possible back.
_PAGE = """<!doctype html><html lang="nb"><meta charset="utf-8"><title>For stort – Plandugnad</title>
<h1>Det du sendte, er for stort</h1>
<p>Grensen er {megabytes} MB. Gå tilbake, og del opp filen eller ta bort bilder i den. Ingenting er lagret.</p>
<p lang="nn">Grensa er {megabytes} MB. Gå tilbake, og del opp fila eller ta bort bilete i ho. Ingenting er lagra.</p>
<p lang="en">The limit is {megabytes} MB. Go back, and split up the file or remove pictures. Nothing is saved.</p>
</html>"""
_FULL = """<!doctype html><html lang="nb"><meta charset="utf-8"><title>Ikke plass – Plandugnad</title>
<h1>Det er ikke plass til mer på tjeneren</h1>
<p>Det du sendte, er ikke lagret. Ta vare på det, og prøv igjen senere.</p>
<p lang="nn">Det du sende, er ikkje lagra. Ta vare på det, og prøv igjen seinare.</p>
<p lang="en">What you sent is not saved. Keep it, and try again later.</p>
</html>"""
_TYPE = "text/html; charset=utf-8"


log = logging.getLogger(__name__)


def _page(limit_bytes: int) -> bytes:
    return _PAGE.format(megabytes=limit_bytes // 1024**2).encode()


async def _let_pass(receive: Receive, most: int) -> None:
    """The rest of a body, or the answer would reach nobody: who is still sending does not listen."""
    is_more = True
    while is_more and most >= 0:
        message = await receive()
        most -= len(message.get("body", b""))
        is_more = message.get("more_body", False)


class _Limited(Generic[Wrapped]):
    """Around an application. `limit_bytes` counts the whole body, as sent.

    `others` are addresses, as patterns, that have a limit of their own.
    """

    def __init__(self, application: Wrapped, limit_bytes: int, others: Mapping[str, int] | None = None) -> None:
        self.application = application
        self.limit_bytes = limit_bytes
        self.others = [(re.compile(pattern), limit) for pattern, limit in (others or {}).items()]

    def limit_of(self, path: str) -> int:
        return next((limit for pattern, limit in self.others if pattern.search(path)), self.limit_bytes)


class DeclaredBodyLimit(_Limited[WsgiApplication]):
    """For WSGI. Django reads no more there than the length that is declared, and nothing when none is."""

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        length = environ.get("CONTENT_LENGTH") or "0"
        limit_bytes = self.limit_of(environ.get("PATH_INFO", ""))
        if not length.isdecimal() or int(length) <= limit_bytes:
            return self.application(environ, start)
        page = _page(limit_bytes)
        headers = [*BARE.items(), ("Content-Type", _TYPE), ("Content-Length", str(len(page))), ("Connection", "close")]
        start("413 Content Too Large", headers)
        return [page]


class BodyLimit(_Limited[Application]):
    """For ASGI."""

    async def __call__(self, scope: Any, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.application(scope, receive, send)
        limit_bytes = self.limit_of(scope.get("path", ""))
        if {b"content-length", b"transfer-encoding"} <= {name for name, _value in scope["headers"]}:
            return await self._send(send, 400, b"")  # two lengths: a proxy in front may have believed the other one
        if self._declared(scope) > limit_bytes:
            return await self._refuse(send, limit_bytes)
        return await self._counted(scope, receive, send, limit_bytes)

    def _declared(self, scope: Any) -> int:
        length = dict(scope["headers"]).get(b"content-length", b"0")
        return int(length) if length.isdigit() else 0

    async def _counted(self, scope: Any, receive: Receive, send: Send, limit_bytes: int) -> None:
        """A body sent in pieces says no length, so it is counted as it comes; too much ends like a lost connection.

        An application that has begun to answer by then, ends its own answer: there is room for one on a connection.
        """
        received, is_refused, has_begun = 0, False, False

        async def count() -> Message:
            nonlocal received, is_refused
            message = await receive()
            received += len(message.get("body", b""))
            if received > limit_bytes and not is_refused and not has_begun:
                is_refused = True
                await self._refuse(send, limit_bytes)
            return {"type": "http.disconnect"} if received > limit_bytes else message

        async def answer(message: Message) -> None:
            nonlocal has_begun
            if not is_refused:
                has_begun = True
                await send(message)

        try:
            await self.application(scope, count, answer)
        except OSError as error:  # Django keeps the body on disk before any of its own pages could say so
            if has_begun or is_refused or not is_no_room(error):
                raise
            log.error("No room on the disk for what is sent to us.")
            await _let_pass(receive, limit_bytes - received)
            await self._send(send, 507, _FULL.encode())

    async def _refuse(self, send: Send, limit_bytes: int) -> None:
        await self._send(send, 413, _page(limit_bytes))

    async def _send(self, send: Send, status: int, page: bytes) -> None:
        headers = [
            *((name.lower().encode(), value.encode()) for name, value in BARE.items()),
            (b"content-type", _TYPE.encode()),
            (b"content-length", str(len(page)).encode()),
            (b"connection", b"close"),
        ]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": page})
