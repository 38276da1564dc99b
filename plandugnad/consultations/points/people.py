"""Whom a statement or a point may be given to: those who write for the municipality today."""

from uuid import UUID

from plandugnad.accounts.models import Person
from plandugnad.core.norwegian import sort_key
from plandugnad.regions.models import Grant, Membership, Organisation

MOST_PEOPLE = 500


def writers_in(place: Organisation) -> list[tuple[UUID, str]]:
    rows = Membership.objects.filter(
        organisation=place, ended_at=None, person__is_active=True, role__grants__contains=[Grant.WRITE]
    )
    people = Person.objects.filter(id__in=rows.values("person_id")).order_by("name")[:MOST_PEOPLE]
    return sorted(((person.id, str(person)) for person in people), key=lambda one: (sort_key(one[1]), one[1]))
