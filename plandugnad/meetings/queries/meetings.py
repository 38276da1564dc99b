"""Meetings as pages show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from plandugnad.accounts.models import Person
from plandugnad.meetings import words
from plandugnad.meetings.access import MeetingAbilities, body_abilities, place_abilities
from plandugnad.meetings.kinds import ImportState
from plandugnad.meetings.leading import NOBODY, Leaders, Until, leaders_of, until_of
from plandugnad.meetings.models import AgendaItem, Body, FollowUp, Meeting, MeetingImport, Place, Series
from plandugnad.regions.actor import Actor
from plandugnad.regions.models import Collaboration, Grant, Member, Membership, Organisation
from plandugnad.regions.queries.places import find_place

MOST_FOLLOW_UPS = 100
MOST_PEOPLE = 300
PAGE_SIZE = 200
IMPORTS_SHOWN = 20
LONGEST_NAME = 120


@dataclass(frozen=True)
class MeetingRow:
    id: UUID
    name: str
    body: str
    body_id: UUID
    meeting: Meeting
    is_past: bool
    led_by: Leaders = NOBODY

    @property
    def words(self) -> str:
        assert self.meeting.when is not None
        return words.when_in_words(self.meeting.when, *self.meeting.hours)

    @property
    def hours(self) -> str:
        return words.hours(*self.meeting.hours)

    @property
    def weekday(self) -> str:
        return str(words.WEEKDAYS[self.meeting.day.weekday()]) if self.meeting.day else ""


@dataclass(frozen=True)
class BodyYear:
    body: Body
    rows: tuple[MeetingRow, ...]


@dataclass(frozen=True)
class PlaceYear:
    next: MeetingRow | None
    next_items: int
    bodies: tuple[BodyYear, ...]
    years: tuple[int, ...]
    page: Page[Meeting]
    has_any: bool


def find_municipality(number: str) -> Organisation:
    if not number.isdecimal():
        raise Http404
    return get_object_or_404(Organisation.objects.municipalities(), number=number)


def place_to(actor: Actor, place_id: UUID) -> tuple[Place, MeetingAbilities]:
    place = find_place(place_id)
    if place is None:
        raise Http404
    return place, place_abilities(actor, place)


def bodies_of(actor: Actor, place: Place) -> list[Body]:
    """Those the actor may see the calendar of."""
    rows = Body.objects.kept().at(place).order_by("sort_key", "name").select_related("organisation", "collaboration")
    return [body for body in rows if body_abilities(actor, body).can_see]


def find_body(body_id: UUID) -> Body | None:
    return Body.objects.select_related("organisation", "collaboration").filter(pk=body_id).first()


def find_body_named(place: Place, name: str) -> Body | None:
    called = " ".join(name.split())[:LONGEST_NAME]
    return Body.objects.kept().at(place).filter(name=called).select_related("organisation", "collaboration").first()


def find_meeting(meeting_id: UUID) -> Meeting | None:
    rows = Meeting.objects.filter(body__deleted_at=None).select_related(
        *("series", "body__organisation__county", "body__collaboration"),
        *("chair_organisation", "preparer_organisation"),
    )
    return rows.filter(pk=meeting_id).first()


def find_item(meeting: Meeting, item_id: UUID) -> AgendaItem | None:
    return AgendaItem.objects.filter(pk=item_id, meeting=meeting).first()


def find_series(series_id: UUID) -> Series | None:
    rows = Series.objects.filter(body__deleted_at=None)
    return rows.select_related("body__organisation", "body__collaboration").filter(pk=series_id).first()


def find_promise(promise_id: UUID) -> FollowUp | None:
    rows = FollowUp.objects.select_related("meeting__body__organisation", "meeting__body__collaboration")
    return rows.filter(pk=promise_id, meeting__deleted_at=None, meeting__body__deleted_at=None).first()


def find_import(import_id: UUID) -> MeetingImport | None:
    return MeetingImport.objects.select_related("organisation", "collaboration").filter(pk=import_id).first()


def imports_of(place: Place) -> list[MeetingImport]:
    column = "collaboration" if isinstance(place, Collaboration) else "organisation"
    rows = MeetingImport.objects.filter(**{column: place}).exclude(state=ImportState.DRAFT)
    return list(rows.defer("told", "faults", "text")[:IMPORTS_SHOWN])


def read_place(actor: Actor, place: Place, year: int, body_id: UUID | None, page: str | None, today: date) -> PlaceYear:
    """Six queries at most, however many meetings."""
    bodies = bodies_of(actor, place)
    meetings = Meeting.objects.kept().filter(body__in=bodies)
    meetings = meetings.select_related("body", "chair_organisation", "preparer_organisation")
    chosen = meetings.filter(body_id=body_id) if body_id else meetings
    in_year = Paginator(chosen.filter(first_on__year=year).in_order(), PAGE_SIZE).get_page(page)
    coming = meetings.filter(first_on__gte=today, is_cancelled=False).filter(when__regex="^[0-9]{4}-")
    nearest = coming.annotate(item_count=Count("items", filter=Q(items__deleted_at=None))).in_order().first()
    can_read = place_abilities(actor, place).can_read
    until = until_of(in_year) if can_read else None
    rows = [_row(meeting, today, until) for meeting in in_year]
    wanted = [body for body in bodies if body_id in (None, body.id)]
    years = {day.year for day in meetings.order_by().dates("first_on", "year")}
    return PlaceYear(
        next=_row(nearest, today) if nearest else None,
        next_items=getattr(nearest, "item_count", 0),
        bodies=tuple(BodyYear(body, tuple(row for row in rows if row.body_id == body.id)) for body in wanted),
        years=tuple(sorted(years | {today.year, year})),
        page=in_year,
        has_any=bool(years),
    )


def _row(meeting: Meeting, today: date, until: Until | None = None) -> MeetingRow:
    """Without `until` it is not said who leads it."""
    assert meeting.when is not None
    is_past = meeting.when.last_day() < today
    name = meeting.title or meeting.body.name
    led_by = NOBODY if until is None else leaders_of(meeting, until)
    return MeetingRow(meeting.id, name, meeting.body.name, meeting.body_id, meeting, is_past, led_by)


@dataclass(frozen=True)
class Promise:
    row: FollowUp
    who: str
    is_overdue: bool
    from_words: str  # of which meeting it comes, '' when of this one

    @property
    def is_done(self) -> bool:
        return self.row.done_at is not None


@dataclass(frozen=True)
class MeetingPage:
    items: tuple[AgendaItem, ...]
    minutes_planned: int
    returning: tuple[Promise, ...]
    made_here: tuple[Promise, ...]
    led_by: Leaders
    previous: MeetingRow | None
    following: MeetingRow | None


def read_meeting(meeting: Meeting, today: date) -> MeetingPage:
    """The agenda, and what was promised: here, and in earlier meetings when it is not done."""
    items = tuple(AgendaItem.objects.filter(meeting=meeting, deleted_at=None))
    promised = FollowUp.objects.filter(deleted_at=None).select_related("person", "meeting__body")
    here = promised.filter(meeting=meeting).order_by("made_at")[:MOST_FOLLOW_UPS]
    others = Meeting.objects.kept().filter(body=meeting.body).exclude(pk=meeting.pk).select_related("body")
    before = others.filter(first_on__lt=meeting.first_on).order_by("-first_on", "-starts").first()
    after = others.filter(first_on__gt=meeting.first_on).in_order().first()
    return MeetingPage(
        items=items,
        minutes_planned=sum(item.planned_minutes or 0 for item in items),
        returning=tuple(_promise(row, today, meeting) for row in _returning(promised, meeting, today)),
        made_here=tuple(_promise(row, today, meeting) for row in here),
        led_by=leaders_of(meeting, until_of([meeting])),
        previous=_row(before, today) if before else None,
        following=_row(after, today) if after else None,
    )


def _returning(promised: "QuerySet[FollowUp]", meeting: Meeting, today: date) -> "QuerySet[FollowUp]":
    """On the agenda of a meeting to come stands all that is not done; in one that is held, what was not done then."""
    earlier = promised.filter(
        meeting__body=meeting.body, meeting__deleted_at=None, meeting__first_on__lt=meeting.first_on
    )
    undone = Q(done_at=None) | Q(done_at__date__gte=min(meeting.first_on, today))
    return earlier.filter(undone).order_by("due", "made_at")[:MOST_FOLLOW_UPS]


def _promise(row: FollowUp, today: date, here: Meeting) -> Promise:
    is_overdue = row.done_at is None and row.due is not None and row.due.last_day() < today
    when = row.meeting.when
    from_words = "" if row.meeting_id == here.id or when is None else when.told
    return Promise(row, str(row.person) if row.person else row.who, is_overdue, from_words)


def people_in(place: Place) -> list[tuple[UUID, str]]:
    """Those who may be asked to do something: who work there, also through their municipality."""
    rows = Membership.objects.filter(ended_at=None, person__is_active=True)
    if isinstance(place, Collaboration):
        members = Member.objects.filter(collaboration=place).values("organisation_id")
        through = Q(organisation_id__in=members, role__grants__contains=[Grant.READ_FELLOWS])
        rows = rows.filter(Q(collaboration=place) | through)
    else:
        rows = rows.filter(organisation=place)
    worked = rows.exclude(role__grants=[Grant.READ_SHARED.value]).values("person_id")
    people: Iterable[Person] = Person.objects.filter(id__in=worked).order_by("name")[:MOST_PEOPLE]
    return [(person.id, str(person)) for person in people]
