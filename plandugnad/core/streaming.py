"""Files out to people: sent as they are read, whichever way we are served, and never shown as a page."""

from collections.abc import AsyncIterator, Iterator, Mapping

from asgiref.sync import sync_to_async
from django.http import HttpResponse, StreamingHttpResponse
from django.utils.http import content_disposition_header

HANDED_OUT: Mapping[str, str] = {
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "private, no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    # Should a browser open it as a page all the same, that page may do nothing.
    "Content-Security-Policy": "default-src 'none'; sandbox",
}


class StreamedFile(StreamingHttpResponse):
    """Under ASGI, Django reads an ordinary iterator to its end before it sends anything; this sends piece by piece."""

    async def __aiter__(self) -> AsyncIterator[bytes]:
        pieces = iter(self)
        while (piece := await sync_to_async(_next)(pieces)) is not None:
            yield piece


def _next(pieces: Iterator[bytes]) -> bytes | None:
    return next(pieces, None)


def handed_out(content: bytes, name: str) -> HttpResponse:
    """Whatever the file says it is, the browser saves it and does not run it."""
    disposition = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    headers = {**HANDED_OUT, "Content-Disposition": disposition}
    return HttpResponse(content, content_type="application/octet-stream", headers=headers)
