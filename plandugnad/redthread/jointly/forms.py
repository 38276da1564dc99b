from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plandugnad.plans.forms.fields import LineField
from plandugnad.redthread.jointly.models import LONGEST_SECTION
from plandugnad.redthread.kinds import CouncilState
from plandugnad.regions.models import Organisation


class SectionForm(forms.Form):
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=24)
    title = LineField(label=gettext_lazy("Tittel"), max_length=300)
    text = forms.CharField(
        label=gettext_lazy("Tekst"),
        required=False,
        max_length=LONGEST_SECTION,
        widget=forms.Textarea(attrs={"rows": 14}),
    )
    asked = forms.MultipleChoiceField(
        label=gettext_lazy("Spør disse om å eie avsnittet sammen med dere"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, places: Sequence[Organisation], data: Any = None, **initial: Any) -> None:
        super().__init__(data, initial=initial)
        self.places = {str(place.id): place for place in places}
        if places:
            self.fields["asked"].choices = [(id, place.name) for id, place in self.places.items()]  # type: ignore[attr-defined]
        else:
            del self.fields["asked"]

    def chosen(self) -> list[Organisation]:
        return [self.places[id] for id in self.cleaned_data.get("asked", [])]


class DecisionForm(forms.Form):
    state = forms.ChoiceField(label=gettext_lazy("Hvor langt"), choices=CouncilState.choices, widget=forms.RadioSelect)
    decided_on = forms.DateField(
        label=gettext_lazy("Vedtatt"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    body = LineField(label=gettext_lazy("Vedtatt av"), required=False, max_length=200)
    case_reference = LineField(label=gettext_lazy("Saksnummer"), required=False, max_length=120)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if (
            given.get("state") == CouncilState.DECIDED
            and not given.get("decided_on")
            and "decided_on" not in self.errors
        ):
            self.add_error("decided_on", _("Skriv hvilken dag kommunestyret vedtok det."))
        return given
