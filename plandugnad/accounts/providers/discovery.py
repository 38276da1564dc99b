"""What a provider tells about itself: its addresses, and the keys it signs with."""

import json
import threading
import time
from dataclasses import dataclass, field
from http import HTTPStatus
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from jwt import PyJWK, PyJWKSet
from jwt.exceptions import PyJWKSetError

from plandugnad.accounts.providers.provider import TENANT, Provider
from plandugnad.accounts.providers.refused import UNREACHED, UNTRUSTED, Refused

WAIT_S = 10
LIMIT_BYTES = 1024 * 1024
# A key that is taken out of use is refused within this long; one that is new is fetched at once.
KEYS_KEPT_S = 300
ADDRESSES_KEPT_S = 3600
_LOOPBACK = {"localhost", "127.0.0.1", "::1"}


class _StaysHere(HTTPRedirectHandler):
    def redirect_request(self, *about: Any) -> None:
        return None


@dataclass
class Told:
    """One provider's addresses, and its keys, each kept for a while."""

    about: dict[str, Any]
    at: float
    keys: list[PyJWK] = field(default_factory=list)
    keys_at: float | None = None


_told: dict[str, Told] = {}
_lock = threading.Lock()


def fetch(address: str, form: bytes | None = None, headers: dict[str, str] | None = None) -> dict[str, Any]:
    """JSON over https; plain http only on this machine, where tests have their provider."""
    parts = urlsplit(address)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _LOOPBACK):
        raise Refused(UNTRUSTED, f"not https: {parts.scheme}://{parts.hostname}")
    request = Request(address, form, {"Accept": "application/json"} | (headers or {}))  # noqa: S310 - scheme checked
    try:
        with build_opener(_StaysHere).open(request, timeout=WAIT_S) as answer:
            told = json.loads(answer.read(LIMIT_BYTES))
    except HTTPError as wrong:
        wrong.close()
        words = UNREACHED if wrong.code >= HTTPStatus.INTERNAL_SERVER_ERROR else UNTRUSTED
        raise Refused(words, f"{parts.hostname}{parts.path}: {wrong.code}") from wrong
    except (URLError, OSError, ValueError, HTTPException, RecursionError) as wrong:
        raise Refused(UNREACHED, f"{parts.hostname}{parts.path}: {type(wrong).__name__} {wrong}") from wrong
    if not isinstance(told, dict):
        raise Refused(UNTRUSTED, f"{parts.hostname}{parts.path}: not an object")
    return told


def addresses(provider: Provider) -> dict[str, Any]:
    return _told_by(provider).about


def _told_by(provider: Provider) -> Told:
    with _lock:
        told = _told.get(provider.address)
    if told is None or time.monotonic() - told.at > ADDRESSES_KEPT_S:
        about = fetch(provider.address.rstrip("/") + "/.well-known/openid-configuration")
        _must_be_itself(provider, about)
        told = Told(about, time.monotonic())
        with _lock:
            _told[provider.address] = told
    return told


def _must_be_itself(provider: Provider, about: dict[str, Any]) -> None:
    """Entra's address for several tenants has a place to fill in instead of a tenant."""
    issuer = str(about.get("issuer", ""))
    of_many = bool(provider.tenants) and TENANT in issuer
    if not of_many and issuer.rstrip("/") != provider.address.rstrip("/"):
        raise Refused(UNTRUSTED, f"{provider.code} says it is {issuer}")
    for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
        if not isinstance(about.get(name), str):
            raise Refused(UNTRUSTED, f"{provider.code} has no {name}")


def signing_key(provider: Provider, key_id: str) -> PyJWK:
    told = _told_by(provider)
    if told.keys_at is None or time.monotonic() - told.keys_at > KEYS_KEPT_S:
        _fetch_keys(told)
    found = _named(told, key_id)
    if found is None:  # the keys may have been changed since
        _fetch_keys(told)
        found = _named(told, key_id)
    if found is None:
        raise Refused(UNTRUSTED, f"{provider.code} has no key {key_id[:40]}")
    return found


def _fetch_keys(told: Told) -> None:
    try:
        keys = PyJWKSet.from_dict(fetch(told.about["jwks_uri"])).keys
    except PyJWKSetError as wrong:
        raise Refused(UNTRUSTED, f"keys: {wrong}") from wrong
    told.keys = [key for key in keys if key.public_key_use in {"sig", None}]
    told.keys_at = time.monotonic()


def _named(told: Told, key_id: str) -> PyJWK | None:
    return next((key for key in told.keys if key.key_id == key_id), None)


def forget() -> None:
    """For tests that start another provider at the same address."""
    with _lock:
        _told.clear()
