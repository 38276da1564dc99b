"""The two steps of a sign-in: sending somebody to the provider, and taking what she comes back with.

What is on its way lies in the session, so that it is only good in the browser it was begun in. Each is used once.
"""

import base64
import hashlib
import secrets
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import quote, urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language

from plandugnad.accounts.providers.discovery import addresses, fetch
from plandugnad.accounts.providers.provider import Identity, Provider
from plandugnad.accounts.providers.refused import STOPPED, TOO_OLD, UNTRUSTED, Refused
from plandugnad.accounts.providers.tokens import identity_in

SIGN_IN, JOIN, LINK, CONFIRM = "sign_in", "join", "link", "confirm"
# Whoever sits at a machine somebody left must not be taken for her.
_SHOWS_ANEW = {LINK, CONFIRM}
_KEY = "on_the_way_to_provider"
GOOD_FOR_S = 15 * 60
AT_ONCE = 5  # windows somebody may have open; the oldest gives way


@dataclass(frozen=True)
class Errand:
    provider: str
    purpose: str
    back_to: str
    nonce: str
    verifier: str
    begun_at: float


def address_to(request: HttpRequest, provider: Provider, purpose: str, back_to: str) -> str:
    """Where to send the browser. The errand is remembered in the session."""
    about = addresses(provider)
    state, nonce, verifier = (secrets.token_urlsafe(32) for _each in range(3))
    _remember(request, state, Errand(provider.code, purpose, back_to, nonce, verifier, time.time()))
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")
    asked = {
        "response_type": "code",
        "client_id": provider.client_id,
        "redirect_uri": address_back(provider),
        "scope": provider.scopes,
        "state": state,
        "nonce": nonce,
        "code_challenge": challenge,
        "code_challenge_method": "S256",
        "ui_locales": get_language() or "nb",
    }
    if provider.acr:
        asked["acr_values"] = provider.acr[0]
    if purpose in _SHOWS_ANEW:
        asked |= {"prompt": "login", "max_age": "0"}
    return _with(str(about["authorization_endpoint"]), asked)


def _remember(request: HttpRequest, state: str, errand: Errand) -> None:
    errands = dict(request.session.get(_KEY, {}))
    while len(errands) >= AT_ONCE:
        del errands[min(errands, key=lambda one: errands[one]["begun_at"])]
    request.session[_KEY] = errands | {state: asdict(errand)}


def address_back(provider: Provider) -> str:
    return f"{settings.BASE_URL}{reverse('provider_back', args=[provider.code])}"


def take_back(request: HttpRequest, provider: Provider) -> tuple[Errand, Identity]:
    """The errand that was begun in this browser, and who came back from it."""
    errand = _errand(request, provider)
    _must_be_an_answer(provider, request.GET)
    answer = _exchange(provider, request.GET["code"], errand.verifier)
    not_before = errand.begun_at if errand.purpose in _SHOWS_ANEW else None
    return errand, identity_in(provider, str(answer.get("id_token", "")), errand.nonce, not_before=not_before)


def _errand(request: HttpRequest, provider: Provider) -> Errand:
    errands = dict(request.session.get(_KEY, {}))
    found = errands.pop(request.GET.get("state", ""), None)
    if found is None:
        raise Refused(TOO_OLD, f"{provider.code}: no such state in this session")
    request.session[_KEY] = errands
    errand = Errand(**found)
    if errand.provider != provider.code:
        raise Refused(UNTRUSTED, f"{provider.code} answered what {errand.provider} was asked")
    if time.time() - errand.begun_at > GOOD_FOR_S:
        raise Refused(TOO_OLD, f"{provider.code}: begun too long ago")
    return errand


def _must_be_an_answer(provider: Provider, told: Mapping[str, str]) -> None:
    about = addresses(provider)
    # RFC 9207: the answer says who gave it, so that one provider cannot hand on what another was given.
    must_say = about.get("authorization_response_iss_parameter_supported") is True
    if ("iss" in told or must_say) and told.get("iss") != about["issuer"] and not provider.tenants:
        raise Refused(UNTRUSTED, f"{provider.code}: answered as {told.get('iss', '')[:80]!r}")
    if "error" in told:
        raise Refused(STOPPED if told["error"] == "access_denied" else UNTRUSTED, f"{provider.code}: {_error_in(told)}")
    if not told.get("code"):
        raise Refused(UNTRUSTED, f"{provider.code}: no code")


def _error_in(told: Mapping[str, str]) -> str:
    return "".join(letter for letter in told["error"][:40] if letter.isalnum() or letter == "_")


def _exchange(provider: Provider, code: str, verifier: str) -> dict[str, Any]:
    about = addresses(provider)
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": address_back(provider),
        "code_verifier": verifier,
    }
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    ways = about.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
    if "client_secret_basic" in ways:
        pair = f"{quote(provider.client_id, safe='')}:{quote(provider.client_secret, safe='')}"
        headers["Authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"
    else:
        form |= {"client_id": provider.client_id, "client_secret": provider.client_secret}
    return fetch(str(about["token_endpoint"]), urlencode(form).encode(), headers)


def address_out(provider: Provider, token: str) -> str:
    """Where the browser goes to be signed out at the provider too, or nothing where it offers no such place."""
    end = addresses(provider).get("end_session_endpoint")
    if not isinstance(end, str):
        return ""
    asked = {"client_id": provider.client_id, "post_logout_redirect_uri": f"{settings.BASE_URL}/"}
    return _with(end, asked | ({"id_token_hint": token} if token else {}))


def _with(address: str, asked: dict[str, str]) -> str:
    return f"{address}{'&' if '?' in address else '?'}{urlencode(asked)}"
