"""What people note about objections. Each is one transaction with its history."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from plandugnad.consultations.models import Objection, ObjectionState, ObjectionTurn, Statement, StatementParty
from plandugnad.consultations.objections.turns import is_possible, may_follow
from plandugnad.consultations.telling import note
from plandugnad.core.audit import By
from plandugnad.core.ids import new_id
from plandugnad.core.models import AuditEvent

FIELDS = ("against", "ground", "provision", "plan_version")


class ChangedMeanwhile(Exception):
    """Somebody noted something after this person opened the page. `version` is what stands now."""

    def __init__(self, version: int, by_name: str) -> None:
        super().__init__(_("Noen andre har notert noe mens du skrev."))
        self.version, self.by_name = version, by_name


def refuse_unless_public(statement: Statement) -> None:
    if statement.party != StatementParty.AUTHORITY:
        raise ValidationError(
            _(
                "Bare berørte statlige og regionale organer, nabokommuner og Sametinget kan fremme innsigelse "
                "(pbl. § 5-4). Det andre sier, er merknader: del uttalelsen i punkter og svar på dem."
            )
        )


@transaction.atomic
def note_objection(
    by: By, statement: Statement, values: Mapping[str, Any], raised_on: date, id: UUID, today: date | None = None
) -> Objection:
    """With the `id` its form was given, a form sent twice notes one."""
    refuse_unless_public(statement)
    if standing := Objection.objects.filter(pk=id, statement=statement).first():
        return standing
    if not is_possible(raised_on, [], today or timezone.localdate()):
        raise ValidationError(_("Dagen innsigelsen ble fremmet, må være i dag eller før."))
    id = new_id() if Objection.objects.filter(pk=id).exists() else id  # another's: the form was not ours
    made = Objection.objects.create(id=id, statement=statement, **values)
    _turn(by, made, ObjectionState.RAISED, raised_on, "")
    note(by, "objection_noted", statement, after={"objection": str(made.pk), **values})
    return made


@transaction.atomic
def change_objection(by: By, objection: Objection, values: Mapping[str, Any], seen: int) -> None:
    kept = _opened(objection, seen)
    real = {name: value for name, value in values.items() if getattr(kept, name) != value}
    if not real:
        return
    before = {name: getattr(kept, name) for name in real}
    for name, value in real.items():
        setattr(kept, name, value)
    _save(kept, *real)
    note(by, "objection_changed", kept.statement, before=_of(kept) | before, after=_of(kept) | real)


@transaction.atomic
def note_turn(
    by: By, objection: Objection, state: ObjectionState, happened_on: date, words: str, seen: int,
    today: date | None = None,
) -> ObjectionTurn:  # fmt: skip
    kept = _opened(objection, seen)
    if not may_follow(kept.state, state):
        raise ValidationError(
            {
                "state": _("«%(next)s» kan ikke komme etter «%(now)s».")
                % {"next": state.label, "now": ObjectionState(kept.state).label}
            }
        )
    earlier = [turn.happened_on for turn in kept.turns.all()]
    if not is_possible(happened_on, earlier, today or timezone.localdate()):
        raise ValidationError({"happened_on": _("Datoen må være i dag eller før, og ikke før forrige hendelse.")})
    turn = _turn(by, kept, state, happened_on, words)
    kept.state = state
    _save(kept, "state")
    note(by, "objection_turned", kept.statement, after=_of(kept) | _told(turn))
    return turn


@transaction.atomic
def take_back_turn(by: By, objection: Objection, turn: ObjectionTurn) -> AuditEvent:
    """Only the newest, and never that it was raised: that is to delete the objection."""
    kept = _locked(objection)
    turns = list(kept.turns.all())
    if len(turns) < 2 or turns[-1].pk != turn.pk:
        raise ValidationError(_("Bare det siste som er notert, kan tas bort."))
    before = _of(kept) | _told(turn)
    turn.delete()
    kept.state = turns[-2].state
    _save(kept, "state")
    return note(by, "objection_turn_taken_back", kept.statement, before=before)


@transaction.atomic
def put_back_turn(by: By, objection: Objection, event: AuditEvent) -> None:
    was = event.before or {}
    kept = _locked(objection)
    note_turn(
        by, kept, ObjectionState(was["state"]), date.fromisoformat(was["happened_on"]), was["note"], kept.version
    )  # fmt: skip


@transaction.atomic
def delete_objection(by: By, objection: Objection) -> None:
    if Objection.objects.filter(pk=objection.pk, deleted_at=None).update(deleted_at=timezone.now()):
        note(by, "objection_deleted", objection.statement, before=_of(objection))


@transaction.atomic
def undelete_objection(by: By, objection: Objection) -> None:
    if Objection.objects.filter(pk=objection.pk, deleted_at__isnull=False).update(deleted_at=None):
        note(by, "objection_undeleted", objection.statement, after=_of(objection))


def _turn(by: By, objection: Objection, state: str, day: date, words: str) -> ObjectionTurn:
    return ObjectionTurn.objects.create(
        objection=objection, state=state, happened_on=day, note=words, by_id=by.id, by_name=by.name
    )


def _locked(objection: Objection) -> Objection:
    rows = Objection.objects.select_for_update(of=("self",), no_key=True)
    kept = rows.select_related("statement__consultation__process__plan__organisation").get(pk=objection.pk)
    if kept.deleted_at:
        raise ValidationError(_("Innsigelsen er slettet. Hent den tilbake først."))
    return kept


def _opened(objection: Objection, seen: int) -> Objection:
    kept = _locked(objection)
    if kept.version != seen:
        events = AuditEvent.objects.filter(subject_id=kept.statement_id, verb__startswith="objection")
        last = events.order_by("-made_at", "-id").first()
        raise ChangedMeanwhile(kept.version, last.by_name if last else "")
    return kept


def _save(kept: Objection, *fields: str) -> None:
    kept.version += 1
    kept.save(update_fields=["version", *fields])


def _of(objection: Objection) -> dict[str, Any]:
    return {"objection": str(objection.pk)}


def _told(turn: ObjectionTurn) -> dict[str, Any]:
    return {"state": turn.state, "happened_on": turn.happened_on.isoformat(), "note": turn.note}
