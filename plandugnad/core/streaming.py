"""An answer sent as it is made, whichever way it is served."""

from collections.abc import AsyncIterator, Iterator

from asgiref.sync import sync_to_async
from django.http import StreamingHttpResponse


class StreamedFile(StreamingHttpResponse):
    """Under ASGI, Django reads an ordinary iterator to its end before it sends anything; this sends piece by piece."""

    async def __aiter__(self) -> AsyncIterator[bytes]:
        pieces = iter(self)
        while (piece := await sync_to_async(_next)(pieces)) is not None:
            yield piece


def _next(pieces: Iterator[bytes]) -> bytes | None:
    return next(pieces, None)
