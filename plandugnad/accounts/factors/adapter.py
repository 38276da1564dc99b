"""Where the sign-in package asks us about factors: names, secrets at rest, and whose site it is."""

import secrets
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plandugnad.accounts.models import Person
from plandugnad.accounts.sealing import seal, unseal
from plandugnad.accounts.theirs.factors import Authenticator, DefaultMFAAdapter

WRONG = gettext_lazy("Det stemte ikke. Prøv igjen, eller bruk en annen måte.")


class FactorAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {"incorrect_code": WRONG}

    def generate_authenticator_name(self, user: Person, type: str) -> str:
        number = Authenticator.objects.filter(user=user, type=type).count()  # type: ignore[attr-defined]
        return _("Passnøkkel %(number)d") % {"number": number + 1} if number else _("Passnøkkel")

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """The address people know, as elsewhere, and not the Host header of whoever asks."""
        return {"id": urlsplit(settings.BASE_URL).hostname or "localhost", "name": "Plandugnad"}

    def get_totp_issuer(self) -> str:
        return "Plandugnad"

    def encrypt(self, text: str) -> str:
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        """What was sealed with a key that is lost becomes a secret nobody has, never an empty one all could guess."""
        return unseal(encrypted_text) or secrets.token_hex(40).upper().translate(_AS_BASE32)

    def send_notification_mail(self, *about: Any, **more: Any) -> None:
        return None  # told by `tidings`, in our words and without addresses of networks


_AS_BASE32 = str.maketrans("0189", "GHIJ")
