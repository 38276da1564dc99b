"""A form's fields for what an item of a sheet holds. Each knows how its value is shown, and how it is kept."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from plandugnad.engines.sheet.blocks import Axis, Column, ColumnKind
from plandugnad.engines.sheet.rows import Cell, Party
from plandugnad.engines.sheet.schema import FURTHEST, is_day, ticked
from plandugnad.plans.forms.fields import Suggesting

Item = Mapping[str, Cell]  # field of the document → its value
Choices = Sequence[tuple[str, str]]


class Kept(forms.Field):
    """`shown` is text, a list of texts or a yes, as the field itself is sent."""

    says_optional = False

    def shown(self, name: str, item: Item) -> Any:
        return item.get(name) or ""

    def kept(self, name: str, value: Any) -> dict[str, Any]:
        return {name: value or None}


def stored(cell: Cell) -> Any:
    """As the document itself keeps it, where it is no words."""
    if isinstance(cell, date):
        return cell.isoformat()
    return f"{cell.kind}:{cell.id or cell.name}" if isinstance(cell, Party) else cell


class Words(Kept, forms.CharField):
    def __init__(self, label: str, help_text: str = "", *, is_long: bool = False) -> None:
        area = forms.Textarea(attrs={"rows": 3 if is_long else 2})
        super().__init__(label=label, help_text=help_text, required=False, strip=False, widget=area)

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value) or "").replace("\r\n", "\n").replace("\r", "\n")

    def kept(self, name: str, value: Any) -> dict[str, Any]:
        return {name: value}


class Choice(Kept, forms.ChoiceField):
    def __init__(self, label: str, choices: Choices, help_text: str = "", empty: str = "") -> None:
        offered = [("", empty or _("Ikke valgt")), *choices]
        gone = {"invalid_choice": _("Det du valgte, er ikke her lenger. Velg på nytt.")}
        super().__init__(label=label, choices=offered, help_text=help_text, required=False, error_messages=gone)


class Several(Kept, forms.MultipleChoiceField):
    def __init__(self, label: str, choices: Choices, help_text: str = "") -> None:
        boxes, self.offered = forms.CheckboxSelectMultiple, [one for one, _said in choices]
        super().__init__(label=label, choices=choices, help_text=help_text, required=False, widget=boxes)

    def shown(self, name: str, item: Item) -> Any:
        return [one for one in self.offered if item.get(ticked(name, one)) is True]

    def kept(self, name: str, value: Any) -> dict[str, Any]:
        return {ticked(name, one): one in value for one in self.offered}


@dataclass(frozen=True)
class Parties:
    """`known` are offered by name, each with how it is stored; `names` says who a stored one is."""

    known: Sequence[tuple[str, str]]
    names: Mapping[Party, str]

    def name(self, party: Party) -> str:
        return party.name or self.names.get(party, "")

    def kept(self, name: str) -> str | None:
        words = " ".join(re.sub(r"[\x00-\x1f\x7f]", " ", name).split())
        if not words:
            return None
        folded = words.casefold()
        offered = [value for value, known in self.known if known.casefold() == folded]
        named = [f"{one.kind}:{one.id}" for one, known in self.names.items() if one.id and known.casefold() == folded]
        return next(iter([*offered, *named]), f"free:{words}")


class Named(Kept, forms.CharField):
    def __init__(self, label: str, parties: Parties, help_text: str = "") -> None:
        widget = Suggesting([name for _value, name in parties.known], attrs={"autocomplete": "off"})
        super().__init__(label=label, help_text=help_text, required=False, max_length=200, widget=widget)
        self.parties = parties

    def shown(self, name: str, item: Item) -> Any:
        party = item.get(name)
        return self.parties.name(party) if isinstance(party, Party) else ""

    def kept(self, name: str, value: Any) -> dict[str, Any]:
        return {name: self.parties.kept(value)}


class Day(Kept, forms.CharField):
    """Sent as a browser's own field for days sends it, or as it is written by hand where there is none."""

    def __init__(self, label: str, help_text: str = "") -> None:
        widget = forms.TextInput(attrs={"type": "date", "min": "1900-01-01", "max": "2200-12-31"})
        super().__init__(label=label, help_text=help_text, required=False, widget=widget)

    def shown(self, name: str, item: Item) -> Any:
        day = item.get(name)
        return day.isoformat() if isinstance(day, date) else ""

    def clean(self, value: Any) -> str:
        written = str(value or "").strip()
        if found := re.fullmatch(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})", written):
            written = f"{found[3]}-{found[2]:0>2}-{found[1]:0>2}"
        if written and not is_day(written):
            raise ValidationError(_("Datoen finnes ikke. Velg en dag, eller tøm feltet."))
        return written


class Number(Kept, forms.CharField):
    def __init__(self, label: str, help_text: str = "") -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(label=label, help_text=help_text, required=False, widget=widget)

    def shown(self, name: str, item: Item) -> Any:
        number = item.get(name)
        return f"{number:.15g}".replace(".", ",") if isinstance(number, float) else ""

    def clean(self, value: Any) -> float | None:
        written = re.sub(r"\s", "", str(value or "")).replace(",", ".")
        if not written:
            return None
        if not re.fullmatch(r"[-+]?[0-9]{0,20}\.?[0-9]{0,20}", written) or not re.search("[0-9]", written):
            raise ValidationError(_("Skriv et tall, for eksempel 12 eller 12,5."))
        number = float(written)
        if abs(number) > FURTHEST:
            raise ValidationError(_("Tallet er for stort. Skriv et mindre."))
        return number

    def kept(self, name: str, value: Any) -> dict[str, Any]:
        return {name: value}


class Along(Kept, forms.CharField):
    """Where on an axis, from 0 to 100."""

    def __init__(self, axis: Axis, language: str) -> None:
        low, high = axis.low.said(language), axis.high.said(language)
        widget = forms.NumberInput(attrs={"min": 0, "max": 100, "step": 1})
        help_text = _("Fra 0, som er «%(low)s», til 100, som er «%(high)s».") % {"low": low, "high": high}
        super().__init__(label=axis.title.said(language), help_text=help_text, required=False, widget=widget)

    def shown(self, name: str, item: Item) -> Any:
        share = item.get(name)
        return str(round(share * 100)) if isinstance(share, float) else ""

    def clean(self, value: Any) -> float | None:
        written = str(value or "").strip()
        if not written:
            return None
        if not re.fullmatch(r"[0-9]{1,3}", written) or int(written) > 100:
            raise ValidationError(_("Skriv et helt tall fra 0 til 100."))
        return int(written) / 100

    def kept(self, name: str, value: Any) -> dict[str, Any]:
        return {name: value}


class Yes(Kept, forms.BooleanField):
    def __init__(self, label: str) -> None:
        super().__init__(label=label, required=False)

    def shown(self, name: str, item: Item) -> Any:
        return item.get(name) is True

    def kept(self, name: str, value: Any) -> dict[str, Any]:
        return {name: bool(value)}


def column_field(column: Column, parties: Parties, language: str) -> Kept:
    title, help_text = column.title.said(language), column.help.said(language) if column.help else ""
    choices = [(one.id, one.title.said(language)) for one in column.choices]
    if column.kind is ColumnKind.CHOICE:
        return Choice(title, choices, help_text)
    if column.kind is ColumnKind.CHOICES:
        return Several(title, choices, help_text)
    if column.kind is ColumnKind.PARTY:
        return Named(title, parties, help_text)
    if column.kind is ColumnKind.DATE:
        return Day(title, help_text)
    if column.kind is ColumnKind.NUMBER:
        return Number(title, help_text)
    return Words(title, help_text)
