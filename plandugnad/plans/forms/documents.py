"""A plan's documents: a file, or the address where it lies."""

import os
import re
import unicodedata
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from plandugnad.plans.forms.fields import LineField

LONGEST_NAME = 200
_NO_TITLE = _("Står det tomt, brukes filnavnet.")


class AddressForm(forms.Form):
    address = forms.CharField(
        label=_("Adresse"), max_length=1000, help_text=_("For eksempel til saken i innsynsløsningen: https://…")
    )
    title = LineField(label=_("Tittel"), max_length=300, required=False)

    def clean_address(self) -> str:
        address: str = self.cleaned_data["address"].strip()
        if "://" not in address and not re.match(r"[a-z][a-z0-9+-]*:", address, re.IGNORECASE):
            address = f"https://{address}"
        try:
            URLValidator(schemes=["http", "https"])(address)
        except ValidationError:
            raise ValidationError(_("Skriv en nettadresse som begynner med https:// eller http://.")) from None
        return address

    @property
    def document_title(self) -> str:
        return self.cleaned_data["title"] or urlsplit(self.cleaned_data["address"]).hostname or ""


class DocumentFile(forms.FileField):
    """Any type of file: it is never shown by us, only handed out again."""

    default_error_messages = {
        "required": _("Velg en fil."),
        "empty": _("Filen er tom. Velg en annen."),
        "missing": _("Filen kom ikke fram. Prøv igjen."),
        "invalid": _("Filen kom ikke fram. Prøv igjen."),
    }

    def to_python(self, data: Any) -> Any:
        file = super().to_python(data)
        if file is not None and file.size > settings.UPLOAD_LIMIT_BYTES:
            most = settings.UPLOAD_LIMIT_BYTES // (1024 * 1024)
            raise ValidationError(_("Filen er for stor. Den kan være på høyst %(most)d MB.") % {"most": most})
        return file


class FileForm(forms.Form):
    file = DocumentFile(label=_("Fil"))
    title = LineField(label=_("Tittel"), max_length=300, required=False, help_text=_NO_TITLE)

    @property
    def file_name(self) -> str:
        return safe_name(self.cleaned_data["file"].name or "")

    @property
    def document_title(self) -> str:
        return self.cleaned_data["title"] or os.path.splitext(self.file_name)[0]


def safe_name(name: str) -> str:
    """A file name with nothing in it that a disk, a header or an eye could be fooled by; the ending is kept."""
    name = re.split(r"[/\\]", name)[-1]
    # Format characters (Cf) hold the marks that turn text around: 'plan\u202efdp.exe' looks like a PDF.
    shown = "".join(sign for sign in name if unicodedata.category(sign) not in {"Cc", "Cf", "Cs", "Zl", "Zp"})
    shown = re.sub(r'[<>:"|?*]', "_", shown).strip(" .")
    stem, ending = os.path.splitext(shown)
    return f"{stem[: LONGEST_NAME - len(ending[:20])]}{ending[:20]}" or "dokument"
