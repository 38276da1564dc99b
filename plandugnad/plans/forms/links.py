from typing import Any
from uuid import UUID

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from plandugnad.plans.kinds import LinkKind


class LinkForm(forms.Form):
    """Whether the person may see the `other` plan is asked by the view: any other id is unknown."""

    kind = forms.ChoiceField(
        label=_("Denne planen"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Velg hva slags forhold det er.")},
    )
    other = forms.UUIDField(
        label=_("Hvilken plan?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Velg en plan."), "invalid": _("Velg en plan.")},
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, use_required_attribute=False)
        self.fields["kind"].choices = [(code, capfirst(str(label))) for code, label in LinkKind.choices]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> UUID | None:
        """The plan that is marked, also where something else in the form is wrong."""
        try:
            return UUID(self.data.get("other", ""))
        except ValueError:
            return None
