"""The meetings of an organisation, out again: a table to read, and everything for other programs."""

import json
from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from plandugnad.core.models import AuditEvent
from plandugnad.core.rows_out import workbook
from plandugnad.core.takeout import TakeoutFile, in_memory
from plandugnad.meetings import words
from plandugnad.meetings.leading import led_by
from plandugnad.meetings.models import AgendaItem, Body, FollowUp, Meeting

FORMAT, VERSION = "plandugnad/moter", 1


class MeetingsPart:
    def files(self, organisation_id: UUID) -> Iterable[TakeoutFile]:
        meetings = _meetings(organisation_id)
        bodies = list(Body.objects.filter(organisation_id=organisation_id).order_by("sort_key", "name"))
        if not bodies:
            return
        yield in_memory("moter.xlsx", table(meetings))
        said = json.dumps(everything(bodies, meetings), ensure_ascii=False, indent=2)
        yield in_memory("moter.json", said.encode())

    def summary(self) -> str:
        return _("Møtene (moter.xlsx og moter.json)")

    def explanation(self) -> str:
        return _(
            "moter.xlsx: møtene, sakene og oppfølgingen som tabeller. moter.json: utvalgene, møtene med saksliste, "
            "referat og oppfølging, og historikken. Finnes bare når det er lagt inn utvalg."
        )


def _meetings(organisation_id: UUID) -> list[Meeting]:
    rows = Meeting.objects.filter(body__organisation_id=organisation_id)
    rows = rows.select_related("body", "chair_organisation", "preparer_organisation").in_order()
    return list(rows.prefetch_related("items", Prefetch("follow_ups", FollowUp.objects.order_by("made_at"))))


def table(meetings: Iterable[Meeting]) -> bytes:
    kept = [meeting for meeting in meetings if meeting.deleted_at is None and meeting.body.deleted_at is None]
    return workbook(
        [
            (_("Møter"), _meeting_headings(), [_meeting_row(meeting) for meeting in kept]),
            (_("Saker"), _item_headings(), [row for meeting in kept for row in _item_rows(meeting)]),
            (_("Oppfølging"), _promise_headings(), [row for meeting in kept for row in _promise_rows(meeting)]),
        ]
    )


def _meeting_headings() -> list[str]:
    first = [_("Utvalg"), _("Dato"), _("Begynner"), _("Slutter"), _("Sted"), _("Tittel"), _("Avlyst"), _("Til stede")]
    return [*first, _("Leder"), _("Forbereder")]


def _meeting_row(meeting: Meeting) -> list[str]:
    cancelled = _("ja") if meeting.is_cancelled else ""
    hours = [words.hour(each) for each in meeting.hours]
    leaders = [led_by(meeting, "chair"), led_by(meeting, "preparer")]
    said = [*hours, meeting.venue, meeting.title, cancelled, meeting.attendees]
    return [meeting.body.name, _told(meeting), *said, *leaders]


def _item_headings() -> list[str]:
    return [_("Utvalg"), _("Dato"), _("Sak"), _("Hva saken gjelder"), _("Ansvarlig"), _("Referat"), _("Vedtak")]


def _item_rows(meeting: Meeting) -> Iterable[list[str]]:
    for item in meeting.items.all():
        if item.deleted_at is None:
            texts = [item.title, item.text, item.responsible, item.minutes, item.decision]
            yield [meeting.body.name, _told(meeting), *texts]


def _promise_headings() -> list[str]:
    return [_("Utvalg"), _("Dato"), _("Hva"), _("Hvem"), _("Innen"), _("Gjort")]


def _promise_rows(meeting: Meeting) -> Iterable[list[str]]:
    for row in meeting.follow_ups.all():
        if row.deleted_at is None:
            done = row.done_at.strftime("%d.%m.%Y") if row.done_at else ""
            yield [meeting.body.name, _told(meeting), row.what, row.who, row.due.told if row.due else "", done]


def _told(meeting: Meeting) -> str:
    return meeting.when.told if meeting.when else ""


def everything(bodies: Iterable[Body], meetings: Iterable[Meeting]) -> dict[str, Any]:
    all_there_is = list(meetings)
    history = _history([meeting.id for meeting in all_there_is])
    return {
        "format": FORMAT,
        "version": VERSION,
        "bodies": [
            {"id": str(each.id), "name": each.name, "kind": each.kind, "deleted_at": _iso(each)} for each in bodies
        ],
        "meetings": [_meeting(meeting) | {"history": history[meeting.id]} for meeting in all_there_is],
    }


def _meeting(meeting: Meeting) -> dict[str, Any]:
    return {
        "id": str(meeting.id),
        "body_id": str(meeting.body_id),
        "title": meeting.title,
        "when": meeting.when.iso if meeting.when else None,
        "starts": words.hour(meeting.starts) or None,
        "ends": words.hour(meeting.ends) or None,
        "venue": meeting.venue,
        "digital_address": meeting.digital_address,
        "is_cancelled": meeting.is_cancelled,
        "source": meeting.source,
        "chair": led_by(meeting, "chair"),
        "preparer": led_by(meeting, "preparer"),
        "attendees": meeting.attendees,
        "minuted_at": meeting.minuted_at.isoformat() if meeting.minuted_at else None,
        "deleted_at": _iso(meeting),
        "agenda": [_item(item) for item in meeting.items.all()],
        "follow_ups": [_promise(row) for row in meeting.follow_ups.all()],
    }


def _item(item: AgendaItem) -> dict[str, Any]:
    names = ("title", "text", "responsible", "planned_minutes", "minutes", "decision")
    return {name: getattr(item, name) for name in names} | {"deleted_at": _iso(item)}


def _promise(row: FollowUp) -> dict[str, Any]:
    due = row.due.iso if row.due else None
    done = {"done_at": row.done_at.isoformat() if row.done_at else None, "done_by": row.done_by_name}
    return {"what": row.what, "who": row.who, "due": due, **done, "deleted_at": _iso(row)}


def _iso(row: Any) -> str | None:
    return row.deleted_at.isoformat() if row.deleted_at else None


def _history(ids: list[UUID]) -> dict[UUID, list[dict[str, Any]]]:
    found: dict[UUID, list[dict[str, Any]]] = defaultdict(list)
    for event in AuditEvent.objects.filter(subject_id__in=ids).order_by("made_at"):
        line = {"at": event.made_at.isoformat(), "by": event.by_name, "verb": event.verb}
        found[event.subject_id].append(line | {"before": event.before, "after": event.after})
    return found
