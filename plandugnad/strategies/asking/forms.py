from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from plandugnad.plans.forms.fields import LineField, TextField
from plandugnad.processes.forms import ProcessDay
from plandugnad.strategies.asking.models import LONGEST_TEXT, AskedKind
from plandugnad.strategies.asking.proposing import Proposed


class ProposalForm(forms.Form):
    """Who is proposed, a group for each kind the law names."""

    def __init__(self, found: Sequence[Proposed], data: Any = None) -> None:
        super().__init__(data, use_required_attribute=False)
        self.found: Mapping[str, Proposed] = {one.key: one for one in found}
        for kind in AskedKind:
            of_kind = [one for one in found if one.kind is kind]
            if of_kind:
                self.fields[kind.value] = forms.MultipleChoiceField(
                    label=capfirst(str(kind.label)),
                    required=False,
                    choices=[(one.key, f"{one.shown}: {one.why}" if one.why else one.shown) for one in of_kind],
                    initial=[one.key for one in of_kind if one.is_usual],
                    widget=forms.CheckboxSelectMultiple,
                )
                self.fields[kind.value].says_optional = False  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not any(given.values()):
            raise ValidationError(gettext("Kryss av for minst én, eller gå tilbake."))
        return given

    @property
    def chosen(self) -> list[Proposed]:
        return [self.found[key] for keys in self.cleaned_data.values() for key in keys if key in self.found]


class SentForm(forms.Form):
    asked_on = ProcessDay(label=_("Dagen dere spurte"))
    answer_by = ProcessDay(
        label=_("Svar innen"),
        required=False,
        help_text=_("Tomt gir seks uker. Det er vårt forslag: loven sier ikke hvor lenge de skal få."),
    )


class PartyForm(forms.Form):
    kind = forms.ChoiceField(label=_("Hvem er det?"), widget=forms.RadioSelect)
    name = LineField(label=_("Navn"), max_length=200)
    address = LineField(label=_("Adresse eller e-post"), max_length=300, required=False)
    asked_on = ProcessDay(label=_("Spurt"), required=False)
    answer_by = ProcessDay(
        label=_("Svar innen"),
        required=False,
        help_text=_("Tomt gir seks uker. Det er vårt forslag: loven sier ikke hvor lenge de skal få."),
    )
    answered_on = ProcessDay(label=_("Svarte"), required=False)
    said = TextField(
        label=_("Hva de sa"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    weighed = TextField(
        label=_("Hvordan dere har vurdert det"),
        required=False,
        max_length=LONGEST_TEXT,
        help_text=_("Vises bare for dem som leser alt i kommunen, og kommer ikke med i dokumentet."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    token = forms.CharField(widget=forms.HiddenInput, required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, **initial: Any) -> None:
        super().__init__(data, use_required_attribute=False, initial=initial)
        choices = [(kind.value, capfirst(str(kind.label))) for kind in AskedKind]
        self.fields["kind"].choices = choices  # type: ignore[attr-defined]
