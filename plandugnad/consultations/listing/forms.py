from collections.abc import Sequence
from dataclasses import asdict
from typing import Any
from uuid import UUID

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plandugnad.consultations.listing.filters import ADDRESS_NAMES, LONGEST_WORDS, ME, NOBODY, YES, StatementFilters
from plandugnad.consultations.listing.queries import TagChoice
from plandugnad.consultations.models import Handling, StatementParty

Choices = Sequence[tuple[str, str]]


class StatementFilterForm(forms.Form):
    """Draws the filters. What they are, is read from the address."""

    q = forms.CharField(
        label=gettext_lazy("Søk i navn og tekst"),
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "maxlength": LONGEST_WORDS, "autocomplete": "off"}),
    )
    handling = forms.ChoiceField(label=gettext_lazy("Behandling"), required=False)
    assigned = forms.ChoiceField(label=gettext_lazy("Ansvarlig"), required=False)
    party = forms.ChoiceField(label=gettext_lazy("Fra hvem"), required=False)
    tag = forms.ChoiceField(label=gettext_lazy("Merkelapp"), required=False)
    late = forms.ChoiceField(label=gettext_lazy("Når den kom"), required=False)
    objection = forms.ChoiceField(label=gettext_lazy("Innsigelse"), required=False)

    def __init__(
        self, filters: StatementFilters, people: Sequence[tuple[UUID, str]], tags: Sequence[TagChoice]
    ) -> None:
        super().__init__(initial=asdict(filters))
        choices: dict[str, Choices] = {
            "handling": [(value, capfirst(str(label))) for value, label in Handling.choices],
            "assigned": [
                (ME, _("Meg")),
                (NOBODY, _("Ingen")),
                *((str(id), name) for id, name in people),
            ],
            "party": [(value, capfirst(str(label))) for value, label in StatementParty.choices],
            "tag": [(str(tag.id), tag.label) for tag in tags],
            "late": [(YES, _("Etter fristen"))],
            "objection": [(YES, _("Med innsigelse"))],
        }
        fields: dict[str, Any] = self.fields
        for name, offered in choices.items():
            fields[name].choices = [("", _("Alle")), *offered]
            fields[name].widget.attrs["class"] = "ds-input"
        fields["q"].widget.attrs["class"] = "ds-input"
        if not tags:
            del self.fields["tag"]

    def add_prefix(self, field_name: str) -> str:
        return ADDRESS_NAMES.get(field_name, field_name)
