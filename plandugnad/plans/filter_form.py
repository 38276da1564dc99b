"""The form that narrows a table. It only writes the address: `Filters` reads it."""

from collections.abc import Iterable, Sequence

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from plandugnad.plans.filters import ADDRESS_NAMES, STATUS_CHOICES, DueChoice, Filters, Missing
from plandugnad.plans.kinds import Decision, PlanType


class FilterForm(forms.Form):
    q = forms.CharField(label=_("Søk i planene"), max_length=200, widget=forms.TextInput({"type": "search"}))
    municipality = forms.ChoiceField(label=_("Kommune"))
    type = forms.ChoiceField(label=_("Plantype"))
    status = forms.ChoiceField(label=_("Status"))
    due = forms.ChoiceField(label=_("Revisjon"))
    section = forms.ChoiceField(label=_("Område"))
    decision = forms.ChoiceField(label=_("Planstrategiens valg"))
    responsible = forms.ChoiceField(label=_("Ansvarlig"))
    missing = forms.ChoiceField(label=_("Mangler"))

    def __init__(
        self,
        filters: Filters,
        sections: Sequence[str],
        responsible: Sequence[str],
        municipalities: Sequence[tuple[str, str]] = (),
        *,
        has_internal: bool = True,
    ) -> None:
        super().__init__(initial=filters.chosen, use_required_attribute=False)
        offered: dict[str, Iterable[tuple[str, object]]] = {
            "municipality": municipalities,
            "type": PlanType.choices,
            "status": STATUS_CHOICES,
            "due": DueChoice.choices,
            "section": [(value, value) for value in sections],
            "decision": Decision.choices if has_internal else (),
            "responsible": [(value, value) for value in responsible],
            "missing": Missing.choices,
        }
        for name, choices in offered.items():
            self._offer(name, [(value, capfirst(str(label))) for value, label in choices], filters.chosen.get(name, ""))
        for bound in self.fields.values():
            bound.widget.attrs["class"] = "ds-input"

    def add_prefix(self, field_name: str) -> str:
        """Each field is sent under its name in the address."""
        return ADDRESS_NAMES.get(field_name, field_name)

    def _offer(self, name: str, choices: list[tuple[str, str]], chosen: str) -> None:
        """A list with nothing to choose is left out; one that lacks what is chosen is given it."""
        if chosen and chosen not in dict(choices):
            choices.append((chosen, chosen))
        if not choices:
            del self.fields[name]
            return
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", gettext("Alle")), *choices]
