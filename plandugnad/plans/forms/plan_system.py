from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from plandugnad.plans.actions import fingerprint
from plandugnad.plans.forms.fields import TextField
from plandugnad.plans.models import PlanTypeUse


class PlanTypeForm(forms.Form):
    is_used = forms.BooleanField(label=_("Kommunen bruker denne plantypen"), required=False)
    text = TextField(
        label=_("Prinsipper og krav til prosess"),
        required=False,
        max_length=10_000,
        help_text=_("Når lages en slik plan, hvem eier den, og hva kreves av prosessen?"),
        widget=forms.Textarea(attrs={"rows": 7}),
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, row: PlanTypeUse | None, data: Any = None) -> None:
        super().__init__(data, use_required_attribute=False)
        self.initial = {
            "is_used": row.is_used if row else True,
            "text": row.text if row else "",
            "seen": fingerprint(row),
        }
