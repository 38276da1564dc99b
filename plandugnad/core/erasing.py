"""The one way to change an audit event: a person's name and address are taken out, and an event tells that it was done.

The trigger of migration 0005 lets an UPDATE through only for events that such an event names, and only of the columns
that may hold a name. What each event was before and after stands in it as digests, so a seal still fits.
"""

import re
from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import connection, models, transaction
from django.db.models import Q, TextField
from django.db.models.functions import Cast

from plandugnad.core.audit import By, record
from plandugnad.core.bulk import update_rows
from plandugnad.core.digests import event_digest
from plandugnad.core.models import AuditEvent

VERB = "personal_data_erased"
ERASED = "(anonym)"  # the same word in both written forms: it is kept as data
_AT_A_TIME = 500
_SHORTEST = 3  # a shorter word would take pieces out of other words


@transaction.atomic
def erase(by: By, person: models.Model, words: Collection[str]) -> int:
    """From all history, wherever it stands: who did it, and the words in what was changed. Says how many events."""
    pattern = _pattern(words)
    told = [(event_digest(event), event) for event in _events(person.pk, words)]
    changed = [(was, event) for was, event in told if _erase_in(event, person.pk, pattern)]
    for start in range(0, len(changed), _AT_A_TIME):
        _write(by, person, changed[start : start + _AT_A_TIME])
    for model in apps.get_models():
        if model is not AuditEvent and {"by_id", "by_name"} <= {field.name for field in model._meta.concrete_fields}:
            model._default_manager.filter(by_id=person.pk).update(by_name=ERASED)
    return len(changed)


def erased_digests() -> dict[UUID, dict[str, str]]:
    """By event: from what it was to what it became, step by step."""
    steps: dict[UUID, dict[str, str]] = {}
    for erasure in AuditEvent.objects.filter(verb=VERB).order_by("made_at", "id").iterator():
        for id, (was, became) in (erasure.after or {})["events"].items():
            steps.setdefault(UUID(id), {})[was] = became
    return steps


def _pattern(words: Collection[str]) -> re.Pattern[str]:
    """Longest first, so that an address goes before a name that is a part of it; never inside a longer word."""
    told = sorted({word for word in words if len(word) >= _SHORTEST}, key=len, reverse=True)
    return re.compile("|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in told) or r"(?!)", re.IGNORECASE)


def _events(person_id: UUID, words: Collection[str]) -> "models.QuerySet[AuditEvent]":
    asked = Q(by_id=person_id)
    for word in words:
        if len(word) >= _SHORTEST:
            asked |= Q(by_name__icontains=word) | Q(told_before__icontains=word) | Q(told_after__icontains=word)
    told = {f"told_{name}": Cast(name, TextField()) for name in ("before", "after")}
    return AuditEvent.objects.annotate(**told).filter(asked).exclude(verb=VERB).order_by("id")


def _erase_in(event: AuditEvent, person_id: UUID, pattern: re.Pattern[str]) -> bool:
    was = event.by_name, event.before, event.after
    event.by_name = ERASED if event.by_id == person_id else event.by_name
    event.before, event.after = _without(event.before, pattern), _without(event.after, pattern)
    return was != (event.by_name, event.before, event.after)


def _without(value: Any, pattern: re.Pattern[str]) -> Any:
    if isinstance(value, str):
        return pattern.sub(ERASED, value)
    if isinstance(value, list):
        return [_without(one, pattern) for one in value]
    if isinstance(value, dict):
        return {key: _without(one, pattern) for key, one in value.items()}
    return value


def _write(by: By, person: models.Model, changed: list[tuple[str, AuditEvent]]) -> None:
    digests = {str(event.id): [was, event_digest(event)] for was, event in changed}
    erasure = record(by, VERB, person, after={"events": digests})
    _allow(str(erasure.id))
    update_rows([event for _was, event in changed], ("by_name", "before", "after"))
    _allow("")


def _allow(erasure_id: str) -> None:
    """Until the end of this transaction: the trigger asks for it, and what the event named may change."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('plandugnad.erasure', %s, true)", [erasure_id])
