from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from plandugnad.accounts.models import Language, Person
from plandugnad.regions.agreement import Form
from plandugnad.regions.agreement import forms as forms_by_code
from plandugnad.regions.founding import Description
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

    def __init__(
        self, data: Any, *, name: str, has_account: bool, must_have_password: bool, is_vouched_for: bool = False
    ) -> None:
        super().__init__(data, initial={"name": name})
        if has_account:
            del self.fields["name"], self.fields["password"]
        elif is_vouched_for:
            del self.fields["password"]
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
        label=_("Språk"),
        choices=[(OF_THE_PLACE, _("Målformen kommunen min bruker")), *Language.choices],
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


class DescriptionForm(forms.Form):
    """What a collaboration is. All but the name may wait."""

    name = forms.CharField(label=_("Navn på samarbeidet"), max_length=160)
    covers = forms.CharField(
        label=_("Hva omfatter samarbeidet?"),
        help_text=_("For eksempel: felles planstrategi, arealplaner langs fjorden og hjelp med saksframlegg."),
        max_length=2_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    leaves_out = forms.CharField(
        label=_("Hva omfatter det ikke?"),
        help_text=_("For eksempel: byggesak og vedtak, som hver kommune gjør selv."),
        max_length=2_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    form = forms.ChoiceField(label=_("Form"), required=False, choices=[("", _("Ikke bestemt ennå"))])

    def __init__(self, data: Any, collaboration: Collaboration | None = None) -> None:
        super().__init__(data, initial=_initial(collaboration) if collaboration else None)
        self.collaboration = collaboration
        choice = self.fields["form"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [
            ("", _("Ikke bestemt ennå")),
            *((form.code, _with_section(form)) for form in forms_by_code().values()),
        ]

    @property
    def description(self) -> Description:
        asked = self.cleaned_data
        return Description(asked["name"], asked["covers"], asked["leaves_out"], asked["form"])


class FoundForm(DescriptionForm):
    home = forms.ChoiceField(label=_("Hvem oppretter du samarbeidet for?"))

    def __init__(self, data: Any, places: list[Organisation]) -> None:
        super().__init__(data)
        self.places = {str(place.id): place for place in places}
        choice = self.fields["home"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [(str(place.id), place.name) for place in places]
        if len(places) < 2:  # nothing to choose: her one place, or the administrator, who has none
            del self.fields["home"]

    @property
    def home_chosen(self) -> Organisation | None:
        if "home" in self.fields:
            return self.places[self.cleaned_data["home"]]
        return next(iter(self.places.values()), None)


def _initial(collaboration: Collaboration) -> dict[str, str]:
    return {name: getattr(collaboration, name) for name in ("name", "covers", "leaves_out", "form")}


def _with_section(form: Form) -> str:
    return f"{capfirst(form.name)} ({form.section})" if form.section else str(capfirst(form.name))


class PointForm(forms.Form):
    is_settled = forms.BooleanField(required=False)
    note = forms.CharField(label=_("Hva dere er enige om"), max_length=1_000, required=False)
    reference = forms.CharField(label=_("Hvor det står"), max_length=300, required=False)


class NoticeForm(forms.Form):
    last_day = forms.DateField(
        label=_("Siste dag"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
