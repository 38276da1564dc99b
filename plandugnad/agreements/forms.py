"""Forms: how it goes with a goal, that a rule was not kept, and what was done about it."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plandugnad.agreements.kinds import GoalStatus
from plandugnad.agreements.models import LONGEST_TEXT
from plandugnad.meetings.forms import Day, Line, PlainText, Refusing

OPEN, PRIVATE = "open", "private"


class ReviewForm(Refusing):
    token = forms.CharField(widget=forms.HiddenInput)
    status = forms.ChoiceField(
        label=gettext_lazy("Hvordan går det?"), widget=forms.RadioSelect, choices=GoalStatus.choices
    )
    value = Line(
        label=gettext_lazy("Der vi står nå"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Et tall eller noen ord, målt som i tegnet dere ble enige om."),
    )
    note = PlainText(
        label=gettext_lazy("Hva som er sagt"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Hva dere har gjort, hva som hindrer, og hva dere gjør videre. Gir dere opp: hvorfor."),
    )
    reviewed_on = Day(label=gettext_lazy("Dagen dere så på målet"), max_length=60)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        fields: Any = self.fields
        fields["status"].choices = [(value, capfirst(str(label))) for value, label in GoalStatus.choices]

    def clean_reviewed_on(self) -> date:
        day: date = self.cleaned_data["reviewed_on"]
        if day > timezone.localdate():
            raise ValidationError(_("Dagen er ikke kommet ennå. Skriv dagen dere så på målet."))
        return day

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("status", "value", "note", "reviewed_on")}


class NoteForm(Refusing):
    token = forms.CharField(widget=forms.HiddenInput)
    what = PlainText(
        label=gettext_lazy("Hva som skjedde"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Skriv om saken og hva det førte til, ikke om hvem."),
    )
    way = forms.ChoiceField(
        label=gettext_lazy("Hvem skal lese det?"),
        widget=forms.RadioSelect,
        choices=[
            (PRIVATE, gettext_lazy("Bare koordinatoren og jeg")),
            (OPEN, gettext_lazy("Alle som arbeider i samarbeidet")),
        ],
    )


class SettleForm(Refusing):
    how = PlainText(
        label=gettext_lazy("Hva dere gjorde"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("En setning eller to, så de neste ser hva som hjalp."),
    )
