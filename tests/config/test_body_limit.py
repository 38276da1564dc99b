import asyncio
from collections.abc import Iterable
from typing import Any

import pytest

from plandugnad.config.body_limit import BodyLimit, Message, Receive, Send

LIMIT = 1000


async def echo(scope: Any, receive: Receive, send: Send) -> None:
    """An application that reads the whole body and tells its length, as Django does."""
    length, more = 0, True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            return
        length += len(message["body"])
        more = message["more_body"]
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": str(length).encode()})


def ask(
    pieces: Iterable[bytes], headers: Iterable[tuple[bytes, bytes]] = (), path: str = "/"
) -> tuple[list[Message], list[bytes]]:
    """What is answered, and the pieces nobody asked for."""
    waiting, sent = list(pieces), []

    async def receive() -> Message:
        return {"type": "http.request", "body": waiting.pop(0), "more_body": bool(waiting)}

    async def send(message: Message) -> None:
        sent.append(message)

    limited = BodyLimit(echo, LIMIT, {r"^/arkiv/.+/last-opp/$": 5 * LIMIT})
    asyncio.run(limited({"type": "http", "path": path, "headers": list(headers)}, receive, send))
    return sent, waiting


def test_a_body_within_the_limit_is_passed_on_whole() -> None:
    sent, _waiting = ask([b"x" * 600, b"y" * 400])
    assert [message.get("status") for message in sent] == [200, None]
    assert sent[1]["body"] == b"1000"


def test_a_body_that_says_it_is_too_large_is_refused_before_it_is_read() -> None:
    sent, waiting = ask([b"x" * 5000], [(b"content-length", b"5000")])
    assert sent[0]["status"] == 413
    assert "for stort" in sent[1]["body"].decode()
    assert waiting == [b"x" * 5000]


@pytest.mark.parametrize("length", [b"10", b"", b"-1", b"mange"])
def test_a_body_larger_than_it_says_is_stopped_on_the_way(length: bytes) -> None:
    sent, waiting = ask([b"x" * 600] * 5, [(b"content-length", length)])
    assert [message["status"] for message in sent if message["type"] == "http.response.start"] == [413]
    assert len(waiting) == 3


@pytest.mark.parametrize(("path", "status"), [("/arkiv/rom/1/last-opp/", 200), ("/arkiv/rom/1/", 413)])
def test_an_address_that_takes_whole_files_has_a_limit_of_its_own(path: str, status: int) -> None:
    sent, _waiting = ask([b"x" * 3000], path=path)
    assert sent[0]["status"] == status
