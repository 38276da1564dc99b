"""Who may coordinate a collaboration, and who is invited to."""

from typing import Any
from uuid import UUID

from django.db.models import Q

from plandugnad.accounts.models import Person
from plandugnad.regions.coordinators import going_with
from plandugnad.regions.founding import COORDINATOR
from plandugnad.regions.models import Collaboration, Grant, Invitation, Member, Membership, Role
from plandugnad.regions.queries.people import OpenInvitation, invitations_at, shown

MOST = 200


def coordinator_role() -> Role:
    return Role.objects.get(code=COORDINATOR)


def may_be_named(collaboration: Collaboration) -> list[tuple[UUID, str, str]]:
    """Those who plan in a member, or guide or advise where one helps: id, name and where. One query."""
    rows = _working(collaboration).select_related("person", "organisation")
    found = {row.person_id: (row.person_id, str(row.person), row.organisation.body_name) for row in rows[:MOST]}
    return sorted(found.values(), key=lambda one: (one[2], one[1]))


def coordinated_with(membership: Membership) -> list[str]:
    """The collaborations whose coordination ends with this role."""
    return [str(role.collaboration) for role in going_with(membership)]


def _working(collaboration: Collaboration) -> Any:
    there = Member.rows.taking_part().filter(collaboration=collaboration).values("organisation_id")
    already = Membership.objects.filter(collaboration=collaboration, ended_at=None, role=COORDINATOR)
    works = Q(role__grants__contains=[Grant.WRITE]) | Q(role__grants__contains=[Grant.READ_AREA])
    rows = Membership.objects.filter(works, organisation_id__in=there, ended_at=None, person__is_active=True)
    return rows.exclude(person_id__in=already.values("person_id")).order_by("organisation__sort_key", "made_at")


def find_who_may_be_named(collaboration: Collaboration, id: str) -> Person | None:
    try:
        wanted = UUID(id)
    except ValueError:
        return None
    found = _working(collaboration).filter(person_id=wanted).select_related("person").first()
    return found.person if found else None


def invited(collaboration: Collaboration) -> list[OpenInvitation]:
    return shown(invitations_at(collaboration).filter(role=COORDINATOR)[:MOST])


def find_invited(collaboration: Collaboration, id: str) -> Invitation | None:
    try:
        wanted = UUID(id)
    except ValueError:
        return None
    found: Any = invitations_at(collaboration).filter(role=COORDINATOR, pk=wanted).first()
    return found if isinstance(found, Invitation) else None
