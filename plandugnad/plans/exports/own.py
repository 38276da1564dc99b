"""Our own table coming in again: what in it still says just what the plan says.

Reading a table is guessing, also of ours: «ny» of a plan that is adopted is read as a revision, since that is what
tables most often mean. So an import first takes away what stands as it was written, and guesses at the rest.
"""

from collections.abc import Container, Mapping
from datetime import date
from typing import Any

from django.utils import translation

from plandugnad.engines.tables.text import even
from plandugnad.engines.tables.when import When
from plandugnad.plans.exports.contents import COLUMNS, Cell, Contents, ExportColumn
from plandugnad.plans.exports.delimited import harmless
from plandugnad.plans.exports.spreadsheet import written_when
from plandugnad.plans.models import Plan
from plandugnad.plans.snapshot import apply
from plandugnad.regions.models import Organisation

ID_HEADING = "Plandugnad-ID"
_LANGUAGES = ("nb", "nn")
_CONTENTS = Contents(Organisation(), (), date.min)  # no column of a field looks at it


def is_own_table(headings: Container[str]) -> bool:
    return ID_HEADING in headings


def unchanged_fields(values: Mapping[str, Any], cells: Mapping[str, str]) -> frozenset[str]:
    """The fields whose cell says what an export would say of the plan now. `cells` are texts by heading.

    An empty cell says nothing, and so changes nothing. A heading that is not ours, or not there, is no part of this.
    """
    plan = Plan()
    apply(plan, dict(values))
    unchanged: set[str] = set()
    for language in _LANGUAGES:
        with translation.override(language):
            for column in COLUMNS:
                heading = str(column.heading)
                if column.field and heading in cells and even(cells[heading]) in _texts(column, plan):
                    unchanged.add(column.field)
    return frozenset(unchanged)


def _texts(column: ExportColumn, plan: Plan) -> frozenset[str]:
    """What the cell may hold: as text, as the day a spreadsheet shows, and as made harmless in a CSV."""
    text = even(_written(column.cell(plan, _CONTENTS)))
    return frozenset({"", text, even(harmless(text))})


def _written(cell: Cell) -> str:
    return written_when(cell) if isinstance(cell, When) else cell or ""
