"""The sign-in package's forms in our words: what it writes in English is said in Norwegian here."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from plandugnad.accounts.theirs import forms as theirs

Words = dict[str, tuple[Any, Any]]  # label and help, translated when shown

_EMAIL = _("E-postadresse")
_NEW_PASSWORDS: Words = {
    "password1": (_("Nytt passord"), _("Minst 12 tegn. Noen ord på rad er lettere å huske enn tegn om hverandre.")),
    "password2": (_("Det samme passordet en gang til"), ""),
}


def _speak(form: forms.Form, words: Words) -> None:
    for name, (label, help_text) in words.items():
        field = form.fields[name]
        field.label, field.help_text = label, help_text
        field.widget.attrs.pop("placeholder", None)


class CodeRequestForm(theirs.RequestLoginCodeForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _speak(self, {"email": (_EMAIL, _("Den du ble invitert med."))})

    @property
    def is_to_somebody(self) -> bool:
        return self._user is not None


class CodeForm(theirs.ConfirmLoginCodeForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _speak(self, {"code": (_("Kode"), "")})


class PasswordSignInForm(theirs.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        remember = (_("Husk meg på denne maskinen i to uker"), "")
        _speak(self, {"login": (_EMAIL, ""), "password": (_("Passord"), ""), "remember": remember})


class PasswordChangeForm(theirs.ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _speak(self, {"oldpassword": (_("Passordet du har nå"), ""), **_NEW_PASSWORDS})


class PasswordSetForm(theirs.SetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _speak(self, _NEW_PASSWORDS)


class PasswordResetForm(theirs.ResetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _speak(self, {"email": (_EMAIL, "")})

    @property
    def is_to_somebody(self) -> bool:
        return bool(self.users)


class PasswordFromKeyForm(theirs.ResetPasswordKeyForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _speak(self, _NEW_PASSWORDS)
