"""When councils, committees and groups meet."""

from datetime import date, datetime, time
from typing import Annotated, Any
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_noop
from ninja import Query, Router, Schema
from pydantic import Field

from plandugnad.api.doors import ApiRequest, Token
from plandugnad.api.models import TokenScope
from plandugnad.api.paging import Page, Paging, page_of
from plandugnad.api.problems import not_found
from plandugnad.api.resources.shapes import NumberText, PlaceRef, WhenText, iso, place_ref
from plandugnad.meetings.kinds import BodyKind
from plandugnad.meetings.leading import led_by
from plandugnad.meetings.models import AgendaItem, Body, FollowUp, Meeting
from plandugnad.meetings.queries.listed import items_of, readable_follow_ups, visible_bodies, visible_meetings

router = Router(auth=Token(TokenScope.READ_MEETINGS), tags=["meetings"])


class BodyRef(Schema):
    id: UUID
    kind: BodyKind
    name: str


_WORKERS = gettext_noop("Bare der du arbeider; ellers null.")


class BodyOut(BodyRef):
    place: PlaceRef


class MeetingOut(Schema):
    id: UUID
    place: PlaceRef
    body: BodyRef
    title: str
    when: WhenText
    starts: Annotated[time | None, Field(description=gettext_noop("Norsk tid."))]
    ends: time | None
    venue: str
    digital_address: Annotated[str | None, Field(description=_WORKERS)]
    chair: Annotated[str | None, Field(description=_WORKERS)]
    preparer: Annotated[str | None, Field(description=_WORKERS)]
    is_cancelled: bool
    attendees: Annotated[str | None, Field(description=_WORKERS)]
    minuted_at: Annotated[
        datetime | None, Field(description=gettext_noop("Når referatet ble ferdig. Bare der du arbeider; ellers null."))
    ]
    changed_at: datetime
    page: Annotated[str, Field(description=gettext_noop("Møtets side, for mennesker."))]


class AgendaItemOut(Schema):
    id: UUID
    order: Annotated[int, Field(description=gettext_noop("Rekkefølgen på sakslisten."))]
    title: str
    text: str
    responsible: str
    planned_minutes: int | None
    minutes: Annotated[str, Field(description=gettext_noop("Referatet fra saken."))]
    decision: str


class FollowUpOut(Schema):
    id: UUID
    meeting_id: UUID
    item_id: UUID | None
    what: str
    who: str
    due: WhenText | None
    done_at: datetime | None
    done_by_name: str


class PlaceQuery(Paging):
    municipality: NumberText | None = None
    collaboration: UUID | None = None


class MeetingQuery(PlaceQuery):
    body: UUID | None = None
    first: Annotated[date | None, Field(description=gettext_noop("På eller etter denne dagen."))] = None
    last: Annotated[date | None, Field(description=gettext_noop("På eller før denne dagen."))] = None


class FollowUpQuery(PlaceQuery):
    meeting: UUID | None = None
    is_done: bool | None = None


@router.get(
    "/bodies",
    response=Page[BodyOut],
    operation_id="list_bodies",
    summary=gettext_noop("Utvalgene med møtekalender du ser"),
    description=gettext_noop("Alle, eller dem som passer med alle valgene du gir."),
)
def list_bodies(request: ApiRequest, query: Query[PlaceQuery]) -> dict[str, Any]:
    same = {"organisation__number": query.municipality, "collaboration_id": query.collaboration}
    rows = visible_bodies(request.auth.actor).filter(**_given(same))
    return page_of(request, rows, query, lambda found: map(_body, found))


@router.get(
    "/meetings",
    response=Page[MeetingOut],
    operation_id="list_meetings",
    summary=gettext_noop("Møtene du ser"),
    description=gettext_noop("Alle, eller dem som passer med alle valgene du gir."),
)
def list_meetings(request: ApiRequest, query: Query[MeetingQuery]) -> dict[str, Any]:
    same = {
        "body__organisation__number": query.municipality,
        "body__collaboration_id": query.collaboration,
        "body_id": query.body,
        "first_on__gte": query.first,
        "first_on__lte": query.last,
    }
    rows = visible_meetings(request.auth.actor).filter(**_given(same))
    return page_of(request, rows, query, lambda found: map(_meeting, found))


@router.get("/meetings/{uuid:id}", response=MeetingOut, operation_id="get_meeting", summary=gettext_noop("Ett møte"))
def get_meeting(request: ApiRequest, id: UUID) -> dict[str, Any]:
    return _meeting(_seen(request, id))


@router.get(
    "/meetings/{uuid:id}/items",
    response=Page[AgendaItemOut],
    operation_id="list_agenda_items",
    summary=gettext_noop("Sakene på sakslisten, med referat og vedtak"),
    description=gettext_noop("Bare der du arbeider. Rekkefølgen står i `order`."),
)
def list_items(request: ApiRequest, id: UUID, query: Query[Paging]) -> dict[str, Any]:
    found = _seen(request, id)
    if not _can_read(found):
        raise not_found()
    return page_of(request, items_of(found), query, lambda found: map(_item, found))


@router.get(
    "/follow-ups",
    response=Page[FollowUpOut],
    operation_id="list_follow_ups",
    summary=gettext_noop("Det noen har tatt på seg i møtene"),
    description=gettext_noop("Bare der du arbeider. Alt, eller det som passer med alle valgene du gir."),
)
def list_follow_ups(request: ApiRequest, query: Query[FollowUpQuery]) -> dict[str, Any]:
    same = {
        "meeting__body__organisation__number": query.municipality,
        "meeting__body__collaboration_id": query.collaboration,
        "meeting_id": query.meeting,
    }
    rows = readable_follow_ups(request.auth.actor).filter(**_given(same))
    if query.is_done is not None:
        rows = rows.filter(done_at__isnull=not query.is_done)
    return page_of(request, rows, query, lambda found: map(_follow_up, found))


def _given(same: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in same.items() if value}


def _seen(request: ApiRequest, id: UUID) -> Meeting:
    found = visible_meetings(request.auth.actor).filter(pk=id).first()
    if found is None:
        raise not_found()
    return found


def _can_read(row: Meeting) -> bool:
    can_read: bool = row.can_read  # type: ignore[attr-defined]  # annotated by `visible_meetings`
    return can_read


def _body(row: Body) -> dict[str, Any]:
    return {"id": row.id, "kind": row.kind, "name": row.name, "place": place_ref(row.place)}


def _meeting(row: Meeting) -> dict[str, Any]:
    names = ("id", "title", "starts", "ends", "venue", "is_cancelled", "changed_at")
    inside = ("digital_address", "attendees", "minuted_at")
    return {
        **{name: getattr(row, name) for name in names},
        **{name: (getattr(row, name) if _can_read(row) else None) for name in inside},
        **{part: (led_by(row, part) if _can_read(row) else None) for part in ("chair", "preparer")},
        "place": place_ref(row.body.place),
        "body": row.body,
        "when": iso(row.when),
        "page": f"{settings.BASE_URL}{reverse('meeting', args=[row.id])}",
    }


def _item(row: AgendaItem) -> dict[str, Any]:
    return {name: getattr(row, name) for name in AgendaItemOut.model_fields}


def _follow_up(row: FollowUp) -> dict[str, Any]:
    names = ("id", "meeting_id", "item_id", "what", "done_at", "done_by_name")
    who = str(row.person) if row.person else row.who
    return {name: getattr(row, name) for name in names} | {"who": who, "due": iso(row.due)}
