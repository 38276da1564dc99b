"""What is told of meetings elsewhere: in the overviews of all features, and in all an organisation takes along."""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime, time
from uuid import UUID

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from plandugnad.core.takeout import add_part
from plandugnad.meetings.access import readers_of, workers_of
from plandugnad.meetings.models import Body, FollowUp, Meeting
from plandugnad.meetings.taking_out import MeetingsPart
from plandugnad.projections import audience
from plandugnad.projections.entries import About, Keys
from plandugnad.projections.filling import add_source
from plandugnad.projections.models import Entry
from plandugnad.projections.words import add_asks, add_kinds, add_verbs

MEETING, CANCELLED, PROMISED = "meeting", "meeting_cancelled", "follow_up"


class MeetingSource:
    key = "meetings.meeting"

    def ids(self) -> Iterable[UUID]:
        return Meeting.objects.kept().values_list("id", flat=True)

    def entries(self, ids: Collection[UUID]) -> Iterator[Entry]:
        rows = Meeting.objects.kept().filter(id__in=ids)
        for meeting in rows.select_related("body__organisation", "body__collaboration"):
            yield from _of_meeting(meeting)


class FollowUpSource:
    key = "meetings.follow_up"

    def ids(self) -> Iterable[UUID]:
        return _open_follow_ups().values_list("id", flat=True)

    def entries(self, ids: Collection[UUID]) -> Iterator[Entry]:
        rows = _open_follow_ups().filter(id__in=ids)
        for promise in rows.select_related("meeting__body__organisation", "meeting__body__collaboration"):
            yield from _of_follow_up(promise)


def about(meeting: Meeting) -> About:
    title = f"{meeting.body.name}: {meeting.title}" if meeting.title else meeting.body.name
    address = reverse("meeting", args=[meeting.id])
    return About(MeetingSource.key, meeting.id, meeting.body.place_id, title, address)


def moment(meeting: Meeting, hour: time | None) -> datetime | None:
    """Norwegian time on the meeting's day; None when there is no hour."""
    if meeting.day is None or hour is None:
        return None
    return timezone.make_aware(datetime.combine(meeting.day, hour))


def _of_meeting(meeting: Meeting) -> Iterator[Entry]:
    told, seen_by = about(meeting), readers_of(meeting.body)
    kind = CANCELLED if meeting.is_cancelled else MEETING
    assert meeting.when is not None
    begins = moment(meeting, meeting.starts)
    if begins is not None:
        yield told.at(seen_by, kind, begins, moment(meeting, meeting.ends))
    else:
        yield told.on(seen_by, kind, meeting.when)
    keys = Keys.of(told.title, meeting.body.place.name, meeting.when.told)
    yield told.found(seen_by, keys, when=meeting.when.iso, place=meeting.body.place.name)


def _of_follow_up(promise: FollowUp) -> Iterator[Entry]:
    meeting: Meeting = promise.meeting
    body: Body = meeting.body
    address = f"{reverse('meeting', args=[meeting.id])}#oppfolging-{promise.id}"
    told = About(FollowUpSource.key, promise.id, body.place_id, promise.what, address)
    seen_by = workers_of(body)
    asked = [audience.person(promise.person_id)] if promise.person_id else seen_by
    yield told.needs(asked, PROMISED, promise.due)
    if promise.due is not None:
        yield told.on(seen_by, PROMISED, promise.due)


def _open_follow_ups() -> "models.QuerySet[FollowUp]":
    return FollowUp.objects.filter(
        deleted_at=None, done_at=None, meeting__deleted_at=None, meeting__body__deleted_at=None
    )


add_verbs(
    MeetingSource.key,
    {
        "meeting_made": _("%(who)s la inn møtet «%(what)s»"),
        "meeting_changed": _("%(who)s endret møtet «%(what)s»"),
        "meeting_cancelled": _("%(who)s avlyste møtet «%(what)s»"),
        "meeting_held_after_all": _("%(who)s satte opp igjen møtet «%(what)s»"),
        "meeting_deleted": _("%(who)s slettet møtet «%(what)s»"),
        "meeting_undeleted": _("%(who)s hentet tilbake møtet «%(what)s»"),
        "minutes_changed": _("%(who)s skrev i referatet fra «%(what)s»"),
        "minutes_finished": _("%(who)s gjorde ferdig referatet fra «%(what)s»"),
        "agenda_item_added": _("%(who)s la en sak til møtet «%(what)s»"),
        "agenda_item_changed": _("%(who)s endret en sak i møtet «%(what)s»"),
        "agenda_item_moved": _("%(who)s flyttet en sak i møtet «%(what)s»"),
        "agenda_item_removed": _("%(who)s tok en sak ut av møtet «%(what)s»"),
    },
)
add_asks({PROMISED: _("Følg opp: %(what)s")})
add_kinds({MEETING: _("møte"), CANCELLED: _("avlyst møte"), PROMISED: _("oppfølging")})
add_source(MeetingSource())
add_source(FollowUpSource())
add_part(MeetingsPart())
