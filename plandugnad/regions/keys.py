"""Keys to what is told of a collaboration, beside those of `projections.audience`: carried by the `Actor`."""

from uuid import UUID

ADMINISTRATORS = "administer"


def taking_part_in(collaboration_id: UUID) -> str:
    """Those who see the collaboration's pages: its members' and helpers' people, and those invited to it."""
    return f"part:{collaboration_id}"


def workers_of(collaboration_id: UUID) -> str:
    """Those of them who have a part in the work, and so read the agreement and the mandates."""
    return f"work:{collaboration_id}"


def holders_of(place_id: UUID, role: str) -> str:
    """Those who have this role in the place, also through the member they have it in."""
    return f"role:{place_id}:{role}"


def coordinators_of(collaboration_id: UUID) -> str:
    return f"coordinate:{collaboration_id}"
