"""Where the sign-in package asks us: who may sign up, what is said, and what addresses are in mail."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from plandugnad.accounts.models import Person
from plandugnad.accounts.theirs.adapter import DefaultAccountAdapter
from plandugnad.core.mail import post

# Told by the page one lands on; a message besides would only be noise.
_SAID_BY_THE_PAGE = {"account/messages/logged_in.txt", "account/messages/login_code_sent.txt"}

# A code is too old by then, and whoever asked for a link has asked again.
_GOOD_FOR = timedelta(seconds=settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT)


class Adapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("Kontoen er stengt. Ta kontakt med den som inviterte deg."),
        "email_password_mismatch": _("E-postadressen og passordet passer ikke sammen. Prøv igjen, eller få en kode."),
        "enter_current_password": _("Dette er ikke passordet du har nå."),
        "incorrect_code": _("Koden stemmer ikke. Se etter i den nyeste e-posten fra oss."),
        "incorrect_password": _("Passordet stemmer ikke."),
        "invalid_or_expired_key": _("Lenken er brukt eller for gammel. Be om en ny."),
        "invalid_login": _("Innloggingen gjelder ikke lenger. Begynn på nytt."),
        "invalid_password_reset": _("Lenken er brukt eller for gammel. Be om en ny."),
        "too_many_login_attempts": _("Det ble for mange forsøk. Vent noen minutter, og begynn på nytt."),
        "rate_limited": _("Det ble for mange forsøk. Vent noen minutter, og prøv igjen."),
    }

    def get_login_stages(self) -> list[str]:
        ours = "plandugnad.accounts.factors.stage.SecondStep"
        return [
            ours if stage == "allauth.mfa.stages.AuthenticateStage" else stage for stage in super().get_login_stages()
        ]

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False  # accounts are made by opening an invitation

    def populate_username(self, request: HttpRequest, user: Any) -> None:
        return None  # people are known by their e-mail address alone

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *rest: Any, **about: Any
    ) -> None:
        is_said = message_template in _SAID_BY_THE_PAGE or str(message_template).startswith("mfa/messages/")
        if not is_said:
            super().add_message(request, level, message_template, *rest, **about)

    def send_mail(
        self, template_prefix: str, email: str, context: dict[str, Any], *, is_for_nobody: bool = False
    ) -> None:
        """In the reader's own written form, where one is chosen; else in that of the page it was asked for from."""
        chosen = (
            Person.objects.filter(email__iexact=email).exclude(language="").values_list("language", flat=True).first()
        )
        with translation.override(chosen or translation.get_language()):
            letter = self.render_mail(template_prefix, email, {"email": email} | context)
        post(letter, _GOOD_FOR, is_for_nobody=is_for_nobody)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("profile")

    def get_reset_password_from_key_url(self, key: str) -> str:
        """The address people know, not the Host header of whoever asked: a link in mail must not be steered."""
        address = super().get_reset_password_from_key_url(key)
        return settings.BASE_URL + "/" + address.split("/", 3)[3]
