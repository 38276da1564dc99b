import asyncio
from collections.abc import Iterable
from typing import Any

import pytest

from plandugnad.config.body_limit import Application, BodyLimit, DeclaredBodyLimit, Message, Receive, Send

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


async def eager(scope: Any, receive: Receive, send: Send) -> None:
    """An application that begins to answer before it has read."""
    await send({"type": "http.response.start", "status": 200, "headers": []})
    while (message := await receive())["type"] != "http.disconnect" and message["more_body"]:
        pass
    await send({"type": "http.response.body", "body": message["type"].encode()})


def ask(
    pieces: Iterable[bytes],
    headers: Iterable[tuple[bytes, bytes]] = (),
    path: str = "/",
    application: Application = echo,
) -> tuple[list[Message], list[bytes]]:
    """What is answered, and the pieces nobody asked for."""
    waiting, sent = list(pieces), []

    async def receive() -> Message:
        return {"type": "http.request", "body": waiting.pop(0), "more_body": bool(waiting)}

    async def send(message: Message) -> None:
        sent.append(message)

    limited = BodyLimit(application, LIMIT, {r"^/arkiv/.+/last-opp/$": 5 * LIMIT})
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


def test_an_answer_that_has_begun_is_not_begun_again() -> None:
    sent, waiting = ask([b"x" * 600] * 5, application=eager)
    assert [message.get("status") for message in sent] == [200, None]
    assert sent[1]["body"] == b"http.disconnect"
    assert len(waiting) == 3


@pytest.mark.parametrize(("path", "status"), [("/arkiv/rom/1/last-opp/", 200), ("/arkiv/rom/1/", 413)])
def test_an_address_that_takes_whole_files_has_a_limit_of_its_own(path: str, status: int) -> None:
    sent, _waiting = ask([b"x" * 3000], path=path)
    assert sent[0]["status"] == status


def through_wsgi(environ: dict[str, str]) -> tuple[list[str], bytes]:
    begun: list[str] = []

    def application(environ: dict[str, Any], start: Any) -> list[bytes]:
        start("200 OK", [])
        return [b"inside"]

    limited = DeclaredBodyLimit(application, LIMIT, {"^/stor/": 5000})
    body = b"".join(limited(environ, lambda status, headers: begun.append(status)))
    return begun, body


@pytest.mark.parametrize(
    ("path", "length", "status"),
    [
        ("/", "1000", "200 OK"),
        ("/", "1001", "413 Content Too Large"),
        ("/stor/fil", "1001", "200 OK"),
        ("/stor/fil", "5001", "413 Content Too Large"),
        ("/", "", "200 OK"),
        ("/", "mange", "200 OK"),  # Django reads nothing then
    ],
)
def test_page_workers_refuse_what_says_it_is_too_large(path: str, length: str, status: str) -> None:
    begun, body = through_wsgi({"PATH_INFO": path, "CONTENT_LENGTH": length})
    assert begun == [status]
    assert (b"for stort" in body) == status.startswith("413")


def test_a_body_of_two_lengths_is_refused_for_a_proxy_may_have_read_the_other() -> None:
    told, _left = ask([b"x"], [(b"content-length", b"1"), (b"transfer-encoding", b"chunked")])
    assert (told[0]["status"], (b"connection", b"close") in told[0]["headers"]) == (400, True)
