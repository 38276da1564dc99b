from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from plandugnad.plans.kinds import LinkKind


class LinkForm(forms.Form):
    """`offered` are plans the person may see; any other id is as unknown as one that does not exist."""

    kind = forms.ChoiceField(
        label=_("Denne planen"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Velg hva slags forhold det er.")},
    )
    other = forms.ChoiceField(
        label=_("Hvilken plan?"), widget=forms.RadioSelect, error_messages={"required": _("Velg en plan.")}
    )

    def __init__(self, offered: list[tuple[str, str]], data: Any = None) -> None:
        super().__init__(data, use_required_attribute=False)
        self.fields["kind"].choices = [(code, capfirst(str(label))) for code, label in LinkKind.choices]  # type: ignore[attr-defined]
        self.fields["other"].choices = offered  # type: ignore[attr-defined]
