"""What somebody has shown in this session of who she is, and when: the sign-in package's own records and ours."""

import time

from django.http import HttpRequest

from plandugnad.accounts.models import Person
from plandugnad.accounts.theirs.factors import Authenticator
from plandugnad.accounts.theirs.flows import get_authentication_records, record_authentication

# What opens the way to changing how one signs in. Longer than it takes, shorter than a lunch.
FRESH_FOR_S = 10 * 60
_IS_FACTOR = "mfa"  # the package's word for a passkey, a code from an app or a recovery code
_TWO_STEPS = "has_two_steps"


def note(request: HttpRequest, person: Person, way: str, *, has_two_steps: bool = False) -> None:
    record_authentication(request, person, way, **({_TWO_STEPS: True} if has_two_steps else {}))


def has_two_steps(request: HttpRequest, person: Person) -> bool:
    """A factor of ours, or a provider that says it asked for more than one."""
    return any(
        record.get("method") == _IS_FACTOR or record.get(_TWO_STEPS) is True
        for record in get_authentication_records(request, person)
    )


def is_fresh(request: HttpRequest, person: Person) -> bool:
    records = get_authentication_records(request, person)
    return any(time.time() - float(record.get("at", 0)) < FRESH_FOR_S for record in records)


def note_factor(request: HttpRequest, kind: str) -> None:
    """A factor was just proved by being added. What came before, under the old session key, is worth no more."""
    person = request.user
    assert isinstance(person, Person)
    record_authentication(request, person, _IS_FACTOR, type=kind)
    request.session.cycle_key()


def has_second_factor(person: Person) -> bool:
    """Codes kept for when the others are lost are not one to sign in by."""
    others = Authenticator.objects.filter(user=person)  # type: ignore[attr-defined]
    return bool(others.exclude(type=Authenticator.Type.RECOVERY_CODES).exists())


def has_factor(person: Person) -> bool:
    found: bool = Authenticator.objects.filter(user=person).exists()  # type: ignore[attr-defined]
    return found
