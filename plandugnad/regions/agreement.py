"""The legal forms a collaboration may have, and what an agreement of each should settle. Data, with the sections."""

import csv
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.utils.translation import get_language

from plandugnad.core.places import DATA_FOLDER
from plandugnad.regions.models import LegalForm


@dataclass(frozen=True)
class Form:
    code: str
    section: str
    notice_months: int
    notice_section: str
    text_nb: str
    text_nn: str
    text_en: str

    @property
    def name(self) -> str:
        return str(LegalForm(self.code).label)

    @property
    def text(self) -> str:
        return str(getattr(self, f"text_{get_language()}", self.text_nb))


@dataclass(frozen=True)
class Item:
    form: str
    code: str
    section: str
    text_nb: str
    text_nn: str
    text_en: str

    @property
    def text(self) -> str:
        return str(getattr(self, f"text_{get_language()}", self.text_nb))


@cache
def forms() -> dict[str, Form]:
    with (DATA_FOLDER / "collaboration_forms.csv").open(encoding="utf-8", newline="") as file:
        return {line["code"]: _form(**line) for line in csv.DictReader(file)}


def _form(*, notice_months: str, **texts: str) -> Form:
    return Form(notice_months=int(notice_months), **texts)


@cache
def _items() -> tuple[Item, ...]:
    with (DATA_FOLDER / "agreement_items.csv").open(encoding="utf-8", newline="") as file:
        return tuple(Item(**line) for line in csv.DictReader(file))


def items_of(form: str) -> tuple[Item, ...]:
    """What an agreement of this form should settle. Until a form is chosen: what any collaboration should."""
    return tuple(item for item in _items() if item.form == (form or LegalForm.INFORMAL))


def earliest_end(form: str, notice_on: date) -> date:
    """The last day of a membership when notice is given this day: the day with the same number, or the month's last."""
    months = forms()[form].notice_months if form in forms() else 0
    year, month = divmod(notice_on.year * 12 + notice_on.month - 1 + months, 12)
    return date(year, month + 1, min(notice_on.day, monthrange(year, month + 1)[1]))
