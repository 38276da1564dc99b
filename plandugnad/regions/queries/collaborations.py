"""Who is in a collaboration and in what way, what is agreed, and what has happened."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.postgres.aggregates import ArrayAgg
from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Q

from plandugnad.accounts.models import Person
from plandugnad.core.models import AuditEvent
from plandugnad.regions.actor import Actor
from plandugnad.regions.agreement import Item, items_of
from plandugnad.regions.coordinators import coordinating
from plandugnad.regions.models import (
    AgreementPoint,
    Collaboration,
    Grant,
    Mandate,
    Member,
    MemberKind,
    Membership,
    MemberState,
    Organisation,
    OrganisationKind,
)

EVENTS_A_PAGE = 50


@dataclass(frozen=True)
class Part:
    """One organisation's part in a collaboration, as it is today."""

    member: Member
    organisation: Organisation
    state: MemberState
    has_mandate: bool

    @property
    def name(self) -> str:
        return self.organisation.body_name

    @property
    def is_in(self) -> bool:
        return self.state in {MemberState.TAKES_PART, MemberState.LEAVING}

    @property
    def is_helper(self) -> bool:
        return self.member.is_helper


def parts_of(collaboration: Collaboration, today: date) -> list[Part]:
    """All that are or have been something here, in the order of their names. One query."""
    standing = Mandate.objects.filter(
        collaboration_id=OuterRef("collaboration_id"), organisation_id=OuterRef("organisation_id"), removed_at=None
    )
    rows: Any = Member.rows.filter(collaboration=collaboration).annotate(has_mandate=Exists(standing))
    rows = rows.select_related("organisation", "invited_by").order_by("organisation__sort_key", "organisation__name")
    return [Part(row, row.organisation, row.state(today), row.has_mandate) for row in rows]


def find_row(collaboration_id: UUID, organisation_id: UUID) -> Member | None:
    """Whatever its state."""
    rows = Member.rows.select_related("collaboration", "organisation")
    return rows.filter(collaboration_id=collaboration_id, organisation_id=organisation_id).first()


def asked_of(actor: Actor) -> list[Member]:
    """Invitations that this person may answer."""
    mine = Q(organisation_id__in=actor.writes) | (
        Q(organisation_id__in=actor.inside) & ~Q(organisation__kind=OrganisationKind.MUNICIPALITY)
    )
    rows = Member.rows.filter(mine, accepted_at=None, declined_at=None, left_at=None)
    return list(rows.select_related("collaboration", "organisation").order_by("collaboration__name", "pk")[:100])


def find_with_coordinators(collaboration_id: UUID) -> tuple[Collaboration, list[str]] | None:
    """And the names of those who coordinate it. One query."""
    coordinates = Q(membership__ended_at=None, membership__role__grants__contains=[Grant.READ_MEMBERS])
    coordinates &= Q(membership__person__is_active=True)
    names = ArrayAgg("membership__person__name", filter=coordinates, order_by="membership__made_at")
    found: Any = Collaboration.objects.annotate(names=names).filter(pk=collaboration_id).first()
    return (found, [name for name in found.names or [] if name]) if found else None


def coordinators_of(collaboration: Collaboration) -> list[Person]:
    return [row.person for row in coordinating(collaboration)]


def answerers(organisations: Iterable[Organisation]) -> dict[UUID, list[Person]]:
    """Who may answer for each, with a living account. One query."""
    kinds = {organisation.id: organisation.is_municipality for organisation in organisations}
    rows = Membership.objects.filter(organisation_id__in=kinds, ended_at=None, person__is_active=True)
    found: dict[UUID, list[Person]] = {id: [] for id in kinds}
    for row in rows.select_related("person", "role").order_by("made_at"):
        grants = set(row.role.grants)
        may = Grant.WRITE in grants if kinds[row.organisation_id] else bool(grants - {Grant.READ_SHARED})
        if may and row.person not in found[row.organisation_id]:
            found[row.organisation_id].append(row.person)
    return found


def possible_helpers(collaboration: Collaboration) -> list[Organisation]:
    """Counties and state administrators of the members, and of those asked, that are not here already."""
    rows = Member.rows.filter(collaboration=collaboration, kind=MemberKind.MEMBER, left_at=None)
    pairs = rows.values_list("organisation__county_id", "organisation__state_administrator_id")
    wanted = {id for pair in pairs for id in pair if id}
    here = Member.rows.filter(collaboration=collaboration, left_at=None, declined_at=None)
    found = Organisation.objects.filter(id__in=wanted).exclude(id__in=here.values("organisation_id"))
    return list(found.in_norwegian_order())


@dataclass(frozen=True)
class Point:
    item: Item
    is_settled: bool
    note: str
    reference: str


@dataclass(frozen=True)
class Agreement:
    points: tuple[Point, ...]

    @property
    def settled(self) -> int:
        return sum(point.is_settled for point in self.points)

    @property
    def total(self) -> int:
        return len(self.points)


def agreement_of(collaboration: Collaboration) -> Agreement:
    said = {point.code: point for point in AgreementPoint.objects.filter(collaboration=collaboration)}
    return Agreement(tuple(_point(item, said.get(item.code)) for item in items_of(collaboration.form)))


def _point(item: Item, said: AgreementPoint | None) -> Point:
    return Point(item, said.is_settled, said.note, said.reference) if said else Point(item, False, "", "")


def mandates_of(collaboration: Collaboration) -> dict[UUID, list[Mandate]]:
    """Per member, the newest first. What those who have left decided is not shown."""
    members = Member.objects.filter(collaboration=collaboration).values("organisation_id")
    rows = Mandate.objects.filter(collaboration=collaboration, removed_at=None, organisation_id__in=members)
    found: dict[UUID, list[Mandate]] = {}
    for row in rows.select_related("file").order_by("-decided", "-made_at"):
        found.setdefault(row.organisation_id, []).append(row)
    return found


def find_mandate(collaboration: Collaboration, mandate_id: UUID, *, is_removed: bool = False) -> Mandate | None:
    members = Member.objects.filter(collaboration=collaboration).values("organisation_id")
    rows = Mandate.objects.filter(collaboration=collaboration, removed_at__isnull=not is_removed)
    return (
        rows.filter(pk=mandate_id, organisation_id__in=members)
        .select_related("file", "organisation", "collaboration")
        .first()
    )


def history_of(collaboration: Collaboration, number: str | None) -> Page[AuditEvent]:
    events = AuditEvent.objects.filter(subject_id=collaboration.id).order_by("-made_at", "-id")
    return Paginator(events, EVENTS_A_PAGE).get_page(number)
