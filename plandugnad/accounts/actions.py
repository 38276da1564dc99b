from django.contrib.auth import login
from django.db import transaction
from django.http import HttpRequest

from plandugnad.accounts.models import Person
from plandugnad.core import audit
from plandugnad.core.audit import By

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def sign_in(request: HttpRequest, person: Person) -> None:
    """For those who have shown who they are in another way than by code or password."""
    login(request, person, backend=BACKEND)


@transaction.atomic
def change_profile(person: Person, name: str, language: str) -> None:
    person.name, person.language = name, language
    person.save(update_fields=["name", "language"])


def choose_language(person: Person, language: str) -> None:
    person.language = language
    person.save(update_fields=["language"])


@transaction.atomic
def close_account(by: By, person: Person) -> None:
    """The person is out at the next request. What they did stays in the history."""
    if person.is_active:
        person.is_active = False
        person.save(update_fields=["is_active"])
        audit.record(by, "account_closed", person, before={"person": str(person)})


@transaction.atomic
def open_account(by: By, person: Person) -> None:
    if not person.is_active:
        person.is_active = True
        person.save(update_fields=["is_active"])
        audit.record(by, "account_opened", person, after={"person": str(person)})
