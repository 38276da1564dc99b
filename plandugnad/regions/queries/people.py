"""Who is where, and who has been invited."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from plandugnad.accounts.models import Person
from plandugnad.core.delivery import failed_since
from plandugnad.regions.actions import digest
from plandugnad.regions.models import Invitation, Membership, PlacedQuerySet, Role
from plandugnad.regions.queries.places import Place

ADMINISTRATOR = "administrator"
Found = Any


@dataclass(frozen=True)
class Seat:
    """One role that one person has in a place."""

    membership_id: UUID
    role: str
    since: datetime


@dataclass(frozen=True)
class PersonHere:
    person_id: UUID
    name: str
    email: str
    is_active: bool
    seats: tuple[Seat, ...]


@dataclass(frozen=True)
class OpenInvitation:
    id: UUID
    email: str
    name: str
    role: str
    invited_by: str
    expires_at: datetime
    is_expired: bool
    is_undelivered: bool


def people_at(place: Place | None) -> list[PersonHere]:
    rows = Membership.objects.at(place).filter(ended_at=None).select_related("person", "role")
    seats: dict[UUID, list[Membership]] = {}
    for row in rows.order_by("role__order", "made_at"):
        seats.setdefault(row.person_id, []).append(row)
    people = [_person(memberships) for memberships in seats.values()]
    return sorted(people, key=lambda one: one.name.casefold())


def _person(memberships: list[Membership]) -> PersonHere:
    person = memberships[0].person
    seats = tuple(Seat(row.id, str(row.role), row.made_at) for row in memberships)
    return PersonHere(person.id, str(person), person.email, person.is_active, seats)


def invitations_at(place: Place | None) -> PlacedQuerySet:
    """Those that wait, newest first. Paginated by the caller, who shows each page with `shown`."""
    waiting = Invitation.objects.at(place).filter(accepted_at=None, withdrawn_at=None)
    return waiting.select_related("role", "invited_by").order_by("-made_at", "-id")


def shown(invitations: Iterable[Invitation]) -> list[OpenInvitation]:
    rows = list(invitations)
    failed = failed_since(row.email for row in rows)
    return [
        OpenInvitation(
            row.id,
            row.email,
            row.name,
            str(row.role),
            str(row.invited_by or ""),
            row.expires_at,
            not row.is_open,
            row.email in failed and failed[row.email] >= row.made_at,
        )
        for row in rows
    ]


def administrator_role() -> Role:
    return Role.objects.get(code=ADMINISTRATOR)


def find_invitation(token: str) -> Invitation | None:
    """Any that was made with this link, open or not."""
    places = Invitation.objects.select_related("organisation", "collaboration", "role", "invited_by")
    found: Found = places.filter(token_digest=digest(token)).first()
    return found if isinstance(found, Invitation) else None


def find_invitation_at(place: Place | None, invitation_id: UUID) -> Invitation | None:
    found: Found = Invitation.objects.at(place).filter(pk=invitation_id, accepted_at=None, withdrawn_at=None).first()
    return found if isinstance(found, Invitation) else None


def find_membership_at(place: Place | None, membership_id: UUID) -> Membership | None:
    rows = Membership.objects.at(place).select_related("person", "role", "organisation", "collaboration")
    found: Found = rows.filter(pk=membership_id, ended_at=None).first()
    return found if isinstance(found, Membership) else None


def find_own_membership(person: Person, membership_id: UUID) -> Membership | None:
    rows = Membership.objects.select_related("person", "role", "organisation", "collaboration")
    found: Found = rows.filter(pk=membership_id, person=person, ended_at=None).first()
    return found if isinstance(found, Membership) else None


def memberships_of(person: Person) -> list[Membership]:
    rows = Membership.objects.filter(person=person, ended_at=None)
    return list(rows.select_related("role", "organisation", "collaboration").order_by("made_at"))


def has_account(email: str) -> bool:
    return Person.objects.filter(email__iexact=email).exists()
