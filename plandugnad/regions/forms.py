from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from plandugnad.accounts.models import Person, WrittenForm
from plandugnad.regions.models import Collaboration, Organisation, Role

# No choice of one's own: the written form of wherever one belongs.
OF_THE_PLACE = "place"


class InviteForm(forms.Form):
    email = forms.EmailField(label=_("E-postadresse"), max_length=254)
    name = forms.CharField(label=_("Navn"), max_length=120, required=False)
    role = forms.ModelChoiceField(label=_("Rolle"), queryset=Role.objects.none(), empty_label=None)

    def __init__(self, data: Any, roles: list[Role]) -> None:
        super().__init__(data)
        self.role_count = len(roles)
        field = self.fields["role"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Role.objects.filter(pk__in=[role.pk for role in roles])
        if len(roles) == 1:
            field.initial = roles[0].pk
            field.widget = forms.HiddenInput()


class JoinForm(forms.Form):
    name = forms.CharField(label=_("Navnet ditt"), max_length=120, help_text=_("Slik de andre skal se det."))
    password = forms.CharField(
        label=_("Passord"),
        required=False,
        strip=False,
        max_length=200,
        widget=forms.PasswordInput,
        help_text=_("Minst 12 tegn. Uten passord får du en kode på e-post hver gang du logger inn."),
    )

    def __init__(self, data: Any, *, name: str, has_account: bool, must_have_password: bool) -> None:
        super().__init__(data, initial={"name": name})
        if has_account:
            del self.fields["name"], self.fields["password"]
        elif must_have_password:
            self.fields["password"].required = True
            self.fields["password"].help_text = _("Minst 12 tegn. Dette logger du inn med.")

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if password:
            validate_password(password, Person(name=self.cleaned_data.get("name", "")))
        return password


class ProfileForm(forms.Form):
    name = forms.CharField(label=_("Navn"), max_length=120, help_text=_("Slik de andre ser det."))
    language = forms.ChoiceField(
        label=_("Målform"),
        choices=[(OF_THE_PLACE, _("Den kommunen min bruker")), *WrittenForm.choices],
        widget=forms.RadioSelect,
    )


class CollaborationForm(forms.Form):
    name = forms.CharField(label=_("Navn på samarbeidet"), max_length=160)
    members = forms.ModelMultipleChoiceField(
        label=_("Medlemmer"), queryset=Organisation.objects.current(), required=False
    )

    def __init__(self, data: Any, collaboration: Collaboration | None = None) -> None:
        super().__init__(data, initial={"name": collaboration.name} if collaboration else None)
        self.collaboration = collaboration
