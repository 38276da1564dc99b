"""Refuses a request whose body is too large before its bytes are kept. Django would keep them all on disk first."""

import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

Message = Mapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Any, Receive, Send], Awaitable[None]]

# Without our style sheet on purpose: whoever sends too much gets as little as possible back.
_PAGE = """<!doctype html><html lang="nb"><meta charset="utf-8"><title>For stort – Plandugnad</title>
<h1>Det du sendte, er for stort</h1>
<p>Grensen er {megabytes} MB. Gå tilbake, og del opp filen eller ta bort bilder i den. Ingenting er lagret.</p>
<p lang="nn">Grensa er {megabytes} MB. Gå tilbake, og del opp fila eller ta bort bilete i ho. Ingenting er lagra.</p>
</html>"""


class BodyLimit:
    """Around an ASGI application. `limit_bytes` counts the whole body, as sent.

    `others` are addresses, as patterns, that have a limit of their own.
    """

    def __init__(self, application: Application, limit_bytes: int, others: Mapping[str, int] | None = None) -> None:
        self.application = application
        self.limit_bytes = limit_bytes
        self.others = [(re.compile(pattern), limit) for pattern, limit in (others or {}).items()]

    def _limit(self, scope: Any) -> int:
        path = scope.get("path", "")
        return next((limit for pattern, limit in self.others if pattern.search(path)), self.limit_bytes)

    async def __call__(self, scope: Any, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.application(scope, receive, send)
        limit_bytes = self._limit(scope)
        if self._declared(scope) > limit_bytes:
            return await self._refuse(send, limit_bytes)
        return await self._counted(scope, receive, send, limit_bytes)

    def _declared(self, scope: Any) -> int:
        length = dict(scope["headers"]).get(b"content-length", b"0")
        return int(length) if length.isdigit() else 0

    async def _counted(self, scope: Any, receive: Receive, send: Send, limit_bytes: int) -> None:
        """A body sent in pieces says no length, so it is counted as it comes; too much ends like a lost connection."""
        received, is_refused = 0, False

        async def count() -> Message:
            nonlocal received, is_refused
            message = await receive()
            received += len(message.get("body", b""))
            if received > limit_bytes and not is_refused:
                is_refused = True
                await self._refuse(send, limit_bytes)
            return {"type": "http.disconnect"} if is_refused else message

        async def answer(message: Message) -> None:
            if not is_refused:
                await send(message)

        await self.application(scope, count, answer)

    async def _refuse(self, send: Send, limit_bytes: int) -> None:
        page = _PAGE.format(megabytes=limit_bytes // 1024**2).encode()
        headers = [
            (b"content-type", b"text/html; charset=utf-8"),
            (b"content-length", str(len(page)).encode()),
            (b"connection", b"close"),
        ]
        await send({"type": "http.response.start", "status": 413, "headers": headers})
        await send({"type": "http.response.body", "body": page})
