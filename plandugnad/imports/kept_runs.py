"""A run as it is kept: its table as long as it is a draft, its lock, and what the history is told."""

from __future__ import annotations

from typing import Any

from plandugnad.core import audit
from plandugnad.core.audit import By
from plandugnad.engines.tables import Workbook
from plandugnad.imports.models import ImportRun
from plandugnad.imports.reading.workbook import TableReading


class NotADraft(Exception):
    """The run has been written, undone or thrown away, perhaps in another tab."""


def workbook_of(run: ImportRun) -> Workbook:
    """Raises NotADraft when the table has been let go of since the run was found."""
    if (kept := run.workbook) is None:
        raise NotADraft
    return Workbook.from_json(kept)


def reading_of(run: ImportRun) -> TableReading:
    """Raises NotADraft as `workbook_of`."""
    if (kept := run.reading) is None:
        raise NotADraft
    return TableReading.from_json(kept)


def fresh(run: ImportRun) -> ImportRun:
    """The run as the last action left it."""
    return ImportRun.objects.select_related("organisation").get(pk=run.pk)


def locked_draft(run: ImportRun, *, with_tables: bool = True) -> ImportRun:
    """Two tabs answering at once take turns, so neither loses what the other said."""
    runs = ImportRun.objects if with_tables else ImportRun.objects.without_tables()
    locked = runs.select_for_update(of=("self",)).select_related("organisation").filter(pk=run.pk).first()
    if locked is None or not locked.is_draft:
        raise NotADraft
    return locked


def record_run(by: By, verb: str, run: ImportRun, **told: Any) -> None:
    audit.record(by, verb, run, organisation_id=run.organisation_id, batch_id=run.id, after={"about": told})
