"""Who is asking: one person and all they belong to, worked out once per request and asked by every rule."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import Q
from django.utils import timezone

from plandugnad.accounts.models import Person
from plandugnad.core.audit import By
from plandugnad.projections import audience
from plandugnad.regions import keys
from plandugnad.regions.models import Collaboration, Grant, MemberKind, Membership, Organisation
from plandugnad.regions.models.roles import WIDE_GRANTS

NOWHERE: frozenset[UUID] = frozenset()


@dataclass(frozen=True)
class Actor:
    """Ids are of organisations; in `invites`, `shared_with` and `inside` of collaborations too.

    `inside` are the places where a person has a part of the work, and is more than somebody things are shared with.
    `works_in` are the collaborations she works in, as its own or through her municipality; `coordinates` are those
    whose members she reads everything of; `has_part_in` are those that are also worked in by people where she is.
    `roles` are hers by place; one in an organisation counts in the collaborations it is a member of, too.
    A municipality is a member from its yes until it leaves, and nothing of this is hers before or after.
    """

    person_id: UUID | None = None
    name: str = ""
    places: tuple[Organisation | Collaboration, ...] = ()
    reads: frozenset[UUID] = NOWHERE
    reads_adopted: frozenset[UUID] = NOWHERE
    writes: frozenset[UUID] = NOWHERE
    imports: frozenset[UUID] = NOWHERE
    invites: frozenset[UUID] = NOWHERE
    shared_with: frozenset[UUID] = NOWHERE
    collaborations: frozenset[UUID] = NOWHERE
    inside: frozenset[UUID] = NOWHERE
    works_in: frozenset[UUID] = NOWHERE
    coordinates: frozenset[UUID] = NOWHERE
    has_part_in: frozenset[UUID] = NOWHERE
    roles: frozenset[tuple[UUID, str]] = frozenset()
    is_administrator: bool = False
    has_wide_rights: bool = False

    @property
    def is_signed_in(self) -> bool:
        return self.person_id is not None

    @property
    def by(self) -> By:
        return By(self.person_id, self.name)

    @cached_property
    def keys(self) -> frozenset[str]:
        """What she carries to entries that all features write: see `projections.audience`."""
        return frozenset(
            {audience.OPEN}
            | {audience.readers_of(id) for id in self.reads}
            | {audience.readers_of_adopted(id) for id in self.reads_adopted}
            | {audience.writers_of(id) for id in self.writes}
            | {audience.shared_with(id) for id in self.shared_with}
            | {audience.inside(id) for id in self.inside | self.works_in}
            | {keys.taking_part_in(id) for id in self.collaborations}
            | {keys.workers_of(id) for id in self.has_part_in}
            | {keys.coordinators_of(id) for id in self.coordinates}
            | {keys.holders_of(id, role) for id, role in self.roles}
            | ({keys.ADMINISTRATORS} if self.is_administrator else set())
            | ({audience.person(self.person_id)} if self.person_id else set())
        )

    @property
    def municipalities(self) -> list[Organisation]:
        return [place for place in self.places if isinstance(place, Organisation) and place.is_municipality]

    @property
    def home(self) -> Organisation | None:
        """Where this person's day begins: the first organisation they belong to."""
        return next((place for place in self.places if isinstance(place, Organisation)), None)


STRANGER = Actor()


@dataclass
class _Gathered:
    """Grants by kind, each with the ids of the places it was given in."""

    at: dict[str, set[UUID]] = field(default_factory=lambda: {grant: set() for grant in Grant})
    places: dict[UUID, Organisation | Collaboration] = field(default_factory=dict)
    inside: set[UUID] = field(default_factory=set)
    everywhere: set[str] = field(default_factory=set)
    roles: set[tuple[UUID, str]] = field(default_factory=set)
    # Those of them that give a part of the work, and not only what is shared.
    working_roles: set[tuple[UUID, str]] = field(default_factory=set)

    has_wide_rights: bool = False

    def add(self, membership: Membership) -> None:
        place = membership.place
        self.has_wide_rights |= not WIDE_GRANTS.isdisjoint(membership.role.grants)
        for grant in membership.role.grants:
            if place is None:
                self.everywhere.add(grant)
            else:
                self.at[grant].add(place.id)
        if place is not None:
            self.places.setdefault(place.id, place)
            self.roles.add((place.id, membership.role_id))
            if set(membership.role.grants) - {Grant.READ_SHARED}:
                self.inside.add(place.id)
                self.working_roles.add((place.id, membership.role_id))


def actor_of(person: Person) -> Actor:
    """Three queries at most, however many people, plans and members there are."""
    gathered = _Gathered()
    for membership in _current_memberships(person):
        gathered.add(membership)
    at = gathered.at
    own = {id for id, place in gathered.places.items() if isinstance(place, Organisation)}
    collaborations = {id for id, place in gathered.places.items() if isinstance(place, Collaboration)}
    rows = rows_around(own, collaborations)
    members = [row for row in rows if row.kind == MemberKind.MEMBER]
    helpers = [row for row in rows if row.kind == MemberKind.HELPER]
    helped = {row.collaboration_id for row in helpers if row.organisation_id in at[Grant.READ_SHARED]}
    taken_part_in = collaborations | helped | _through(own, members)
    works_in = (gathered.inside & collaborations) | _through(at[Grant.READ_FELLOWS], members)
    return Actor(
        person_id=person.id,
        name=str(person),
        places=tuple(gathered.places.values()),
        reads=frozenset(at[Grant.READ] | _members_of(at[Grant.READ_MEMBERS], members)),
        reads_adopted=frozenset(_area(at[Grant.READ_AREA]) | _fellows(at[Grant.READ_FELLOWS], members)),
        writes=frozenset(at[Grant.WRITE]),
        imports=frozenset(at[Grant.WRITE] | _consenting(at[Grant.IMPORT_MEMBERS], members)),
        invites=frozenset(at[Grant.INVITE]),
        shared_with=frozenset(at[Grant.READ_SHARED] | helped | _through(at[Grant.READ_FELLOWS], members)),
        collaborations=frozenset(taken_part_in),
        inside=frozenset(gathered.inside),
        works_in=frozenset(works_in),
        coordinates=frozenset(at[Grant.READ_MEMBERS] & collaborations),
        has_part_in=frozenset(works_in | _through(gathered.inside, rows)),
        roles=frozenset(gathered.roles | _roles_through(gathered.working_roles, members)),
        is_administrator=Grant.ADMINISTER in gathered.everywhere,
        has_wide_rights=gathered.has_wide_rights,
    )


def _current_memberships(person: Person) -> Iterable[Membership]:
    found: Iterable[Membership] = (
        Membership.objects.filter(person=person, ended_at=None)
        .select_related("role", "organisation", "collaboration")
        .order_by("made_at", "id")
    )
    return found


class MemberRow(NamedTuple):
    """A collaboration has sixty members at most, and a person several collaborations: too many to make objects of."""

    collaboration_id: UUID
    organisation_id: UUID
    kind: str
    lets_coordinator_import: bool


# In SQL, since it is asked at every request and takes Django longer to write than the database to answer. What it says
# of taking part is what `Member.rows.taking_part()` says; a test holds them together.
_AROUND = """
WITH today AS (
    SELECT collaboration_id, organisation_id, kind, lets_coordinator_import
    FROM regions_member
    WHERE accepted_at IS NOT NULL AND left_at IS NULL AND (ends_on IS NULL OR ends_on >= %(today)s)
)
SELECT * FROM today
WHERE organisation_id = ANY(%(own)s) OR collaboration_id = ANY(%(collaborations)s)
    OR collaboration_id IN (
        SELECT collaboration_id FROM today WHERE kind = %(member)s AND organisation_id = ANY(%(own)s)
    )
"""


def rows_around(own: set[UUID], collaborations: set[UUID]) -> list[MemberRow]:
    """Every member of the collaborations this person is in, directly or through an organisation, and whom hers helps.

    Only those who take part today: who is asked, and who has left, gives nobody any right.
    """
    if not own and not collaborations:
        return []
    asked = {"own": list(own), "collaborations": list(collaborations)}
    with connection.cursor() as cursor:
        cursor.execute(_AROUND, asked | {"today": timezone.localdate(), "member": MemberKind.MEMBER.value})
        return [MemberRow(*row) for row in cursor]


def _members_of(collaborations: set[UUID], members: list[MemberRow]) -> set[UUID]:
    return {member.organisation_id for member in members if member.collaboration_id in collaborations}


def _consenting(collaborations: set[UUID], members: list[MemberRow]) -> set[UUID]:
    return {
        member.organisation_id
        for member in members
        if member.collaboration_id in collaborations and member.lets_coordinator_import
    }


def _fellows(organisations: set[UUID], members: list[MemberRow]) -> set[UUID]:
    shared = {member.collaboration_id for member in members if member.organisation_id in organisations}
    return _members_of(shared, members)


def _area(organisations: set[UUID]) -> set[UUID]:
    if not organisations:
        return set()
    area = Q(county_id__in=organisations) | Q(state_administrator_id__in=organisations)
    return set(Organisation.objects.municipalities().filter(area).values_list("id", flat=True))


def _through(organisations: set[UUID], members: list[MemberRow]) -> set[UUID]:
    """The collaborations these organisations are members of. What is shared with those reaches their planners too."""
    return {member.collaboration_id for member in members if member.organisation_id in organisations}


def _roles_through(roles: set[tuple[UUID, str]], members: list[MemberRow]) -> set[tuple[UUID, str]]:
    return {
        (member.collaboration_id, role)
        for member in members
        for organisation_id, role in roles
        if member.organisation_id == organisation_id
    }
