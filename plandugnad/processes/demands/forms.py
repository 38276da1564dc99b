"""The working days of each demand, as one form."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plandugnad.processes.demands.models import MOST_DAYS
from plandugnad.processes.demands.queries import Demand


class EffortsForm(forms.Form):
    """A field for each demand that is shown, with what the person saw there. Keys of others than these are not read."""

    def __init__(self, demands: Sequence[Demand], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.demands = demands
        for one in demands:
            self.fields[f"days-{one.key}"] = forms.IntegerField(
                label=_("Dagsverk for %(what)s") % {"what": one.title},
                required=False,
                min_value=0,
                max_value=MOST_DAYS,
                initial=one.own,
                widget=forms.NumberInput(attrs={"class": "ds-input", "inputmode": "numeric"}),
                error_messages={
                    "invalid": _("«%(what)s»: skriv hele dagsverk med tall, for eksempel 40.") % {"what": one.title},
                    "min_value": _("«%(what)s»: dagsverk kan ikke være mindre enn 0.") % {"what": one.title},
                    "max_value": _("«%(what)s»: høyst %(most)s dagsverk. Sjekk tallet.")
                    % {"what": one.title, "most": MOST_DAYS},
                },
            )
            self.fields[f"seen-{one.key}"] = forms.IntegerField(
                required=False, initial=one.own, widget=forms.HiddenInput
            )

    @property
    def fields_by_key(self) -> dict[str, tuple[BoundField, BoundField]]:
        return {one.key: (self[f"days-{one.key}"], self[f"seen-{one.key}"]) for one in self.demands}

    def said(self, what: str) -> dict[str, int | None]:
        return {one.key: self.cleaned_data.get(f"{what}-{one.key}") for one in self.demands}

    def stands_now(self, stands: Mapping[str, int | None]) -> None:
        """After somebody else's change: what was typed stays, and the next «Lagre» decides."""
        data: Any = self.data
        self.data = data = data.copy()
        titles = {one.key: one.title for one in self.demands}
        for key, days in stands.items():
            data[f"seen-{key}"] = "" if days is None else str(days)
            now = (
                _("ingen egne dagsverk")
                if days is None
                else ngettext("%(days)s dagsverk", "%(days)s dagsverk", days) % {"days": days}
            )
            self.add_error(
                f"days-{key}",
                _("«%(what)s»: noen andre har skrevet %(now)s i mellomtiden. Lagre igjen hvis ditt skal gjelde.")
                % {"what": titles[key], "now": now},
            )
