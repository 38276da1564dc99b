"""What a council has decided about a collaboration: when, in which case, where it is written and what it says."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from plandugnad.plans.forms.documents import AddressForm, DocumentFile, safe_name
from plandugnad.plans.forms.fields import LineField, TextField, WhenFormField
from plandugnad.regions.models import Organisation


class MandateForm(forms.Form):
    organisation = forms.ChoiceField(label=_("Kommune"))
    decided = WhenFormField(label=_("Vedtatt"))
    case_reference = LineField(label=_("Saksnummer"), max_length=100, required=False)
    says = TextField(
        label=_("Hva sier vedtaket?"),
        help_text=_("For eksempel: kommunen er med i fire år, og planavdelingen kan dele utkast."),
        max_length=2_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    address = forms.CharField(label=_("Adresse til vedtaket"), max_length=1_000, required=False)
    file = DocumentFile(label=_("Fil"), required=False)

    def __init__(self, data: Any, files: Any, organisations: list[Organisation]) -> None:
        super().__init__(data, files, use_required_attribute=False)
        choice = self.fields["organisation"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [(str(each.id), each.name) for each in organisations]

    def clean_address(self) -> str:
        """As other addresses are read: with https:// put before what lacks it."""
        if not self.cleaned_data["address"].strip():
            return ""
        read = AddressForm({"address": self.cleaned_data["address"]})
        if not read.is_valid():
            raise ValidationError(list(read.errors["address"]))
        address: str = read.cleaned_data["address"]
        return address

    @property
    def file_name(self) -> str:
        file = self.cleaned_data["file"]
        return safe_name(file.name or "") if file else ""
