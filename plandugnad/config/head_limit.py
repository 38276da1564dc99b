"""Refuses a request with more headers, or longer ones, than any browser and proxy in front of us send.

The servers themselves stop what is far too much while it comes in. How much that is depends on which of them it is and
on how the bytes fall, so what lies below their limits is decided here, the same for both doors.
"""

from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any

from plandugnad.config.body_limit import Application, Receive, Send, WsgiApplication
from plandugnad.config.headers import BARE

MOST_HEADERS = 100  # also what page workers stop at: hyper's own limit, which cannot be set
MOST_BYTES = 32 * 1024
_PAGE = """<!doctype html><html lang="nb"><meta charset="utf-8"><title>For mye – Plandugnad</title>
<h1>Nettleseren sendte for mye på en gang</h1>
<p>Adressen eller informasjonskapslene er for lange. Slett informasjonskapslene for dette nettstedet, og prøv igjen.</p>
<p lang="nn">Adressa eller informasjonskapslane er for lange. Slett informasjonskapslane herfrå, og prøv igjen.</p>
<p lang="en">The address or the cookies are too long. Delete the cookies for this site, and try again.</p>
</html>""".encode()
_STATUS = HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE
_HEADERS = {
    **BARE,
    "Content-Type": "text/html; charset=utf-8",
    "Content-Length": str(len(_PAGE)),
    "Connection": "close",
}


def _is_too_much(address_bytes: int, headers: list[int]) -> bool:
    return len(headers) > MOST_HEADERS or address_bytes + sum(headers) > MOST_BYTES


class DeclaredHeadLimit:
    """For WSGI, where headers of one name have become one."""

    def __init__(self, application: WsgiApplication) -> None:
        self.application = application

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        address = len(environ.get("PATH_INFO", "")) + len(environ.get("QUERY_STRING", ""))
        headers = [len(name) + len(value) for name, value in environ.items() if name.startswith("HTTP_")]
        if not _is_too_much(address, headers):
            return self.application(environ, start)
        start(f"{_STATUS.value} {_STATUS.phrase}", list(_HEADERS.items()))
        return [_PAGE]


class HeadLimit:
    """For ASGI."""

    def __init__(self, application: Application) -> None:
        self.application = application

    async def __call__(self, scope: Any, receive: Receive, send: Send) -> None:
        address = len(scope.get("raw_path") or b"") + len(scope.get("query_string", b""))
        headers = [len(name) + len(value) for name, value in scope.get("headers", ())]
        if scope["type"] != "http" or not _is_too_much(address, headers):
            await self.application(scope, receive, send)
            return
        said = [(name.lower().encode(), value.encode()) for name, value in _HEADERS.items()]
        await send({"type": "http.response.start", "status": _STATUS.value, "headers": said})
        await send({"type": "http.response.body", "body": _PAGE})
