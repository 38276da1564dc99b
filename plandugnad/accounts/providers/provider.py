"""What an installation has said about a provider. Pure: the settings are read into these."""

from dataclasses import dataclass

TENANT = "{tenantid}"


@dataclass(frozen=True)
class Provider:
    """`acr` are the levels that will do, the first being asked for. `two_steps` are the words, in `acr` or `amr`, by
    which the provider says that more than one thing was shown. `tenants`, where there are any, are the only ones."""

    code: str
    name: str
    address: str
    client_id: str
    client_secret: str
    scopes: str = "openid"
    tenants: frozenset[str] = frozenset()
    acr: tuple[str, ...] = ()
    two_steps: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Identity:
    """Who somebody is at a provider, when everything about the answer was checked."""

    provider: str
    issuer: str
    subject: str
    has_two_steps: bool
    token: str
