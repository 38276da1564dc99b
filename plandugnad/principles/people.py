"""Who works in a collaboration, and from where. A test holds this together with `Actor.works_in`."""

from uuid import UUID

from django.db.models import Q

from plandugnad.regions.models import Collaboration, Grant, Member, Membership


def workers_of(collaboration: Collaboration) -> dict[UUID, UUID | None]:
    """By person, the member she works for; None for those who work in the collaboration itself only. One query."""
    members = Member.objects.filter(collaboration=collaboration).values("organisation_id")
    placed = Q(collaboration=collaboration) | Q(organisation_id__in=members)
    rows = Membership.objects.filter(placed, ended_at=None, person__is_active=True).select_related("role")
    found: dict[UUID, UUID | None] = {}
    for row in rows.order_by("made_at", "id"):
        grants = set(row.role.grants)
        if row.organisation_id and Grant.READ_FELLOWS in grants:
            found[row.person_id] = found.get(row.person_id) or row.organisation_id
        elif row.collaboration_id and grants - {Grant.READ_SHARED}:
            found.setdefault(row.person_id, None)
    return found
