"""Requests no browser sends, on real sockets, to both kinds of page servers."""

import socket

import pytest

from tests.launch.serving import Serving, wait_until

WORKERS = pytest.mark.parametrize("words", [(), ("--workers", "1")], ids=["one process", "page worker"])
SMUGGLED = b"GET /note/smuglet HTTP/1.1\r\nHost: localhost\r\n\r\n"


def ask(serving: Serving, request: bytes) -> bytes:
    """All that is answered before the line is closed, or before it has been silent for a while."""
    with socket.create_connection(("127.0.0.1", int(serving.address.rsplit(":", 1)[1])), timeout=3) as one:
        heard = b""
        try:
            one.sendall(request)
            while piece := one.recv(65536):
                heard += piece
        except (ConnectionError, TimeoutError):  # closed on us while we were sending, or waiting for more of it
            pass
        return heard


def get(path: str, *headers: str) -> bytes:
    return "\r\n".join((f"GET /{path} HTTP/1.1", "Host: localhost", "Connection: close", *headers, "", "")).encode()


def post(*headers: str, body: bytes = b"") -> bytes:
    return "\r\n".join(("POST /length HTTP/1.1", "Host: localhost", *headers, "", "")).encode() + body


@WORKERS
def test_a_request_cannot_be_hidden_in_another_ones_body(words: tuple[str, ...], demo: Serving) -> None:
    """Whatever a proxy in front may have made of them, the second request is never carried out."""
    demo.start(*words)
    ambiguous = [
        post("Content-Length: 4", "Content-Length: 90", body=b"abcd" + SMUGGLED),
        post("Content-Length: 6", "Transfer-Encoding: chunked", body=b"0\r\n\r\nX" + SMUGGLED),
        post("Transfer-Encoding: xchunked", body=b"0\r\n\r\n" + SMUGGLED),
        post("Transfer-Encoding : chunked", body=b"0\r\n\r\n" + SMUGGLED),
        post("Transfer-Encoding: identity, chunked, x", body=b"0\r\n\r\n" + SMUGGLED),
        post("Content-Length: -1", body=SMUGGLED),
        post("Content-Length: 0x10", body=SMUGGLED),
        post("Content-Length: +0", body=SMUGGLED),
        get("helse", "X: a\r\n\tContent-Length: 90")[:-4] + b"\r\n\r\n",
    ]
    for request in ambiguous:
        answer = ask(demo, request)
        assert answer.count(b"HTTP/1.1 2") <= 1, request
        assert b"saved" not in answer, request
    assert demo.get("notes") == ""


@WORKERS
@pytest.mark.parametrize(
    "request_",
    [
        get("helse", "X: " + "a" * 2_000_000),
        get("helse", *(f"X{number}: a" for number in range(5_000))),
        get("a" * 500_000),
        get("helse", "X: a\0b"),
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"GET /helse\r\n\r\n\0\0",
        b"\xff" * 100_000,
    ],
    ids=["a header of 2 MB", "5,000 headers", "an address of 500 kB", "a NUL", "TLS", "half a line", "noise"],
)
def test_what_is_too_large_or_no_request_is_refused_and_the_others_are_answered(
    request_: bytes, words: tuple[str, ...], demo: Serving
) -> None:
    demo.start(*words)
    answer = ask(demo, request_)
    assert not answer.startswith(b"HTTP/1.1 2")
    assert demo.get("helse") == "ok"
    assert "Traceback" not in demo.text


@WORKERS
def test_the_same_head_is_taken_and_refused_whichever_server_it_meets(words: tuple[str, ...], demo: Serving) -> None:
    """With the two headers of `get`."""
    demo.start(*words)
    for said, is_taken in (
        ([f"X{number}: a" for number in range(98)], True),
        ([f"X{number}: a" for number in range(99)], False),
        (["X: " + "a" * 32_000], True),
        (["X: " + "a" * 33_000], False),
        (["X: " + "a" * 60_000], False),
        ([f"X{number}: " + "a" * 2_000 for number in range(17)], False),
    ):
        answer = ask(demo, get("helse", *said))
        assert answer.startswith(b"HTTP/1.1 200" if is_taken else b"HTTP/1.1 431"), (len(said), answer[:200])
    assert ask(demo, get("helse?" + "a" * 31_000)).startswith(b"HTTP/1.1 200")
    assert ask(demo, get("helse?" + "a" * 33_000)).startswith(b"HTTP/1.1 431")


def test_a_header_with_an_underscore_does_not_pass_for_the_proxys(demo: Serving) -> None:
    """Page workers cannot tell the two apart, so the proxies of `deploy` take them away: test_deploy."""
    demo.start()
    for header in ("X_Forwarded_Proto: https", "x_forwarded_for: 10.0.0.1", "X-Forwarded_Proto: https"):
        assert b"HTTP_X_FORWARDED" not in ask(demo, get("given", header)), header
    assert b"HTTP_X_FORWARDED_PROTO" in ask(demo, get("given", "X-Forwarded-Proto: https"))


@WORKERS
def test_many_who_begin_and_never_end_are_shown_out(words: tuple[str, ...], demo: Serving) -> None:
    demo.start(*words)
    port = int(demo.address.rsplit(":", 1)[1])
    slow = [socket.create_connection(("127.0.0.1", port)) for _ in range(40)]
    for one in slow:
        one.sendall(b"GET /helse HTTP/1.1\r\nHost: loc")
    try:
        wait_until(lambda: b"ok" in ask(demo, get("helse")), "somebody else to be answered")
    finally:
        for one in slow:
            one.close()
