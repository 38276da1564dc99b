"""Collaborations and who is in them."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any
from uuid import UUID

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_noop
from ninja import Query, Router, Schema
from pydantic import Field

from plandugnad.api.doors import ApiRequest, Token
from plandugnad.api.models import TokenScope
from plandugnad.api.paging import Page, Paging, page_of
from plandugnad.api.resources.shapes import PlaceRef, place_ref
from plandugnad.regions.access import collaboration_abilities
from plandugnad.regions.models import Collaboration, LegalForm, Member, MemberKind, MemberState

router = Router(auth=Token(TokenScope.READ_COLLABORATIONS), tags=["collaborations"])


class CollaborationOut(Schema):
    id: UUID
    name: str
    covers: str
    leaves_out: str
    form: LegalForm | None
    is_example: bool


class MemberOut(Schema):
    organisation: PlaceRef
    kind: MemberKind
    state: Annotated[
        MemberState,
        Field(description=gettext_noop("«takes_part», eller «leaving» til og med siste dag etter en oppsigelse.")),
    ]
    ends_on: date | None


@router.get(
    "/collaborations",
    response=Page[CollaborationOut],
    operation_id="list_collaborations",
    summary=gettext_noop("Samarbeidene du er med i"),
    description=gettext_noop("Selv, eller gjennom organisasjonen din."),
)
def list_collaborations(request: ApiRequest, query: Query[Paging]) -> dict[str, Any]:
    rows = Collaboration.objects.filter(id__in=request.auth.actor.collaborations)
    return page_of(request, rows, query, lambda found: map(_collaboration, found))


@router.get(
    "/collaborations/{uuid:id}",
    response=CollaborationOut,
    operation_id="get_collaboration",
    summary=gettext_noop("Ett samarbeid"),
)
def get_collaboration(request: ApiRequest, id: UUID) -> dict[str, Any]:
    return _collaboration(_seen(request, id))


@router.get(
    "/collaborations/{uuid:id}/members",
    response=Page[MemberOut],
    operation_id="list_members",
    summary=gettext_noop("Hvem som er med i dag"),
    description=gettext_noop("Her er `after` id-en til en organisasjon."),
)
def list_members(request: ApiRequest, id: UUID, query: Query[Paging]) -> dict[str, Any]:
    rows = Member.rows.taking_part().filter(collaboration=_seen(request, id)).select_related("organisation")
    return page_of(request, rows, query, _members, by="organisation_id")


def _seen(request: ApiRequest, id: UUID) -> Collaboration:
    found = Collaboration.objects.filter(pk=id).first()
    if found is None or not collaboration_abilities(request.auth.actor, found).can_see:
        raise Http404
    return found


def _collaboration(row: Collaboration) -> dict[str, Any]:
    names = ("id", "name", "covers", "leaves_out", "is_example")
    return {**{name: getattr(row, name) for name in names}, "form": row.form or None}


def _members(rows: Iterable[Member]) -> Iterable[dict[str, Any]]:
    today = timezone.localdate()
    for row in rows:
        place = place_ref(row.organisation)
        yield {"organisation": place, "kind": row.kind, "state": row.state(today), "ends_on": row.ends_on}
