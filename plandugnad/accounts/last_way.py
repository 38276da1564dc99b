"""That nobody takes away the last way she can sign in."""

from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from plandugnad.accounts.models import LinkedIdentity, Person
from plandugnad.accounts.sending import can_send_mail
from plandugnad.accounts.theirs.factors import Authenticator


def must_leave_one(person: Person, *, identity: UUID | None = None, passkey: int | None = None) -> None:
    """Raises ValidationError when nothing is left but what is named. Where mail is sent, a code can be asked for."""
    if can_send_mail() or person.has_usable_password():
        return
    linked = LinkedIdentity.objects.filter(person=person, provider__in=list(settings.SIGN_IN_PROVIDERS))
    linked = linked.exclude(pk=identity) if identity else linked
    passkeys = Authenticator.objects.filter(  # type: ignore[attr-defined]
        user=person, type=Authenticator.Type.WEBAUTHN
    )
    if not (linked.exists() or passkeys.exclude(pk=passkey).exists()):
        raise ValidationError(_("Dette er den eneste måten du kan logge inn på. Velg et passord først."))
