"""Who is behind a connection, and what she may do in the document now: asked anew as long as it is open.

The same questions as the middleware of pages asks, in the same order; a connection has no page to be sent to instead.
"""

import io
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module
from typing import Any, cast
from uuid import UUID

from django.conf import settings
from django.contrib.auth import get_user
from django.core.exceptions import DisallowedHost
from django.core.handlers.asgi import ASGIRequest

from plandugnad.accounts import sessions
from plandugnad.accounts.models import Person
from plandugnad.accounts.visits import note_visit
from plandugnad.engines.sheet.belonging import Belongings
from plandugnad.regions.actor import Actor, actor_of
from plandugnad.regions.http import Request
from plandugnad.regions.language import language_of
from plandugnad.regions.second_step import lacks_second_step
from plandugnad.worksheets.access import can_read_document, may_write, sheet_abilities
from plandugnad.worksheets.live.protocol import Close
from plandugnad.worksheets.models import Document
from plandugnad.worksheets.now import SheetNow, now_of

_SCHEMES = {"ws": "http", "wss": "https"}


@dataclass(frozen=True)
class Rights:
    """`seq` is the number the document had come to when they were asked for."""

    person_id: UUID
    name: str
    organisation: str
    language: str
    blocks: frozenset[str]
    rows: Belongings
    sheet: SheetNow
    seq: int

    def told(self) -> dict[str, Any]:
        return self.sheet.told(self.blocks, self.rows)


def request_of(scope: dict[str, Any]) -> ASGIRequest:
    """Only its head is looked at."""
    scheme = scope.get("scheme", "ws")
    return ASGIRequest({**scope, "type": "http", "method": "GET", "scheme": _SCHEMES.get(scheme, scheme)}, io.BytesIO())


def session_of(request: ASGIRequest) -> str:
    return request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")


def comes_from_us(request: ASGIRequest) -> bool:
    """A page elsewhere may open a connection here with her cookies; only the browser's word for whence stops it."""
    origin = request.headers.get("Origin", "")
    try:
        own = f"{'https' if request.is_secure() else 'http'}://{request.get_host()}"
    except DisallowedHost:
        return False
    return origin == own or origin in settings.CSRF_TRUSTED_ORIGINS


def look(document_id: UUID, requests: Iterable[ASGIRequest], *, notes: bool = False) -> list[Rights | Close]:
    """In the order of `requests`. `notes`: that they are here counts as a visit; a tab left open does not."""
    document = Document.objects.filter(pk=document_id).select_related("sheet").first()
    locked = frozenset(document.sheet.locks.values_list("block", flat=True)) if document else frozenset()
    return [_look(document, locked, request, notes) for request in requests]


def _look(document: Document | None, locked: frozenset[str], request: ASGIRequest, notes: bool) -> Rights | Close:
    actor = _who(request, notes)
    if actor is None or actor.person_id is None:
        return Close.SIGNED_OUT
    if document is None:
        return Close.NOT_THERE
    abilities = sheet_abilities(actor, document.sheet)
    if not can_read_document(abilities, document):
        return Close.NOT_THERE
    return Rights(
        person_id=actor.person_id,
        name=actor.name,
        organisation=actor.places[0].name if actor.places else "",
        language=language_of(request),
        blocks=may_write(document.sheet, document, abilities, locked),
        rows=abilities.rows,
        sheet=now_of(document.sheet, document, locked),
        seq=document.seq,
    )


def _who(request: ASGIRequest, notes: bool) -> Actor | None:
    asked = cast(Request, request)
    store = import_module(settings.SESSION_ENGINE).SessionStore
    asked.session = store(session_of(request) or None)
    person = get_user(request)
    if not isinstance(person, Person):
        return None
    asked.user = person
    actor = actor_of(person)
    if sessions.is_over(request, has_wide_rights=actor.has_wide_rights) or lacks_second_step(request, person, actor):
        return None
    asked.language_of_home = actor.home.language if actor.home else "nb"
    if notes:
        note_visit(request, person)
        if asked.session.modified:
            asked.session.save()
    return actor
