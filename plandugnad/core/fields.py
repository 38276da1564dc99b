"""Dates kept with the precision they were given: a day, a year or a span of years, never filled up to 1 January."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.expressions import Combinable
from django.utils.translation import gettext_lazy as _

from plandugnad.engines.tables.when import When

# '2019', '2019-06-12' or '2024/2026' (ISO 8601-2). As text they sort by their beginning.
PATTERN = r"^[0-9]{4}(-[0-9]{2}-[0-9]{2}|/[0-9]{4})?$"


if TYPE_CHECKING:
    _TextField = models.CharField["When | str | None", "When | None"]
    _CharField = models.CharField[str, str]
else:
    _TextField = _CharField = models.CharField


class WhenField(_TextField):
    description = "A day, a year or a span of years"

    def __init__(self, *args: Any, **options: Any) -> None:
        options.setdefault("max_length", 10)
        options.setdefault("null", True)
        options.setdefault("blank", True)
        super().__init__(*args, **options)

    def from_db_value(self, value: str | None, expression: Combinable, connection: Any) -> When | None:
        return None if value is None else When.parse(value)

    def to_python(self, value: Any) -> When | None:
        if value is None or value == "" or isinstance(value, When):
            return value or None
        if isinstance(value, date):
            return When.parse(value.isoformat())
        try:
            return When.parse(str(value))
        except ValueError:
            raise ValidationError(_("Skriv en dato (12.06.2019), et år (2019) eller flere år (2024–2026).")) from None

    def get_prep_value(self, value: Any) -> str | None:
        if value is None or value == "":
            return None
        return value.iso if isinstance(value, When) else str(value)

    def value_to_string(self, obj: models.Model) -> str:
        return self.get_prep_value(self.value_from_object(obj)) or ""


class WrittenName(_CharField):
    """Words that may be somebody's name, written by hand: «Styreleder Kari Nordmann». When she is erased, so is it."""


def when_check(field: str) -> models.Q:
    return models.Q(**{f"{field}__isnull": True}) | models.Q(**{f"{field}__regex": PATTERN})
