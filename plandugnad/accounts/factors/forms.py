"""The package's forms in our words, and the pair of them by which a second step is given."""

import json
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from plandugnad.accounts.factors.adapter import WRONG
from plandugnad.accounts.factors.queries import kinds_of
from plandugnad.accounts.models import Person
from plandugnad.accounts.theirs import factors as theirs
from plandugnad.accounts.theirs.factors import Authenticator

NAME_LIMIT = 60
# What the packages that read a passkey let through when it is not what a browser sends.
_ODD = (AssertionError, AttributeError, LookupError, OverflowError, RecursionError, TypeError, ValueError, struct.error)


_WRONG_CODE = _(
    "Koden stemte ikke. Skriv den som vises akkurat nå. Stemmer den fortsatt ikke, kan klokka på telefonen gå feil: "
    "slå på automatisk dato og klokkeslett i innstillingene der, og prøv igjen."
)


@contextmanager
def _refusing_what_is_odd() -> Iterator[None]:
    try:
        yield
    except _ODD:
        raise forms.ValidationError(WRONG) from None


class PasskeyForm(theirs.PasskeyForm):
    def clean_credential(self) -> Authenticator:
        with _refusing_what_is_odd():
            return super().clean_credential()


class SignInByPasskeyForm(theirs.SignInByPasskeyForm):
    def clean_credential(self) -> Authenticator:
        with _refusing_what_is_odd():
            return super().clean_credential()


def _name(form: forms.Form) -> None:
    form.fields["name"] = forms.CharField(
        label=_("Navn"), max_length=NAME_LIMIT, help_text=_("Så du kjenner den igjen, for eksempel «Jobbmaskinen».")
    )


class AddPasskeyForm(theirs.AddPasskeyForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("passwordless", None)  # ours always are
        _name(self)
        self.fields["name"].required = False

    def clean(self) -> dict[str, Any] | None:
        with _refusing_what_is_odd():
            return super().clean()


class RenamePasskeyForm(theirs.RenamePasskeyForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name(self)


class AddAppForm(theirs.AddAppForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Koden appen viser nå")
        self.fields["code"].widget.attrs.pop("placeholder", None)

    def clean_code(self) -> str:
        """The codes follow the clock: one that is set by hand gives wrong ones, however well they are typed."""
        try:
            return super().clean_code()
        except forms.ValidationError as refused:
            if refused.code != "incorrect_code":
                raise
            raise forms.ValidationError(_WRONG_CODE, code=refused.code) from None


class CodeForm(theirs.CodeForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Kode fra appen, eller en reservekode")
        self.fields["code"].widget.attrs.pop("placeholder", None)


class SecondStepForms:
    """A passkey or a code, for somebody who is signed in by one thing already."""

    def __init__(self, request: HttpRequest, person: Person) -> None:
        types = kinds_of(person)
        self.has_passkey = Authenticator.Type.WEBAUTHN in types
        self.has_codes = bool(types - {Authenticator.Type.WEBAUTHN})
        sent = request.POST if request.method == "POST" else None
        self.code = CodeForm(sent if sent and "code" in sent else None, user=person)
        self.passkey = PasskeyForm(sent if sent and "credential" in sent else None, user=person)
        self._person = person

    @property
    def is_any(self) -> bool:
        return self.has_passkey or self.has_codes

    def is_given(self) -> bool:
        """Notes in the session that it was."""
        for form in (self.code, self.passkey):
            if form.is_bound and form.is_valid():
                form.save()
                return True
        return False

    @property
    def passkey_options(self) -> str:
        return json.dumps(theirs.begin_authentication(self._person))
