"""Where a person is signed in, and for how long: ended one by one, all at once, or by themselves."""

import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from plandugnad.accounts.devices import device_of, in_words
from plandugnad.accounts.models import Person, Session
from plandugnad.accounts.session_store import DEVICE, SEEN_AT, SIGNED_IN_AT
from plandugnad.core.audit import By

NOTED_EVERY = timedelta(hours=1)
IDLE, LONGEST = timedelta(days=14), timedelta(days=30)
# Who reaches many municipalities, or lets others in, is asked again sooner.
IDLE_WITH_WIDE_RIGHTS, LONGEST_WITH_WIDE_RIGHTS = timedelta(hours=12), timedelta(days=7)


@dataclass(frozen=True)
class Place:
    """`id` stands in addresses, and cannot be turned back into the session's key."""

    id: str
    device: str
    signed_in_at: datetime | None
    seen_at: datetime | None
    is_here: bool


@receiver(user_logged_in)
def begin(request: HttpRequest, user: Any, **about: Any) -> None:
    now = time.time()
    device = device_of(request.META.get("HTTP_USER_AGENT", "")[:500])
    request.session.update({DEVICE: device, SIGNED_IN_AT: now, SEEN_AT: now})


def is_over(request: HttpRequest, *, has_wide_rights: bool) -> bool:
    """Sessions from before these rules have no beginning, and are over."""
    idle = IDLE_WITH_WIDE_RIGHTS if has_wide_rights else IDLE
    longest = LONGEST_WITH_WIDE_RIGHTS if has_wide_rights else LONGEST
    now, begun, seen = time.time(), request.session.get(SIGNED_IN_AT, 0), request.session.get(SEEN_AT, 0)
    return bool(now - begun > longest.total_seconds() or now - seen > idle.total_seconds())


def note_seen(request: HttpRequest) -> None:
    """At most once an hour: reading pages does not mean writing rows."""
    if time.time() - request.session.get(SEEN_AT, 0) >= NOTED_EVERY.total_seconds():
        request.session[SEEN_AT] = time.time()


def places_of(request: HttpRequest, person: Person) -> list[Place]:
    here = request.session.session_key
    rows = Session.objects.filter(person=person, expire_date__gt=timezone.now()).order_by("-seen_at", "session_key")
    return [
        Place(_id_of(row), in_words(row.device), row.signed_in_at, row.seen_at, row.session_key == here) for row in rows
    ]


def _id_of(row: Session) -> str:
    return hashlib.sha256(f"place:{row.session_key}".encode()).hexdigest()[:32]


def end_one(person: Person, id: str) -> bool:
    found = [row.pk for row in Session.objects.filter(person=person) if _id_of(row) == id]
    return bool(Session.objects.filter(pk__in=found).delete()[0])


def end_others(request: HttpRequest, person: Person) -> int:
    rows = Session.objects.filter(person=person).exclude(session_key=request.session.session_key)
    return rows.delete()[0]


Ender = Callable[[By, Person], None]
_enders: list[Ender] = []


def also_end(ender: Ender) -> None:
    """Called with whoever is no longer to come in by anything she has: her account is closed, or her factors are lost.

    A module with ways in of its own says so as it is loaded."""
    _enders.append(ender)


def end_every_way_in(by: By, person: Person) -> None:
    end_all(person)
    for ender in _enders:
        ender(by, person)


def end_all(person: Person) -> int:
    return Session.objects.filter(person=person).delete()[0]
