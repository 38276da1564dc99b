"""Our own table coming in again: what in it still says just what the plan says, and what has been changed.

Reading a table is guessing, also of ours: «ny» of a plan that is adopted is read as a revision, since that is what
tables most often mean. So an import first takes away what stands as it was written, reads what is written in our own
way, and guesses at the rest.
"""

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.utils import translation

from plandugnad.engines.tables.text import even, is_blank, visible
from plandugnad.engines.tables.when import When
from plandugnad.plans.exports.added import read_added
from plandugnad.plans.exports.contents import COLUMNS, NUMBER_HEADING, OF_SEVERAL, ONLY_OURS, ExportColumn
from plandugnad.plans.exports.delimited import harmless, unharmed
from plandugnad.plans.exports.spreadsheet import cut, written_when
from plandugnad.plans.models import Plan
from plandugnad.plans.snapshot import WHEN_FIELDS

ID_HEADING = "Plandugnad-ID"
NOTE_BETWEEN = " · "
_LANGUAGES = ("nb", "nn", "en")
_DAY = re.compile(r"(\d{2})\.(\d{2})\.(\d{4})\Z")
_LENGTHS: dict[str, int | None] = {field.name: field.max_length for field in Plan._meta.concrete_fields}


@dataclass(frozen=True)
class OwnChanges:
    """`read` is what changed cells say, as a snapshot has it; `unread` are fields written otherwise than we write."""

    read: Mapping[str, Any]
    unread: frozenset[str]

    @property
    def fields(self) -> frozenset[str]:
        return self.unread | frozenset(self.read)


def is_own_table(headings: Container[str]) -> bool:
    return ID_HEADING in headings


def own_field(heading: str) -> str | None:
    """The field an import reads under our heading, in any language; '' for none, None for a heading not ours."""
    column = _columns().get(heading)
    if column is None:
        return None
    return "" if column.field in ONLY_OURS else column.field


def own_number(cells: Mapping[str, str]) -> str:
    """The number of the municipality a row of several municipalities' plans is about."""
    number = even(next((text for heading, text in cells.items() if heading in _number_headings()), ""))
    return number.zfill(4) if number else ""  # a spreadsheet program may have made 0301 into 301


def unchanged_fields(values: Mapping[str, Any], cells: Mapping[str, str]) -> frozenset[str]:
    """The fields whose cell says what an export would say of the plan now. `cells` are texts by heading."""
    present = {column.field for heading, column in _columns().items() if heading in cells and column.field}
    return frozenset(present) - own_changes(values, cells).fields


def own_changes(values: Mapping[str, Any], cells: Mapping[str, str]) -> OwnChanges:
    """What the cells say that the plan, whose snapshot is `values`, does not. An empty cell says nothing."""
    read: dict[str, Any] = {}
    unread: set[str] = set()
    beyond: list[str] = []
    for heading, text in cells.items():
        column = _columns().get(heading)
        if column is None or not column.field or _says_the_same(column, values.get(column.field), text):
            continue
        if column.field in ONLY_OURS:
            added = read_added(column.field, text)
            if added.value is not None and added.value != values.get(column.field):
                read[column.field] = added.value
            if added.beyond:
                beyond.append(f"{heading}: {added.beyond}")
        elif (said := _read(column, text)) is None:
            unread.add(column.field)
        else:
            read[column.field] = said
    read |= _noted(values, read, beyond)
    return OwnChanges({field: said for field, said in read.items() if said != values.get(field)}, frozenset(unread))


def own_additions(values: Mapping[str, Any], cells: Mapping[str, str]) -> Mapping[str, Any]:
    """What a new row says in the columns no other table has; `values` are what is read of its other columns."""
    columns = _columns()
    added = {heading: text for heading, text in cells.items() if heading in columns and _is_only_ours(columns[heading])}
    return own_changes({"notes": values.get("notes", "")}, added).read


def own_choices(cells: Mapping[str, str]) -> Mapping[str, str]:
    """The type, status and decision a new row says in our own words, which may be English and no other table's."""
    return {
        column.field: code
        for heading, text in cells.items()
        if (column := _columns().get(heading)) is not None and column.choices is not None
        if (code := _codes(column.field).get(even(text).casefold())) is not None
    }


def _is_only_ours(column: ExportColumn) -> bool:
    return column.field in ONLY_OURS


def _noted(values: Mapping[str, Any], read: Mapping[str, Any], beyond: list[str]) -> dict[str, str]:
    """The notes with what the fields had no room for, once: a table that comes in again adds nothing."""
    notes = str(read.get("notes", values.get("notes")) or "")
    new = [said for said in beyond if said not in notes]
    return {"notes": NOTE_BETWEEN.join([*([notes] if notes else []), *new])} if new else {}


@lru_cache(maxsize=1)
def _columns() -> dict[str, ExportColumn]:
    found: dict[str, ExportColumn] = {}
    for language in _LANGUAGES:
        with translation.override(language):
            found |= {str(column.heading): column for column in (*COLUMNS, *OF_SEVERAL)}
    return found


@lru_cache(maxsize=1)
def _number_headings() -> frozenset[str]:
    found = set()
    for language in _LANGUAGES:
        with translation.override(language):
            found.add(translation.gettext(NUMBER_HEADING))
    return frozenset(found)


@lru_cache(maxsize=8)
def _codes(field: str) -> dict[str, str]:
    """The code behind each label, in any of our languages."""
    choices = next(column.choices for column in COLUMNS if column.field == field)
    found: dict[str, str] = {}
    for language in _LANGUAGES:
        with translation.override(language):
            found |= {even(str(label)).casefold(): str(code) for code, label in choices.choices}
    return found


def _says_the_same(column: ExportColumn, value: Any, text: str) -> bool:
    said = even(text)
    if not said:
        return True
    if column.choices is not None and _codes(column.field).get(said.casefold()) == value:
        return True
    stands = _written(column, value)
    if said in {stands, even(harmless(stands))}:
        return True
    if isinstance(value, str) and (said == even(value) or said in {even(harmless(value)), even(cut(value))}):
        return True
    return is_blank(said)


def _written(column: ExportColumn, value: Any) -> str:
    if not value:
        return ""
    if column.field == "themes":
        return ", ".join(value)
    return written_when(When.parse(value)) if column.field in WHEN_FIELDS else str(value)


def _read(column: ExportColumn, text: str) -> Any:
    """None where the text is not as we write it ourselves."""
    if column.choices is not None:
        return _codes(column.field).get(even(text).casefold())
    if column.field in WHEN_FIELDS:
        return _when(even(text))
    said = unharmed(visible(text).strip() if column.field == "notes" else even(text))
    longest = _LENGTHS[column.field]
    return said if longest is None or len(said) <= longest else None


def _when(text: str) -> str | None:
    try:
        if found := _DAY.match(text):
            return date(int(found[3]), int(found[2]), int(found[1])).isoformat()
        return When.parse(text).iso
    except ValueError:
        return None
