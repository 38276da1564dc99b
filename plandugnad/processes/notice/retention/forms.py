"""When private recipients are erased."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plandugnad.processes.forms import ProcessDay
from plandugnad.processes.notice.forms import Seen
from plandugnad.processes.notice.models import Announcement


class PrivateUntilForm(Seen):
    private_until = ProcessDay(
        label=gettext_lazy("Navn og adresse slettes"),
        required=False,
        help_text=gettext_lazy(
            "Gjelder privatpersoner på listen. Er feltet tomt, regnes dagen fra listen ble laget, til brevet er notert."
        ),
    )

    def __init__(self, kept: Announcement, today: date, *args: Any, **options: Any) -> None:
        options["initial"] = {"seen": kept.version, "private_until": kept.private_until}
        super().__init__(*args, **options)
        self.kept, self.today = kept, today

    def clean_private_until(self) -> date | None:
        """One that stands and has come is no mistake of who saves it again."""
        day: date | None = self.cleaned_data["private_until"]
        if day is None or day == self.kept.private_until:
            return day
        if self.kept.deadline_on and day <= self.kept.deadline_on:
            raise ValidationError(_("Dette er før fristen er ute. Velg en dag etter at saken er ferdig."))
        if day <= self.today:
            raise ValidationError(_("Denne dagen har vært. Velg en dag fram i tid."))
        return day
