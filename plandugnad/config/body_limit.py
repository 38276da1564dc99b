"""Refuses a request whose body is too large before its bytes are kept. Django would keep them all on disk first."""

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
    """Around an ASGI application. `limit_bytes` counts the whole body, as sent."""

    def __init__(self, application: Application, limit_bytes: int) -> None:
        self.application = application
        self.limit_bytes = limit_bytes

    async def __call__(self, scope: Any, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.application(scope, receive, send)
        if self._declared(scope) > self.limit_bytes:
            return await self._refuse(send)
        return await self._counted(scope, receive, send)

    def _declared(self, scope: Any) -> int:
        length = dict(scope["headers"]).get(b"content-length", b"0")
        return int(length) if length.isdigit() else 0

    async def _counted(self, scope: Any, receive: Receive, send: Send) -> None:
        """A body sent in pieces says no length, so it is counted as it comes; too much ends like a lost connection."""
        received, is_refused = 0, False

        async def count() -> Message:
            nonlocal received, is_refused
            message = await receive()
            received += len(message.get("body", b""))
            if received > self.limit_bytes and not is_refused:
                is_refused = True
                await self._refuse(send)
            return {"type": "http.disconnect"} if is_refused else message

        async def answer(message: Message) -> None:
            if not is_refused:
                await send(message)

        await self.application(scope, count, answer)

    async def _refuse(self, send: Send) -> None:
        page = _PAGE.format(megabytes=self.limit_bytes // 1024**2).encode()
        headers = [
            (b"content-type", b"text/html; charset=utf-8"),
            (b"content-length", str(len(page)).encode()),
            (b"connection", b"close"),
        ]
        await send({"type": "http.response.start", "status": 413, "headers": headers})
        await send({"type": "http.response.body", "body": page})
