"""Forms of the region's list: somebody more, and a proposal to leave out."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plandugnad.meetings.forms import Line
from plandugnad.processes.forms import ProcessDay
from plandugnad.processes.notice.models import LONGEST_LINE

KEPT_IN_LIST = timedelta(days=365)


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

    is_private = forms.BooleanField(
        label=gettext_lazy("Dette er en privatperson"),
        required=False,
        help_text=gettext_lazy("Da slettes navn og adresse på dagen du velger."),
    )
    erase_after = ProcessDay(
        label=gettext_lazy("Opplysningene slettes"),
        required=False,
        help_text=gettext_lazy("Bare for privatpersoner. Er feltet tomt, er det om ett år."),
    )

    def __init__(self, today: date, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today

    def clean(self) -> dict[str, Any]:
        """A day that stands and has come is no mistake of who saves the rest."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        day = given.get("erase_after")
        if not given.get("is_private"):
            given["erase_after"] = None
        elif "erase_after" in given and day is None:
            given["erase_after"] = self.today + KEPT_IN_LIST
        elif day and day <= self.today and day != self.initial.get("erase_after"):
            self.add_error("erase_after", _("Denne dagen har vært. Velg en dag fram i tid."))
        return given


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
