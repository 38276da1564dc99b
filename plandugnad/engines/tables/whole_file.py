"""A whole workbook read: the sheet with most plans, or every sheet that holds any."""

from __future__ import annotations

from plandugnad.engines.tables.guess import guess_table
from plandugnad.engines.tables.headings import names_plans
from plandugnad.engines.tables.joined import joined
from plandugnad.engines.tables.places import Places
from plandugnad.engines.tables.reading import Reading, read_table
from plandugnad.engines.tables.refusal import Refused
from plandugnad.engines.tables.sheet import Sheet
from plandugnad.engines.tables.workbook import Workbook

# The longest names of plans in the examples have some twenty words.
_LONGEST_NAME_WORDS = 25
# Fields that tell a list of plans from a list of people, words or costs.
_TELLING = ("adopted", "revision_due", "status", "decision", "period", "last_revised", "plan_type", "case_reference")


def read_file(workbook: Workbook, *, sheet: str | None = None, places: Places) -> Reading:
    """The named sheet, or the one with most plans. Raises Refused when there are none.

    Lists of plans that stand beside one another on that sheet are told as one.
    """
    if sheet is not None:
        return _named_sheet(workbook, sheet, places)
    readings = [reading for reading in _readings_by_page(workbook, places) if _lists_plans(reading)]
    if not readings:
        raise Refused("no_plans", file=workbook.filename or "–")
    return max(readings, key=_weight)


def read_all(workbook: Workbook, places: Places) -> list[Reading]:
    """Every sheet that holds plans, in the workbook's order. Raises Refused when there are none."""
    readings = [reading for sheet in workbook.sheets if (reading := _reading(workbook, sheet, places))]
    telling = [reading for reading in readings if _is_telling(reading)]
    # A list of names alone, when there is nothing better.
    found = telling or [reading for reading in readings if _lists_plans(reading)][:1]
    if not found:
        raise Refused("no_plans", file=workbook.filename or "–")
    return found


def _named_sheet(workbook: Workbook, name: str, places: Places) -> Reading:
    wanted = name.strip().casefold()
    named = [page for page in _pages(workbook) if page[0].name == name] or [
        page for page in _pages(workbook) if (page[0].name or "").strip().casefold() == wanted
    ]
    if not named:
        names = ", ".join(page[0].name or "–" for page in _pages(workbook))
        raise Refused("no_such_sheet", file=workbook.filename or "–", sheet=name, sheets=names)
    parts = [(guess, part) for part in named[0] if (guess := guess_table(part, workbook.filename, places))]
    if not parts:
        raise Refused("no_plans", file=name)
    return joined([read_table(part, guess) for guess, part in parts], named[0])


def _pages(workbook: Workbook) -> list[list[Sheet]]:
    """The sheets as the file has them: one part each, or several that stand beside one another."""
    pages: list[list[Sheet]] = []
    for sheet in workbook.sheets:
        if sheet.is_part and pages:
            pages[-1].append(sheet)
        else:
            pages.append([sheet])
    return pages


def _readings_by_page(workbook: Workbook, places: Places) -> list[Reading]:
    readings = []
    for page in _pages(workbook):
        if parts := [reading for sheet in page if (reading := _reading(workbook, sheet, places))]:
            readings.append(joined(parts, page))
    return readings


def _reading(workbook: Workbook, sheet: Sheet, places: Places) -> Reading | None:
    guess = guess_table(sheet, workbook.filename, places)
    reading = read_table(sheet, guess) if guess else None
    return reading if reading and (reading.rows or reading.errors) else None


def _is_telling(reading: Reading) -> bool:
    fields = reading.headers
    has_years = sum(field.startswith(("year_", "decision_")) for field in fields) > 1
    return reading.header_row > 0 and (has_years or any(field in fields for field in _TELLING)) and _has_plans(reading)


def _has_plans(reading: Reading) -> bool:
    return sum(row.plan_type is not None for row in reading.rows) * 3 >= len(reading.rows)


def _lists_plans(reading: Reading) -> bool:
    """Names of plans, if nothing more. Prose is cut into cells that go on for long, or end as sentences do."""
    headings = reading.headers
    told = sum(field in headings for field in _TELLING) + names_plans(headings.get("name", ""))
    if _is_telling(reading) or (reading.header_row and told > 1):
        return True
    names = [row.name for row in reading.rows]
    prose = sum(len(name.split()) > _LONGEST_NAME_WORDS or name.endswith((".", ":", "?", "!")) for name in names)
    return bool(names) and prose * 3 < len(names) and _has_plans(reading)


def _weight(reading: Reading) -> tuple[bool, int, int]:
    return _is_telling(reading), len(reading.rows) + len(reading.errors), len(reading.headers)
