"""Tokens: made, used, closed. Each is one transaction with its line of history."""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plandugnad.accounts.letters import tell_of_change
from plandugnad.accounts.models import LinkedIdentity, Person
from plandugnad.accounts.sessions import also_end
from plandugnad.accounts.shown import has_second_factor
from plandugnad.accounts.theirs.factors import authenticator_removed
from plandugnad.api.models import ApiToken, TokenScope
from plandugnad.core import audit
from plandugnad.core.audit import By

# So that a token left in a file or a log is known for what it is, by people and by programs that look for secrets.
PREFIX = "pd_"
MOST_TOKENS = 20
_NOTED_EVERY = timedelta(hours=1)


def digest(secret: str) -> str:
    return hashlib.sha256(secret.encode(errors="replace")).hexdigest()


@transaction.atomic
def make_token(
    by: By, person: Person, name: str, scopes: Iterable[str], expires_at: datetime, *, has_two_steps: bool
) -> tuple[ApiToken, str]:
    """The secret is told here and never again. `has_two_steps` is of the session it is made in."""
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    if ApiToken.objects.filter(person=person).working().count() >= MOST_TOKENS:
        raise ValidationError(_("Du har %(most)d nøkler allerede. Steng en du ikke bruker.") % {"most": MOST_TOKENS})
    secret = PREFIX + secrets.token_urlsafe(32)
    chosen = [scope for scope in TokenScope.values if scope in set(scopes)]
    token = ApiToken.objects.create(
        person=person,
        name=name,
        scopes=chosen,
        digest=digest(secret),
        expires_at=expires_at,
        has_two_steps=has_two_steps,
    )
    audit.record(by, "api_token_made", token, after={"name": name, "scopes": chosen, "until": expires_at.isoformat()})
    tell_of_change(person, gettext_lazy("Kontoen din har fått en ny API-nøkkel: «%(name)s»."), name=name)
    return token, secret


@transaction.atomic
def revoke_token(by: By, token: ApiToken) -> None:
    if ApiToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=timezone.now()):
        audit.record(by, "api_token_revoked", token, before={"name": token.name})


@transaction.atomic
def revoke_all(by: By, person: Person) -> None:
    for token in ApiToken.objects.filter(person=person, revoked_at=None):
        revoke_token(by, token)


also_end(revoke_all)


@receiver(authenticator_removed)
def count_as_one_step(user: Person, **about: Any) -> None:
    """With her last factor gone, her tokens are no stronger than she is: they open what her roles ask one step for.

    Who has linked a provider may have shown two steps there, and is not known from here to have lost them."""
    if not has_second_factor(user) and not LinkedIdentity.objects.filter(person=user).exists():
        ApiToken.objects.filter(person=user).update(has_two_steps=False)


def note_use(token: ApiToken) -> None:
    """To the hour: a program may call a hundred times a minute, and a write each time would cost more than it tells."""
    now = timezone.now()
    if token.used_at is None or now - token.used_at > _NOTED_EVERY:
        token.used_at = now
        ApiToken.objects.filter(pk=token.pk).update(used_at=now)
