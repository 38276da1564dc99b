from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django import forms

    from plandugnad.accounts.models import Person

    class RequestLoginCodeForm(forms.Form):
        _user: Person | None

    class ConfirmLoginCodeForm(forms.Form): ...

    class LoginForm(forms.Form): ...

    class ChangePasswordForm(forms.Form): ...

    class SetPasswordForm(forms.Form): ...

    class ResetPasswordForm(forms.Form):
        users: list[Person]

    class ResetPasswordKeyForm(forms.Form): ...

else:
    from allauth.account.forms import (
        ChangePasswordForm,
        ConfirmLoginCodeForm,
        LoginForm,
        RequestLoginCodeForm,
        ResetPasswordForm,
        ResetPasswordKeyForm,
        SetPasswordForm,
    )

__all__ = [
    "ChangePasswordForm",
    "ConfirmLoginCodeForm",
    "LoginForm",
    "RequestLoginCodeForm",
    "ResetPasswordForm",
    "ResetPasswordKeyForm",
    "SetPasswordForm",
]
