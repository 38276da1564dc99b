"""Forms of the region's list: somebody more, and a proposal to leave out."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plandugnad.meetings.forms import Line
from plandugnad.processes.notice.models import LONGEST_LINE


class _Seen(forms.Form):
    token = forms.CharField(widget=forms.HiddenInput, required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)

    def values(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name not in ("token", "seen")}

    def stands_now(self, version: int, by_name: str, stands: Sequence[str]) -> None:
        data: Any = self.data
        self.data = data = data.copy()
        data["seen"] = str(version)
        told = {"who": by_name or _("Noen andre"), "stands": " · ".join(filter(None, stands))}
        self.add_error(
            None,
            _("%(who)s har endret dette mens du skrev. Nå står det: %(stands)s. Lagre igjen hvis ditt skal gjelde.")
            % told,
        )


class ExtraForm(_Seen):
    name = Line(label=gettext_lazy("Hvem"), max_length=200, help_text=gettext_lazy("Navnet som skal stå på brevet."))
    address = Line(label=gettext_lazy("Adresse eller e-post"), required=False, max_length=LONGEST_LINE)
    why = Line(
        label=gettext_lazy("Hvorfor, og når"),
        max_length=LONGEST_LINE,
        help_text=gettext_lazy("For eksempel «Når planen berører reinbeite eller flyttleier»."),
    )
    is_always = forms.BooleanField(
        label=gettext_lazy("Skal alltid ha varsel"),
        required=False,
        help_text=gettext_lazy("Da er de krysset av når en kommune velger mottakere."),
    )


class LeaveOutForm(_Seen):
    key = forms.ChoiceField(label=gettext_lazy("Hvilket organ"))
    why = Line(
        label=gettext_lazy("Hvorfor"),
        max_length=LONGEST_LINE,
        help_text=gettext_lazy("Kommunene ser grunnen, og kan velge organet likevel."),
    )

    def __init__(self, bodies: Sequence[tuple[str, str]], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        fields: Any = self.fields
        fields["key"].choices = bodies
        self.names = dict(bodies)

    def values(self) -> dict[str, Any]:
        return super().values() | {"name": self.names[self.cleaned_data["key"]][:200]}
