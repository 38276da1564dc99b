"""The package's forms in our words, and the pair of them by which a second step is given."""

import json
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from plandugnad.accounts.factors.queries import kinds_of
from plandugnad.accounts.models import Person
from plandugnad.accounts.theirs import factors as theirs
from plandugnad.accounts.theirs.factors import Authenticator

NAME_LIMIT = 60


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


class RenamePasskeyForm(theirs.RenamePasskeyForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name(self)


class AddAppForm(theirs.AddAppForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Koden appen viser nå")
        self.fields["code"].widget.attrs.pop("placeholder", None)


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
        self.passkey = theirs.PasskeyForm(sent if sent and "credential" in sent else None, user=person)
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
