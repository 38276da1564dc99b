import time

from django.core.cache import cache
from django.db import connection, transaction
from django.http import HttpRequest

from plandugnad.accounts.adapter import Adapter

MINUTE_S = 60


def is_too_often(request: HttpRequest, action: str, per_minute: int) -> bool:
    """Counts one more try from this address."""
    return is_too_many(f"{action}:{place_of(request)}", per_minute, MINUTE_S)


def place_of(request: HttpRequest) -> str:
    """The address it comes from, as our own proxy says it."""
    return str(Adapter(request).get_client_ip(request))


def is_too_many(what: str, most: int, seconds: int, more: int = 1) -> bool:
    """Counts so many more of something within each stretch of so many seconds. Those of the same instant wait for each
    other, else a hundred sent at once would count as one."""
    key = f"throttle:{what}:{int(time.time()) // seconds}"
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])
        tries = int(cache.get(key, 0)) + more
        cache.set(key, tries, seconds)
    return tries > most
