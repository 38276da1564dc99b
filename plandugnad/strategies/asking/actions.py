"""What is done with those who are asked. Each is one transaction; the caller has asked `access`."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from plandugnad.core import audit
from plandugnad.core.audit import By
from plandugnad.core.models import AuditEvent
from plandugnad.strategies.actions import ChangedMeanwhile, locked
from plandugnad.strategies.asking.models import USUAL, AskedParty
from plandugnad.strategies.asking.proposing import Proposed
from plandugnad.strategies.models import Strategy

FIELDS = ("kind", "name", "address", "asked_on", "answer_by", "answered_on", "said", "weighed")
MOST = 200


@transaction.atomic
def add_proposed(by: By, strategy: Strategy, chosen: Collection[Proposed]) -> int:
    """Those who are there already are passed over. Says how many came in."""
    current = locked(strategy)
    there = set(AskedParty.objects.filter(strategy=current, deleted_at=None).values_list("key", flat=True))
    added = [one for one in chosen if one.key not in there]
    _refuse_too_many(current, len(added))
    for one in added:
        party = AskedParty.objects.create(
            strategy=current, kind=one.kind, key=one.key, name=one.name[:200], address=one.address[:300],
            organisation_id=one.organisation_id,
        )  # fmt: skip
        _record(by, "strategy_party_added", party, after={"name": party.name})
    return len(added)


@transaction.atomic
def add_party(by: By, strategy: Strategy, values: Mapping[str, Any], *, id: UUID | None = None) -> AskedParty:
    """With the `id` its form was given, a form sent twice adds one."""
    current = locked(strategy)
    if id is not None and (made := AskedParty.objects.filter(pk=id, strategy=current).first()):
        return made
    _refuse_too_many(current, 1)
    party = AskedParty(strategy=current, **({"id": id} if id else {}))
    _apply(party, values)
    party.save(force_insert=True)
    _record(by, "strategy_party_added", party, after={"name": party.name})
    return party


@transaction.atomic
def change_party(by: By, party: AskedParty, values: Mapping[str, Any], *, seen: int | None = None) -> AskedParty:
    """Raises ChangedMeanwhile with what stands now, where somebody saved it after this person opened it."""
    current = AskedParty.objects.select_for_update().get(pk=party.pk)
    before = _plain(current)
    _apply(current, values)
    after = _plain(current)
    if before == after:
        return current
    if seen is not None and seen != current.version:
        stands = AskedParty.objects.get(pk=party.pk)
        last = AuditEvent.objects.filter(subject_id=party.pk).first()
        raise ChangedMeanwhile(stands, last.by_name if last else "")
    current.version += 1
    current.save()
    changed = [name for name in FIELDS if before[name] != after[name]]
    _record(
        by, "strategy_party_changed", current,
        before={name: before[name] for name in changed}, after={name: after[name] for name in changed},
    )  # fmt: skip
    return current


@transaction.atomic
def note_asked(by: By, strategy: Strategy, asked_on: date, answer_by: date | None) -> int:
    """The letter has gone to all who had not been asked. Says how many."""
    current = locked(strategy)
    by_day = answer_by or asked_on + USUAL
    if by_day < asked_on:
        raise ValidationError({"answer_by": _("Svarfristen er før dagen dere spurte. Sett en senere dag.")})
    waiting = list(AskedParty.objects.filter(strategy=current, deleted_at=None, asked_on=None))
    for party in waiting:
        change_party(by, party, {"asked_on": asked_on, "answer_by": by_day})
    return len(waiting)


@transaction.atomic
def remove_party(by: By, party: AskedParty) -> None:
    if AskedParty.objects.filter(pk=party.pk, deleted_at=None).update(deleted_at=timezone.now()):
        _record(by, "strategy_party_removed", party)


@transaction.atomic
def return_party(by: By, party: AskedParty) -> None:
    locked(party.strategy)
    same = AskedParty.objects.filter(strategy=party.strategy, key=party.key, deleted_at=None)
    if party.key and same.exists():
        raise ValidationError(_("%(name)s er lagt til på nytt siden.") % {"name": party.name})
    if AskedParty.objects.filter(pk=party.pk, deleted_at__isnull=False).update(deleted_at=None):
        _record(by, "strategy_party_returned", party)


def _apply(party: AskedParty, values: Mapping[str, Any]) -> None:
    for name in FIELDS:
        if name in values:
            setattr(party, name, values[name])
    if party.asked_on and not party.answer_by:
        party.answer_by = party.asked_on + USUAL
    if party.asked_on and party.answer_by and party.answer_by < party.asked_on:
        raise ValidationError({"answer_by": _("Svarfristen er før dagen dere spurte. Sett en senere dag.")})


def _plain(party: AskedParty) -> dict[str, Any]:
    values = {name: getattr(party, name) for name in FIELDS}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}


def _refuse_too_many(strategy: Strategy, number: int) -> None:
    if AskedParty.objects.filter(strategy=strategy, deleted_at=None).count() + number > MOST:
        raise ValidationError(_("Det er plass til %(count)s her. Ta bort noen først.") % {"count": MOST})


def _record(by: By, verb: str, party: AskedParty, **about: Any) -> None:
    audit.record(by, verb, party, organisation_id=party.strategy.organisation_id, **about)
