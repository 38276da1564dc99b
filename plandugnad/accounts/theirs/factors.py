from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import datetime

    from django import forms
    from django.db import models
    from django.dispatch import Signal
    from django.http import HttpRequest, HttpResponse

    from plandugnad.accounts.models import Person
    from plandugnad.accounts.theirs.views import Page

    class Authenticator(models.Model):  # noqa: DJ008 - theirs
        class Type(models.TextChoices):
            RECOVERY_CODES = "recovery_codes"
            TOTP = "totp"
            WEBAUTHN = "webauthn"

        user: Person
        type: str
        data: dict[str, Any]
        created_at: datetime
        last_used_at: datetime | None

    class DefaultMFAAdapter:
        error_messages: dict[str, Any]

    class CodeForm(forms.Form):
        def __init__(self, *args: Any, user: Person, **kwargs: Any) -> None: ...
        def save(self) -> None: ...

    class PasskeyForm(forms.Form):
        def __init__(self, *args: Any, user: Person, **kwargs: Any) -> None: ...
        def clean_credential(self) -> Authenticator: ...
        def save(self) -> None: ...

    class SignInByPasskeyForm(PasskeyForm): ...

    class AddPasskeyForm(forms.Form): ...

    class RenamePasskeyForm(forms.Form): ...

    class AddAppForm(forms.Form):
        def clean_code(self) -> str: ...

    class AddWebAuthnView(Page): ...

    class EditWebAuthnView(Page): ...

    class RemoveWebAuthnView(Page): ...

    class LoginWebAuthnView(Page): ...

    class ActivateTOTPView(Page): ...

    class DeactivateTOTPView(Page): ...

    class AuthenticateView(Page):
        stage: Any

    class GenerateRecoveryCodesView(Page): ...

    class ViewRecoveryCodesView(Page): ...

    class DownloadRecoveryCodesView(Page): ...

    class AuthenticateStage:
        request: HttpRequest
        login: Any

        def handle(self) -> tuple[HttpResponse | None, bool]: ...

    def begin_authentication(user: Person) -> dict[str, Any]: ...

    authenticator_added: Signal
    authenticator_removed: Signal
    authenticator_reset: Signal

else:
    from allauth.mfa.adapter import DefaultMFAAdapter
    from allauth.mfa.base.forms import AuthenticateForm as CodeForm
    from allauth.mfa.base.views import AuthenticateView
    from allauth.mfa.models import Authenticator
    from allauth.mfa.recovery_codes.views import (
        DownloadRecoveryCodesView,
        GenerateRecoveryCodesView,
        ViewRecoveryCodesView,
    )
    from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
    from allauth.mfa.stages import AuthenticateStage
    from allauth.mfa.totp.forms import ActivateTOTPForm as AddAppForm
    from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
    from allauth.mfa.webauthn.forms import AddWebAuthnForm as AddPasskeyForm
    from allauth.mfa.webauthn.forms import AuthenticateWebAuthnForm as PasskeyForm
    from allauth.mfa.webauthn.forms import EditWebAuthnForm as RenamePasskeyForm
    from allauth.mfa.webauthn.forms import LoginWebAuthnForm as SignInByPasskeyForm
    from allauth.mfa.webauthn.internal.auth import begin_authentication
    from allauth.mfa.webauthn.views import AddWebAuthnView, EditWebAuthnView, LoginWebAuthnView, RemoveWebAuthnView

__all__ = [
    "ActivateTOTPView",
    "AddAppForm",
    "AddPasskeyForm",
    "AddWebAuthnView",
    "AuthenticateStage",
    "AuthenticateView",
    "Authenticator",
    "CodeForm",
    "DeactivateTOTPView",
    "DefaultMFAAdapter",
    "DownloadRecoveryCodesView",
    "EditWebAuthnView",
    "GenerateRecoveryCodesView",
    "LoginWebAuthnView",
    "PasskeyForm",
    "RemoveWebAuthnView",
    "RenamePasskeyForm",
    "SignInByPasskeyForm",
    "ViewRecoveryCodesView",
    "authenticator_added",
    "authenticator_removed",
    "authenticator_reset",
    "begin_authentication",
]
