"""What is said of a consultation on its page, and on which days."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plandugnad.consultations.models import LONGEST_LINE, LONGEST_TEXT, Consultation
from plandugnad.consultations.retention.forms import wrong_day
from plandugnad.meetings.forms import Line, PlainText
from plandugnad.processes.forms import ProcessDay

FIELDS = (
    *("opens_on", "closes_on", "about", "plan_version", "answer_to", "contact", "has_map", "private_until"),
)  # fmt: skip


class SetupForm(forms.Form):
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    opens_on = ProcessDay(label=gettext_lazy("Åpner"), required=False)
    closes_on = ProcessDay(
        label=gettext_lazy("Frist for uttalelser"), required=False, help_text=gettext_lazy("Den dagen er med.")
    )
    about = PlainText(
        label=gettext_lazy("Hva høringen gjelder"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy("Skriv så naboen forstår det: hvor, hva som endres, og hva dere særlig vil ha svar på."),
    )
    plan_version = Line(
        label=gettext_lazy("Hvilket planforslag"),
        required=False,
        max_length=LONGEST_LINE,
        help_text=gettext_lazy("For eksempel «planforslag datert 12. mai 2027». Følger hver uttalelse."),
    )
    answer_to = Line(
        label=gettext_lazy("Andre måter å svare på"),
        required=False,
        max_length=LONGEST_LINE,
        help_text=gettext_lazy("E-post, postadresse og saksnummer. Alle skal kunne svare uten skjemaet."),
    )
    contact = Line(
        label=gettext_lazy("Hvem man kan spørre"),
        required=False,
        max_length=LONGEST_LINE,
        help_text=gettext_lazy("Navn, telefon og e-post."),
    )
    has_map = forms.BooleanField(
        label=gettext_lazy("Vis planområdet på kart"),
        required=False,
        help_text=gettext_lazy("Omrisset fra siden til planen, når den har et."),
    )
    private_until = ProcessDay(
        label=gettext_lazy("Når opplysninger om privatpersoner slettes her"),
        required=False,
        help_text=gettext_lazy("Når de ikke trengs lenger, for eksempel et halvt år etter vedtaket. Står på siden."),
    )

    def __init__(self, consultation: Consultation, *args: Any, **options: Any) -> None:
        self.is_published = consultation.published_at is not None
        self.opened_on = consultation.opens_on if self.is_published else None
        self.erased_before = consultation.private_until
        kept = {name: getattr(consultation, name) for name in FIELDS}
        options["initial"] = kept | {"seen": consultation.version} | options.get("initial", {})
        super().__init__(*args, **options)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        opens_on, closes_on = given.get("opens_on"), given.get("closes_on")
        if opens_on and closes_on and closes_on < opens_on:
            self.add_error("closes_on", _("Fristen er før høringen åpner. Sjekk begge datoene."))
        if self.is_published:
            for name in ("opens_on", "closes_on"):
                if name in given and not given[name]:
                    self.add_error(name, _("Siden er publisert og må ha denne datoen. Ta ned siden først."))
        if self._would_be_taken_down(opens_on):
            said = _(
                "Høringen har vært åpen siden %(day)s, og den dagen kan ikke flyttes fram i tid. Ta ned siden i stedet."
            )
            self.add_error("opens_on", said % {"day": _said(self.opened_on)})
        if (erased := given.get("private_until")) and (wrong := wrong_day(erased, closes_on, self.erased_before)):
            self.add_error("private_until", wrong)
        return given

    def _would_be_taken_down(self, opens_on: date | None) -> bool:
        """People may be in the middle of their statements, and would meet a page that is gone."""
        today = timezone.localdate()
        return bool(self.opened_on and self.opened_on <= today and opens_on and opens_on > today)

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in FIELDS}

    def stands_now(self, current: Consultation, by_name: str) -> list[tuple[str, str]]:
        """After somebody else's change: what was typed stays, what stands is shown, and the next 'Lagre' decides."""
        data: Any = self.data
        self.data = data = data.copy()
        data["seen"] = str(current.version)
        who = by_name or _("Noen andre")
        said = _(
            "%(who)s har endret høringen mens du skrev. Det du skrev, står her ennå. Se hva som står nå, og lagre "
            "igjen hvis ditt skal gjelde."
        )
        self.add_error(None, said % {"who": who})
        return [
            (str(self.fields[name].label), _said(getattr(current, name)))
            for name in FIELDS
            if getattr(current, name) != self.cleaned_data.get(name)
        ]


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return _("ja") if value else _("nei")
    return value.strftime("%d.%m.%Y") if isinstance(value, date) else str(value or "–")
