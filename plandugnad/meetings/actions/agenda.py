"""The agenda, the minutes, and what somebody took on."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from plandugnad.core.audit import By
from plandugnad.meetings.actions.meetings import locked, touch
from plandugnad.meetings.actions.recording import ItemChangedMeanwhile, last_by, of_follow_up, of_meeting
from plandugnad.meetings.models import AgendaItem, FollowUp, Meeting

ITEM_FIELDS = ("title", "text", "responsible", "planned_minutes", "minutes", "decision")


@transaction.atomic
def add_item(by: By, meeting: Meeting, values: Mapping[str, Any], *, id: UUID | None = None) -> AgendaItem:
    current = locked(meeting)
    if id is not None and (made := AgendaItem.objects.filter(pk=id, meeting=current).first()):
        return made
    last = AgendaItem.objects.filter(meeting=current).aggregate(last=Max("order"))["last"]
    item = AgendaItem.objects.create(meeting=current, order=(last or 0) + 1, **({"id": id} if id else {}), **values)
    of_meeting(by, "agenda_item_added", current, after={"about": {"item": str(item.id), "title": item.title}})
    return item


@transaction.atomic
def change_item(by: By, item: AgendaItem, values: Mapping[str, Any], *, seen_version: int | None = None) -> AgendaItem:
    current = AgendaItem.objects.select_for_update(of=("self",), no_key=True).select_related("meeting").get(pk=item.pk)
    before = {name: getattr(current, name) for name in values}
    changed = [name for name in values if before[name] != values[name]]
    if not changed:
        return current
    if seen_version is not None and seen_version != current.version:
        raise ItemChangedMeanwhile(current, last_by(current.meeting_id))
    for name in changed:
        setattr(current, name, values[name])
    current.version += 1
    current.is_fixed = False
    current.save()
    about = {"item": str(current.id), "title": current.title}
    of_meeting(
        by,
        "agenda_item_changed",
        locked(current.meeting),
        before={name: before[name] for name in changed},
        after={name: values[name] for name in changed} | {"about": about},
    )
    return current


@transaction.atomic
def move_item(by: By, item: AgendaItem, *, up: bool) -> None:
    """One place up or down. All are numbered anew, so two people moving at once leave an order and no gaps."""
    meeting = locked(item.meeting)
    items = list(AgendaItem.objects.filter(meeting=meeting, deleted_at=None))
    at = next((place for place, each in enumerate(items) if each.pk == item.pk), None)
    if at is None or not 0 <= (to := at - 1 if up else at + 1) < len(items):
        return
    items[at], items[to] = items[to], items[at]
    for order, each in enumerate(items, start=1):
        each.order, each.is_fixed = order, False
    AgendaItem.objects.bulk_update(items, ["order", "is_fixed"])
    of_meeting(by, "agenda_item_moved", meeting, after={"about": {"item": str(item.id), "title": item.title}})


@transaction.atomic
def remove_item(by: By, item: AgendaItem) -> None:
    if AgendaItem.objects.filter(pk=item.pk, deleted_at=None).update(deleted_at=timezone.now(), is_fixed=False):
        about = {"item": str(item.id), "title": item.title}
        of_meeting(by, "agenda_item_removed", locked(item.meeting), after={"about": about})


@transaction.atomic
def bring_back_item(by: By, item: AgendaItem) -> None:
    if AgendaItem.objects.filter(pk=item.pk, deleted_at__isnull=False).update(deleted_at=None):
        about = {"item": str(item.id), "title": item.title}
        of_meeting(by, "agenda_item_added", locked(item.meeting), after={"about": about})


@transaction.atomic
def set_minutes(by: By, meeting: Meeting, attendees: str, *, is_done: bool) -> None:
    """Who was there, and whether the minutes are finished. The text of each item is the item's own."""
    current = locked(meeting)
    before = {"attendees": current.attendees, "is_done": current.minuted_at is not None}
    after = {"attendees": attendees, "is_done": is_done}
    if before == after:
        return
    current.attendees = attendees
    if is_done != before["is_done"]:
        current.minuted_at = timezone.now() if is_done else None
    touch(current)
    verb = "minutes_finished" if is_done and not before["is_done"] else "minutes_changed"
    of_meeting(by, verb, current, before=before, after=after)


@transaction.atomic
def promise(by: By, meeting: Meeting, values: Mapping[str, Any], *, id: UUID | None = None) -> FollowUp:
    """Somebody takes something on. With the `id` of its form, a form sent twice makes one."""
    if id is not None and (made := FollowUp.objects.filter(pk=id, meeting=meeting).first()):
        return made
    row = FollowUp.objects.create(meeting=meeting, **({"id": id} if id else {}), **values)
    of_follow_up(by, "follow_up_made", row, after=_about(row))
    return row


@transaction.atomic
def set_done(by: By, row: FollowUp, *, is_done: bool) -> None:
    current = FollowUp.objects.select_for_update(of=("self",)).select_related("meeting__body").get(pk=row.pk)
    if (current.done_at is not None) == is_done:
        return
    current.done_at = timezone.now() if is_done else None
    current.done_by_id, current.done_by_name = (by.id, by.name) if is_done else (None, "")
    current.save(update_fields=["done_at", "done_by_id", "done_by_name"])
    of_follow_up(by, "follow_up_done" if is_done else "follow_up_opened", current)


@transaction.atomic
def set_promise_removed(by: By, row: FollowUp, *, is_removed: bool) -> None:
    moment = timezone.now() if is_removed else None
    if FollowUp.objects.filter(pk=row.pk, deleted_at__isnull=is_removed).update(deleted_at=moment):
        of_follow_up(by, "follow_up_removed" if is_removed else "follow_up_made", row, after=_about(row))


def _about(row: FollowUp) -> dict[str, Any]:
    person = str(row.person_id) if row.person_id else None
    return {"what": row.what, "who": row.who, "person": person, "due": row.due.iso if row.due else None}
