from uuid import UUID

from plandugnad.accounts.models import Person


def find_example_person(person_id: UUID) -> Person | None:
    """Only people the demo made: nobody else can be signed in by one click."""
    return Person.objects.filter(pk=person_id, is_example=True, is_active=True).first()
