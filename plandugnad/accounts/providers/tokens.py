"""Whether an ID token is what it says: signed by the provider, for us, for this very sign-in, and now."""

import math
import re
import secrets
from typing import Any

import jwt

from plandugnad.accounts.models import LONGEST_SUBJECT
from plandugnad.accounts.providers.discovery import addresses, signing_key
from plandugnad.accounts.providers.provider import TENANT, Identity, Provider
from plandugnad.accounts.providers.refused import (
    NO_MOMENT,
    OTHER_ORGANISATION,
    TOO_LOW,
    TOO_OLD,
    UNTRUSTED,
    Refused,
)

# Only where the provider alone has the key that signs. «none» and the shared secrets (HS…) are not among them.
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
CLOCKS_DIFFER_S = 60
_NATIONAL_NUMBER = re.compile(r"\d{11}")


def identity_in(provider: Provider, token: str, nonce: str, *, not_before: float | None = None) -> Identity:
    """`not_before`: when the person was asked to show anew who she is."""
    claims = _read(provider, token)
    _must_be_for_us(provider, claims, nonce)
    if not_before is not None and _shown_at(provider, claims) < not_before - CLOCKS_DIFFER_S:
        raise Refused(TOO_OLD, f"{provider.code}: auth_time is from before the person was asked")
    levels = {str(claims.get("acr", ""))}
    if provider.acr and not levels & set(provider.acr):
        raise Refused(TOO_LOW, f"{provider.code}: acr was {claims.get('acr')!r}")
    shown = claims.get("amr")
    levels |= {str(word) for word in shown} if isinstance(shown, list) else set()
    subject = _subject(provider, claims)
    return Identity(provider.code, str(claims["iss"]), subject, bool(levels & provider.two_steps), token)


def _shown_at(provider: Provider, claims: dict[str, Any]) -> float:
    """When she last showed the provider who she is. Entra says it only when it is set up to."""
    told = claims.get("auth_time")
    if told is None:
        raise Refused(NO_MOMENT, f"{provider.code}: no auth_time")
    try:
        moment = float(told)
    except (TypeError, ValueError, OverflowError):
        moment = math.nan
    if not math.isfinite(moment):
        raise Refused(UNTRUSTED, f"{provider.code}: auth_time is no moment")
    return moment


def _read(provider: Provider, token: str) -> dict[str, Any]:
    try:
        header = jwt.get_unverified_header(token)
        if header.get("alg") not in ALGORITHMS:
            raise Refused(UNTRUSTED, f"{provider.code}: signed by {header.get('alg')!r}")
        claims: dict[str, Any] = jwt.decode(
            token,
            signing_key(provider, str(header.get("kid", ""))),
            algorithms=ALGORITHMS,
            audience=provider.client_id,
            leeway=CLOCKS_DIFFER_S,
            options={"require": ["exp", "iat", "iss", "aud", "sub"]},
        )
    except jwt.ExpiredSignatureError as wrong:
        raise Refused(TOO_OLD, f"{provider.code}: {wrong}") from wrong
    # The library lets some odd claims through to Python's own errors: a list where a moment should be, half a letter.
    except (jwt.PyJWTError, TypeError, ValueError, OverflowError) as wrong:
        raise Refused(UNTRUSTED, f"{provider.code}: {type(wrong).__name__} {wrong}") from wrong
    return claims


def _must_be_for_us(provider: Provider, claims: dict[str, Any], nonce: str) -> None:
    issuer = str(addresses(provider)["issuer"])
    if TENANT in issuer or provider.tenants:
        tenant = str(claims.get("tid", ""))
        if tenant not in provider.tenants:
            raise Refused(OTHER_ORGANISATION, f"{provider.code}: tenant {tenant[:40]!r} is not on the list")
        issuer = issuer.replace(TENANT, tenant)
    if claims["iss"] != issuer:
        raise Refused(UNTRUSTED, f"{provider.code}: issued by {str(claims['iss'])[:80]!r}")
    others = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
    if (others or "azp" in claims) and claims.get("azp") != provider.client_id:
        raise Refused(UNTRUSTED, f"{provider.code}: made for somebody else")
    if not secrets.compare_digest(str(claims.get("nonce", "")).encode(errors="replace"), nonce.encode()):
        raise Refused(UNTRUSTED, f"{provider.code}: nonce differs")


def _subject(provider: Provider, claims: dict[str, Any]) -> str:
    """What we remember a person by. Never an e-mail address: in Entra whoever rules a tenant writes it as she likes."""
    if provider.tenants:
        subject = f"{claims['tid']}/{claims.get('oid') or ''}"
        if not claims.get("oid"):
            raise Refused(UNTRUSTED, f"{provider.code}: no oid")
        return _that_can_be_kept(provider, subject)
    subject = _that_can_be_kept(provider, str(claims["sub"]))
    if not subject or _NATIONAL_NUMBER.fullmatch(subject):
        raise Refused(UNTRUSTED, f"{provider.code}: sub is a national identity number, which is not stored")
    return subject


def _that_can_be_kept(provider: Provider, subject: str) -> str:
    if len(subject) > LONGEST_SUBJECT or not subject.isprintable():
        raise Refused(UNTRUSTED, f"{provider.code}: a subject of {len(subject)} characters that cannot be kept")
    return subject
