"""The line of history, and what the overviews are told, of each thing done."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import models
from django.utils.translation import gettext as _

from plandugnad.core import audit
from plandugnad.core.audit import By
from plandugnad.core.models import AuditEvent
from plandugnad.meetings import telling
from plandugnad.meetings.access import workers_of
from plandugnad.meetings.models import AgendaItem, Body, FollowUp, Meeting, Place
from plandugnad.projections.activity import tell
from plandugnad.projections.filling import refresh


class ChangedMeanwhile(Exception):
    """Somebody saved this after the person opened it."""

    def __init__(self, by_name: str = "") -> None:
        super().__init__(_("Noen andre har endret dette mens du skrev."))
        self.by_name = by_name


class MeetingChangedMeanwhile(ChangedMeanwhile):
    """Holds what stands now, so that nothing typed is lost."""

    def __init__(self, meeting: Meeting, by_name: str = "") -> None:
        super().__init__(by_name)
        self.meeting = meeting


class ItemChangedMeanwhile(ChangedMeanwhile):
    def __init__(self, item: AgendaItem, by_name: str = "") -> None:
        super().__init__(by_name)
        self.item = item


def of_meeting(by: By, verb: str, meeting: Meeting, *, before: Any = None, after: Any = None) -> AuditEvent:
    refresh(telling.MeetingSource.key, [meeting.id])
    tell(by, verb, [telling.about(meeting)], workers_of(meeting.body))
    return _record(by, verb, meeting, meeting.body, before, after)


def of_follow_up(by: By, verb: str, promise: FollowUp, *, before: Any = None, after: Any = None) -> AuditEvent:
    refresh(telling.FollowUpSource.key, [promise.id], by)
    return _record(by, verb, promise, promise.meeting.body, before, after)


def of_body(by: By, verb: str, body: Body, *, before: Any = None, after: Any = None) -> AuditEvent:
    """What its meetings are called, and who sees them, follows the body."""
    refresh_meetings(body.meetings.values_list("id", flat=True))
    promised = FollowUp.objects.filter(meeting__body=body).values_list("id", flat=True)
    refresh(telling.FollowUpSource.key, promised, by)
    return _record(by, verb, body, body, before, after)


def one_at_a_time(place: Place) -> None:
    """Two who bring in the same plan at once get it once: the second sees what the first did."""
    type(place).objects.select_for_update(no_key=True).get(pk=place.pk)


def refresh_meetings(ids: Iterable[UUID]) -> None:
    refresh(telling.MeetingSource.key, ids)


def last_by(subject_id: UUID, *but: str) -> str:
    """Who changed it last."""
    events = AuditEvent.objects.filter(subject_id=subject_id).exclude(verb__in=but)
    return events.values_list("by_name", flat=True).first() or ""


def _record(by: By, verb: str, subject: models.Model, body: Body, before: Any, after: Any) -> AuditEvent:
    return audit.record(by, verb, subject, organisation_id=body.organisation_id, before=before, after=after)
