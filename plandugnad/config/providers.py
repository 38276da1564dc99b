"""Reads who may vouch for people: PLANDUGNAD_OIDC names them, and each has settings of its own."""

from collections.abc import Callable
from urllib.parse import urlsplit

from plandugnad.accounts.providers.provider import Provider
from plandugnad.config import environment
from plandugnad.config.environment import WrongSetting

KINDS = ("annen", "idporten", "entra")
SCOPES = {"annen": "openid", "idporten": "openid", "entra": "openid profile"}
LEVELS = ["idporten-loa-substantial", "idporten-loa-high"]
TWO_STEPS = {"annen": [], "idporten": LEVELS, "entra": ["mfa"]}


def read_providers(name: str) -> dict[str, Provider]:
    codes = environment.words(name)
    for code in codes:
        if not (code.isascii() and code.isalnum() and code.islower()):
            raise WrongSetting(name, f"«{code}» må være små bokstaver og tall.")
    return {code: _provider(f"{name}_{code.upper()}", code) for code in codes}


def _provider(prefix: str, code: str) -> Provider:
    kind = environment.choice(f"{prefix}_KIND", KINDS)
    tenants = frozenset(environment.words(f"{prefix}_TENANTS"))
    if (kind == "entra") != bool(tenants):
        why = "skriv hvilke leiere (tenant-id) som slipper inn." if kind == "entra" else "gjelder bare for entra."
        raise WrongSetting(f"{prefix}_TENANTS", why)
    acr = environment.words(f"{prefix}_ACR") or (LEVELS if kind == "idporten" else [])
    return Provider(
        code=code,
        name=_must(f"{prefix}_NAME"),
        address=_address(f"{prefix}_ADDRESS"),
        client_id=_must(f"{prefix}_CLIENT_ID"),
        client_secret=_must(f"{prefix}_CLIENT_SECRET", environment.secret),
        scopes=SCOPES[kind],
        tenants=tenants,
        acr=tuple(acr),
        two_steps=frozenset(environment.words(f"{prefix}_TWO_STEPS") or TWO_STEPS[kind]),
    )


def _must(name: str, read: Callable[[str], str] = environment.text) -> str:
    value = read(name)
    if not value:
        raise WrongSetting(name, "den må være satt.")
    return value


def _address(name: str) -> str:
    value = _must(name)
    parts = urlsplit(value)
    if parts.scheme != "https" and parts.hostname not in {"localhost", "127.0.0.1"}:
        raise WrongSetting(name, "adressen må begynne med https.")
    return value
