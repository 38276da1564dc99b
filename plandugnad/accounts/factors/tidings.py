"""What follows from a factor being added or taken away: history, a mail, and that other sessions end."""

from typing import Any

from django.dispatch import receiver
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from plandugnad.accounts import sessions
from plandugnad.accounts.letters import tell_of_change
from plandugnad.accounts.models import Person
from plandugnad.accounts.theirs.factors import (
    Authenticator,
    authenticator_added,
    authenticator_removed,
    authenticator_reset,
)
from plandugnad.core import audit
from plandugnad.core.audit import By

ADDED = {
    Authenticator.Type.WEBAUTHN: _("Det er lagt til en passnøkkel. Med den kan du logge inn uten kode og passord."),
    Authenticator.Type.TOTP: _("Det er lagt til en app som gir koder, som andre steg når du logger inn."),
}
REMOVED = {
    Authenticator.Type.WEBAUTHN: _("En passnøkkel er tatt bort fra kontoen din."),
    Authenticator.Type.TOTP: _("Appen som gir koder, er tatt bort fra kontoen din."),
}
NEW_CODES = _("Du har fått nye reservekoder. De gamle gjelder ikke lenger.")


@receiver(authenticator_added)
def added(request: HttpRequest, user: Person, authenticator: Authenticator, **about: Any) -> None:
    _note(user, "factor_added", authenticator)
    if authenticator.type in ADDED:
        sessions.end_others(request, user)
        tell_of_change(user, ADDED[Authenticator.Type(authenticator.type)])


@receiver(authenticator_removed)
def removed(request: HttpRequest, user: Person, authenticator: Authenticator, **about: Any) -> None:
    _note(user, "factor_removed", authenticator)
    if authenticator.type in REMOVED:
        sessions.end_others(request, user)
        tell_of_change(user, REMOVED[Authenticator.Type(authenticator.type)])


@receiver(authenticator_reset)
def new_codes(request: HttpRequest, user: Person, authenticator: Authenticator, **about: Any) -> None:
    _note(user, "recovery_codes_made", authenticator)
    tell_of_change(user, NEW_CODES)


def _note(person: Person, verb: str, authenticator: Authenticator) -> None:
    audit.record(By(person.id, str(person)), verb, person, after={"factor": authenticator.type})
