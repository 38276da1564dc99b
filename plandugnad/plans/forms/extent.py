from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from plandugnad.plans.extent.geojson import MOST_BYTES, ReadExtent, WrongExtent, read_extent
from plandugnad.plans.extent.outline import outline_of
from plandugnad.plans.forms.fields import TextField

SMALLEST_M2 = 1.0


class ExtentForm(forms.Form):
    file = forms.FileField(label=_("GeoJSON-fil"), required=False, allow_empty_file=True)
    text = TextField(
        label=_("Eller lim inn GeoJSON"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false", "autocomplete": "off"}),
    )
    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)
    read: ReadExtent

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        file, text = given.get("file"), given.get("text") or ""
        if self.errors:
            return given
        if file is None and not text.strip():
            raise ValidationError({"file": _("Velg en fil, eller lim inn teksten fra den.")})
        try:
            # One byte more than is allowed is enough to know that there is too much.
            self.read = read_extent(file.read(MOST_BYTES + 1) if file is not None else text)
            if outline_of(self.read.geometry).area_m2 < SMALLEST_M2:
                raise WrongExtent(
                    _("Omrisset er mindre enn én kvadratmeter. Sjekk koordinatsystemet og om et hull er for stort.")
                )
        except WrongExtent as wrong:
            raise ValidationError({"file" if file is not None else "text": str(wrong)}) from None
        return given
