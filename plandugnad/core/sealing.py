"""Seals over the audit events, so that a change by somebody who is master of the database is found out.

Writers are not held up: a job seals what has been committed since the last time, and names each event it seals, so it
does not matter in which order they came. Whoever can rewrite an event can also rewrite every later seal; therefore the
newest seal is written in the log, and `check_audit --seal` compares with one kept elsewhere.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from plandugnad.core.digests import event_digest, seal_digest
from plandugnad.core.erasing import erased_digests
from plandugnad.core.models import AuditEvent, AuditSeal, SealedEvent

log = logging.getLogger(__name__)
_AT_A_TIME = 2_000
_LATE = timedelta(hours=3)  # the job runs every hour
_NONE_BEFORE = "0" * 64


def seal_all() -> int:
    """How many events were sealed."""
    total = 0
    while count := _seal_some():
        total += count
    newest = AuditSeal.objects.order_by("-number").first()
    if total and newest:
        log.info("The newest seal of the audit events is %s", newest)
    return total


@transaction.atomic
def _seal_some() -> int:
    with connection.cursor() as cursor:  # one at a time; nobody else writes here, and readers are let through
        cursor.execute(f'LOCK TABLE "{AuditSeal._meta.db_table}" IN SHARE ROW EXCLUSIVE MODE')
    events = list(unsealed().order_by("id")[:_AT_A_TIME])
    if not events:
        return 0
    last = AuditSeal.objects.order_by("-number").first()
    sealed = [SealedEvent(event_id=event.id, digest=event_digest(event)) for event in events]
    seal = AuditSeal(number=last.number + 1 if last else 1)
    seal.digest = seal_digest(seal, last.digest if last else _NONE_BEFORE, sealed)
    seal.save(force_insert=True)
    for one in sealed:
        one.seal = seal
    SealedEvent.objects.bulk_create(sealed)
    return len(sealed)


def unsealed() -> "QuerySet[AuditEvent]":
    return AuditEvent.objects.filter(~Exists(SealedEvent.objects.filter(event_id=OuterRef("id"))))


@dataclass
class Found:
    seals: int = 0
    events: int = 0
    erased: int = 0
    waiting: int = 0
    newest: str = ""
    wrong: list[str] = field(default_factory=list)


def check(remembered: str = "") -> Found:
    """Reads everything. `remembered` is a seal as the log told it, NUMBER:DIGEST."""
    found, before, number = Found(), _NONE_BEFORE, 0
    erased = erased_digests()
    seals = {str(seal) for seal in AuditSeal.objects.all()}
    for seal in AuditSeal.objects.order_by("number").iterator():
        number += 1
        if seal.number != number:
            found.wrong.append(f"Forsegling {number} mangler.")
            number = seal.number
        found.wrong += _wrong_in(seal, before, erased, found)
        before, found.newest, found.seals = seal.digest, str(seal), found.seals + 1
    if remembered and remembered not in seals:
        found.wrong.append(f"Forseglingen {remembered} finnes ikke lenger, så hendelser er forseglet på nytt.")
    late = unsealed().filter(made_at__lt=timezone.now() - _LATE).count()
    found.waiting = unsealed().count()
    if late:
        found.wrong.append(f"{late} hendelser er over tre timer gamle og ikke forseglet. Går jobbarbeideren?")
    return found


def _wrong_in(seal: AuditSeal, before: str, erased: dict[UUID, dict[str, str]], found: Found) -> Iterator[str]:
    sealed = list(seal.events.all())
    if seal_digest(seal, before, sealed) != seal.digest:
        yield f"Forsegling {seal.number} stemmer ikke med det den skal dekke."
    there = AuditEvent.objects.in_bulk([one.event_id for one in sealed])
    for one in sealed:
        found.events += 1
        event = there.get(one.event_id)
        if event is None:
            yield f"Hendelse {one.event_id} er slettet (forsegling {seal.number})."
            continue
        actual, expected = event_digest(event), one.digest
        steps = dict(erased.get(one.event_id, {}))
        while expected != actual and expected in steps:
            expected = steps.pop(expected)
        if expected != actual:
            yield f"Hendelse {one.event_id} er endret ({event.verb}, {event.made_at:%Y-%m-%d %H:%M})."
        found.erased += actual != one.digest and expected == actual
