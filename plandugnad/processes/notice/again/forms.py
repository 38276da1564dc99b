"""Forms of a single letter: that it came back, and that it was sent again."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plandugnad.meetings.forms import Line, PlainText
from plandugnad.processes.forms import ProcessDay
from plandugnad.processes.notice.models import LONGEST_LINE


def _not_to_come(day: date, today: date) -> date:
    if day > today:
        raise ValidationError(_("Datoen er ikke kommet ennå."))
    return day


class ReturnedForm(forms.Form):
    returned_on = ProcessDay(label=gettext_lazy("Når kom det i retur"))
    because = Line(
        label=gettext_lazy("Hvorfor"),
        required=False,
        max_length=LONGEST_LINE,
        help_text=gettext_lazy("For eksempel «Ukjent på adressen» eller «E-posten finnes ikke»."),
    )

    def __init__(self, today: date, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today

    def clean_returned_on(self) -> date:
        return _not_to_come(self.cleaned_data["returned_on"], self.today)


class AgainForm(forms.Form):
    id = forms.UUIDField(widget=forms.HiddenInput)
    address = Line(
        label=gettext_lazy("Riktig adresse eller e-post"),
        max_length=LONGEST_LINE,
        help_text=gettext_lazy("Rettes også i listen over mottakere."),
    )
    sent_on = ProcessDay(label=gettext_lazy("Dagen brevet sendes"))
    place = Line(
        label=gettext_lazy("Hvordan det sendes"),
        max_length=LONGEST_LINE,
        help_text=gettext_lazy("For eksempel «Brevpost» eller «SvarUt»."),
    )
    receipt = PlainText(
        label=gettext_lazy("Kvittering"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Journalpost eller det du fikk til svar."),
    )

    def __init__(self, today: date, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today

    def clean_sent_on(self) -> date:
        return _not_to_come(self.cleaned_data["sent_on"], self.today)
