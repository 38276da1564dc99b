"""Forms of a common process: which course it is for, what it is, and what is said of a step."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plandugnad.meetings.forms import Line, PlainText, WhenOn
from plandugnad.processes.common.models import LONGEST_TEXT


class MakeForm(forms.Form):
    chain = forms.ChoiceField(label=gettext_lazy("Hva slags plan"))

    def __init__(self, chains: Sequence[tuple[str, str]], data: Any = None) -> None:
        super().__init__(data)
        fields: Any = self.fields
        fields["chain"].choices = chains


class Seen(forms.Form):
    """Remembers which version the person had before them."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    theirs: Sequence[tuple[str, str]] = ()

    def stands_now(self, version: int, by_name: str, stands: dict[str, Any]) -> None:
        """After somebody else's change: what was typed stays, what stands is shown, and the next 'Lagre' decides."""
        data: Any = self.data
        self.data = data = data.copy()
        data["seen"] = str(version)
        self.theirs = [
            (str(field.label), str(field.initial_words(value) if isinstance(field, _After) else _told(value)))
            for name, field in self.fields.items()
            if name in stands and (value := stands[name]) != self.cleaned_data.get(name)
        ]
        self.add_error(
            None,
            _(
                "%(who)s har endret fellesprosessen mens du skrev. Det du skrev, står her ennå. "
                "Lagre igjen hvis ditt skal gjelde."
            )
            % {"who": by_name or _("Noen andre")},
        )


def _told(value: Any) -> str:
    return str(getattr(value, "told", value) if value not in (None, "") else _("tomt"))


class DescribeForm(Seen):
    about = PlainText(
        label=gettext_lazy("Hva fellesprosessen er til"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=LONGEST_TEXT,
        help_text=gettext_lazy("Hva dere gjør sammen, og hvorfor. Den står øverst på siden."),
    )
    adopted = WhenOn(
        label=gettext_lazy("Vedtatt"),
        required=False,
        help_text=gettext_lazy("En dato (12.06.2026) eller et år (2026)."),
    )
    adopted_where = Line(
        label=gettext_lazy("Hvor den ble vedtatt"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("For eksempel «planlederforum, sak 4/26»."),
    )

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("about", "adopted", "adopted_where")}


class _After(forms.ChoiceField):
    def initial_words(self, value: Any) -> str:
        choices: Any = self.choices
        return str(dict(choices).get(value, value))


class AddForm(forms.Form):
    token = forms.CharField(widget=forms.HiddenInput)
    name = Line(label=gettext_lazy("Steget heter"), max_length=200)
    after = _After(label=gettext_lazy("Etter"), required=False)

    def __init__(self, steps: Sequence[tuple[str, str]], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        fields: Any = self.fields
        fields["after"].choices = [("", _("Først")), *steps]


class CommonStepForm(Seen):
    name = Line(label=gettext_lazy("Steget heter"), max_length=200)
    after = _After(label=gettext_lazy("Etter"), required=False)
    participants = Line(
        label=gettext_lazy("Hvem er med"),
        required=False,
        max_length=400,
        help_text=gettext_lazy("Roller og grupper, ikke navn på folk: fagpanelet, nabokommunene, fylkeskommunen."),
    )
    weeks_of_work = forms.IntegerField(
        label=gettext_lazy("Uker med arbeid før steget"),
        required=False,
        min_value=0,
        max_value=520,
        help_text=gettext_lazy("Regnes med når vi foreslår datoer."),
    )
    notes = PlainText(
        label=gettext_lazy("Hva regionen gjør her"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=LONGEST_TEXT,
        help_text=gettext_lazy("Følger med som notat i steget når en kommune begynner."),
    )

    def __init__(self, steps: Sequence[tuple[str, str]], *args: Any, is_own: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        fields: Any = self.fields
        fields["after"].choices = [("", _("Først")), *steps]
        if is_own:
            fields["weeks_of_work"].label = _("Uker det pleier å ta")
            fields["weeks_of_work"].help_text = ""
        else:
            del self.fields["name"], self.fields["after"]

    def values(self) -> dict[str, Any]:
        given = {name: value for name, value in self.cleaned_data.items() if name != "seen"}
        return given | {"weeks_of_work": given["weeks_of_work"] or None}
