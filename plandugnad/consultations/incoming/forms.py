"""What is known of a statement, as it is written in or corrected."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plandugnad.consultations.incoming.proposing import KnownBody, body_named
from plandugnad.consultations.models import LONGEST_LINE, LONGEST_STATEMENT, StatementParty
from plandugnad.meetings.forms import Line, PlainText
from plandugnad.processes.forms import ProcessDay

BODIES_ID = "organer"


class StatementForm(forms.Form):
    """`bodies` are those of the register; the field is a text with proposals, so that it works without a script."""

    party = forms.ChoiceField(
        label=gettext_lazy("Hvem uttaler seg"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Velg hvem uttalelsen er fra.")},
    )
    body = Line(
        label=gettext_lazy("Organ i registeret"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"list": BODIES_ID, "autocomplete": "off"}),
        help_text=gettext_lazy(
            "Når det er et offentlig organ. Begynn å skrive, og velg. Står det ikke her, la det stå tomt."
        ),
    )
    name = Line(
        label=gettext_lazy("Navn"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Organet, laget, bedriften eller personen. Tomt: navnet på organet."),
    )
    contact_name = Line(
        label=gettext_lazy("Kontaktperson"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Den som har skrevet for organet eller laget."),
    )
    email = forms.EmailField(
        label=gettext_lazy("E-post"),
        required=False,
        max_length=320,
        error_messages={
            "invalid": gettext_lazy("Skriv en e-postadresse som navn@eksempel.no, eller la feltet stå tomt.")
        },
    )
    address = Line(label=gettext_lazy("Adresse"), required=False, max_length=LONGEST_LINE)
    received_on = ProcessDay(
        label=gettext_lazy("Kom inn"),
        help_text=gettext_lazy("Dagen den kom til kommunen, som 12.06.2027."),
        error_messages={"required": gettext_lazy("Skriv dagen den kom til kommunen.")},
    )
    text = PlainText(
        label=gettext_lazy("Uttalelsen"),
        required=False,
        max_length=LONGEST_STATEMENT,
        widget=forms.Textarea(attrs={"rows": 14, "dir": "auto"}),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(
        self, bodies: Sequence[KnownBody], today: date, *args: Any, text_is_open: bool = True, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.use_required_attribute = False
        self.bodies, self.today = bodies, today
        fields: Any = self.fields
        fields["party"].choices = [(value, capfirst(str(label))) for value, label in StatementParty.choices]
        fields["name"].instead = _("skriv, eller velg organ")
        fields["text"].instead = _("skriv eller legg ved")
        if not text_is_open:
            del self.fields["text"]

    def clean_received_on(self) -> date:
        day: date = self.cleaned_data["received_on"]
        if day > self.today:
            raise ValidationError(_("Dagen er ikke kommet ennå. Skriv dagen uttalelsen kom til kommunen."))
        return day

    def clean_body(self) -> KnownBody | None:
        name: str = self.cleaned_data["body"]
        if not name:
            return None
        found = body_named(name, self.bodies)
        if found is None:
            raise ValidationError(
                _("Vi fant ikke «%(name)s» i registeret. Velg fra forslagene, eller la feltet stå tomt.")
                % {"name": name}
            )
        return found

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        body = given.get("body")
        if "body" in given and not given.get("name"):
            if body is None:
                self.add_error("name", _("Skriv hvem uttalelsen er fra."))
            given["name"] = body.name if body else ""
        if body is not None and given.get("party") != StatementParty.AUTHORITY:
            self.add_error(
                "party",
                _("%(name)s er et offentlig organ. Velg det, eller tøm feltet for organ.") % {"name": body.name},
            )
        return given

    def values(self) -> dict[str, Any]:
        names = ("party", "name", "contact_name", "email", "address", "received_on", "text")
        given = {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}
        body = self.cleaned_data["body"]
        return given | {"organisation_id": body.id if body else None}

    def stands_now(self, version: int) -> None:
        """After somebody else's change: what was typed stays, and the next 'Lagre' decides."""
        data: Any = self.data
        self.data = data = data.copy()
        data["seen"] = str(version)
        self.add_error(
            None,
            _(
                "Noen andre har rettet dette mens du skrev. Det du skrev, står her ennå, og det som er lagret nå, står "
                "over skjemaet. Lagre igjen hvis ditt skal gjelde."
            ),
        )


def initial_of(row: Any, bodies: Sequence[KnownBody]) -> dict[str, Any]:
    names = ("party", "name", "contact_name", "email", "address", "received_on", "text")
    body = next((each.name for each in bodies if each.id == row.organisation_id), "")
    return {name: getattr(row, name) for name in names} | {"body": body, "seen": row.version}
