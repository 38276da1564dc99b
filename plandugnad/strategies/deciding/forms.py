from datetime import date
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from plandugnad.plans.forms.fields import LineField, TextField
from plandugnad.processes.forms import ProcessDay
from plandugnad.strategies.kinds import PartChoice
from plandugnad.strategies.models import LONGEST_TEXT, Strategy


class CourseForm(forms.Form):
    merged_with_programme = forms.BooleanField(
        label=_("Strategien slås sammen med planprogrammet for kommuneplanen"),
        required=False,
        help_text=_("Da skal planprogrammet på høring i minst seks uker."),
    )
    token = forms.CharField(widget=forms.HiddenInput, required=False)


def _because(**options: Any) -> TextField:
    return TextField(
        max_length=LONGEST_TEXT,
        help_text=_("En eller to setninger. De kommer med i dokumentet."),
        widget=forms.Textarea(attrs={"rows": 4}),
        **options,
    )


class PartsForm(forms.Form):
    community_choice = forms.ChoiceField(label=_("Samfunnsdelen med arealstrategi"), widget=forms.RadioSelect)
    community_because = _because(label=_("Hvorfor, for samfunnsdelen"))
    land_use_choice = forms.ChoiceField(label=_("Arealdelen"), widget=forms.RadioSelect)
    land_use_because = _because(label=_("Hvorfor, for arealdelen"))
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, strategy: Strategy, data: Any = None) -> None:
        super().__init__(data, use_required_attribute=False)
        choices = [(choice.value, capfirst(str(choice.label))) for choice in PartChoice]
        for name in ("community_choice", "land_use_choice"):
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        self.initial = {name: getattr(strategy, name) for name in self.fields if name != "seen"}
        self.initial["seen"] = strategy.version


class PublishForm(forms.Form):
    how = forms.ChoiceField(
        label=_("Hva er dette?"),
        widget=forms.RadioSelect,
        choices=[
            ("new", _("Et nytt forslag. De 30 dagene regnes fra i dag.")),
            ("correction", _("En retting av det som er offentlig. Dagene regnes fra da det ble lagt ut.")),
        ],
        initial="new",
    )
    correction = LineField(
        label=_("Hva er rettet?"),
        required=False,
        max_length=400,
        help_text=_("Bare små feil. Endrer dere hva som foreslås, er det et nytt forslag."),
    )
    public_on = ProcessDay(
        label=_("Offentlig fra"), help_text=_("I dag, eller en tidligere dag hvis det skjedde et annet sted.")
    )
    elsewhere = LineField(
        label=_("Hvor ble det offentlig tidligere?"),
        required=False,
        max_length=300,
        help_text=_("For eksempel i saken på kommunens nettside. La det stå tomt når det blir offentlig her i dag."),
    )

    def __init__(self, today: date, data: Any = None, *, is_public: bool) -> None:
        super().__init__(data, use_required_attribute=False, initial={"public_on": today})
        if not is_public:
            del self.fields["how"], self.fields["correction"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("how") == "correction" and not given.get("correction"):
            self.add_error("correction", str(_("Skriv hva som er rettet.")))
        if given.get("how") == "new":
            given["correction"] = ""
        return given


class AdoptForm(forms.Form):
    decided_on = ProcessDay(label=_("Dagen kommunestyret vedtok den"))
    council = LineField(label=_("Vedtatt av"), max_length=200)
    case_reference = LineField(label=_("Saksnummer"), required=False, max_length=120)
    is_public = forms.BooleanField(
        label=_("Legg den vedtatte strategien ut på den offentlige siden"), required=False, initial=True
    )


class MeetingForm(forms.Form):
    day = ProcessDay(label=_("Møtet kommunestyret skal behandle den i"))
