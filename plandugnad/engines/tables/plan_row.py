"""A plan as the table tells it, and a row that cannot be taken in as it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from plandugnad.engines.tables.columns import ColumnGuess
from plandugnad.engines.tables.messages import why_and_remedy
from plandugnad.engines.tables.when import When


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A plan as the table tells it, with the codes of the portfolio for type, status and decision."""

    source_row: int
    name: str
    plan_type: str | None = None
    section: str | None = None
    status: str | None = None
    decision: str | None = None
    adopted: When | None = None
    last_revised: When | None = None
    period: tuple[int, int] | None = None
    revision_due: When | None = None
    case_reference: str | None = None
    responsible: str | None = None
    priority: str | None = None
    notes: str | None = None
    legal_basis: str | None = None
    # The cell each value was read from, (row, column), so that a page can point at it and mend it.
    cells: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    year_marked_from_case: bool = False  # `adopted` is only the year of a case number

    def to_expected_json(self) -> dict[str, Any]:
        """In the shape of the expected files; legal basis is not repeated per row there."""
        return {
            "source_row": self.source_row,
            "name": self.name,
            "plan_type": self.plan_type,
            "status": self.status,
            "adopted": self.adopted.written if self.adopted else None,
            "period": list(self.period) if self.period else None,
            "revision_due": self.revision_due.written if self.revision_due else None,
            "case_reference": self.case_reference,
            "responsible": self.responsible,
            "section": self.section,
            "decision": self.decision,
            "priority": self.priority,
            "notes": self.notes,
        }


@dataclass(frozen=True, slots=True)
class RowError:
    """Why a row is left out, where the trouble stands, and how to mend it."""

    code: str
    sheet: str | None
    source_row: int
    column: ColumnGuess | None  # its letter and header say where
    value: str  # what the cell says
    fields: tuple[str, ...]
    params: Mapping[str, str] = field(default_factory=dict)
    row: PlanRow | None = None  # the row as it would be without the faulty value

    @property
    def why(self) -> str:
        return self.why_in("nb")

    @property
    def remedy(self) -> str:
        return self.remedy_in("nb")

    def why_in(self, language: str) -> str:
        """What is wrong, as half a sentence; `language` is 'nb', 'nn' or 'en'."""
        return why_and_remedy(self.code, language, **self._all_params())[0]

    def remedy_in(self, language: str) -> str:
        """How to mend it, as a sentence; `language` is 'nb', 'nn' or 'en'."""
        return why_and_remedy(self.code, language, **self._all_params())[1]

    def _all_params(self) -> dict[str, str]:
        column = f"{self.column.letter} ({self.column.header or '–'})" if self.column else "–"
        return {"value": self.value, "column": column, "adopted": "", **self.params}
