"""When what private persons have said of themselves is erased."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plandugnad.consultations.models import Consultation
from plandugnad.consultations.retention.days import day_of
from plandugnad.processes.forms import ProcessDay


def wrong_day(day: date, closes_on: date | None, before: date | None) -> str:
    """Why not that day. One that stands and has come is no mistake of who saves the rest of a page."""
    if closes_on and day <= closes_on:
        return _("Dette er før fristen er ute. Velg en dag etter at saken er ferdig.")
    if day != before and day < timezone.localdate():
        return _("Denne dagen har vært. Velg en dag fram i tid.")
    return ""


class PrivateUntilForm(forms.Form):
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    private_until = ProcessDay(
        label=gettext_lazy("Opplysningene slettes"),
        help_text=gettext_lazy("Gjelder alle som ikke er slettet ennå."),
        error_messages={"required": gettext_lazy("Velg en dag. Opplysningene skal ikke ligge her uten en slutt.")},
    )

    def __init__(self, consultation: Consultation, *args: Any, **options: Any) -> None:
        self.closes_on, self.before = consultation.closes_on, consultation.private_until
        day = day_of(consultation, timezone.localdate())
        options["initial"] = {"seen": consultation.version, "private_until": day}
        super().__init__(*args, **options)

    def clean_private_until(self) -> date:
        day: date = self.cleaned_data["private_until"]
        if wrong := wrong_day(day, self.closes_on, self.before):
            raise forms.ValidationError(wrong)
        return day

    def stands_now(self, current: Consultation, by_name: str) -> None:
        """After somebody else's change: the typed day stays, and the next «Lagre» decides."""
        data: Any = self.data
        self.data = data = data.copy()
        data["seen"] = str(current.version)
        said = _(
            "%(who)s har endret høringen mens du skrev. Det du skrev, står her ennå. Se hva som står nå, og lagre "
            "igjen hvis ditt skal gjelde."
        )
        self.add_error(None, said % {"who": by_name or _("Noen andre")})
