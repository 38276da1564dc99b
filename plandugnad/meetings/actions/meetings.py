from collections.abc import Iterable, Mapping
from datetime import time
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from plandugnad.core.audit import By
from plandugnad.engines.tables.when import When
from plandugnad.meetings.actions.recording import MeetingChangedMeanwhile, last_by, of_meeting
from plandugnad.meetings.models import Body, Meeting

LED_BY = ("chair_organisation_id", "chair", "preparer_organisation_id", "preparer")
EDITABLE = ("title", "when", "starts", "ends", "venue", "digital_address", *LED_BY)
KEPT = (*EDITABLE, "is_cancelled")


def snapshot(meeting: Meeting, names: Iterable[str] = KEPT) -> dict[str, Any]:
    """As history keeps it."""
    return {name: _plain(getattr(meeting, name)) for name in names}


def _plain(value: Any) -> Any:
    if isinstance(value, When):
        return value.iso
    if isinstance(value, UUID):
        return str(value)
    return value.strftime("%H:%M") if isinstance(value, time) else value


def restore(meeting: Meeting, state: Mapping[str, Any]) -> None:
    for name, value in state.items():
        if name == "when":
            meeting.when = When.parse(value)
        elif name in {"starts", "ends"}:
            setattr(meeting, name, time.fromisoformat(value) if value else None)
        elif name in KEPT:
            setattr(meeting, name, value)


@transaction.atomic
def make_meeting(by: By, body: Body, values: Mapping[str, Any], *, id: UUID | None = None) -> Meeting:
    """With the `id` its form was given, a form sent twice makes one meeting."""
    if id is not None and (made := Meeting.objects.filter(pk=id, body=body).first()):
        return made
    meeting = Meeting(body=body, **({"id": id} if id else {}), **values)
    check(meeting)
    meeting.save(force_insert=True)
    of_meeting(by, "meeting_made", meeting, after=snapshot(meeting))
    return meeting


@transaction.atomic
def change_meeting(
    by: By,
    meeting: Meeting,
    values: Mapping[str, Any],
    *,
    seen_version: int | None = None,
    verb: str = "meeting_changed",
) -> Meeting:
    current = locked(meeting)
    before = snapshot(current)
    for name, value in values.items():
        setattr(current, name, value)
    after = snapshot(current)
    changed = [name for name in after if after[name] != before[name]]
    if not changed:
        return current
    if seen_version is not None and seen_version != current.version:
        current.refresh_from_db()
        raise MeetingChangedMeanwhile(current, last_by(current.pk))
    check(current)
    touch(current)
    was, becomes = ({name: state[name] for name in changed} for state in (before, after))
    of_meeting(by, verb, current, before=was, after=becomes)
    return current


@transaction.atomic
def cancel_meeting(by: By, meeting: Meeting, *, is_cancelled: bool = True) -> None:
    verb = "meeting_cancelled" if is_cancelled else "meeting_held_after_all"
    change_meeting(by, meeting, {"is_cancelled": is_cancelled}, verb=verb)


@transaction.atomic
def delete_meeting(by: By, meeting: Meeting) -> None:
    """Out of sight. Nothing is destroyed: `undelete_meeting` brings it back with agenda and minutes."""
    current = locked(meeting)
    if current.deleted_at is None:
        current.deleted_at = timezone.now()
        touch(current)
        of_meeting(by, "meeting_deleted", current)


@transaction.atomic
def undelete_meeting(by: By, meeting: Meeting) -> None:
    current = locked(meeting)
    if current.deleted_at is not None:
        current.deleted_at = None
        touch(current)
        of_meeting(by, "meeting_undeleted", current)


def locked(meeting: Meeting) -> Meeting:
    rows = Meeting.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("body__organisation", "body__collaboration").get(pk=meeting.pk)


def touch(meeting: Meeting) -> None:
    """One version more, and the moment: calendar programs ask for both."""
    meeting.version += 1
    meeting.changed_at = timezone.now()
    meeting.save()


def check(meeting: Meeting) -> None:
    if meeting.starts and meeting.day is None:
        raise ValidationError(
            {"starts": _("Et klokkeslett trenger en dag. Skriv datoen, eller ta bort klokkeslettet.")}
        )
    if meeting.ends and not meeting.starts:
        raise ValidationError({"starts": _("Skriv når møtet begynner, eller ta bort når det slutter.")})
    if meeting.ends and meeting.starts and meeting.ends <= meeting.starts:
        raise ValidationError({"ends": _("Møtet må slutte etter at det begynner.")})
