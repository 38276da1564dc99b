"""Text as it stands in cells: made even, never rewritten."""

import re
from datetime import date
from functools import lru_cache

Value = str | int | float | bool | date | None

# Marks and overrides of writing direction are among them: with those a text can be shown as another than it is.
# Left are the controls Python counts as white space, which become a space.
_INVISIBLE = dict.fromkeys([
    *range(0x00, 0x09), *range(0x0E, 0x1C), *range(0x7F, 0x85), *range(0x86, 0xA0), 0xAD, 0x061C, 0x180E,
    *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF, *range(0xFFF9, 0xFFFC),
    *range(0xD800, 0xE000), *range(0xE0000, 0xE0080),
])  # fmt: skip
_BLANK = {"", "-", "–", "—", "−", "--", "?", "??", "ukjent", "ukjend"}
# What Excel and LibreOffice leave when a formula fails, in English and Norwegian.
_FAILED = {
    "#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!", "#GETTING_DATA",
    "#I/T", "#VERDI!", "#NAVN?", "#TALL!", "#OVERFLYT!", "#BEREGN!", "#REFERANSE!",
}  # fmt: skip
_LONGEST_BLANK = 13
_FAILED_LIBRE = re.compile(r"Err:\d{3}\Z")


def visible(text: str) -> str:
    """Without characters nobody can see and no database will keep; line breaks and tabs stay."""
    return text if text.isprintable() else text.translate(_INVISIBLE)


@lru_cache(maxsize=20_000)
def even(text: str) -> str:
    """No-break spaces, tabs, line breaks and runs of spaces become one space; the ends are trimmed."""
    return " ".join(visible(text).split())


def is_blank(text: str) -> bool:
    """Says nothing: empty, a lone dash or question mark, «ukjent», or a formula that failed."""
    return len(text) <= _LONGEST_BLANK and _says_nothing(text)


def _says_nothing(text: str) -> bool:
    return text in _BLANK or text.casefold() in _BLANK or text in _FAILED or bool(_FAILED_LIBRE.match(text))


def shown(value: Value) -> str:
    """The value as a person reads it in the table."""
    if isinstance(value, str):
        return even(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nei"
    if isinstance(value, date):
        return f"{value.day:02d}.{value.month:02d}.{value.year}"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else f"{value:.10g}".replace(".", ",")
    return str(value)
