"""Rooms made of what is agreed, or brought in step with it; all of it or nothing, and back again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from plandugnad.agreements.models import Agreement, SharedRoom
from plandugnad.agreements.rooms.audiences import RIGHTS
from plandugnad.agreements.rooms.planning import RoomPlan, said_of
from plandugnad.archive.actions.conflict import ChangedMeanwhile
from plandugnad.archive.actions.rooms import (
    EDITABLE,
    change_room,
    close_room,
    create_room,
    delete_empty_room,
    open_room,
)
from plandugnad.archive.models import File, Folder, Room
from plandugnad.core import audit
from plandugnad.core.audit import By
from plandugnad.core.ids import new_id
from plandugnad.core.models import AuditEvent
from plandugnad.engines.tables.when import When
from plandugnad.regions.models import Collaboration, Organisation

MADE, UNDONE = "agreed_rooms_made", "agreed_rooms_undone"


class RoomFault(Exception):
    """What stopped all of it, and which room it was."""

    def __init__(self, key: str, words: str) -> None:
        super().__init__(words)
        self.key, self.words = key, words


@dataclass(frozen=True)
class Wish:
    """`fit`: a room that is there is also given the rights, rule and name of the agreement."""

    plan: RoomPlan
    fit: bool = True


@dataclass
class Done:
    batch_id: UUID
    made: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    tied: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Last:
    done: Done
    by_name: str
    at: datetime


@dataclass
class Undone:
    """`left` says of each room that stays, why."""

    removed: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    is_again: bool = False


@transaction.atomic
def make_rooms(by: By, agreement: Agreement, wishes: Sequence[Wish]) -> Done:
    """Raises RoomFault. Whether somebody who reads more than before has been said yes to, the caller has asked."""
    place = Collaboration.objects.select_for_update(no_key=True).get(pk=agreement.collaboration_id)
    done, changes = Done(new_id()), []
    for wish in wishes:
        try:
            changes.append(_made(by, place, wish, done))
        except ValidationError as error:
            raise RoomFault(wish.plan.key, " ".join(error.messages)) from error
        except ChangedMeanwhile as error:
            said = _("Rommet er endret av andre mens du holdt på. Se på det på nytt.")
            raise RoomFault(wish.plan.key, said) from error
    audit.record(by, MADE, agreement, batch_id=done.batch_id, after={"rooms": changes})
    return done


def _made(by: By, place: Collaboration, wish: Wish, done: Done) -> Mapping[str, Any]:
    plan, was_tied = wish.plan, wish.plan.is_tied
    change: dict[str, Any] = {"made": plan.room is None, "before": None, "opened": [], "closed": []}
    room = plan.room
    if room is None:
        room = create_room(by, place, plan.values())
        done.made.append(room.name)
    elif wish.fit:
        change["before"] = _state(Room.objects.get(pk=room.pk))
        room = change_room(by, room, plan.changes(), seen_version=room.version)
        done.changed.append(room.name)
    elif not was_tied:
        done.tied.append(room.name)
    if change["made"] or wish.fit:
        _open(by, room, plan, change)
    room.refresh_from_db()
    rows = [{"row": str(row.pk), "room": _text(row.room_id), "settled": row.settled} for row in plan.rows]
    SharedRoom.objects.filter(pk__in=[row.pk for row in plan.rows]).update(room=room)
    for row in plan.rows:
        SharedRoom.objects.filter(pk=row.pk).update(settled=_settled(plan, row))
    return change | {"room": str(room.pk), "version": room.version, "rows": rows}


def _settled(plan: RoomPlan, row: SharedRoom) -> dict[str, Any]:
    said = {"readers": plan.readers.audience, "editors": plan.editors.audience, "rule": plan.rule_words}
    return {name: {"of": said_of(row, name), "is": value} for name, value in said.items()}


def _open(by: By, room: Room, plan: RoomPlan, change: dict[str, Any]) -> None:
    """For the county council and the state administrator, or not for them any more."""
    openings = {one.organisation_id: one for one in room.openings.select_related("organisation", "room")}
    opens = RIGHTS[plan.readers.audience].opens
    for body in plan.guides:
        there = openings.get(body.pk)
        if opens and there is None:
            open_room(by, room, body)
            change["opened"].append(str(body.pk))
        elif not opens and there is not None:
            change["closed"].append({"to": str(body.pk), "can_write": there.can_write})
            close_room(by, there)


def _state(room: Room) -> dict[str, Any]:
    state = {name: getattr(room, name) for name in EDITABLE}
    return state | {"delete_after": room.delete_after.iso if room.delete_after else None}


def _text(id: UUID | None) -> str | None:
    return str(id) if id else None


@transaction.atomic
def undo_rooms(by: By, agreement: Agreement, event: AuditEvent) -> Undone:
    """A room that somebody has put something in stays, and so does what has been changed since."""
    Collaboration.objects.select_for_update(no_key=True).get(pk=agreement.collaboration_id)
    done = Undone()
    if AuditEvent.objects.filter(batch_id=event.batch_id, verb=UNDONE, subject_id=agreement.pk).exists():
        done.is_again = True
        return done
    for change in reversed((event.after or {}).get("rooms", [])):
        room = Room.objects.kept().select_related("collaboration").filter(pk=change["room"]).first()
        if room is None or _put_back(by, room, change, done):
            _untie(change)
    audit.record(by, UNDONE, agreement, batch_id=event.batch_id, after={"left": len(done.left)})
    return done


def _put_back(by: By, room: Room, change: Mapping[str, Any], done: Undone) -> bool:
    """Whether the rows are to be as they were, too."""
    about = {"name": room.name}
    if change["made"]:
        if not delete_empty_room(by, room):
            done.left.append(_("«%(name)s» blir stående, for noe er lagt inn der siden.") % about)
            return False
        done.removed.append(room.name)
        return True
    if change["before"] is None:
        return True
    if room.version != change["version"]:
        done.left.append(_("«%(name)s» er endret siden, og er latt være som det er.") % about)
        return False
    before = change["before"] | {}
    before["delete_after"] = When.parse(before["delete_after"]) if before["delete_after"] else None
    change_room(by, room, before)
    for one in room.openings.filter(organisation_id__in=change["opened"]).select_related("organisation", "room"):
        close_room(by, one)
    for closed in change["closed"]:
        if body := Organisation.objects.filter(pk=closed["to"]).first():
            open_room(by, room, body, can_write=closed["can_write"])
    done.changed.append(str(before["name"]))
    return True


def _untie(change: Mapping[str, Any]) -> None:
    for row in change["rows"]:
        of = SharedRoom.objects.filter(pk=row["row"], room_id=change["room"])
        there = row["room"] if row["room"] and Room.objects.filter(pk=row["room"]).exists() else None
        of.update(room_id=there, settled=row["settled"])


def last_making(agreement: Agreement) -> Last | None:
    """As long as something of it can be undone."""
    event = AuditEvent.objects.filter(verb=MADE, subject_id=agreement.pk).order_by("-made_at", "-id").first()
    if event is None or event.batch_id is None:
        return None
    if AuditEvent.objects.filter(batch_id=event.batch_id, verb=UNDONE, subject_id=agreement.pk).exists():
        return None
    changes = (event.after or {}).get("rooms", [])
    held = [Exists(model.objects.filter(room=OuterRef("pk"))) for model in (File, Folder)]
    rooms = Room.objects.kept().filter(pk__in=[change["room"] for change in changes])
    now = {str(room.pk): room for room in rooms.annotate(is_used=held[0] | held[1])}
    done, is_open = Done(event.batch_id), False
    for change in changes:
        if room := now.get(change["room"]):
            is_open |= _can_be_undone(change, room)
            names = done.made if change["made"] else done.changed if change["before"] else done.tied
            names.append(room.name)
    return Last(done, event.by_name, event.made_at) if is_open else None


def _can_be_undone(change: Mapping[str, Any], room: Any) -> bool:
    if change["made"]:
        return not room.is_used
    return change["before"] is None or room.version == change["version"]


def making_of(agreement: Agreement, batch_id: UUID) -> AuditEvent | None:
    return AuditEvent.objects.filter(batch_id=batch_id, verb=MADE, subject_id=agreement.pk).first()
