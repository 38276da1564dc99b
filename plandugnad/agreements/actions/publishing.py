"""What is adopted becomes the rows that stand. Published again, a row keeps what has been followed up of it."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from plandugnad.agreements import telling
from plandugnad.agreements.access import readers_of
from plandugnad.agreements.actions.checking import check, check_systems
from plandugnad.agreements.kinds import AgreementKind
from plandugnad.agreements.models import (
    AgreedRow,
    AgreedStep,
    Agreement,
    AgreementVersion,
    Arena,
    Goal,
    Rule,
    SharedRoom,
    Stakeholder,
)
from plandugnad.agreements.models import StayingSystem as StayingSystemRow
from plandugnad.agreements.published import PublishedRow, StayingSystem
from plandugnad.core import audit
from plandugnad.core.audit import By
from plandugnad.core.rows_out import written
from plandugnad.projections.activity import tell
from plandugnad.projections.filling import refresh
from plandugnad.regions.models import Collaboration

MODEL_OF: dict[AgreementKind, type[AgreedRow]] = {
    AgreementKind.PURPOSE: Goal,
    AgreementKind.RULES: Rule,
    AgreementKind.STAKEHOLDERS: Stakeholder,
    AgreementKind.PROCESS: AgreedStep,
    AgreementKind.ARENAS: Arena,
    AgreementKind.ROOMS: SharedRoom,
}


@transaction.atomic
def publish(
    by: By,
    place: Collaboration,
    kind: AgreementKind,
    title: str,
    address: str,
    adopted_on: date,
    review_on: date | None,
    rows: Iterable[PublishedRow],
    *,
    text: str = "",
    part: str = "",
    systems: Iterable[StayingSystem] = (),
) -> Agreement:
    """`address` is the page of the worksheet, on this site. The same published twice is one version.

    `systems` are those that stay beside the rooms; no other kind has any.
    """
    given, staying, kind = list(rows), list(systems), AgreementKind(kind)
    said = {"title": title, "address": address, "text": text, "adopted_on": adopted_on, "review_on": review_on}
    check(kind, said, given)
    check_systems(staying)
    beside = {"systems": [vars(row) for row in staying]} if staying else {}
    content = json.loads(written({**said, "rows": [vars(row) for row in given], **beside}))
    Collaboration.objects.select_for_update(no_key=True).get(pk=place.pk)
    agreement = Agreement.objects.filter(collaboration=place, kind=kind, part=part).first()
    if agreement is not None and agreement.withdrawn_at is None and _content_of(agreement) == content:
        return agreement
    is_first = agreement is None
    agreement = _written(agreement, place, kind, part, said)
    AgreementVersion.objects.create(
        agreement=agreement, number=agreement.version, content=content, by_id=by.id, by_name=by.name
    )
    changed = _write_rows(MODEL_OF[kind], agreement, given)
    if kind == AgreementKind.ROOMS:
        _write_rows(StayingSystemRow, agreement, staying)
    after = {"kind": kind.value, "version": agreement.version, "rows": changed}
    _record(by, "agreement_published" if is_first else "agreement_published_again", agreement, after)
    return agreement


@transaction.atomic
def withdraw(by: By, agreement: Agreement) -> None:
    """Nothing of it stands any more, and all of it is kept: `restore` brings it back as it was."""
    if Agreement.objects.standing().filter(pk=agreement.pk).update(withdrawn_at=timezone.now()):
        _record(by, "agreement_withdrawn", agreement, {"version": agreement.version})


@transaction.atomic
def restore(by: By, agreement: Agreement) -> None:
    if Agreement.objects.filter(pk=agreement.pk, withdrawn_at__isnull=False).update(withdrawn_at=None):
        _record(by, "agreement_restored", agreement, {"version": agreement.version})


def _content_of(agreement: Agreement) -> Any:
    version = agreement.versions.filter(number=agreement.version).first()
    return version.content if version else None


def _written(
    agreement: Agreement | None, place: Collaboration, kind: AgreementKind, part: str, said: Mapping[str, Any]
) -> Agreement:
    if agreement is None:
        return Agreement.objects.create(collaboration=place, kind=kind, part=part, **said)
    for name, value in said.items():
        setattr(agreement, name, value)
    agreement.version += 1
    agreement.withdrawn_at = None
    agreement.save()
    return agreement


def _write_rows(
    model: type[AgreedRow], agreement: Agreement, given: Sequence[PublishedRow | StayingSystem]
) -> dict[str, int]:
    """How many came, changed, stand as they were and ended."""
    kept = {row.item: row for row in model._default_manager.filter(agreement=agreement)}
    told = {"added": 0, "changed": 0, "kept": 0, "ended": 0}
    made, changed = [], []
    for order, row in enumerate(given):
        values = _values(row) | {"order": order, "ended_at": None}
        old = kept.pop(row.item, None)
        if old is None:
            made.append(model(agreement=agreement, item=row.item, **values))
            continue
        is_same = old.ended_at is None and all(getattr(old, name) == value for name, value in values.items())
        told["kept" if is_same else "changed"] += 1
        for name, value in values.items():
            setattr(old, name, value)
        changed.append(old)
    gone = [row for row in kept.values() if row.ended_at is None]
    for row_gone in gone:
        row_gone.ended_at = timezone.now()
    model._default_manager.bulk_create(made)
    names = [field.attname for field in model._meta.concrete_fields if field.attname not in ("id", "made_at", "item")]
    model._default_manager.bulk_update([*changed, *gone], names)
    return told | {"added": len(made), "ended": len(gone)}


def _values(row: PublishedRow | StayingSystem) -> dict[str, Any]:
    given = {field.name: getattr(row, field.name) for field in fields(row) if field.name != "item"}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in given.items()}


def _record(by: By, verb: str, agreement: Agreement, after: dict[str, Any]) -> None:
    audit.record(by, verb, agreement, after=after)
    refresh(telling.AgreementSource.key, [agreement.id], by)
    if agreement.kind == AgreementKind.PURPOSE:
        refresh(telling.GoalSource.key, Goal.objects.filter(agreement=agreement).values_list("id", flat=True), by)
    tell(by, verb, [telling.about(agreement)], readers_of(agreement.collaboration))
