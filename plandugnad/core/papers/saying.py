"""How a value stands in words, in the language that is chosen when it is asked for."""

from datetime import date

from django.utils.translation import get_language

from plandugnad.core.marks import decimal_mark, written_day
from plandugnad.core.papers.pieces import Value
from plandugnad.engines.sheet.messages import word


def said(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return word("yes" if value else "no", get_language() or "nb")
    if isinstance(value, date):
        return written_day(value)
    if isinstance(value, str):
        return value
    return f"{value:.10g}".replace(".", decimal_mark())
