"""What a browser sends as a passkey, made odd: refused in words. True ones are tried in tests/browser."""

import json
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from fido2.utils import websafe_encode

from plandugnad.accounts.models import Person
from tests.accounts.test_second_step import just_signed_in
from tests.cast import Cast

pytestmark = pytest.mark.django_db

ASKED = {"type": "webauthn.create", "challenge": "AAAA", "origin": "http://localhost"}
MADE = websafe_encode(json.dumps(ASKED).encode())
# {"fmt": "none", "attStmt": {}, "authData": b"…"}, as CBOR (RFC 8949)
HEAD = b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData"
DATA = bytes(32) + b"\x45" + bytes(4)


def credential(**answers: Any) -> Any:
    told = {"clientDataJSON": MADE, "attestationObject": websafe_encode(HEAD + b"\x58\x25" + DATA)}
    return {"id": "AAAA", "rawId": "AAAA", "type": "public-key", "response": told | answers}


def signed(**answers: Any) -> Any:
    told = {
        "clientDataJSON": MADE,
        "authenticatorData": websafe_encode(DATA),
        "signature": "AAAA",
        "userHandle": "AAAA",
    }
    return {"id": "AAAA", "rawId": "AAAA", "type": "public-key", "response": told | answers}


VALUES: list[Any] = [None, 1, [], "", "A", "é", "_w", "\x00"]
CBOR = [HEAD, HEAD + b"\x41\x00", HEAD + b"\x5b" + b"\xff" * 8, b"\x9f" * 3000, b"\xa0", b"\x80"]
CLIENT = [b"[]", b"{}", b"{", b"null", b'{"type": 1}', b"[" * 50_000]
ODD: list[Any] = [
    *([], 1, "tekst", {}, {"response": None}, {"response": []}, {"response": {}}, credential(), signed()),
    *(credential(**{name: value}) for name in ("clientDataJSON", "attestationObject") for value in VALUES),
    *(credential(attestationObject=websafe_encode(content)) for content in CBOR),
    *(credential(clientDataJSON=websafe_encode(content)) for content in CLIENT),
    *(signed(**{name: value}) for name in ("authenticatorData", "userHandle", "signature") for value in VALUES),
    *(credential() | {name: value} for name in ("id", "rawId", "type") for value in VALUES),
]


@pytest.fixture
def ingrid(cast: Cast) -> Person:
    return cast.person("Ingrid")


def test_a_stranger_with_an_odd_passkey_is_sent_back_to_sign_in(client: Client, ingrid: Person) -> None:
    for odd in ODD:
        cache.clear()  # or the throttle would stop the rest
        client.get(reverse("mfa_login_webauthn"), headers={"X-Requested-With": "XMLHttpRequest"})
        answer = client.post(reverse("mfa_login_webauthn"), {"credential": json.dumps(odd)})
        assert (answer.status_code, "_auth_user_id" in client.session) == (302, False)


def test_an_odd_passkey_is_not_added(client: Client, ingrid: Person) -> None:
    just_signed_in(client, ingrid)
    page = reverse("mfa_add_webauthn")
    for odd in ODD:
        cache.clear()
        client.get(page)
        assert client.post(page, {"credential": json.dumps(odd), "name": "Ny"}).status_code == 200
