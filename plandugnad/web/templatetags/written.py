"""Dates and numbers as they are written in Norwegian text, and in English."""

from datetime import date, datetime
from typing import Protocol

from django.utils import timezone

from plandugnad.core.marks import decimal_mark, is_english, thousands_mark, written_day

EN_DASH = "–"
THIN_SPACE = "\N{NARROW NO-BREAK SPACE}"


class Kept(Protocol):
    """A date kept with its own precision; `iso` is '2019-06-12', '2019' or '2024/2026'."""

    @property
    def iso(self) -> str: ...


Dateable = date | Kept | str | int | None


def written_date(value: Dateable) -> str:
    """'12. juni 2027', '2019' or '2024–2026'; text that is no date is given back as it is."""
    text = machine_date(value)
    if text[:4].isdigit() and len(text) == 10 and text[4] == "-":
        return _written_day(text)
    return text.replace("/", EN_DASH)


def machine_date(value: Dateable) -> str:
    """The same date for machines: '2027-06-12', '2019', '2024/2026'."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return (timezone.localtime(value) if timezone.is_aware(value) else value).date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    iso: str | None = getattr(value, "iso", None)  # asking whether it is `Kept` takes ten times as long
    return str(value) if iso is None else iso


def written_number(value: int | float | str | None) -> str:
    """'12 345,6' with a space that does not break; in English '12,345.6'."""
    if value is None or value == "":
        return ""
    whole, _, part = str(value).partition(".")
    sign, digits = ("−", whole[1:]) if whole.startswith("-") else ("", whole)
    if not digits.isdigit():
        return str(value)
    # 1234 but 12 345, and 1,234: in Norwegian four digits stand together.
    is_grouped = is_english() or len(digits) > 4
    grouped = f"{int(digits):,}".replace(",", thousands_mark(THIN_SPACE)) if is_grouped else digits
    return f"{sign}{grouped}{decimal_mark()}{part}" if part else f"{sign}{grouped}"


def _written_day(iso: str) -> str:
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return iso
    return written_day(day)
