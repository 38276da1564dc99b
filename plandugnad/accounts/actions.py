from django.contrib.auth import login
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from plandugnad.accounts.letters import tell_of_change
from plandugnad.accounts.models import Person
from plandugnad.accounts.sessions import end_all, end_every_way_in
from plandugnad.accounts.theirs.factors import Authenticator
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
        end_every_way_in(by, person)
        audit.record(by, "account_closed", person, before={"person": str(person)})


@transaction.atomic
def take_away_factors(by: By, person: Person) -> None:
    """For somebody who has lost hers. She is signed out everywhere, her keys are closed, and she is told by mail."""
    rows = Authenticator.objects.filter(user=person)  # type: ignore[attr-defined]
    kinds = sorted(rows.values_list("type", flat=True))
    rows.delete()
    end_every_way_in(by, person)
    audit.record(by, "factors_taken_away", person, before={"factors": kinds})
    words = _(
        "Administratoren har tatt bort det andre steget ditt. Du er logget ut overalt, og API-nøklene dine er stengt."
    )
    tell_of_change(person, words)


@transaction.atomic
def end_sessions(by: By, person: Person) -> None:
    ended = end_all(person)
    audit.record(by, "sessions_ended", person, before={"sessions": ended})


@transaction.atomic
def open_account(by: By, person: Person) -> None:
    if not person.is_active:
        person.is_active = True
        person.save(update_fields=["is_active"])
        audit.record(by, "account_opened", person, after={"person": str(person)})
