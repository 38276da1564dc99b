import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plandugnad.plans.forms.fields import LineField, TextField
from plandugnad.processes.forms import ProcessDay
from plandugnad.strategies.workshop.actions import Plan

_PARTY = re.compile(r"(?P<name>.*\S)\s*[\s:;,\t]\s*(?P<seats>\d{1,3})")
_MOST_PARTIES = 30
_LONGEST_NAME = 80

FRAME: dict[str, tuple[Any, Any]] = {  # lazy: said in the language of who begins it
    "purpose": (
        gettext_lazy("Formål"),
        gettext_lazy(
            "Bli enige om hva denne perioden skal handle om, og hvilke planer det krever. Planstrategien vedtas senere."
        ),
    ),
    "roles": (
        gettext_lazy("Roller"),
        gettext_lazy(
            "Kommunestyret velger retning og vedtar planstrategien. Administrasjonen sier hva som er mulig, hva det "
            "koster av tid, og hva loven krever."
        ),
    ),
    "limits": (
        gettext_lazy("Rammer"),
        gettext_lazy("Planer loven krever, og dagsverkene dere har til planarbeid, ligger fast. De er ikke oppe her."),
    ),
}


class PartiesField(TextField):
    widget = forms.Textarea(attrs={"rows": 6})

    def clean(self, value: Any) -> list[tuple[str, int]]:
        found: dict[str, int] = {}
        for line in str(super().clean(value)).splitlines():
            words = line.strip()
            if not words:
                continue
            read = _PARTY.fullmatch(words)
            if read is None or not int(read["seats"]):
                raise ValidationError(
                    _("«%(line)s» mangler antall. Skriv partiet og antall representanter: «Senterpartiet 7».")
                    % {"line": words}
                )
            name = read["name"].rstrip(" :;,\t")[:_LONGEST_NAME]
            if name in found:
                raise ValidationError(_("«%(party)s» står to ganger. Stryk den ene.") % {"party": name})
            found[name] = int(read["seats"])
        if len(found) > _MOST_PARTIES:
            raise ValidationError(_("Skriv høyst %(most)s partier.") % {"most": _MOST_PARTIES})
        return list(found.items())


class BeginForm(forms.Form):
    on = ProcessDay(label=gettext_lazy("Dagen verkstedet er"))
    place = LineField(label=gettext_lazy("Sted"), max_length=200, required=False)
    purpose = TextField(label=FRAME["purpose"][0], max_length=2_000, widget=forms.Textarea(attrs={"rows": 3}))
    roles = TextField(label=FRAME["roles"][0], max_length=2_000, widget=forms.Textarea(attrs={"rows": 4}))
    limits = TextField(label=FRAME["limits"][0], max_length=2_000, widget=forms.Textarea(attrs={"rows": 3}))
    parties = PartiesField(
        label=gettext_lazy("Partiene og hvor mange representanter de har"),
        help_text=gettext_lazy("Ett parti på hver linje, for eksempel «Senterpartiet 7»."),
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={name: words for name, (_title, words) in FRAME.items()})
        self.use_required_attribute = False

    def plan(self) -> Plan:
        said = self.cleaned_data
        frame = [(str(title), said[name]) for name, (title, _words) in FRAME.items()]
        return Plan(said["on"], said["place"], frame, said["parties"])


class LinkForm(forms.Form):
    until = ProcessDay(label=gettext_lazy("Virker til og med"))


class CardForm(forms.Form):
    """Whether a card is too long is said by who keeps it, in the same words to all."""

    text = TextField(required=False)
    key = LineField(required=False, max_length=64)
