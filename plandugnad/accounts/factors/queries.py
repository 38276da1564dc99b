from django.contrib.auth.models import AnonymousUser

from plandugnad.accounts.models import Person
from plandugnad.accounts.theirs.factors import Authenticator


def kinds_of(person: Person) -> set[str]:
    return set(Authenticator.objects.filter(user=person).values_list("type", flat=True))  # type: ignore[attr-defined]


def has_one(person: Person | AnonymousUser, kind: str, id: int | None) -> bool:
    """One of that kind, or the very one."""
    rows = Authenticator.objects.filter(user=person, type=kind)  # type: ignore[attr-defined]
    found: bool = (rows if id is None else rows.filter(pk=id)).exists()
    return found
