"""A calendar brought in: all of it in one transaction, with how each meeting was, so that it can be taken back."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from plandugnad.core import audit
from plandugnad.core.audit import By
from plandugnad.meetings.actions.bodies import delete_body, make_body
from plandugnad.meetings.actions.meetings import restore, snapshot, touch
from plandugnad.meetings.actions.recording import one_at_a_time, refresh_meetings
from plandugnad.meetings.comparing import Compared, Outcome, body_key, compare, counts, to_stored, values_of
from plandugnad.meetings.kinds import ImportState, kind_of_name
from plandugnad.meetings.models import Body, Meeting, MeetingImport, Place, columns_of
from plandugnad.meetings.reading.told import Reading


class AlreadyDone(Exception):
    """The import is written or undone already, perhaps in another tab."""


@transaction.atomic
def start_import(
    by: By, place: Place, source: str, reading: Reading, *, file_name: str = "", text: str = ""
) -> MeetingImport:
    return MeetingImport.objects.create(
        source=source,
        file_name=file_name[:200],
        text=text,
        told=[to_stored(told) for told in reading.meetings],
        faults=[[each.line, each.text, each.code, dict(each.params)] for each in reading.faults],
        by_id=by.id,
        by_name=by.name,
        **columns_of(place),
    )


@transaction.atomic
def write_import(by: By, run: MeetingImport, *, leave_faults: bool = False) -> dict[str, int]:
    """Nothing by halves: lines that were not understood stop all of it, unless the person says to leave them."""
    locked = _locked(run, ImportState.DRAFT)
    if locked.faults and not leave_faults:
        raise ValidationError(_("Noen linjer ble ikke forstått. Rett dem, eller kryss av for å la dem være."))
    one_at_a_time(locked.place)
    compared = compare(locked)
    bodies, new_bodies = _bodies(by, locked.place, compared)
    made = [_made(each, bodies, locked.source) for each in compared if each.outcome is Outcome.NEW]
    Meeting.objects.bulk_create(made)
    changed = [_change(each) for each in compared if each.outcome is Outcome.CHANGED]
    ids = [*(meeting.id for meeting in made), *(UUID(each["id"]) for each in changed)]
    refresh_meetings(ids)
    found = counts(compared)
    locked.state = ImportState.WRITTEN
    locked.done = {
        "made": [str(meeting.id) for meeting in made],
        "changed": changed,
        "bodies": [str(body.id) for body in new_bodies],
        "counts": found,
    }
    locked.save()
    _record(by, "meetings_imported", locked, found)
    return found


@transaction.atomic
def undo_import(by: By, run: MeetingImport) -> dict[str, int]:
    """Takes back what the import did. What somebody has written since stays, and is counted as kept."""
    locked = _locked(run, ImportState.WRITTEN)
    done = locked.done
    rows = Meeting.objects.select_for_update(of=("self",), no_key=True).select_related("body")
    made = list(rows.filter(id__in=done["made"]))
    untouched = set(
        Meeting.objects.filter(id__in=done["made"], version=1, items=None, follow_ups=None).values_list("id", flat=True)
    )
    Meeting.objects.filter(id__in=untouched).delete()
    restored = [UUID(each["id"]) for each in done["changed"] if _take_back(rows, each)]
    refresh_meetings([*(meeting.id for meeting in made), *restored])
    for body in Body.objects.kept().filter(id__in=done["bodies"], meetings=None, series=None):
        delete_body(by, body)
    found = {
        "removed": len(untouched),
        "restored": len(restored),
        "kept": len(made) - len(untouched) + len(done["changed"]) - len(restored),
    }
    locked.state = ImportState.UNDONE
    locked.save(update_fields=["state"])
    _record(by, "meetings_import_undone", locked, found)
    return found


@transaction.atomic
def discard_import(run: MeetingImport) -> None:
    MeetingImport.objects.filter(pk=run.pk, state=ImportState.DRAFT).delete()


def _locked(run: MeetingImport, state: ImportState) -> MeetingImport:
    rows = MeetingImport.objects.select_for_update(of=("self",)).select_related("organisation", "collaboration")
    locked = rows.filter(pk=run.pk).first()
    if locked is None or locked.state != state:
        raise AlreadyDone
    return locked


def _bodies(by: By, place: Place, compared: Iterable[Compared]) -> tuple[dict[str, Body], list[Body]]:
    bodies = {body_key(body.name): body for body in Body.objects.kept().at(place).order_by("-made_at")}
    new = []
    for each in compared:
        key = body_key(each.told.body)
        if key not in bodies:
            name = each.told.body[:120]
            bodies[key] = make_body(by, place, name[:1].upper() + name[1:], kind_of_name(name))
            new.append(bodies[key])
    return bodies, new


def _made(each: Compared, bodies: dict[str, Body], source: str) -> Meeting:
    body = bodies[body_key(each.told.body)]
    values = values_of(each.told)
    return Meeting(body=body, source=source, uid=each.told.uid, first_on=each.told.on, **values)


def _change(each: Compared) -> dict[str, Any]:
    """How it was, and how the import left it."""
    meeting = each.meeting
    assert meeting is not None
    before = snapshot(meeting, each.changes)
    values = values_of(each.told)
    for name in each.changes:
        setattr(meeting, name, values[name])
    if meeting.ends and (meeting.starts is None or meeting.ends <= meeting.starts):
        before |= snapshot(meeting, ["ends"]) if "ends" not in before else {}
        meeting.ends = None
    meeting.uid = each.told.uid or meeting.uid
    touch(meeting)
    return {"id": str(meeting.id), "before": before, "after": snapshot(meeting, before)}


def _take_back(rows: Any, each: dict[str, Any]) -> bool:
    """Only when every field the import set still stands as it set it."""
    meeting = rows.filter(pk=each["id"], deleted_at=None).first()
    if meeting is None or snapshot(meeting, each["after"]) != each["after"]:
        return False
    restore(meeting, each["before"])
    touch(meeting)
    return True


def _record(by: By, verb: str, run: MeetingImport, found: dict[str, int]) -> None:
    audit.record(by, verb, run, organisation_id=run.organisation_id, batch_id=run.id, after=found)
