"""What the pages send, made into what the actions take."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext as _

from plandugnad.imports.actions import ChosenSheet
from plandugnad.imports.choices import Key
from plandugnad.imports.queries.mapping import MappedSheet
from plandugnad.imports.reading.column_meanings import SEVERAL, is_meaning

_LONGEST_CELL = 2000
_KEY = re.compile(r"(\d{1,3}):(\d{1,7})\Z")


@dataclass(frozen=True)
class SheetsForm:
    chosen: dict[int, ChosenSheet]
    errors: dict[int, str]

    @property
    def is_valid(self) -> bool:
        return not self.errors


def sheets_form(sent: QueryDict, sheets: Iterable[MappedSheet]) -> SheetsForm:
    chosen: dict[int, ChosenSheet] = {}
    errors: dict[int, str] = {}
    for sheet in sheets:
        columns = {column.index: sent.get(f"column-{sheet.index}-{column.index}", "") for column in sheet.columns}
        columns = {index: field if is_meaning(field) else "" for index, field in columns.items()}
        header_row = _whole(sent.get(f"header-{sheet.index}"))
        chosen[sheet.index] = ChosenSheet(f"include-{sheet.index}" in sent, header_row, columns)
        is_new_header = header_row is not None and header_row != sheet.header_row
        if chosen[sheet.index].is_included and not is_new_header and (wrong := _wrong(columns)):
            errors[sheet.index] = wrong
    return SheetsForm(chosen, errors)


def _wrong(columns: dict[int, str]) -> str:
    fields = [field for field in columns.values() if field]
    if "name" not in fields:
        return _("Velg hvilken kolonne som har navnet på planen.")
    if any(fields.count(field) > 1 and field not in SEVERAL for field in fields):
        return _("To kolonner har fått samme betydning. Velg en av dem, og sett den andre til «Bruk ikke».")
    return ""


@dataclass(frozen=True)
class Place:
    sheet: int
    row: int
    column: int


def cell_place(sent: QueryDict) -> Place | None:
    numbers = [_whole(sent.get(name)) for name in ("sheet", "row", "column")]
    if None in numbers:
        return None
    sheet, row, column = (number or 0 for number in numbers)
    return Place(sheet, row, column)


def cell_text(sent: QueryDict) -> str:
    return sent.get("text", "").replace("\0", "").strip()[:_LONGEST_CELL]


def row_key(sent: QueryDict) -> Key | None:
    key = sent.get("row", "")
    return key if _KEY.match(key) else None


def as_id(text: str) -> str:
    """The text of an id, or nothing when it is none."""
    try:
        return str(UUID(text))
    except ValueError:
        return ""


def _whole(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) <= 7 else None
