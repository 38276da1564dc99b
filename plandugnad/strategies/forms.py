from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plandugnad.plans.models import Plan
from plandugnad.strategies.terms import Term

NEW = "ny"


class BeginForm(forms.Form):
    term = forms.TypedChoiceField(
        label=gettext_lazy("Hvilken kommunestyreperiode?"), coerce=int, widget=forms.RadioSelect
    )
    plan = forms.ChoiceField(
        label=gettext_lazy("Står planstrategien i planoversikten fra før?"), required=False, widget=forms.RadioSelect
    )
    token = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, terms: Sequence[Term], plans: Sequence[Plan], data: Any = None, **initial: Any) -> None:
        super().__init__(data, initial={"term": terms[0].first_year if terms else None, "plan": NEW, **initial})
        self.fields["term"].choices = [(term.first_year, term.name) for term in terms]  # type: ignore[attr-defined]
        self.plans = {str(plan.id): plan for plan in plans}
        if plans:
            choices = [(NEW, _("Nei, legg den inn")), *((id, plan.name) for id, plan in self.plans.items())]
            self.fields["plan"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["plan"]

    @property
    def plan_chosen(self) -> Plan | None:
        return self.plans.get(self.cleaned_data.get("plan", ""))
