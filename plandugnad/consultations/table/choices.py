"""What the table holds, in what order and in which language, as chosen in the address."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _

NUMBER, SENDER, PARTY, THEME = "nummer", "avsender", "hvem", "tema"
ORDERS = [(NUMBER, _("nummer")), (SENDER, _("avsender")), (PARTY, _("hvem som uttaler seg")), (THEME, _("tema"))]
SHOWN, HIDDEN = "navn", "uten"
NAMES = [(SHOWN, _("med navn")), (HIDDEN, _("som «Privatperson»"))]
WITH, WITHOUT = "med", "uten"
POINTS = [(WITH, _("med punktene")), (WITHOUT, _("uten punktene"))]
ALL, READY = "alle", "ferdige"
WHICH = [(ALL, _("alle")), (READY, _("bare de ferdig vurderte"))]
LANGUAGES = {"nb": _("bokmål"), "nn": _("nynorsk")}


@dataclass(frozen=True)
class Choices:
    has_points: bool = True
    has_names: bool = True
    order: str = NUMBER
    only_ready: bool = False
    language: str = "nb"

    @property
    def query(self) -> str:
        """For the addresses of what is downloaded."""
        return urlencode(_said(self))


def _said(choices: Choices) -> dict[str, str]:
    return {
        "punkter": WITH if choices.has_points else WITHOUT,
        "personer": SHOWN if choices.has_names else HIDDEN,
        "rekkefolge": choices.order,
        "hvilke": READY if choices.only_ready else ALL,
        "malform": choices.language,
    }


class ChoicesForm(forms.Form):
    punkter = forms.ChoiceField(label=_("Punktene"), choices=POINTS)
    hvilke = forms.ChoiceField(label=_("Hvilke uttalelser"), choices=WHICH)
    rekkefolge = forms.ChoiceField(label=_("Rekkefølge"), choices=ORDERS)
    personer = forms.ChoiceField(label=_("Privatpersoner"), choices=NAMES)
    malform = forms.ChoiceField(label=_("Målform i overskriftene"), choices=list(LANGUAGES.items()))

    def read(self) -> Choices:
        """What is not understood is as if it was not said."""
        given = {name: self.cleaned_data.get(name) for name in self.fields} if self.is_valid() else {}
        return Choices(
            has_points=given.get("punkter") != WITHOUT,
            has_names=given.get("personer") != HIDDEN,
            order=given.get("rekkefolge") or NUMBER,
            only_ready=given.get("hvilke") == READY,
            language=given.get("malform") or self.initial["malform"],
        )


def choices_form(given: Mapping[str, Any], language: str) -> ChoicesForm:
    """`language` is that of the municipality, for who has not chosen."""
    usual = _said(Choices(language=language if language in LANGUAGES else "nb"))
    known = {name: given[name] for name in usual if name in given}
    return ChoicesForm(usual | known, initial=usual)
