"""Sample content for the page that shows every component, /stil in a demo. The municipality is invented."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.utils.translation import gettext_lazy as _

from plandugnad.core.pieces import Chip, Column, Crumb

CONTENT = Path(__file__).with_name("style_page.json")

COLUMNS = [
    Column(_("Plan"), "navn"),
    Column(_("Status"), "status"),
    Column(_("Vedtatt"), "vedtatt", "date"),
    Column(_("Skal revideres"), "revideres", "date"),
    Column(_("Ansvarlig")),
]


class SampleForm(forms.Form):
    name = forms.CharField(label=_("Navn på planen"), help_text=_("Slik den heter i vedtaket."))
    adopted = forms.CharField(
        label=_("Vedtatt"),
        required=False,
        help_text=_("En dato (12.06.2019), et år (2019) eller flere år (2024–2026)."),
    )
    kind = forms.ChoiceField(
        label=_("Plantype"),
        choices=[("community_part", _("kommuneplanens samfunnsdel")), ("theme_plan", _("temaplan"))],
    )
    reads = forms.ChoiceField(
        label=_("Hvem kan lese planen"),
        choices=[("own", _("bare kommunen")), ("shared", _("alle i samarbeidet"))],
        widget=forms.RadioSelect,
    )
    is_required = forms.BooleanField(label=_("Planen er lovpålagt"), required=False)
    notes = forms.CharField(label=_("Merknad"), required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def clean_adopted(self) -> str:
        adopted: str = self.cleaned_data["adopted"]
        if adopted and not adopted[:4].isdigit():
            raise forms.ValidationError(_("Vi forstår ikke datoen «%(date)s».") % {"date": adopted})
        return adopted


def sample() -> dict[str, Any]:
    content: dict[str, Any] = json.loads(CONTENT.read_text(encoding="utf-8"))
    here, *above = [Crumb(label, "/") for label in reversed(content["crumbs"])]
    return content | {
        "crumbs": [*reversed(above), here],
        "columns": COLUMNS,
        "chips": [Chip(label, "?", is_on=at == 0, count=count) for at, (label, count) in enumerate(content["chips"])],
        "form": SampleForm(),
        "wrong_form": SampleForm(content["wrong"], auto_id="galt_%s"),
        "page": Paginator(range(700), 50).page(4),
        "meeting_on": date(2027, 6, 12),
    }
