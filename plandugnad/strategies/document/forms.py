from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from plandugnad.plans.forms.fields import TextField
from plandugnad.strategies.document.models import LONGEST_SECTION


class SectionForm(forms.Form):
    text = TextField(
        label=_("Tekst"),
        required=False,
        max_length=LONGEST_SECTION,
        help_text=_("En tom linje gir nytt avsnitt. Linjer som begynner med bindestrek, blir en liste."),
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(self, code: str, text: str, version: int, data: Any = None, *, is_in_place: bool = False) -> None:
        """Several may be open on one page, each with ids of its own."""
        super().__init__(data, use_required_attribute=False, auto_id=f"id_{code}_%s")
        self.initial = {"text": text, "seen": version}
        if is_in_place:
            self.fields["text"].widget.attrs["autofocus"] = True
