from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plandugnad.plans.forms.fields import TextField
from plandugnad.plans.models import PlanHere
from plandugnad.strategies.tidying.actions import Chosen
from plandugnad.strategies.tidying.kinds import TidyingOutcome
from plandugnad.strategies.tidying.models import LONGEST_PRINCIPLES, LONGEST_REASON


def outcomes() -> list[tuple[str, str]]:
    return [(value, str(capfirst(label))) for value, label in TidyingOutcome.choices]


class OutcomeForm(forms.Form):
    """What is chosen for one plan. `likely` are those it overlaps with, and stand first among the plans it may be
    merged into."""

    outcome = forms.ChoiceField(label=gettext_lazy("Hva skal skje med planen?"), widget=forms.RadioSelect)
    into = forms.ChoiceField(
        label=gettext_lazy("Hvilken plan skal den slås sammen med?"),
        required=False,
        help_text=gettext_lazy("Bare når den slås sammen med en annen."),
    )
    because = TextField(
        label=gettext_lazy("Hvorfor?"),
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy(
            "Må fylles ut når planen får være som den er. Ellers hjelper det den som skriver saken."
        ),
    )

    def __init__(
        self, plan: PlanHere, others: Sequence[PlanHere], likely: Sequence[UUID], data: Any = None, **initial: Any
    ) -> None:
        super().__init__(data, initial=initial, prefix=None, auto_id=f"id_{plan.id.hex[-8:]}_%s")
        self.fields["outcome"].choices = outcomes()  # type: ignore[attr-defined]
        first = [other for other in others if other.id in likely]
        rest = [other for other in others if other.id not in likely and other.id != plan.id]
        groups: list[Any] = [("", _("Velg en plan"))]
        if first:
            groups.append((_("Ligner på denne"), [(str(other.id), other.name) for other in first]))
            groups.append((_("Andre planer"), [(str(other.id), other.name) for other in rest]))
        else:
            groups += [(str(other.id), other.name) for other in rest]
        self.fields["into"].choices = groups  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        outcome = cleaned.get("outcome")
        if outcome == TidyingOutcome.LEAVE and not cleaned.get("because"):
            self.add_error("because", ValidationError(_("Skriv hvorfor planen får være som den er.")))
        if outcome == TidyingOutcome.MERGE and not cleaned.get("into") and "into" not in self.errors:
            self.add_error("into", ValidationError(_("Velg hvilken plan den skal slås sammen med.")))
        return cleaned

    @property
    def chosen(self) -> Chosen:
        given = self.cleaned_data
        into = UUID(given["into"]) if given["outcome"] == TidyingOutcome.MERGE else None
        return Chosen(TidyingOutcome(given["outcome"]), given["because"], into)

    def add_errors(self, refused: ValidationError) -> None:
        by_field = refused.message_dict if hasattr(refused, "error_dict") else {"": refused.messages}
        for name, sentences in by_field.items():
            self.add_error(name if name in self.fields else None, ValidationError(sentences))


class BulkForm(forms.Form):
    """One outcome for several. Merging is one by one: each is merged into a plan of its own."""

    outcome = forms.ChoiceField(label=gettext_lazy("Hva skal skje med dem?"))
    because = TextField(
        label=gettext_lazy("Hvorfor?"), required=False, max_length=LONGEST_REASON, widget=forms.TextInput
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, auto_id="flere_%s", use_required_attribute=False)
        choices = [(value, label) for value, label in outcomes() if value != TidyingOutcome.MERGE]
        self.fields["outcome"].choices = [("", _("Velg")), *choices]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("outcome") == TidyingOutcome.LEAVE and not cleaned.get("because"):
            self.add_error("because", ValidationError(_("Skriv hvorfor planene får være som de er.")))
        return cleaned

    @property
    def chosen(self) -> Chosen:
        return Chosen(TidyingOutcome(self.cleaned_data["outcome"]), self.cleaned_data["because"])


class PrinciplesForm(forms.Form):
    text = TextField(
        label=gettext_lazy("Prinsipper for planverket"),
        required=False,
        max_length=LONGEST_PRINCIPLES,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy("Det som gjelder alle planene deres: når dere lager en plan, og når dere lar være."),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
