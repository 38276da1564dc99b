"""Which of our people somebody at a provider is. Only she herself can say so: from an invitation, or signed in."""

import time
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plandugnad.accounts.last_way import must_leave_one
from plandugnad.accounts.letters import tell_of_change
from plandugnad.accounts.models import LinkedIdentity, Person
from plandugnad.accounts.providers.provider import Identity, Provider
from plandugnad.accounts.sealing import seal, unseal
from plandugnad.core import audit
from plandugnad.core.audit import By

JOINING_GOOD_FOR_S = 30 * 60
_JOINING = "joining_as"
_SIGNED_IN_AT = "signed_in_at_provider"


def providers() -> dict[str, Provider]:
    found: dict[str, Provider] = settings.SIGN_IN_PROVIDERS
    return found


def find_person(identity: Identity) -> Person | None:
    rows = LinkedIdentity.objects.filter(issuer=identity.issuer, subject=identity.subject).select_related("person")
    row = rows.first()
    if row is None:
        return None
    LinkedIdentity.objects.filter(pk=row.pk).update(used_at=timezone.now())
    return row.person


@transaction.atomic
def link(person: Person, identity: Identity) -> None:
    name = providers()[identity.provider].name
    if LinkedIdentity.objects.filter(person=person, issuer=identity.issuer, subject=identity.subject).exists():
        return
    if LinkedIdentity.objects.filter(person=person, provider=identity.provider).exists():
        raise ValidationError(_("Kontoen din er alt koblet til %(name)s. Fjern den koblingen først.") % {"name": name})
    try:
        with transaction.atomic():
            row = LinkedIdentity.objects.create(
                person=person, provider=identity.provider, issuer=identity.issuer, subject=identity.subject
            )
    except IntegrityError:
        told = _("Denne innloggingen hos %(name)s er koblet til en annen konto her.")
        raise ValidationError(told % {"name": name}) from None
    audit.record(By(person.id, str(person)), "identity_linked", row, after={"provider": identity.provider})
    tell_of_change(person, gettext_lazy("Fra nå av kan du logge inn med %(name)s."), name=name)


def has_linked(person: Person, identity_id: UUID) -> bool:
    return LinkedIdentity.objects.filter(person=person, pk=identity_id).exists()


@transaction.atomic
def unlink(person: Person, identity_id: UUID) -> str:
    """The name of what was taken away, or nothing when there was none."""
    row = LinkedIdentity.objects.select_for_update().filter(person=person, pk=identity_id).first()
    if row is None:
        return ""
    must_leave_one(person, identity=row.pk)
    name = name_of(row.provider)
    audit.record(By(person.id, str(person)), "identity_unlinked", row, before={"provider": row.provider})
    row.delete()
    tell_of_change(person, gettext_lazy("Du kan ikke lenger logge inn med %(name)s."), name=name)
    return name


def name_of(code: str) -> str:
    """Also of a provider that is no longer set up."""
    return providers()[code].name if code in providers() else code


def keep_for_joining(request: HttpRequest, identity: Identity) -> None:
    """Until the invitation is accepted. Sealed: it is not ours to keep yet."""
    two_steps, now = str(int(identity.has_two_steps)), str(int(time.time()))
    told = [now, identity.provider, identity.issuer, identity.subject, two_steps, identity.token]
    request.session[_JOINING] = [seal(part) for part in told]


def joining_as(request: HttpRequest) -> Identity | None:
    parts = [unseal(part) for part in request.session.get(_JOINING, [])]
    known = [part for part in parts if part is not None]
    if len(known) != 6 or known[1] not in providers() or time.time() - int(known[0]) > JOINING_GOOD_FOR_S:
        return None
    return Identity(known[1], known[2], known[3], known[4] == "1", known[5])


def forget_joining(request: HttpRequest) -> None:
    request.session.pop(_JOINING, None)


def remember_provider(request: HttpRequest, identity: Identity) -> None:
    """The provider wants its own token back when somebody signs out. It may hold a national identity number, so it is
    kept only for as long as the session, and sealed."""
    request.session[_SIGNED_IN_AT] = [identity.provider, seal(identity.token)]


def signed_in_at(request: HttpRequest) -> tuple[Provider, str] | None:
    code, sealed = request.session.get(_SIGNED_IN_AT, ("", ""))
    provider = providers().get(code)
    return (provider, unseal(sealed) or "") if provider else None
