"""What a sign-in provider answers: its addresses and its keys, or anything at all."""

import base64
import socket
import threading
from collections.abc import Iterator
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from plandugnad.accounts.providers.discovery import Told, _fetch_keys, fetch
from plandugnad.accounts.providers.refused import Refused
from tests.fuzz.conftest import PROFILE
from tests.fuzz.mutation import anything

_ADDRESSES = b'{"issuer": "https://inn.example", "jwks_uri": "https://inn.example/keys", "token_endpoint": null}'
_N = base64.urlsafe_b64encode(((1 << 2047) + 1).to_bytes(256, "big")).rstrip(b"=")
_KEYS = b'{"keys": [{"kty": "RSA", "use": "sig", "kid": "1", "alg": "RS256", "e": "AQAB", "n": "%s"}]}' % _N
_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"


class Provider:
    """Answers every caller with the same bytes."""

    def __init__(self) -> None:
        self.answer = b""
        self._door = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._door.getsockname()[1]}/keys"
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def _serve(self) -> None:
        while True:
            caller, _address = self._door.accept()
            with caller:
                if not caller.recv(65536):
                    return
                caller.sendall(self.answer)

    def stop(self) -> None:
        socket.create_connection(self._door.getsockname()).close()
        self._thread.join()
        self._door.close()


@pytest.fixture
def provider() -> Iterator[Provider]:
    one = Provider()
    yield one
    one.stop()


def test_what_a_provider_answers_is_taken_or_refused_in_words(provider: Provider) -> None:
    @settings(PROFILE)
    @given(anything([_ADDRESSES, _KEYS]), some.booleans())
    def property(body: bytes, is_raw: bool) -> None:
        provider.answer = body if is_raw else _HEAD % len(body) + body
        for read in (lambda: fetch(provider.address), lambda: _fetch_keys(Told({"jwks_uri": provider.address}, 0))):
            with suppress(Refused):
                read()

    property()


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"tull\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{}",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X: " + b"a" * 70_000 + b"\r\n\r\n{}",
        *(
            _HEAD % len(body) + body
            for body in (
                b"[" * 200_000,
                b'{"keys": 7}',
                b'{"keys": [7]}',
                b'{"keys": null}',
                b'{"keys": [{"kty": 7}]}',
                b'{"keys": [{"kty": "RSA", "n": "", "e": ""}]}',
                b'{"keys": [{"kty": "oct", "k": "!"}]}',
                b'{"keys": [{"kty": "EC", "crv": "P-256", "x": 1, "y": 2}]}',
            )
        ),
    ],
)
def test_a_provider_that_answers_nonsense_is_refused(answer: bytes, provider: Provider) -> None:
    provider.answer = answer
    with pytest.raises(Refused):
        _fetch_keys(Told({"jwks_uri": provider.address}, 0))
