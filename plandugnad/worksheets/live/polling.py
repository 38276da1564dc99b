"""Lets a call for what is new wait until there is something. What is answered, is answered by the page (`changes`)."""

import asyncio
import re
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AsyncExitStack
from typing import Any
from urllib.parse import parse_qs
from uuid import UUID

from plandugnad.worksheets.live.hub import Hub
from plandugnad.worksheets.live.rights import Rights, look, request_of
from plandugnad.worksheets.live.threads import in_thread

Receive = Callable[[], Awaitable[Mapping[str, Any]]]
# Shorter than the time a process has to stop in, and than any proxy waits.
LONGEST_SECONDS = 8.0
_ADDRESS = re.compile(r"^/arbeidsark/dokument/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/endringer/$")


def asks_for_news(scope: Mapping[str, Any]) -> tuple[UUID, int] | None:
    """The document, and the number whoever asks has come to."""
    if scope["type"] != "http" or scope["method"] != "GET" or not scope["query_string"]:
        return None
    found = _ADDRESS.match(scope["path"])
    after = parse_qs(scope["query_string"].decode("latin-1")).get("etter", [""])[0]
    return (UUID(found[1]), int(after)) if found and after.isdecimal() and len(after) < 19 else None


async def wait_for_news(hub: Hub, scope: Any, receive: Receive, asked: tuple[UUID, int]) -> Receive:
    """Who may not read it waits for nothing, so that how long it takes tells nothing. Returns what to read on from."""
    document_id, after = asked
    request, first = request_of(scope), await receive()
    leaving = asyncio.ensure_future(receive())
    async with AsyncExitStack() as stack:
        news = await stack.enter_async_context(hub.news_of(document_id))
        [rights] = await in_thread(look, document_id, [request])
        if news is not None and isinstance(rights, Rights) and rights.seq <= after:
            hub.also_of(rights.sheet.id, news, stack)
            waiting = asyncio.ensure_future(news.wait())
            await asyncio.wait({waiting, leaving}, timeout=LONGEST_SECONDS, return_when=asyncio.FIRST_COMPLETED)
            waiting.cancel()
    return _again(first, leaving)


def _again(first: Mapping[str, Any], leaving: "asyncio.Future[Mapping[str, Any]]") -> Receive:
    left = [first]

    async def receive() -> Mapping[str, Any]:
        return left.pop() if left else await leaving

    return receive
