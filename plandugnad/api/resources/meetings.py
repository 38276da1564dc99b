"""When councils, committees and groups meet."""

from datetime import date, datetime, time
from typing import Annotated, Any
from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext_noop
from ninja import Query, Router, Schema
from pydantic import Field

from plandugnad.api.doors import ApiRequest, Token
from plandugnad.api.models import TokenScope
from plandugnad.api.paging import Page, Paging, page_of
from plandugnad.api.resources.shapes import NumberText, PlaceRef, WhenText, iso, place_ref
from plandugnad.meetings.kinds import BodyKind
from plandugnad.meetings.models import Meeting
from plandugnad.meetings.queries.listed import visible_meetings

router = Router(auth=Token(TokenScope.READ_MEETINGS), tags=["meetings"])


class BodyRef(Schema):
    id: UUID
    kind: BodyKind
    name: str


class MeetingOut(Schema):
    id: UUID
    place: PlaceRef
    body: BodyRef
    title: str
    when: WhenText
    starts: Annotated[time | None, Field(description=gettext_noop("Norsk tid."))]
    ends: time | None
    venue: str
    digital_address: Annotated[str | None, Field(description=gettext_noop("Bare der du arbeider; ellers null."))]
    is_cancelled: bool
    changed_at: datetime


class MeetingQuery(Paging):
    municipality: NumberText | None = None
    collaboration: UUID | None = None
    first: Annotated[date | None, Field(description=gettext_noop("På eller etter denne dagen."))] = None
    last: Annotated[date | None, Field(description=gettext_noop("På eller før denne dagen."))] = None


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
        "first_on__gte": query.first,
        "first_on__lte": query.last,
    }
    rows = visible_meetings(request.auth.actor).filter(**{name: value for name, value in same.items() if value})
    return page_of(request, rows, query, lambda found: map(_meeting, found))


@router.get("/meetings/{uuid:id}", response=MeetingOut, operation_id="get_meeting", summary=gettext_noop("Ett møte"))
def get_meeting(request: ApiRequest, id: UUID) -> dict[str, Any]:
    found = visible_meetings(request.auth.actor).filter(pk=id).first()
    if found is None:
        raise Http404
    return _meeting(found)


def _meeting(row: Meeting) -> dict[str, Any]:
    names = ("id", "title", "starts", "ends", "venue", "is_cancelled", "changed_at")
    can_read: bool = row.can_read  # type: ignore[attr-defined]  # annotated by `visible_meetings`
    return {
        **{name: getattr(row, name) for name in names},
        "place": place_ref(row.body.place),
        "body": row.body,
        "when": iso(row.when),
        "digital_address": row.digital_address if can_read else None,
    }
