"""What is said of a consultation on its page, and on which days."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from plandugnad.consultations.models import LONGEST_LINE, LONGEST_TEXT, Consultation
from plandugnad.consultations.retention.forms import wrong_day
from plandugnad.consultations.setup.queries import waiting_submissions
from plandugnad.meetings.forms import Line, PlainText
from plandugnad.processes.forms import ProcessDay

# A page that is out has these.
MUST_STAND = ("opens_on", "closes_on", "private_until")
FIELDS = (
    *("opens_on", "closes_on", "about", "plan_version", "answer_to", "contact", "has_map", "private_until"),
)  # fmt: skip


class SetupForm(forms.Form):
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    opens_on = ProcessDay(label=gettext_lazy("Åpner"), required=False)
    closes_on = ProcessDay(
        label=gettext_lazy("Frist for uttalelser"), required=False, help_text=gettext_lazy("Den dagen er med.")
    )
    earlier = forms.BooleanField(label=gettext_lazy("Ja, fristen skal være tidligere"), required=False)
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
        help_text=gettext_lazy(
            "Når de ikke trengs lenger. Vi foreslår to år etter fristen; dere kan velge en annen dag. Står på siden."
        ),
    )

    def __init__(self, consultation: Consultation, *args: Any, **options: Any) -> None:
        self.is_published = consultation.published_at is not None
        self.opened_on = consultation.opens_on if self.is_published else None
        self.consultation, self.is_asked_again = consultation, False
        self.erased_before = consultation.private_until
        kept = {name: getattr(consultation, name) for name in FIELDS}
        options["initial"] = kept | {"seen": consultation.version} | options.get("initial", {})
        super().__init__(*args, **options)
        if self.is_published:
            for name in MUST_STAND:
                self.fields[name].required = True
                self.fields[name].error_messages["required"] = _(
                    "Siden er publisert og må ha denne datoen. Ta ned siden først."
                )

    @property
    def shown(self) -> list[forms.BoundField]:
        return [one for one in self.visible_fields() if one.name != "earlier" or self.is_asked_again]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        opens_on, closes_on = given.get("opens_on"), given.get("closes_on")
        if opens_on and closes_on and closes_on < opens_on:
            self.add_error("closes_on", _("Fristen er før høringen åpner. Sjekk begge datoene."))
        if self.is_published:
            self._check_earlier(closes_on, is_agreed=bool(given.get("earlier")))
        if self._would_be_taken_down(opens_on):
            said = _(
                "Høringen har vært åpen siden %(day)s, og den dagen kan ikke flyttes fram i tid. Ta ned siden i stedet."
            )
            self.add_error("opens_on", said % {"day": _said(self.opened_on)})
        if (erased := given.get("private_until")) and (wrong := wrong_day(erased, closes_on, self.erased_before)):
            self.add_error("private_until", wrong)
        return given

    def _check_earlier(self, closes_on: date | None, *, is_agreed: bool) -> None:
        """People have been told they have until then."""
        stands, today = self.consultation.closes_on, timezone.localdate()
        if closes_on is None or stands is None or closes_on >= stands:
            return
        if closes_on < today:
            self.add_error("closes_on", _("Den dagen har vært. Vil dere ikke ha flere uttalelser, tar dere ned siden."))
        elif not is_agreed:
            self.is_asked_again = True
            self.add_error("earlier", _earlier_in_words(stands, closes_on, waiting_submissions(self.consultation)))

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


def _earlier_in_words(stands: date, closes_on: date, waiting: int) -> str:
    days = {"before": _said(stands), "after": _said(closes_on)}
    said = _(
        "Siden er ute, og folk har fått vite at fristen er %(before)s. Med %(after)s får de kortere tid. Kryss av, og "
        "lagre igjen, hvis det er slik det skal være."
    )
    told = said % days
    if waiting:
        more = ngettext(
            "%(number)d har sendt en uttalelse og ikke bekreftet den ennå. Den teller likevel.",
            "%(number)d har sendt en uttalelse og ikke bekreftet den ennå. De teller likevel.",
            waiting,
        )
        told += " " + more % {"number": waiting}
    return told


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return _("ja") if value else _("nei")
    return value.strftime("%d.%m.%Y") if isinstance(value, date) else str(value or "–")
