from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from plandugnad.boundaries.actions import LICENCE, SOURCE


class BoundaryFileForm(forms.Form):
    file = forms.FileField(
        label=_("Fil med kommunegrenser"),
        help_text=_("GeoJSON, GML eller GeoPackage, i EUREF89 (25832, 25833, 25835, 4258) eller WGS84 (4326)."),
        error_messages={"required": _("Velg filen du lastet ned."), "empty": _("Filen er tom.")},
    )
    year = forms.IntegerField(
        label=_("Hvilket års kommuner?"),
        required=False,
        min_value=1900,
        help_text=_("Står det tomt, bruker vi året i filnavnet eller i filen."),
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    source = forms.CharField(label=_("Kilde"), max_length=120, initial=SOURCE)
    licence = forms.CharField(label=_("Lisens"), max_length=120, initial=LICENCE)

    def clean_file(self) -> "UploadedFile[bytes]":
        found: UploadedFile[bytes] = self.cleaned_data["file"]
        if (found.size or 0) > settings.UPLOAD_LIMIT_BYTES:
            most = settings.UPLOAD_LIMIT_BYTES // 1024**2
            raise forms.ValidationError(
                gettext("Filen er større enn %(most)s MB. Bruk kommandoen, eller last ned illustrasjonsdata.")
                % {"most": most}
            )
        return found

    def clean_year(self) -> int | None:
        year: int | None = self.cleaned_data["year"]
        if year is not None and year > timezone.localdate().year + 1:
            raise forms.ValidationError(gettext("Året kan ikke være lenger fram enn neste år."))
        return year
