"""The one way to change an audit event: a person's name and address are taken out, and an event tells that it was done.

The trigger of migration 0005 lets an UPDATE through only for events that such an event names, and only of the columns
that may hold a name. What each event was before and after stands in it as digests, so a seal still fits.
"""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import connection, models, transaction
from django.db.models import Q, TextField
from django.db.models.functions import Cast

from plandugnad.core.audit import By, record
from plandugnad.core.bulk import update_rows
from plandugnad.core.digests import event_digest
from plandugnad.core.fields import WrittenName
from plandugnad.core.models import AuditEvent

VERB = "personal_data_erased"
ERASED = "(anonym)"  # the same word in both written forms: it is kept as data
_AT_A_TIME = 500
# Where our own events say whom they are about. Elsewhere a name of one word («Per») is any word, and is left alone:
# what is restored is read from the events, so nothing but her name may change in them.
_PERSON = "person"

# What else goes with a person: features add what keeps her address beside names. Called with all she is known by.
forgetting: list[Callable[[Collection[str]], None]] = []


@dataclass(frozen=True)
class _Known:
    """What she is known by: alone under `_PERSON`, and the part of it that is hers wherever it stands."""

    names: frozenset[str]
    anywhere: re.Pattern[str]

    @classmethod
    def by(cls, words: Collection[str]) -> "_Known":
        """Longest first, so that an address goes before a name that is a part of it."""
        told = sorted(filter(_is_hers_anywhere, words), key=len, reverse=True)
        pattern = "|".join(map(_standing_alone, told)) or r"(?!)"
        return cls(frozenset(word.casefold() for word in words if word), re.compile(pattern, re.IGNORECASE))


@transaction.atomic
def erase(by: By, person: models.Model, words: Collection[str]) -> int:
    """From all history, wherever it stands: who did it, and the words in what was changed. Says how many events."""
    known = _Known.by(words)
    told = [(event_digest(event), event) for event in _events(person.pk, words)]
    changed = [(was, event) for was, event in told if _erase_in(event, person.pk, known)]
    _write_all(by, person, changed)
    for model, whose, name in kept_names():
        model._base_manager.filter(**{whose: person.pk}).update(**{name: ERASED})
    _erase_written(words, known)
    for forget in forgetting:
        forget(words)
    return len(changed)


@transaction.atomic
def erase_told(by: By, subject: models.Model, about: Collection[UUID], taken_out: Callable[[Any], Any]) -> int:
    """From what was changed in the history of some things (`about`, their ids), of people who are nobody's users:
    `taken_out` gives what was told without them.

    Elsewhere the same name is another's, or hers in another part, and is left alone. Says how many events.
    """
    told = Q(before__isnull=False) | Q(after__isnull=False)
    changed = []
    rows = AuditEvent.objects.filter(told, subject_id__in=about).exclude(verb=VERB).order_by("id")
    for event in rows.iterator(_AT_A_TIME):
        before, after = taken_out(event.before), taken_out(event.after)
        if (before, after) != (event.before, event.after):
            was = event_digest(event)
            event.before, event.after = before, after
            changed.append((was, event))
    _write_all(by, subject, changed)
    return len(changed)


def kept_names() -> list[tuple[type[models.Model], str, str]]:
    """Every column that keeps the name of who did something, beside the one that says whose it is."""
    return [
        (model, field.name.removesuffix("name") + "id", field.name)
        for model in apps.get_models()
        if model is not AuditEvent
        for field in model._meta.concrete_fields
        if field.name.endswith("by_name")
    ]


def written_names() -> list[tuple[type[models.Model], str]]:
    """Every column where a name may have been written by hand."""
    return [
        (model, field.name)
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, WrittenName)
    ]


def _erase_written(words: Collection[str], known: _Known) -> None:
    told = [word for word in words if word and _is_hers_anywhere(word)]
    for model, name in written_names() if told else ():
        asked = reduce(or_, (Q(**{f"{name}__icontains": word}) for word in told))
        for id, said in model._base_manager.filter(asked).values_list("pk", name):
            model._base_manager.filter(pk=id).update(**{name: _without(said, known.anywhere)})


def erased_digests() -> dict[UUID, dict[str, str]]:
    """By event: from what it was to what it became, step by step."""
    steps: dict[UUID, dict[str, str]] = {}
    for erasure in AuditEvent.objects.filter(verb=VERB).order_by("made_at", "id").iterator():
        for id, (was, became) in (erasure.after or {})["events"].items():
            steps.setdefault(UUID(id), {})[was] = became
    return steps


def _is_hers_anywhere(word: str) -> bool:
    return "@" in word or len(word.split()) > 1


def _standing_alone(word: str) -> str:
    """Not a part of a longer address, nor of a longer name: «Per Olsen» is not «Per Olsen-Dahl»."""
    if "@" in word:
        return rf"(?<![\w.+-]){re.escape(word)}(?!-?\w)(?!\.\w)"
    return rf"(?<!\w)(?<!\w-){re.escape(word)}(?!-?\w)"


def _events(person_id: UUID, words: Collection[str]) -> "models.QuerySet[AuditEvent]":
    asked = Q(by_id=person_id)
    for word in filter(None, words):
        if _is_hers_anywhere(word):
            asked |= Q(told_before__icontains=word) | Q(told_after__icontains=word)
        else:
            asked |= Q(**{f"before__{_PERSON}__iexact": word}) | Q(**{f"after__{_PERSON}__iexact": word})
    return _told(asked)


def _told(asked: Q) -> "models.QuerySet[AuditEvent]":
    told = {f"told_{name}": Cast(name, TextField()) for name in ("before", "after")}
    return AuditEvent.objects.annotate(**told).filter(asked).exclude(verb=VERB).order_by("id")


def _erase_in(event: AuditEvent, person_id: UUID, known: _Known) -> bool:
    was = event.by_name, event.before, event.after
    event.by_name = ERASED if event.by_id == person_id else event.by_name
    event.before, event.after = _erased(event.before, known), _erased(event.after, known)
    return was != (event.by_name, event.before, event.after)


def _erased(told: Any, known: _Known) -> Any:
    if isinstance(told, dict) and str(told.get(_PERSON, "")).casefold() in known.names:
        told = told | {_PERSON: ERASED}
    return _without(told, known.anywhere)


def _without(value: Any, pattern: re.Pattern[str], instead: str = ERASED) -> Any:
    if isinstance(value, str):
        return pattern.sub(instead, value)
    if isinstance(value, list):
        return [_without(one, pattern, instead) for one in value]
    if isinstance(value, dict):
        return {key: _without(one, pattern, instead) for key, one in value.items()}
    return value


def _write_all(by: By, subject: models.Model, changed: list[tuple[str, AuditEvent]]) -> None:
    for start in range(0, len(changed), _AT_A_TIME):
        _write(by, subject, changed[start : start + _AT_A_TIME])


def _write(by: By, subject: models.Model, changed: list[tuple[str, AuditEvent]]) -> None:
    digests = {str(event.id): [was, event_digest(event)] for was, event in changed}
    erasure = record(by, VERB, subject, after={"events": digests})
    _allow(str(erasure.id))
    update_rows([event for _was, event in changed], ("by_name", "before", "after"))
    _allow("")


def _allow(erasure_id: str) -> None:
    """Until the end of this transaction: the trigger asks for it, and what the event named may change."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('plandugnad.erasure', %s, true)", [erasure_id])
