"""A row of a table as fields of a plan, in the plain form history keeps. Only what it says: silence erases nothing."""

from collections.abc import Sequence
from typing import Any

from plandugnad.engines.tables import PlanRow, When
from plandugnad.imports.reading.column_meanings import LENGTHS

Values = dict[str, Any]

_TEXTS = ("plan_type", "section", "status", "decision", "case_reference", "responsible", "priority", "legal_basis")
_DATES = ("adopted", "last_revised", "revision_due")
NOTE_BETWEEN = " · "


def values_of(row: PlanRow, *, national_plan_id: str = "", work_years: Sequence[str] = ()) -> Values:
    values: Values = {"name": _unquoted(row.name)}
    cut: list[str] = []
    for field in _TEXTS:
        if text := getattr(row, field):
            values[field] = _fitting(field, _unquoted(text), cut)
    for field in _DATES:
        when: When | None = getattr(row, field)
        if when is not None:
            values[field] = when.iso
    if row.period:
        values["period"] = When.of_years(*row.period).iso
    if national_plan_id:
        values["national_plan_id"] = _fitting("national_plan_id", national_plan_id, cut)
    if work_years:
        values["work_years"] = ", ".join(work_years)
    if row.adopted is not None:
        values["is_adopted_year_from_case"] = row.year_marked_from_case
    if notes := NOTE_BETWEEN.join([*([_unquoted(row.notes)] if row.notes else []), *cut]):
        values["notes"] = notes
    return values


def _fitting(field: str, text: str, cut: list[str]) -> str:
    """What the field has room for. The whole text goes to the notes, so that nothing is lost."""
    if len(text) <= LENGTHS[field]:
        return text
    cut.append(text)
    return text[: LENGTHS[field] - 1].rstrip() + "…"


def _unquoted(text: str) -> str:
    """Without the apostrophe that exports, ours too, put before text a spreadsheet would take for a formula."""
    return text[1:] if text[:1] == "'" and text[1:2] in ("=", "+", "-", "@") else text
