"""Own words saved, taken back and undone. Each change is an event with what stood before, so nothing is lost."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from plandugnad.core.audit import By, record
from plandugnad.core.models import AuditEvent
from plandugnad.regions.models import Collaboration
from plandugnad.worksheets.definitions import mapping_of
from plandugnad.worksheets.models import OwnDefinition
from plandugnad.worksheets.own_words.places import places_of

SAVED, UNDONE = "own_words.saved", "own_words.undone"
_VERBS = (SAVED, UNDONE)


@dataclass(frozen=True)
class Saved:
    """`theirs`: path → who else has changed it since the page was shown. `clashes`: those that were changed by both;
    where there is one, nothing of this was written.
    """

    own: OwnDefinition
    changed: tuple[str, ...] = ()
    theirs: Mapping[str, str] = field(default_factory=dict)
    clashes: tuple[str, ...] = ()


@transaction.atomic
def save_words(by: By, place: Collaboration, kind: str, wanted: Mapping[str, Any], seen: int) -> Saved:
    """`wanted`: path → what is to be said there, None for the guide's words. `seen`: the version the page showed."""
    own = _locked(place, kind)
    then, theirs = _as_seen(own, seen)
    hers = {path: value for path, value in wanted.items() if value != then.get(path)}
    clashes = tuple(path for path in hers if path in theirs and hers[path] != own.words.get(path))
    if clashes:
        return Saved(own, (), theirs, clashes)
    return Saved(own, _write(by, SAVED, own, hers), theirs)


@transaction.atomic
def take_away_all(by: By, place: Collaboration, kind: str) -> Saved:
    """The guide's words everywhere. What the guide has no place for stays aside."""
    own = _locked(place, kind)
    return Saved(own, _write(by, SAVED, own, dict.fromkeys(set(own.words) & set(places_of(mapping_of(kind))))))


@transaction.atomic
def undo(by: By, place: Collaboration, kind: str, event_id: UUID) -> Saved:
    """What that change did, where nobody has changed it since. Raises ValidationError where there is nothing of it."""
    own = _locked(place, kind)
    event = AuditEvent.objects.filter(pk=event_id, subject_id=own.pk, verb__in=_VERBS).first()
    before, after = (_words(event.before), _words(event.after)) if event else ({}, {})
    back = {path: value for path, value in before.items() if own.words.get(path) == after.get(path)}
    changed = _write(by, UNDONE, own, back)
    if not changed:
        raise ValidationError(_("Ordene er endret på nytt siden, så det er ikke noe å angre. Se hva som står nå."))
    return Saved(own, changed, {}, tuple(path for path in before if path not in back))


def history_of(own: OwnDefinition, most: int = 20) -> list[AuditEvent]:
    return list(AuditEvent.objects.filter(subject_id=own.pk, verb__in=_VERBS)[:most])


def paths_in(event: AuditEvent) -> list[str]:
    return sorted(_words(event.after))


def _locked(place: Collaboration, kind: str) -> OwnDefinition:
    """One row for each, made when first asked for: also two who begin at once wait for each other."""
    OwnDefinition.objects.get_or_create(collaboration=place, kind=kind)
    return OwnDefinition.objects.select_for_update(of=("self",)).get(collaboration=place, kind=kind)


def _as_seen(own: OwnDefinition, seen: int) -> tuple[dict[str, Any], dict[str, str]]:
    """The words as they were at that version, and who has changed which since."""
    then, theirs = dict(own.words), dict[str, str]()
    if seen >= own.version:
        return then, theirs
    since = AuditEvent.objects.filter(subject_id=own.pk, verb__in=_VERBS, after__version__gt=seen)
    for event in since.order_by("-after__version"):
        for path, value in _words(event.before).items():
            then[path] = value
            theirs.setdefault(path, event.by_name)
    return then, theirs


def _write(by: By, verb: str, own: OwnDefinition, wanted: Mapping[str, Any]) -> tuple[str, ...]:
    changed = {path: value for path, value in wanted.items() if value != own.words.get(path)}
    if not changed:
        return ()
    before = {path: own.words.get(path) for path in changed}
    own.words = {path: value for path, value in {**own.words, **changed}.items() if value is not None}
    own.version += 1
    own.changed_at, own.changed_by_id = timezone.now(), by.id
    own.save(update_fields=["words", "version", "changed_at", "changed_by"])
    after = {"words": changed, "version": own.version, "kind": own.kind}
    record(by, verb, own, before={"words": before}, after=after)
    return tuple(changed)


def _words(said: Any) -> dict[str, Any]:
    there = said.get("words") if isinstance(said, dict) else None
    return there if isinstance(there, dict) else {}
