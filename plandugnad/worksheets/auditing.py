"""The history of a sheet. Of a private one it holds who did what, and not a word more; its pages alone show it."""

from typing import Any

from plandugnad.core.audit import By, record
from plandugnad.worksheets.models import Sheet


def write_down(by: By, verb: str, sheet: Sheet, **about: Any) -> None:
    record(by, verb, sheet, **({} if sheet.is_private else about))
