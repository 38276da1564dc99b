"""The form anybody answers a consultation in."""

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plandugnad.consultations.models import LONGEST_LINE, LONGEST_STATEMENT, StatementParty
from plandugnad.meetings.forms import Line, PlainText

PARTIES: tuple[tuple[str, Promise], ...] = (
    (StatementParty.PRIVATE, gettext_lazy("Privatperson")),
    (StatementParty.ORGANISATION, gettext_lazy("Lag, forening eller bedrift")),
    (StatementParty.AUTHORITY, gettext_lazy("Offentlig organ")),
)
FIELDS = ("party", "name", "contact_name", "email", "address", "text")


class StatementForm(forms.Form):
    party = forms.ChoiceField(
        label=gettext_lazy("Hvem uttaler seg?"),
        choices=PARTIES,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Velg hvem du uttaler deg for.")},
    )
    name = Line(
        label=gettext_lazy("Navn"),
        max_length=200,
        help_text=gettext_lazy("Ditt eget navn, eller navnet på laget, bedriften eller organet."),
        error_messages={"required": gettext_lazy("Skriv hvem uttalelsen er fra.")},
    )
    contact_name = Line(
        label=gettext_lazy("Kontaktperson"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("For lag, bedrifter og organer."),
    )
    email = forms.EmailField(
        label=gettext_lazy("E-post"),
        max_length=320,
        help_text=gettext_lazy("Vi sender en lenke hit som du bekrefter uttalelsen med, og en kvittering."),
        error_messages={"required": gettext_lazy("Skriv e-postadressen din, så vi kan sende lenken som bekrefter.")},
    )
    address = Line(
        label=gettext_lazy("Adresse"),
        max_length=LONGEST_LINE,
        required=False,
        help_text=gettext_lazy("Nyttig når uttalelsen gjelder en eiendom."),
    )
    text = PlainText(
        label=gettext_lazy("Uttalelsen"),
        max_length=LONGEST_STATEMENT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=gettext_lazy("Si hva du mener, hvor det gjelder, og gjerne hva som bør gjøres i stedet."),
    )

    def __init__(self, *args: Any, has_attachments: bool = False, **options: Any) -> None:
        self.has_attachments = has_attachments
        super().__init__(*args, **options)
        # A browser cuts what is pasted without a word; the sentence of the form says how much there is room for.
        self.fields["text"].widget.attrs.pop("maxlength", None)
        self.fields["text"].instead = _("skriv eller legg ved")  # type: ignore[attr-defined]

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        if not text and not self.has_attachments:
            raise forms.ValidationError(_("Skriv uttalelsen, eller legg den ved som fil."))
        return text

    def values(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in FIELDS}
