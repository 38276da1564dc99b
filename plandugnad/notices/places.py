from collections.abc import Iterable
from uuid import UUID

from plandugnad.regions.models import Collaboration, Organisation


def names_of(place_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Organisations and collaborations alike, as an entry's place may be either."""
    ids = set(place_ids)
    if not ids:
        return {}
    organisations = Organisation.objects.filter(pk__in=ids).values_list("id", "name")
    collaborations = Collaboration.objects.filter(pk__in=ids).values_list("id", "name")
    return dict(organisations.union(collaborations))
