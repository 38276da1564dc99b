import time

from django.core.cache import cache
from django.http import HttpRequest

from plandugnad.accounts.adapter import Adapter

MINUTE_S = 60


def is_too_often(request: HttpRequest, action: str, per_minute: int) -> bool:
    """Counts one more try from this address. Two at the same instant may count as one: this is a brake, not a lock."""
    minute = int(time.time()) // MINUTE_S
    key = f"throttle:{action}:{Adapter(request).get_client_ip(request)}:{minute}"
    tries = int(cache.get(key, 0)) + 1
    cache.set(key, tries, MINUTE_S)
    return tries > per_minute
