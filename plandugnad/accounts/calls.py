"""How often other programs may call: per token, and per address for those who call without one."""

import ipaddress
import time
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from plandugnad.accounts.adapter import Adapter
from plandugnad.core import tally


@dataclass(frozen=True)
class Rate:
    """Where a caller stands in this minute."""

    limit: int
    used: int
    resets_in_s: int

    @property
    def is_over(self) -> bool:
        return self.used > self.limit

    def tell(self, response: HttpResponseBase) -> None:
        """As the IETF's draft on rate limit fields has it, and Retry-After (RFC 9110) when it was too often."""
        left = max(self.limit - self.used, 0)
        response.headers["RateLimit-Policy"] = f'"minute";q={self.limit};w={tally.MINUTE_S}'
        response.headers["RateLimit"] = f'"minute";r={left};t={self.resets_in_s}'
        if self.is_over:
            response.headers["Retry-After"] = str(self.resets_in_s)


def by_address(request: HttpRequest) -> Rate:
    return _rate(f"address:{_address(request)}", settings.CALLS_PER_ADDRESS)


def by_token(token_id: object) -> Rate:
    return _rate(f"token:{token_id}", settings.CALLS_PER_TOKEN)


def by_wrong_token(request: HttpRequest) -> Rate:
    """Whoever tries tokens gets tired of it, and is not in the way of those who call without."""
    return _rate(f"wrong:{_address(request)}", settings.CALLS_WITH_WRONG_TOKEN)


def _rate(who: str, limit: int) -> Rate:
    moment = time.time()
    return Rate(limit, tally.add(who, moment), tally.MINUTE_S - int(moment) % tally.MINUTE_S)


def _address(request: HttpRequest) -> str:
    """Of IPv6 the first half: the other half a household chooses for itself."""
    try:
        given = str(Adapter(request).get_client_ip(request))
    except PermissionDenied:  # over a Unix socket, or past the proxy: all who come so are counted as one
        return "unknown"
    try:
        parsed = ipaddress.ip_address(given)
    except ValueError:
        return given
    return given if parsed.version == 4 else str(ipaddress.ip_network((parsed, 64), strict=False))
