"""What two have written in the same, side by side."""

from typing import Any, NamedTuple

from django import forms
from django.utils.translation import gettext as _


class Conflict(NamedTuple):
    label: str
    theirs: str
    mine: str


def conflicts_of(form: forms.Form, stands: Any) -> list[Conflict]:
    """Of the fields the row has by the same name; at least one line, so that nobody is left without a reason."""
    found = []
    for name, mine in form.cleaned_data.items():
        theirs = getattr(stands, name, None)
        if name in form.fields and hasattr(stands, name) and _said(theirs) != _said(mine):
            found.append(Conflict(str(form[name].label), _said(theirs) or "–", _said(mine) or "–"))
    return found or [Conflict(_("Det andre du endret"), "–", "–")]


def _said(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, bool):
        return _("ja") if value else _("nei")
    return "" if value is None else str(getattr(value, "pk", value))
