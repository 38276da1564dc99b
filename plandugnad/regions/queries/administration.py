"""Accounts and collaborations, as the one who takes care of the installation sees them. No plan is read here."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils import timezone

from plandugnad.accounts.models import Person
from plandugnad.regions.models import Collaboration, Member, MemberKind, Membership, Organisation


def accounts(query: str = "") -> QuerySet[Person]:
    """Ordered by name, with current roles in `current`. To be paginated by the caller: three queries a page."""
    current = Membership.objects.filter(ended_at=None).select_related("role", "organisation", "collaboration")
    rows = Person.objects.order_by("name", "email").prefetch_related(
        Prefetch("memberships", queryset=current, to_attr="current")
    )
    words = query.replace("\0", "").strip()
    return rows.filter(Q(name__icontains=words) | Q(email__icontains=words)) if words else rows


@dataclass(frozen=True)
class Account:
    id: UUID
    name: str
    email: str
    is_active: bool
    made_at: datetime
    seen_at: datetime | None
    memberships: tuple[Membership, ...]


def find_person(person_id: UUID) -> Person | None:
    return Person.objects.filter(pk=person_id).first()


def account_of(person: Person) -> Account:
    rows = Membership.objects.filter(person=person, ended_at=None).order_by("made_at")
    memberships = tuple(rows.select_related("role", "organisation", "collaboration"))
    return Account(person.id, str(person), person.email, person.is_active, person.made_at, person.seen_at, memberships)


def collaborations() -> QuerySet[Collaboration]:
    """By name, with `member_count` and `people_count`. To be paginated by the caller."""
    today = timezone.localdate()
    takes_part = Q(memberships__kind=MemberKind.MEMBER, memberships__accepted_at__isnull=False)
    takes_part &= Q(memberships__left_at=None)
    takes_part &= Q(memberships__ends_on=None) | Q(memberships__ends_on__gte=today)
    return Collaboration.objects.annotate(
        member_count=Count("memberships", filter=takes_part, distinct=True),
        people_count=Count("membership__person", filter=Q(membership__ended_at=None), distinct=True),
    ).order_by("name", "id")


def organisations_by_id(ids: list[UUID]) -> list[Organisation]:
    return list(Organisation.objects.filter(pk__in=ids).select_related("county").in_norwegian_order())


def member_ids(collaboration: Collaboration) -> list[UUID]:
    """Those who are in it as members, and those who are asked to be."""
    lasting = Q(ends_on=None) | Q(ends_on__gte=timezone.localdate())
    rows = Member.rows.filter(lasting, collaboration=collaboration, kind=MemberKind.MEMBER, left_at=None)
    return list(rows.filter(declined_at=None).values_list("organisation_id", flat=True))


def is_name_taken(name: str, but: Collaboration | None) -> bool:
    rows = Collaboration.objects.filter(name__iexact=name)
    return (rows.exclude(pk=but.pk) if but else rows).exists()
