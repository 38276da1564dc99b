from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from plandugnad.api.models import TokenScope

_capital = lazy(capfirst, str)
LASTS = (
    ("30", _("30 dager")),
    ("90", _("90 dager")),
    ("365", _("ett år")),
)


class TokenForm(forms.Form):
    name = forms.CharField(
        label=_("Hva skal nøkkelen brukes til?"),
        max_length=60,
        help_text=_("Navnet står i historikken når noe endres med nøkkelen. For eksempel «Sak og arkiv»."),
    )
    scopes = forms.MultipleChoiceField(
        label=_("Hva skal den kunne gjøre?"),
        choices=[(scope.value, _capital(scope.label)) for scope in TokenScope],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Velg minst én ting nøkkelen skal kunne brukes til.")},
    )
    days = forms.ChoiceField(label=_("Hvor lenge skal den gjelde?"), choices=LASTS, initial="365")

    def clean_name(self) -> str:
        return " ".join(str(self.cleaned_data["name"]).split())

    @property
    def expires_at(self) -> datetime:
        return timezone.now() + timedelta(days=int(self.cleaned_data["days"]))

    def refuse(self, sentences: Any) -> None:
        self.add_error(None, sentences)
